import { join } from "node:path";
import {
	type EnumerateDocument,
	type EnumeratedValue,
	engineInUse,
	enumerate,
	InputError,
	pointDocument,
} from "@lossatlas/core/laboratory";
import { writeWhole } from "../formats/atomic-write.ts";
import { readPoint } from "../formats/point-reader.ts";
import { clearFolder, refuseResults } from "../output/enumeration-folder.ts";
import { exitCodes } from "../output/failure.ts";
import { printDocument, toJson } from "../output/json-output.ts";
import { defaultFolder } from "../output/output-folder.ts";
import { readProblem, wholeNumber } from "../survey-options.ts";

interface Flags {
	readonly limit?: string;
	readonly realize?: string;
	readonly better?: string;
	readonly seed: string;
	readonly out?: string;
	readonly force?: boolean;
	readonly json?: boolean;
}

/** Rows of the table when no limit was asked for. */
const standardRows = 40;

/** `enumerate PROBLEM --limit N --realize K --out DIR` */
export async function enumerateCommand(path: string, flags: Flags): Promise<void> {
	const realize = flags.realize === undefined ? 0 : wholeNumber("realize", flags.realize, 1);
	if (realize === 0 && flags.out !== undefined)
		throw new InputError(
			"--out says where points go, but none were asked for.",
			{ field: "--out" },
			"Add --realize 1.",
		);
	const limit = flags.limit === undefined ? null : wholeNumber("limit", flags.limit, 1);
	const seed = wholeNumber("seed", flags.seed, 0);
	const problem = await readProblem(path);
	const better = flags.better === undefined ? null : (await readPoint(problem, flags.better)).theta;
	const folder = flags.out ?? `${defaultFolder(problem.name)}-enumerated`;
	if (realize > 0) await refuseResults(folder, flags.force === true);
	const found = await enumerate(problem, {
		realize,
		seed,
		...(limit === null ? {} : { limit }),
		...(better === null ? {} : { better }),
	}).catch((error: unknown) => {
		throw error instanceof InputError ? error.in(path) : error;
	});
	const names = pointNames(found);
	if (realize > 0) await clearFolder(folder);
	for (const [k, point] of (found.points ?? []).entries())
		await writeWhole(join(folder, names[k]), `${toJson(pointDocument(Float64Array.from(point.theta)))}\n`);
	if (realize > 0)
		await writeWhole(join(folder, "enumerate.json"), `${toJson({ ...found, engine: engineInUse() })}\n`);
	if (flags.json) printDocument({ ...found, engine: engineInUse() });
	else process.stdout.write(describe(found, names, folder, limit === null ? standardRows : Infinity));
	if (found.points?.some(({ checks }) => checks.some(({ passed }) => !passed)))
		process.exitCode = exitCodes.notProved;
}

/** `v1-2.json`: the second point of the first value. */
function pointNames({ points }: EnumerateDocument): string[] {
	const seen = new Map<number, number>();
	return (points ?? []).map(({ value }) => {
		const copy = (seen.get(value) ?? 0) + 1;
		seen.set(value, copy);
		return `v${value + 1}-${copy}.json`;
	});
}

function describe(found: EnumerateDocument, names: readonly string[], folder: string, most: number): string {
	const lines = [found.sentence, ""];
	const shown = Math.min(found.values.length, most);
	if (shown > 0) lines.push(...table(found, shown));
	if (shown < found.values.length)
		lines.push(
			`... ${found.values.length - shown} more: print them with --limit ${found.values.length} or --json`,
		);
	if (shown > 0) lines.push("");
	lines.push(...footnotes(found));
	if (found.points !== null) lines.push(...pointLines(found, names, folder));
	return `${lines.join("\n").trimEnd()}\n`;
}

function table({ values, scope }: EnumerateDocument, shown: number): string[] {
	const cones = scope === "product-cones";
	const titles = ["", "loss", "kind", "strict", "index", "nullity", "selected"];
	const rows = values
		.slice(0, shown)
		.map((value, k) => [
			String(k + 1),
			String(Number(value.loss.toPrecision(12))),
			kindText(value),
			value.strict === null ? "varies" : value.strict ? "yes" : "no",
			rangeText(value.index, value.indexRange),
			rangeText(value.nullity, value.nullityRange),
			selectionText(value),
			...(value.pattern === null
				? []
				: [String(value.pattern.units), value.pattern.samples.join(" ") || "none"]),
		]);
	if (cones) titles.push("active units", "on samples");
	const widths = titles.map((title, k) => Math.max(title.length, ...rows.map((row) => row[k]?.length ?? 0)));
	return [titles, ...rows].map((row) =>
		row
			.map((cell, k) => cell.padEnd(widths[k]))
			.join("  ")
			.trimEnd(),
	);
}

function kindText({ kind, global }: EnumeratedValue): string {
	if (kind !== "minimum") return kind;
	return global === "yes" ? "global minimum" : global === "no" ? "spurious local minimum" : "local minimum";
}

function rangeText(known: number | null, [least, most]: EnumeratedValue["indexRange"]): string {
	if (known !== null) return String(known);
	if (most === null) return `${least} or more`;
	return least === null ? `at most ${most}` : `${least} to ${most}`;
}

function selectionText({ selection, alternatives }: EnumeratedValue): string {
	const digits = selection.length === 0 ? "-" : selection.join("");
	return alternatives === "1" ? digits : `${digits} (${alternatives} ways)`;
}

function footnotes({ values }: EnumerateDocument): string[] {
	const lines: string[] = [];
	if (values.some(({ strict }) => strict === null))
		lines.push(
			'strict "varies": at some points of the value the Hessian has a negative eigenvalue, at others it has none.',
		);
	return lines.length > 0 ? [...lines, ""] : lines;
}

function pointLines(
	{ points, values }: EnumerateDocument,
	names: readonly string[],
	folder: string,
): string[] {
	const lines = ["Points:"];
	let failed = 0;
	for (const [k, point] of (points ?? []).entries()) {
		const wrong = point.checks.filter(({ passed }) => !passed);
		if (wrong.length > 0) failed++;
		const gradient = point.checks[0]?.value ?? 0;
		lines.push(
			`  ${names[k]}  loss ${Number(point.loss.toPrecision(12))}, index ${point.index}, nullity ${point.nullity}, gradient ${gradient.toPrecision(2)}${wrong.length === 0 ? "" : `; FAILED: ${wrong.map(({ what, value }) => `${what} ${value}`).join("; ")}`}`,
		);
	}
	const empty = values.flatMap((_, k) => (points?.some(({ value }) => value === k) ? [] : [k + 1]));
	if (empty.length > 0)
		lines.push(`  none for the values ${empty.join(", ")}: their cones are too thin for float64.`);
	const kinds = [...new Set((points ?? []).flatMap(({ checks }) => checks.map(({ what }) => what)))];
	const partly = (points ?? []).filter(({ checks }) => checks.length < kinds.length).length;
	lines.push(
		failed === 0
			? `All checks passed (${kinds.join("; ")}).`
			: `${failed} points FAILED a check: do not rely on them.`,
		...(partly > 0
			? [`${partly} points are too ill-conditioned for signs of Hessian eigenvalues: not checked there.`]
			: []),
		`Written to ${folder}.`,
	);
	return lines;
}
