import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readNpy, writeNpy } from "../../src/formats/npy.ts";
import { readNpz, writeNpz } from "../../src/formats/npz.ts";
import { refusal } from "./refusal.ts";

/** Files that NumPy wrote, and what NumPy says is in them. */
const numpy = JSON.parse(readFileSync(new URL("numpy-arrays.json", import.meta.url), "utf8")) as {
	read: { what: string; base64: string; shape: number[]; values: string[]; type: string }[];
	refused: { what: string; descriptor: string; base64: string }[];
	beyond: string;
	npz: string;
	compressed: string;
};
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"));

describe("arrays that NumPy wrote are read exactly", () => {
	test.each(numpy.read)("$what", ({ base64, shape, values, type }) => {
		const array = readNpy(bytesOf(base64), "a", "a.npz");
		expect(array.shape).toEqual(shape);
		expect(array.type).toBe(type);
		expect([...array.values]).toEqual(values.map(Number));
	});

	test("a file may lie anywhere in a buffer", () => {
		const { base64, values } = numpy.read[0];
		const padded = Buffer.concat([Buffer.alloc(3), Buffer.from(base64, "base64")]);
		expect([
			...readNpy(new Uint8Array(padded.buffer, padded.byteOffset + 3, padded.length - 3), "a", "b").values,
		]).toEqual(values.map(Number));
	});

	test("npz, stored and compressed", () => {
		const stored = readNpz(bytesOf(numpy.npz), "a.npz");
		expect(stored.map(({ name, shape, type }) => [name, shape, type])).toEqual([
			["X", [2, 3], "float32"],
			["y", [2], "int64"],
		]);
		const compressed = readNpz(bytesOf(numpy.compressed), "a.npz");
		expect([...compressed[1].values]).toEqual(Array.from({ length: 50 }, (_, k) => k));
	});
});

describe("what does not widen exactly is refused", () => {
	test.each(numpy.refused)("$what $descriptor", async ({ what, descriptor, base64 }) => {
		const error = await refusal(() => readNpy(bytesOf(base64), "X", "a.npz"));
		expect(error.message).toContain(`"X" of a.npz has the ${what} type ${descriptor}`);
		expect(error.where).toEqual({ file: "a.npz", field: "X" });
		expect(error.advice).not.toBeNull();
	});

	test("an integer beyond 2^53", async () => {
		const error = await refusal(() => readNpy(bytesOf(numpy.beyond), "X", "a.npz"));
		expect(error.message).toMatch(/9007199254740993 is not a float64 number/);
	});

	test("damaged files, at every length", async () => {
		const bytes = bytesOf(numpy.read[0].base64);
		for (let length = 0; length < bytes.length; length += 5)
			expect((await refusal(() => readNpy(bytes.subarray(0, length), "X", "a.npz"))).where.field).toBe("X");
		expect((await refusal(() => readNpz(bytes, "a.npz"))).message).toMatch(/not a valid npz/);
		const npz = bytesOf(numpy.npz);
		expect((await refusal(() => readNpz(npz.subarray(0, 100), "a.npz"))).message).toMatch(/not a valid npz/);
		expect((await refusal(() => readNpz(writeNpz([]), "a.npz"))).message).toMatch(/without NumPy arrays/);
	});
});

test("what is written is read back, bit for bit, with the same bytes every time", () => {
	const shape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 });
	fc.assert(
		fc.property(
			shape.chain((axes) => {
				const count = axes.reduce((product, n) => product * n, 1);
				return fc.tuple(fc.constant(axes), fc.float64Array({ minLength: count, maxLength: count }));
			}),
			([axes, values]) => {
				const npz = writeNpz([{ name: "layers.0.weight", shape: axes, values }]);
				expect(writeNpz([{ name: "layers.0.weight", shape: axes, values }])).toEqual(npz);
				const [back] = readNpz(npz, "a.npz");
				expect([back.name, back.shape]).toEqual(["layers.0.weight", axes]);
				expect(back.values).toEqual(values);
				expect(writeNpy(values, axes).length % 8).toBe(0);
			},
		),
		{ seed: 33, numRuns: 200 },
	);
	expect(() => writeNpy(new Float64Array(3), [2])).toThrow(RangeError);
});

test("the bytes of an array of float64 are those of NumPy", () => {
	const { base64, shape, values } = numpy.read[0];
	expect(writeNpy(Float64Array.from(values, Number), shape)).toEqual(bytesOf(base64));
});
