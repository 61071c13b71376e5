import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { arraysFromPoint, parseProblem } from "@lossatlas/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeWhole } from "../../src/formats/atomic-write.ts";
import { fileSource } from "../../src/formats/data-source.ts";
import { writeNpy } from "../../src/formats/npy.ts";
import { writeNpz } from "../../src/formats/npz.ts";
import { readPoint } from "../../src/formats/point-reader.ts";
import { writeSafetensors } from "../../src/formats/safetensors.ts";
import { refusal } from "./refusal.ts";

let folder = "";
const at = (name: string) => join(folder, name);

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "lossatlas-formats-"));
});
afterAll(() => rm(folder, { recursive: true }));

const file = (path: string, more: Record<string, unknown> = {}) => ({
	lossatlas: 1,
	data: { file: { path, inputs: ["a", "b"], target: "kind", classes: ["x", "y"], ...more } },
	network: { layers: [{ width: 2, activation: "tanh" }, { width: 1 }] },
	loss: { name: "logistic" },
});
const parse = (problem: object | string) =>
	parseProblem(problem, { file: at("problem.yaml"), source: fileSource });

describe("a problem reads files beside it", () => {
	const csv = "a,b,kind\n1,2,x\n3,4,y\n";

	test("csv, tsv, json and gz give the same data", async () => {
		await writeFile(at("birds.csv"), csv);
		await writeFile(at("birds.tsv"), csv.replaceAll(",", "\t"));
		await writeFile(at("birds.csv.gz"), gzipSync(csv));
		await writeFile(at("birds.json"), '[{"a": 1, "b": 2, "kind": "x"}, {"a": 3, "b": 4, "kind": "y"}]');
		for (const name of ["birds.csv", "birds.tsv", "birds.csv.gz", "birds.json", at("birds.csv")]) {
			const { data } = await parse(file(name));
			expect([[...data.x], [...data.y], data.classes]).toEqual([
				[1, 2, 3, 4],
				[1, -1],
				["x", "y"],
			]);
		}
	});

	test("npz by the names of its arrays", async () => {
		const arrays = [
			{ name: "X", shape: [2, 2], values: Float64Array.of(1, 2, 3, 4) },
			{ name: "y", shape: [2], values: Float64Array.of(1, -1) },
		];
		await writeFile(at("birds.npz"), writeNpz(arrays));
		const { data } = await parse(file("birds.npz", { inputs: "X", target: "y", classes: undefined }));
		expect([[...data.x], [...data.y]]).toEqual([
			[1, 2, 3, 4],
			[1, -1],
		]);
	});

	test("a file that does not exist is named where the problem names it, with the nearest one", async () => {
		const text =
			"lossatlas: 1\ndata:\n  file: {path: brids.csv, inputs: a, target: b}\nnetwork: {layers: [{width: 1}]}\nloss: {name: squared}\n";
		const error = await refusal(() => parse(text));
		expect(error.message).toContain(`${at("brids.csv")} does not exist`);
		expect(error.advice).toBe("Did you mean birds.csv?");
		expect(error.where).toEqual({ file: at("problem.yaml"), line: 3, column: 16, field: "data.file.path" });
	});

	test("a folder, an unknown ending, a damaged gzip file", async () => {
		expect((await refusal(() => fileSource.read(folder, undefined))).message).toMatch(/is a folder/);
		await writeFile(at("birds.xls"), csv);
		const unknown = await refusal(() => parse(file("birds.xls")));
		expect(unknown.message).toMatch(/format of .*birds\.xls is not known/);
		expect(unknown.advice).toMatch(/\.csv, \.tsv, \.json, \.npz, \.npy, \.safetensors/);
		await writeFile(at("birds.parquet"), "");
		expect((await refusal(() => parse(file("birds.parquet")))).message).toMatch(/not a valid Parquet file/);
		expect((await refusal(() => parse(file("none.parquet")))).message).toMatch(
			/none\.parquet does not exist/,
		);
		await writeFile(at("bad.csv.gz"), csv);
		expect((await refusal(() => parse(file("bad.csv.gz")))).message).toMatch(/not a valid gzip/);
	});

	test("a mistake in the data names the data file and its line", async () => {
		await writeFile(at("gaps.csv"), "a,b,kind\n1,2,x\n3,,y\n");
		const error = await refusal(() => parse(file("gaps.csv")));
		expect(error.where).toEqual({ file: at("gaps.csv"), line: 3, field: "b" });
		const { data, notes } = await parse(file("gaps.csv", { missing: "drop", classes: ["x", "y"] })).catch(
			() => ({
				data: null,
				notes: null,
			}),
		);
		// Dropping the row leaves one class.
		expect([data, notes]).toEqual([null, null]);
	});
});

