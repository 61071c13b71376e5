import { InputError, type NamedArray } from "@lossatlas/core/laboratory";
import { type ElementType, elementTypes, readElements } from "./element-types.ts";

/** Types by the letters of NumPy's descriptors. */
const byDescriptor: Readonly<Record<string, ElementType>> = {
	f8: elementTypes.float64,
	f4: elementTypes.float32,
	f2: elementTypes.float16,
	i1: elementTypes.int8,
	i2: elementTypes.int16,
	i4: elementTypes.int32,
	i8: elementTypes.int64,
	u1: elementTypes.uint8,
	u2: elementTypes.uint16,
	u4: elementTypes.uint32,
	u8: elementTypes.uint64,
	b1: elementTypes.bool,
};

/** What is refused, in words, by the kind letter of a descriptor, and what to do instead. */
const refused: Readonly<Record<string, readonly [string, string]>> = {
	c: ["complex", "Save real and imaginary parts apart: `array.real`, `array.imag`."],
	O: ["object", "Convert it: `array.astype(float)`; rows of different lengths cannot be an array."],
	U: ["text", "Save class indices instead of names: `np.unique(names, return_inverse=True)[1]`."],
	S: ["text", "Save class indices instead of names: `np.unique(names, return_inverse=True)[1]`."],
	M: ["date", "Convert it to numbers: `array.astype('int64')`."],
	m: ["duration", "Convert it to numbers: `array.astype('int64')`."],
	f: ["extended precision", "Convert it: `array.astype('float64')`."],
	V: ["structured", "Save its fields as arrays of their own."],
};

interface NpyHeader {
	/** As in the file, e.g. `<f4`. */
	readonly descriptor: string;
	readonly fortran: boolean;
	readonly shape: readonly number[];
	/** Where the elements start. */
	readonly start: number;
}

/**
 * Reads one array in NumPy's .npy format (versions 1 to 3), both byte orders, both memory orders, widened
 * exactly to float64. @throws InputError for a damaged file or a type that does not widen exactly.
 */
export function readNpy(bytes: Uint8Array, name: string, source: string): NamedArray {
	const where = { file: source, field: name };
	const header = readHeader(bytes);
	if (header === null)
		throw new InputError(
			`"${name}" of ${source} is not a NumPy array, or its header is damaged.`,
			where,
			"Write it with np.save or np.savez.",
		);
	const { descriptor, fortran, shape, start } = header;
	const order = /^[<>|=]/.exec(descriptor)?.[0] ?? "";
	const letters = descriptor.slice(order.length);
	const type = byDescriptor[letters];
	if (type === undefined) {
		const [kind, advice] = refused[descriptor.startsWith("[") ? "V" : letters[0]] ?? [
			"unknown",
			"Convert it: `array.astype(float)`.",
		];
		throw new InputError(
			`The array "${name}" of ${source} has the ${kind} type ${descriptor}; float64, float32, float16, integers and booleans are read.`,
			where,
			advice,
		);
	}
	const count = shape.reduce((product, n) => product * n, 1);
	if (bytes.length < start + count * type.size)
		throw new InputError(
			`The array "${name}" of ${source} is cut off: ${count} numbers of ${type.size} bytes were expected, ${bytes.length - start} bytes are there.`,
			where,
			"Copy or write the file again.",
		);
	try {
		const stored = readElements(type, bytes, start, count, order !== ">");
		return { name, shape, values: fortran ? toRowOrder(stored, shape) : stored, type: type.name };
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		throw new InputError(`The array "${name}" of ${source}: ${error.message}.`, where);
	}
}

/** The header, or null when it is damaged. */
function readHeader(bytes: Uint8Array): NpyHeader | null {
	if (bytes.length < 12 || ![0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59].every((byte, k) => bytes[k] === byte))
		return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const version = bytes[6];
	const [from, length] = version === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
	const start = from + length;
	if (start > bytes.length) return null;
	const text = new TextDecoder(version < 3 ? "latin1" : "utf-8").decode(bytes.subarray(from, start));
	const structured = /'descr':\s*(\[.*?\])\s*,\s*'fortran_order'/.exec(text)?.[1];
	const descriptor = structured ?? /'descr':\s*'([^']*)'/.exec(text)?.[1];
	const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
	const axes = /'shape':\s*\(([^)]*)\)/.exec(text)?.[1];
	if (descriptor === undefined || order === undefined || axes === undefined) return null;
	const shape = axes
		.split(",")
		.filter((part) => part.trim() !== "")
		.map(Number);
	if (!shape.every((n) => Number.isSafeInteger(n) && n >= 0)) return null;
	return { descriptor, fortran: order === "True", shape, start };
}

/** Elements stored with the first axis fastest, rearranged to have the last one fastest. */
function toRowOrder(stored: Float64Array, shape: readonly number[]): Float64Array {
	const out = new Float64Array(stored.length);
	const index = new Array<number>(shape.length).fill(0);
	for (const value of stored) {
		let at = 0;
		for (let axis = 0; axis < shape.length; axis++) at = at * shape[axis] + index[axis];
		out[at] = value;
		for (let axis = 0; axis < shape.length; axis++) {
			if (++index[axis] < shape[axis]) break;
			index[axis] = 0;
		}
	}
	return out;
}

/** Writes an array of float64 as .npy (version 1, little-endian, row by row, data aligned to 64 bytes). */
export function writeNpy(values: Float64Array, shape: readonly number[]): Uint8Array {
	if (shape.reduce((product, n) => product * n, 1) !== values.length)
		throw new RangeError(`${values.length} numbers do not fill an array of shape (${shape.join(", ")}).`);
	const shapeText = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
	const dictionary = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shapeText}), }`;
	const header = `${dictionary.padEnd(64 * Math.ceil((dictionary.length + 11) / 64) - 11)}\n`;
	const out = new Uint8Array(10 + header.length + 8 * values.length);
	const view = new DataView(out.buffer);
	out.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
	view.setUint16(8, header.length, true);
	for (let k = 0; k < header.length; k++) out[10 + k] = header.charCodeAt(k);
	for (let k = 0; k < values.length; k++) view.setFloat64(10 + header.length + 8 * k, values[k], true);
	return out;
}
