import type { Atlas, Statement, SurveyPoint } from "@lossatlas/core/laboratory";
import { boundText } from "./certificate-text.ts";

const shown = 20;

/** A survey as text for a person: outcomes, and a table of the points, best first. */
export function describeSurvey({ survey, starts }: Atlas): string {
	const { problem } = survey;
	const lines = [
		`${problem.name}: ${problem.samples} samples, ${problem.inputs} inputs, ${problem.outputs} output${problem.outputs === 1 ? "" : "s"}, ${problem.parameters} parameters`,
		"",
		`${survey.starts.total} starts:`,
	];
	for (const [kind, count] of Object.entries(survey.starts.outcomes)) {
		if (count === 0) continue;
		const levels =
			kind === "converged" ? "" : levelsOf(starts.filter(({ outcome }) => outcome === kind).map(levelOf));
		lines.push(`  ${String(count).padStart(6)}  ${kind}${levels}`);
	}
	lines.push("", `${survey.points.length} point${survey.points.length === 1 ? "" : "s"} modulo symmetry:`);
	if (survey.points.length > 0) lines.push(...table(survey.points.slice(0, shown), survey.certified));
	if (survey.points.length > shown)
		lines.push(`  ... and ${survey.points.length - shown} more in survey.json`);
	return `${lines.join("\n")}\n`;
}

function levelOf({ loss, evidence }: Atlas["starts"][number]): number {
	return typeof evidence.infimum === "number" ? evidence.infimum : loss;
}

/** The most frequent losses, to three digits. */
function levelsOf(values: readonly number[]): string {
	const counts = new Map<string, number>();
	for (const value of values) {
		const level = Math.abs(value) < 5e-4 ? "0" : value.toPrecision(3);
		counts.set(level, (counts.get(level) ?? 0) + 1);
	}
	const sorted = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 4);
	const rest = counts.size > 4 ? ", ..." : "";
	return `, loss towards ${sorted.map(([level, count]) => `${level} (${count})`).join(", ")}${rest}`;
}

function provedText(statement: Statement | null): string {
	if (statement === null) return "no";
	const { claim, modulo, gap } = statement;
	const up = modulo.length > 0 ? ` modulo ${modulo.join(", ")}` : "";
	return `${claim.replaceAll("-", " ")}${up}${gap === null ? "" : `, gap ${boundText(gap, 3, -1)}`}`;
}

function table(points: readonly SurveyPoint[], certified: Atlas["survey"]["certified"]): string[] {
	const head = [
		"id",
		"kind",
		"strict",
		"global",
		"loss",
		"index",
		"nullity",
		"error",
		"hits",
		"orbit",
		...(certified === null ? [] : ["proved"]),
	];
	const rows = points.map((point) => [
		point.id,
		point.family === null ? point.kind : `${point.kind} (family)`,
		point.strict,
		point.global,
		Math.abs(point.loss) < 1e-20 ? "0" : point.loss.toPrecision(8),
		point.index === null ? "-" : String(point.index),
		point.nullity === null ? "-" : `${point.nullity} (${point.nullityExplained})`,
		point.trainingError === null ? "-" : point.trainingError.toPrecision(3),
		String(point.hits),
		point.orbit,
		...(certified === null ? [] : [provedText(certified[point.id]?.proved ?? null)]),
	]);
	const widths = head.map((name, k) => Math.max(name.length, ...rows.map((row) => row[k].length)));
	return [head, ...rows].map((row) =>
		`  ${row.map((cell, k) => cell.padEnd(widths[k])).join("  ")}`.trimEnd(),
	);
}
