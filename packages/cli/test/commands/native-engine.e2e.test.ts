import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyFolder, lossatlas, repository } from "./command-line.ts";

/*
 * The machine's OpenBLAS, in processes and worker threads of the built command line. Where it is not installed these tests are
 * passed over, unless LOSSATLAS_REQUIRE_SERVICES is set: then that is a failure.
 */
const checked = spawnSync(
	process.execPath,
	[
		join(repository, "packages", "cli", "bin", "lossatlas.js"),
		...["check", "examples/xor.yaml", "--engine", "native", "--json"],
	],
	{ cwd: repository, encoding: "utf8" },
);
const found = checked.status === 0;
const required = process.env.LOSSATLAS_REQUIRE_SERVICES !== undefined;

/** Wide enough that the library computes products (500 weights) and decompositions (551 rows). */
const wide = `lossatlas: 1
data: { builtin: { name: gaussian, inputs: 20, samples: 400, targets: normal, seed: 1 } }
network: { layers: [{ width: 25, activation: tanh }, { width: 1 }] }
loss: { name: squared }
regularizer: { weight-decay: 0.1 }
`;

describe.skipIf(!found && !required)("--engine native", () => {
	it("gives the same digest with 1 and 2 threads, and points that the portable engine finds critical", async () => {
		const folder = emptyFolder();
		const file = join(folder, "wide.yaml");
		writeFileSync(file, wide);
		const survey = async (threads: number) => {
			const out = join(folder, `threads-${threads}`);
			const args = ["--starts", "3", "--budget", "2000", "--engine", "native"];
			const { code, stdout, stderr } = await lossatlas([
				...["survey", file, ...args, "--threads", String(threads), "--out", out, "--json"],
			]);
			expect(code, stderr).toBe(0);
			return { out, document: JSON.parse(stdout) };
		};
		const [one, two] = [await survey(1), await survey(2)];
		expect(one.document).toMatchObject({ schema: "lossatlas/survey@1", engine: "native" });
		expect(JSON.parse(readFileSync(join(one.out, "survey.json"), "utf8")).engine).toBe("native");
		expect(two.document.digest).toBe(one.document.digest);
		expect(one.document.points.length).toBeGreaterThan(0);
		const [best] = one.document.points;
		const point = join(one.out, "points", `${best.id}.npz`);
		const judged = await lossatlas(["classify", file, "--point", point, "--json"]);
		expect(judged.code, judged.stderr).toBe(0);
		const portable = JSON.parse(judged.stdout);
		expect(portable).toMatchObject({ engine: "portable", kind: best.kind, index: best.index });
		expect(Math.abs(portable.loss - best.loss)).toBeLessThanOrEqual(1e-13 * best.loss);
	});

	it.each(["slurm", "queue"])(
		"refuses the executor %s, whose machines would each give other last digits",
		async (executor) => {
			const { code, stdout } = await lossatlas([
				...["sweep", "examples/sweeps/width-samples.yaml", "--out", join(emptyFolder(), "out")],
				...["--engine", "native", "--executor", executor, "--json"],
			]);
			expect(code).toBe(2);
			expect(JSON.parse(stdout)).toMatchObject({
				schema: "lossatlas/error@1",
				where: { field: "--engine" },
				try: "Give --engine portable or fused, or --executor threads.",
			});
		},
	);
});

describe("--engine native without the library", () => {
	it("says where it looked and what to install: exit code 2, no stack trace", async () => {
		const { code, stdout, stderr } = await lossatlas(
			["check", "examples/xor.yaml", "--engine", "native", "--json"],
			{
				env: { LOSSATLAS_OPENBLAS: "/nowhere/libopenblas.so" },
			},
		);
		expect(code).toBe(2);
		expect(JSON.parse(stdout).message).toMatch(/OpenBLAS.*libopenblas0.*\/nowhere\/libopenblas\.so/s);
		expect(stderr).not.toMatch(/\n\s+at /);
	});
});
