import type { Atlas, SurveyPoint } from "../../survey/document.ts";
import { looseEnds } from "../loose-ends.ts";
import { countText, listText, numberText } from "../number-text.ts";
import { kindLooks } from "../palette.ts";
import { levelsOf } from "./levels.ts";
import { outcomeWords } from "./outcome-words.ts";

/** Losses closer than this, relatively to 1 + |loss|, are equal to rounding. */
const equal = 1e-9;

/**
 * What was surveyed and found, in plain sentences, the most important first: the head of a report.
 * Says nothing that the document does not hold.
 */
export function verdict(atlas: Atlas): string[] {
	const { problem, points, starts } = atlas.survey;
	const sentences = [
		`${countText(starts.total, "start")} on “${problem.name}” (${countText(problem.parameters, "parameter")}; ${countText(problem.samples, "sample")}, ${countText(problem.inputs, "input")}, ${countText(problem.outputs, "output")}): ${found(atlas)}`,
	];
	const minima = points.filter(({ kind }) => kind === "minimum").sort((a, b) => a.loss - b.loss);
	if (minima.length > 0) sentences.push(best(minima[0]), ...higher(atlas, minima));
	sentences.push(...errors(minima), ...loose(atlas));
	return sentences;
}

function found({ survey }: Atlas): string {
	const { points, starts } = survey;
	if (points.length === 0)
		return starts.total === 0 ? "nothing was searched." : "no critical point was found.";
	const kinds = (Object.keys(kindLooks) as SurveyPoint["kind"][]).flatMap((kind) => {
		const count = points.filter((point) => point.kind === kind).length;
		const look = kindLooks[kind];
		return count === 0 ? [] : [countText(count, look.word, look.plural)];
	});
	const hits = points.reduce((sum, point) => sum + point.hits, 0);
	const families = points.filter(({ family }) => family !== null).length;
	const familyText =
		families === 0
			? ""
			: families === 1
				? " One entry stands for a family of points that are not isolated."
				: ` ${families} entries stand for families of points that are not isolated.`;
	return `${hits} of them ended in ${countText(points.length, "point")} of the list below: ${listText(kinds)}.${familyText}`;
}

function best(point: SurveyPoint): string {
	const head = `The lowest minimum found is ${point.id}, with loss ${numberText(point.loss, 8)}, reached by ${countText(point.hits, "start")}`;
	const globality: Record<SurveyPoint["global"], string> = {
		yes: "it is global: its loss meets a known lower bound.",
		no: "it is not global.",
		unknown: "whether it is global is not known.",
	};
	return `${head}; ${globality[point.global]}`;
}

/** Minima above the lowest loss that any start reached are sub-optimal. */
function higher({ survey: { points }, starts }: Atlas, minima: readonly SurveyPoint[]): string[] {
	const lowest = [...points, ...starts]
		.map(({ loss }) => loss)
		.filter(Number.isFinite)
		.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
	const above = minima.filter(({ loss }) => loss - lowest > equal * (1 + Math.abs(lowest)));
	if (above.length === 0) return [];
	const named = above.slice(0, 5).map(({ id }) => id);
	const rest = above.length > 5 ? [`${above.length - 5} more`] : [];
	return [
		`${countText(above.length, "minimum lies", "minima lie")} above the lowest loss reached (${listText([...named, ...rest])}): sub-optimal local minima, to float64 precision.`,
	];
}

function errors(minima: readonly SurveyPoint[]): string[] {
	const known = minima.filter(({ trainingError }) => trainingError !== null);
	if (known.length === 0) return [];
	const wrong = known.filter(({ trainingError }) => trainingError !== 0);
	if (wrong.length === 0)
		return [
			known.length === 1
				? "The minimum classifies every training sample correctly."
				: `All ${known.length} minima classify every training sample correctly.`,
		];
	return [
		`${wrong.length} of ${countText(known.length, "minimum misclassifies", "minima misclassify")} training samples.`,
	];
}

/** How the starts that reached no point ended, with the levels at which they stand. */
function loose(atlas: Atlas): string[] {
	return [...looseEnds(atlas)].map(([outcome, ends]) => {
		const levels = levelsOf(ends);
		const shown = levels
			.slice(0, 4)
			.map(({ level, ends: own }) => `${numberText(level)} (${countText(own.length, "start")})`);
		const rest = levels.slice(4).reduce((sum, own) => sum + own.ends.length, 0);
		if (rest > 0) shown.push(`elsewhere (${countText(rest, "start")})`);
		const limit = ends.every((end) => end.limit);
		const where =
			shown.length === 0 ? "" : `; ${limit ? "the loss tends to" : "the loss there is"} ${listText(shown)}`;
		return `${countText(ends.length, "start")} ${outcomeWords[outcome].predicate(ends.length)}${where}.`;
	});
}
