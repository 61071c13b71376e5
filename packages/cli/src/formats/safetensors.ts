import { InputError, type NamedArray } from "@lossatlas/core/laboratory";
import { type ElementType, elementTypes, readElements } from "./element-types.ts";

const byName: Readonly<Record<string, ElementType>> = {
	F64: elementTypes.float64,
	F32: elementTypes.float32,
	F16: elementTypes.float16,
	BF16: elementTypes.bfloat16,
	I64: elementTypes.int64,
	I32: elementTypes.int32,
	I16: elementTypes.int16,
	I8: elementTypes.int8,
	U64: elementTypes.uint64,
	U32: elementTypes.uint32,
	U16: elementTypes.uint16,
	U8: elementTypes.uint8,
	BOOL: elementTypes.bool,
};

interface TensorEntry {
	readonly name: string;
	readonly dtype: string;
	readonly shape: readonly number[];
	/** From the end of the header. */
	readonly from: number;
	readonly to: number;
}

/**
 * Reads every tensor of a safetensors file (8 bytes of header length, a JSON header, the tensors row by
 * row, little-endian), in the order of their data, widened exactly to float64.
 * @throws InputError for a damaged file or a type that does not widen exactly.
 */
export function readSafetensors(bytes: Uint8Array, source: string): NamedArray[] {
	const damaged = (what: string) =>
		new InputError(
			`${source} is not a valid safetensors file: ${what}.`,
			{ file: source },
			"Copy or write the file again.",
		);
	if (bytes.length < 8) throw damaged("it is shorter than 8 bytes");
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const length = Number(view.getBigUint64(0, true));
	const start = 8 + length;
	if (start > bytes.length) throw damaged("its header is cut off");
	let header: unknown;
	try {
		header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)));
	} catch {
		throw damaged("its header is not JSON");
	}
	if (typeof header !== "object" || header === null) throw damaged("its header is not an object");
	const entries = Object.entries(header)
		.filter(([name]) => name !== "__metadata__")
		.map(([name, value]) => {
			const entry = entryOf(name, value);
			if (entry === null) throw damaged(`the entry of "${name}" is malformed`);
			return entry;
		});
	return entries
		.sort((a, b) => a.from - b.from)
		.map(({ name, dtype, shape, from, to }) => {
			const where = { file: source, field: name };
			const type = byName[dtype];
			if (type === undefined)
				throw new InputError(
					`The tensor "${name}" of ${source} has the type ${dtype}; ${Object.keys(byName).join(", ")} are read.`,
					where,
					"Convert it before it is saved: `tensor.double()`.",
				);
			const count = shape.reduce((product, n) => product * n, 1);
			if (to - from !== count * type.size || start + to > bytes.length)
				throw damaged(`the data of "${name}" are cut off or have another length than its shape`);
			try {
				return { name, shape, values: readElements(type, bytes, start + from, count), type: type.name };
			} catch (error) {
				if (!(error instanceof RangeError)) throw error;
				throw new InputError(`The tensor "${name}" of ${source}: ${error.message}.`, where);
			}
		});
}

function entryOf(name: string, value: unknown): TensorEntry | null {
	if (typeof value !== "object" || value === null) return null;
	const { dtype, shape, data_offsets: offsets } = value as Record<string, unknown>;
	const naturals = (list: unknown): list is number[] =>
		Array.isArray(list) && list.every((n) => Number.isSafeInteger(n) && n >= 0);
	if (typeof dtype !== "string" || !naturals(shape) || !naturals(offsets) || offsets.length !== 2)
		return null;
	return { name, dtype, shape, from: offsets[0], to: offsets[1] };
}

/** Writes float64 arrays as a safetensors file; its header is padded with spaces to a multiple of 8 bytes. */
export function writeSafetensors(
	arrays: readonly {
		readonly name: string;
		readonly values: Float64Array;
		readonly shape: readonly number[];
	}[],
): Uint8Array {
	const header: Record<string, unknown> = {};
	let offset = 0;
	for (const { name, values, shape } of arrays) {
		header[name] = { dtype: "F64", shape, data_offsets: [offset, offset + 8 * values.length] };
		offset += 8 * values.length;
	}
	const json = new TextEncoder().encode(JSON.stringify(header));
	const length = 8 * Math.ceil(json.length / 8);
	const out = new Uint8Array(8 + length + offset);
	const view = new DataView(out.buffer);
	view.setBigUint64(0, BigInt(length), true);
	out.fill(0x20, 8, 8 + length);
	out.set(json, 8);
	let at = 8 + length;
	for (const { values } of arrays)
		for (const value of values) {
			view.setFloat64(at, value, true);
			at += 8;
		}
	return out;
}
