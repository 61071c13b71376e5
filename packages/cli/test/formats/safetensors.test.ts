import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSafetensors, writeSafetensors } from "../../src/formats/safetensors.ts";
import { refusal } from "./refusal.ts";

/** A file that the safetensors package wrote, and what is in it. */
const written = JSON.parse(readFileSync(new URL("safetensors-file.json", import.meta.url), "utf8")) as {
	base64: string;
	tensors: Record<string, { shape: number[]; type: string; values: number[] }>;
};
const bytes = new Uint8Array(Buffer.from(written.base64, "base64"));

/** A file by the format's description: length of the header, header, data. */
function file(header: unknown, data: readonly number[]): Uint8Array {
	const json = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
	const out = new Uint8Array(8 + json.length + data.length);
	new DataView(out.buffer).setBigUint64(0, BigInt(json.length), true);
	out.set(json, 8);
	out.set(data, 8 + json.length);
	return out;
}

test("every type that the package writes is read exactly", () => {
	const tensors = readSafetensors(bytes, "a.safetensors");
	expect(tensors.length).toBe(Object.keys(written.tensors).length);
	for (const { name, shape, type, values } of tensors)
		expect({ shape, type, values: [...values] }).toEqual(written.tensors[name]);
});

test("every bfloat16 number is the float32 number with the same upper half", () => {
	const data = Array.from({ length: 65536 }, (_, k) => [k & 255, k >> 8]).flat();
	const entry = { dtype: "BF16", shape: [65536], data_offsets: [0, 131072] };
	const [{ values }] = readSafetensors(file({ a: entry }, data), "a");
	const view = new DataView(new ArrayBuffer(4));
	const wrong: number[] = [];
	for (let k = 0; k < 65536; k++) {
		view.setUint32(0, k * 65536);
		if (!Object.is(values[k], view.getFloat32(0))) wrong.push(k);
	}
	expect(wrong).toEqual([]);
});

test("every float16 number by its bits", () => {
	const data = Array.from({ length: 65536 }, (_, k) => [k & 255, k >> 8]).flat();
	const entry = { dtype: "F16", shape: [65536], data_offsets: [0, 131072] };
	const [{ values }] = readSafetensors(file({ a: entry }, data), "a");
	const wrong: number[] = [];
	for (let k = 0; k < 65536; k++) {
		const [sign, exponent, fraction] = [k >> 15 ? -1 : 1, (k >> 10) & 31, k & 1023];
		const exact =
			exponent === 31
				? fraction
					? Number.NaN
					: sign * Infinity
				: exponent === 0
					? sign * fraction * 2 ** -24
					: sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
		if (!Object.is(values[k], exact)) wrong.push(k);
	}
	expect(wrong).toEqual([]);
});

test("tensors come in the order of their data", () => {
	const tensors = readSafetensors(
		file(
			{
				__metadata__: { format: "pt" },
				b: { dtype: "U8", shape: [1], data_offsets: [1, 2] },
				a: { dtype: "U8", shape: [1], data_offsets: [0, 1] },
			},
			[7, 8],
		),
		"a",
	);
	expect(tensors.map(({ name, values }) => [name, values[0]])).toEqual([
		["a", 7],
		["b", 8],
	]);
});

test("what is written is read back, bit for bit, its data aligned to 8 bytes", () => {
	const array = fc.record({
		name: fc
			.string({ minLength: 1 })
			.filter((name) => name !== "__metadata__" && name !== "__proto__" && !/^\d+$/.test(name)),
		values: fc.float64Array({ minLength: 1, maxLength: 5 }),
	});
	fc.assert(
		fc.property(fc.uniqueArray(array, { selector: ({ name }) => name, maxLength: 4 }), (list) => {
			const arrays = list.map((each) => ({ ...each, shape: [each.values.length] }));
			const bytes = writeSafetensors(arrays);
			expect(new DataView(bytes.buffer).getBigUint64(0, true) % 8n).toBe(0n);
			const back = readSafetensors(bytes, "a");
			expect(back.map(({ name, shape, values }) => ({ name, shape, values }))).toEqual(
				arrays.map(({ name, shape, values }) => ({ name, shape, values })),
			);
		}),
		{ seed: 34, numRuns: 200 },
	);
});

/** [what, bytes, message] */
const mistakes: [string, Uint8Array, RegExp][] = [
	["too short", bytes.subarray(0, 7), /shorter than 8 bytes/],
	["header cut off", bytes.subarray(0, 40), /header is cut off/],
	["header no JSON", file("{", []), /not JSON/],
	["header no object", file("3", []), /not an object/],
	["malformed entry", file({ a: { dtype: "F64", shape: [1] } }, []), /entry of "a" is malformed/],
	["data cut off", bytes.subarray(0, bytes.length - 1), /cut off/],
	[
		"shape and length disagree",
		file({ a: { dtype: "U8", shape: [2], data_offsets: [0, 1] } }, [1]),
		/data of "a"/,
	],
	[
		"unknown type",
		file({ a: { dtype: "F8_E4M3", shape: [1], data_offsets: [0, 1] } }, [1]),
		/"a".*type F8_E4M3/,
	],
	[
		"integer beyond 2^53",
		file({ a: { dtype: "I64", shape: [1], data_offsets: [0, 8] } }, [1, 0, 0, 0, 0, 0, 32, 0]),
		/9007199254740993 is not/,
	],
];

describe("mistakes", () => {
	test.each(mistakes)("%s", async (_, contents, message) => {
		const error = await refusal(() => readSafetensors(contents, "a.safetensors"));
		expect(error.message).toMatch(message);
		expect(error.where.file).toBe("a.safetensors");
	});
});
