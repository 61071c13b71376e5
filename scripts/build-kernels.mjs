// Compiles packages/core/assembly to WebAssembly, once per engine, and writes it as base64 into generated modules.
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const core = join(dirname(fileURLToPath(import.meta.url)), "..", "packages", "core");

/** The engines that are compiled: their features of WebAssembly, and the module that holds the bytes. */
const engines = [
	{ features: ["simd"], native: 0, module: "kernels-bytes.ts" },
	{ features: ["simd", "relaxed-simd"], native: 0, module: "fused-bytes.ts" },
	{ features: ["simd"], native: 1, module: "native-bytes.ts" },
];

export async function buildKernels() {
	for (const engine of engines) await buildEngine(engine);
}

/** With the names of the functions (`--debug`), so that profiles can be read. */
async function buildEngine({ features, native, module }) {
	const scratch = mkdtempSync(join(tmpdir(), "lossatlas-kernels-"));
	const wasm = join(scratch, "kernels.wasm");
	const { error, stderr } = await asc.main([
		join(core, "assembly", "index.ts"),
		"--outFile",
		wasm,
		"--runtime",
		"minimal",
		...features.flatMap((feature) => ["--enable", feature]),
		"--debug",
		"--optimizeLevel",
		"3",
		"--shrinkLevel",
		"0",
		"--noAssert",
		"--use",
		`abort=,NATIVE=${native}`,
	]);
	if (error) {
		throw new Error(`The kernels do not compile:\n${stderr.toString()}`);
	}
	const base64 = readFileSync(wasm).toString("base64");
	const target = join(core, "src", "numerics", module);
	writeFileSync(
		`${target}.part`,
		`// Generated from assembly/ by scripts/build-kernels.mjs.\nexport const kernelsBytes: string =\n\t"${base64}";\n`,
	);
	renameSync(`${target}.part`, target);
	rmSync(scratch, { recursive: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels();
