// Compiles packages/core/assembly to WebAssembly and writes it as base64 into a generated module.
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const core = join(dirname(fileURLToPath(import.meta.url)), "..", "packages", "core");

export async function buildKernels() {
	const scratch = mkdtempSync(join(tmpdir(), "lossatlas-kernels-"));
	const wasm = join(scratch, "kernels.wasm");
	const { error, stderr } = await asc.main([
		join(core, "assembly", "index.ts"),
		"--outFile",
		wasm,
		"--runtime",
		"minimal",
		"--enable",
		"simd",
		"--optimizeLevel",
		"3",
		"--shrinkLevel",
		"0",
		"--noAssert",
		"--use",
		"abort=",
	]);
	if (error) {
		throw new Error(`The kernels do not compile:\n${stderr.toString()}`);
	}
	const base64 = readFileSync(wasm).toString("base64");
	const target = join(core, "src", "numerics", "kernels-bytes.ts");
	writeFileSync(
		`${target}.part`,
		`// Generated from assembly/ by scripts/build-kernels.mjs.\nexport const kernelsBytes =\n\t"${base64}";\n`,
	);
	renameSync(`${target}.part`, target);
	rmSync(scratch, { recursive: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels();
