// The machine's peak of float64 multiply-adds in WebAssembly, measured: multiply-adds a second, 128-bit registers.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const here = dirname(fileURLToPath(import.meta.url));

async function compile(features) {
	const scratch = mkdtempSync(join(tmpdir(), "lossatlas-peak-"));
	const out = join(scratch, "peak.wasm");
	const enabled = features.flatMap((feature) => ["--enable", feature]);
	const { error, stderr } = await asc.main([
		join(here, "mul-add.ts"),
		"--outFile",
		out,
		"--runtime",
		"stub",
		"--initialMemory",
		"1",
		...enabled,
		"-O3",
		"--noAssert",
		"--use",
		"abort=",
	]);
	if (error) throw new Error(stderr.toString());
	const bytes = readFileSync(out);
	rmSync(scratch, { recursive: true });
	return bytes;
}

const start = (bytes) => new WebAssembly.Instance(new WebAssembly.Module(bytes), {}).exports;

/** {separate(), fused()}: multiply-adds a second now, in 10 ms; fused is null where the engine lacks relaxed SIMD. */
export async function peakMeter() {
	const separate = start(await compile(["simd"]));
	let relaxed = null;
	try {
		relaxed = start(await compile(["simd", "relaxed-simd"]));
	} catch {
		// Node 20 has no relaxed SIMD.
	}
	const rate = (work) => {
		let best = 0;
		for (let k = 0; k < 5; k++) {
			const rounds = 200_000;
			const before = process.hrtime.bigint();
			work(rounds);
			best = Math.max(best, (16 * rounds) / (Number(process.hrtime.bigint() - before) * 1e-9));
		}
		return best;
	};
	// The engine's first compiler is slow: long enough for the second one to take over.
	for (let k = 0; k < 20; k++) {
		rate(separate.separate);
		if (relaxed !== null) rate(relaxed.fused);
	}
	return {
		separate: () => rate(separate.separate),
		fused: () => (relaxed === null ? null : rate(relaxed.fused)),
	};
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const meter = await peakMeter();
	for (let k = 0; k < 5; k++) console.log({ separate: meter.separate(), fused: meter.fused() });
}
