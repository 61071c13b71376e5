import { type Classification, classify, engineInUse, objective } from "@lossatlas/core/laboratory";
import { readPoint } from "../formats/point-reader.ts";
import { printDocument } from "../output/json-output.ts";
import { readProblem } from "../survey-options.ts";

/** `classify PROBLEM --point POINT` */
export async function classifyCommand(
	path: string,
	flags: { readonly point: string; readonly json?: boolean },
): Promise<void> {
	const problem = await readProblem(path);
	const { theta, notes } = await readPoint(problem, flags.point);
	for (const note of notes) process.stderr.write(`${note}\n`);
	const found = classify(objective(problem), theta);
	if (flags.json) printDocument({ ...found, engine: engineInUse() });
	else process.stdout.write(describe(found));
}

function describe(found: Classification): string {
	const rows: [string, string][] = [
		["kind", found.kind],
		["strict", `${found.strict} (modulo symmetry: ${found.strictModuloSymmetry})`],
		["global", found.global],
		["loss", String(found.loss)],
		["largest gradient component", found.gradientNorm.toPrecision(3)],
	];
	if (found.index !== null) rows.push(["index", String(found.index)]);
	if (found.nullity !== null)
		rows.push(["nullity", `${found.nullity} (explained: ${found.nullityExplained})`]);
	if (found.spectrum !== null)
		rows.push([
			"Hessian eigenvalues",
			`${found.spectrum.min.toPrecision(4)} to ${found.spectrum.max.toPrecision(4)}`,
		]);
	if (found.trainingError !== null)
		rows.push(["training error", `${found.trainingError}${found.ties ? ` (${found.ties} ties)` : ""}`]);
	if (found.boundary > 0) rows.push(["on a kink", String(found.boundary)]);
	if (found.closedForm !== null)
		rows.push(["singular triples selected", found.closedForm.selection.join(" ")]);
	const width = Math.max(...rows.map(([name]) => name.length));
	return `${rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n")}\n${found.reason}\n`;
}
