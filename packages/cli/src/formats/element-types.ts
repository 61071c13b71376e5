/** A type of array elements and how one is read, exactly, as float64. */
export interface ElementType {
	/** As NumPy calls it. */
	readonly name: string;
	/** Bytes of one element. */
	readonly size: number;
	read(view: DataView, at: number, little: boolean): number;
}

/**
 * Every element type that widens exactly to float64; 64-bit integers do up to 2^53, which is checked
 * number by number.
 */
export const elementTypes = {
	float64: { name: "float64", size: 8, read: (v, at, little) => v.getFloat64(at, little) },
	float32: { name: "float32", size: 4, read: (v, at, little) => v.getFloat32(at, little) },
	float16: { name: "float16", size: 2, read: (v, at, little) => halfFloat(v.getUint16(at, little)) },
	bfloat16: { name: "bfloat16", size: 2, read: (v, at, little) => brainFloat(v.getUint16(at, little)) },
	int8: { name: "int8", size: 1, read: (v, at) => v.getInt8(at) },
	int16: { name: "int16", size: 2, read: (v, at, little) => v.getInt16(at, little) },
	int32: { name: "int32", size: 4, read: (v, at, little) => v.getInt32(at, little) },
	int64: { name: "int64", size: 8, read: (v, at, little) => exactly(v.getBigInt64(at, little)) },
	uint8: { name: "uint8", size: 1, read: (v, at) => v.getUint8(at) },
	uint16: { name: "uint16", size: 2, read: (v, at, little) => v.getUint16(at, little) },
	uint32: { name: "uint32", size: 4, read: (v, at, little) => v.getUint32(at, little) },
	uint64: { name: "uint64", size: 8, read: (v, at, little) => exactly(v.getBigUint64(at, little)) },
	bool: { name: "bool", size: 1, read: (v, at) => (v.getUint8(at) === 0 ? 0 : 1) },
} as const satisfies Readonly<Record<string, ElementType>>;

/** Reads `count` elements from a place. @throws RangeError for an integer that float64 cannot hold. */
export function readElements(
	type: ElementType,
	bytes: Uint8Array,
	from: number,
	count: number,
	little = true,
): Float64Array {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const out = new Float64Array(count);
	for (let k = 0; k < count; k++) out[k] = type.read(view, from + k * type.size, little);
	return out;
}

function exactly(value: bigint): number {
	const number = Number(value);
	if (BigInt(number) !== value)
		throw new RangeError(`the integer ${value} is not a float64 number (beyond 2^53)`);
	return number;
}

/** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. */
function halfFloat(bits: number): number {
	const sign = bits & 0x8000 ? -1 : 1;
	const exponent = (bits >> 10) & 31;
	const fraction = bits & 1023;
	if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
	if (exponent === 0) return (sign * fraction) / 16777216;
	const significand = sign * (1024 + fraction);
	return exponent < 25 ? significand / (1 << (25 - exponent)) : significand * (1 << (exponent - 25));
}

/** The upper half of a binary32 number. */
function brainFloat(bits: number): number {
	const view = new DataView(new ArrayBuffer(4));
	view.setUint16(0, bits);
	return view.getFloat32(0);
}
