import { InputError, type NamedArray } from "@lossatlas/core";

type Reader = {
	readonly size: number;
	readonly name: string;
	readonly read: (v: DataView, at: number) => number;
};

const readers: Readonly<Record<string, Reader>> = {
	F64: { size: 8, name: "float64", read: (v, at) => v.getFloat64(at, true) },
	F32: { size: 4, name: "float32", read: (v, at) => v.getFloat32(at, true) },
	F16: { size: 2, name: "float16", read: (v, at) => halfFloat(v.getUint16(at, true)) },
	BF16: { size: 2, name: "bfloat16", read: (v, at) => brainFloat(v.getUint16(at, true)) },
	I64: { size: 8, name: "int64", read: (v, at) => Number(v.getBigInt64(at, true)) },
	I32: { size: 4, name: "int32", read: (v, at) => v.getInt32(at, true) },
	I16: { size: 2, name: "int16", read: (v, at) => v.getInt16(at, true) },
	I8: { size: 1, name: "int8", read: (v, at) => v.getInt8(at) },
	U8: { size: 1, name: "uint8", read: (v, at) => v.getUint8(at) },
	BOOL: { size: 1, name: "bool", read: (v, at) => v.getUint8(at) },
};

function halfFloat(bits: number): number {
	const sign = bits & 0x8000 ? -1 : 1;
	const exponent = (bits >> 10) & 31;
	const fraction = bits & 1023;
	if (exponent === 31) return fraction ? Number.NaN : sign * Infinity;
	if (exponent === 0) return (sign * fraction) / 16777216;
	return (
		(sign * (1024 + fraction) * (exponent >= 25 ? 1 << (exponent - 25) : 1)) /
		(exponent >= 25 ? 1 : 1 << (25 - exponent))
	);
}

function brainFloat(bits: number): number {
	const view = new DataView(new ArrayBuffer(4));
	view.setUint32(0, bits << 16);
	return view.getFloat32(0);
}

/** Reads every tensor of a safetensors file, widened exactly to float64. */
export function readSafetensors(bytes: Uint8Array, source: string): NamedArray[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const damaged = () => new InputError(`${source} is not a valid safetensors file.`, { file: source });
	if (bytes.length < 8) throw damaged();
	const length = Number(view.getBigUint64(0, true));
	if (!(length <= bytes.length - 8)) throw damaged();
	let header: Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;
	try {
		header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
	} catch {
		throw damaged();
	}
	return Object.entries(header)
		.filter(([name]) => name !== "__metadata__")
		.map(
			([
				name,
				{
					dtype,
					shape,
					data_offsets: [from, to],
				},
			]) => {
				const reader = readers[dtype];
				const count = shape.reduce((product, n) => product * n, 1);
				if (reader === undefined)
					throw new InputError(
						`The tensor "${name}" of ${source} has the type ${dtype}, which does not widen exactly to float64.`,
						{ file: source, field: name },
					);
				if (to - from !== count * reader.size || 8 + length + to > bytes.length) throw damaged();
				const values = new Float64Array(count);
				for (let k = 0; k < count; k++) values[k] = reader.read(view, 8 + length + from + k * reader.size);
				return { name, shape, values, type: reader.name };
			},
		);
}
