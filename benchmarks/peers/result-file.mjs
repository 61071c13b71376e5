// Results are committed: one JSON document and one page of Markdown for a bench, a day and a machine.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const results = join(dirname(fileURLToPath(import.meta.url)), "..", "results");

/** Writes benchmarks/results/<date>-<machine>-<bench>.json and .md, with the date and the head filled in. */
export function writeResult(bench, { document, text }) {
	const date = new Date().toISOString().slice(0, 10);
	const { processor, cores, system, vectorBits } = document.machine;
	const name = `${date}-${processor.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}-${cores}-${bench}`;
	const used = Object.entries(document.versions).map(([what, version]) => `${what} ${version}`);
	const page = [
		`# ${bench[0].toUpperCase()}${bench.slice(1)}, ${date}`,
		`${processor}, ${cores} cores, ${system}. Widest registers ${vectorBits} bits. ${used.join(", ")}.`,
		text,
	].join("\n\n");
	mkdirSync(results, { recursive: true });
	writeFileSync(join(results, `${name}.json`), `${JSON.stringify({ ...document, date }, null, "\t")}\n`);
	writeFileSync(join(results, `${name}.md`), `${page}\n`);
	process.stderr.write(`written: benchmarks/results/${name}.json, .md\n`);
}

export function median(list) {
	const sorted = [...list].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
