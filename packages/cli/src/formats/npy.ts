import { InputError, type NamedArray } from "@lossatlas/core";

const magic = "\x93NUMPY";

type Reader = (view: DataView, at: number, little: boolean) => number;

/** NumPy types that widen exactly to float64 (64-bit integers only where they fit). */
const readers: Readonly<
	Record<string, { readonly size: number; readonly name: string; readonly read: Reader }>
> = {
	f8: { size: 8, name: "float64", read: (v, at, little) => v.getFloat64(at, little) },
	f4: { size: 4, name: "float32", read: (v, at, little) => v.getFloat32(at, little) },
	i1: { size: 1, name: "int8", read: (v, at) => v.getInt8(at) },
	i2: { size: 2, name: "int16", read: (v, at, little) => v.getInt16(at, little) },
	i4: { size: 4, name: "int32", read: (v, at, little) => v.getInt32(at, little) },
	i8: { size: 8, name: "int64", read: (v, at, little) => Number(v.getBigInt64(at, little)) },
	u1: { size: 1, name: "uint8", read: (v, at) => v.getUint8(at) },
	u2: { size: 2, name: "uint16", read: (v, at, little) => v.getUint16(at, little) },
	u4: { size: 4, name: "uint32", read: (v, at, little) => v.getUint32(at, little) },
	u8: { size: 8, name: "uint64", read: (v, at, little) => Number(v.getBigUint64(at, little)) },
	b1: { size: 1, name: "bool", read: (v, at) => v.getUint8(at) },
};

/** Reads one array in NumPy's .npy format (versions 1 to 3), both byte orders, both memory orders. */
export function readNpy(bytes: Uint8Array, name: string, source: string): NamedArray {
	const where = { file: source, field: name };
	const text = (from: number, to: number) => new TextDecoder("latin1").decode(bytes.subarray(from, to));
	if (bytes.length < 10 || bytes[0] !== 0x93 || text(1, 6) !== magic.slice(1))
		throw new InputError(`"${name}" of ${source} is not a NumPy array.`, where);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const wide = bytes[6] > 1;
	const headerStart = wide ? 12 : 10;
	const headerLength = wide ? view.getUint32(8, true) : view.getUint16(8, true);
	const header = text(headerStart, headerStart + headerLength);
	const descr = /'descr':\s*'([<>|=]?)([a-zA-Z]\d*)'/.exec(header);
	const fortran = /'fortran_order':\s*True/.test(header);
	const shapeText = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? "";
	const shape = shapeText
		.split(",")
		.filter((part) => part.trim() !== "")
		.map(Number);
	const kind = descr === null ? undefined : readers[descr[2]];
	if (descr === null || kind === undefined)
		throw new InputError(
			`The array "${name}" of ${source} has the type ${/'descr':\s*([^,]*(?:,[^']*')?)/.exec(header)?.[1] ?? "unknown"}, which does not widen exactly to float64.`,
			where,
			"Read are float64, float32, integers and booleans; convert with `array.astype(float)`, or take real and imaginary parts apart.",
		);
	const count = shape.reduce((product, n) => product * n, 1);
	const start = headerStart + headerLength;
	if (bytes.length < start + count * kind.size)
		throw new InputError(
			`The array "${name}" of ${source} is cut off: ${count} numbers were expected.`,
			where,
		);
	const little = descr[1] !== ">";
	const stored = new Float64Array(count);
	for (let k = 0; k < count; k++) stored[k] = kind.read(view, start + k * kind.size, little);
	return { name, shape, values: fortran ? toRowOrder(stored, shape) : stored, type: kind.name };
}

function toRowOrder(stored: Float64Array, shape: readonly number[]): Float64Array {
	const out = new Float64Array(stored.length);
	const index = new Array<number>(shape.length).fill(0);
	for (let k = 0; k < stored.length; k++) {
		let at = 0;
		for (let axis = 0; axis < shape.length; axis++) at = at * shape[axis] + index[axis];
		out[at] = stored[k];
		for (let axis = 0; axis < shape.length; axis++) {
			if (++index[axis] < shape[axis]) break;
			index[axis] = 0;
		}
	}
	return out;
}

/** Writes an array of float64 as .npy (version 1, little-endian, row by row). */
export function writeNpy(values: Float64Array, shape: readonly number[]): Uint8Array {
	const shapeText = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
	let header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shapeText}), }`;
	header = `${header.padEnd(64 * Math.ceil((header.length + 11) / 64) - 11)}\n`;
	const out = new Uint8Array(10 + header.length + 8 * values.length);
	const view = new DataView(out.buffer);
	out.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
	view.setUint16(8, header.length, true);
	for (let k = 0; k < header.length; k++) out[10 + k] = header.charCodeAt(k);
	for (const [k, value] of values.entries()) view.setFloat64(10 + header.length + 8 * k, value, true);
	return out;
}