describe("point files", () => {
	test("json, npz, npy, safetensors and gz hold the same point", async () => {
		const problem = await parse({ ...file(""), data: { builtin: { name: "xor" } } });
		const theta = Float64Array.from({ length: problem.network.parameters }, (_, k) => (k - 4) / 3);
		const arrays = arraysFromPoint(problem, theta);
		const json = JSON.stringify({ schema: "lossatlas/point@1", theta: [...theta] });
		await writeFile(at("p.json"), json);
		await writeFile(at("p.json.gz"), gzipSync(json));
		await writeFile(at("p.npz"), writeNpz(arrays));
		await writeFile(at("p.npy"), writeNpy(theta, [theta.length]));
		await writeFile(at("p.safetensors"), writeSafetensors(arrays));
		for (const name of ["p.json", "p.json.gz", "p.npz", "p.npy", "p.safetensors"])
			expect([...(await readPoint(problem, at(name))).theta]).toEqual([...theta]);
		await writeFile(at("p.pt"), "");
		expect((await refusal(() => readPoint(problem, at("p.pt")))).advice).toMatch(/safetensors\.torch/);
		await writeFile(at("broken.json"), '{"theta": [1,\n');
		expect((await refusal(() => readPoint(problem, at("broken.json")))).where).toMatchObject({ line: 2 });
		expect((await refusal(() => readPoint(problem, at("q.json")))).advice).toBe("Did you mean p.json?");
	});

	test("a fixed layer takes its constants from a point file beside the problem", async () => {
		await writeFile(
			at("fixed.npz"),
			writeNpz([
				{ name: "layers.0.weight", shape: [2, 2], values: Float64Array.of(1, 2, 3, 4) },
				{ name: "layers.0.bias", shape: [2], values: Float64Array.of(5, 6) },
			]),
		);
		const layer = { width: 2, activation: "tanh", fixed: { file: "fixed.npz" } };
		const problem = await parse({
			...file(""),
			data: { builtin: { name: "xor" } },
			network: { layers: [layer, { width: 1 }] },
		});
		expect([...(problem.network.branches[0].layers[0].fixed as Float64Array)]).toEqual([1, 2, 3, 4, 5, 6]);
	});

	test("constants of a fixed layer that are stored inputs x width are refused", async () => {
		const weights = { name: "layers.0.weight", shape: [2, 3], values: Float64Array.of(1, 2, 3, 4, 5, 6) };
		await writeFile(at("turned.npz"), writeNpz([weights]));
		const layer = { width: 3, activation: "tanh", bias: false, fixed: { file: "turned.npz" } };
		const error = await refusal(() =>
			parse({
				...file(""),
				data: { builtin: { name: "xor" } },
				network: { layers: [layer, { width: 1 }] },
			}),
		);
		expect(error.message).toMatch(/"layers\.0\.weight" of turned\.npz has the shape \(2 x 3\).*width 3/);
		expect(error.advice).toMatch(/width x inputs/);
		expect(error.where.field).toBe("network.layers[0].fixed.file");
	});
});

describe("writing whole files", () => {
	test("a new file and a replaced one, nothing else in the folder", async () => {
		const inner = await mkdtemp(at("whole-"));
		const path = join(inner, "a.txt");
		await writeWhole(path, "first");
		await writeWhole(path, new Uint8Array([115, 50]));
		expect(await readFile(path, "utf8")).toBe("s2");
		expect(await readdir(inner)).toEqual(["a.txt"]);
	});

	test("many writers of one file leave one whole file", async () => {
		const inner = await mkdtemp(at("race-"));
		const path = join(inner, "a.txt");
		const texts = Array.from({ length: 8 }, (_, k) => String(k).repeat(20_000));
		await Promise.all(texts.map((text) => writeWhole(path, text)));
		expect(texts).toContain(await readFile(path, "utf8"));
		expect(await readdir(inner)).toEqual(["a.txt"]);
	});

	test("when it fails, nothing is left behind and the old file stays", async () => {
		await expect(writeWhole(join(folder, "no-such-folder", "a.txt"), "x")).rejects.toThrow(/ENOENT/);
		const inner = await mkdtemp(at("fail-"));
		const target = await mkdtemp(join(inner, "taken-"));
		await expect(writeWhole(target, "x")).rejects.toThrow();
		expect((await readdir(inner)).length).toBe(1);
	});
});
