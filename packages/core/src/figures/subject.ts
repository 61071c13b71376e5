import type { Atlas } from "../survey/document.ts";
import { countText } from "./number-text.ts";

/** What was surveyed, in one line below a title: problem, size, starts. */
export function subjectLine({ survey }: Atlas): string {
	const { name, samples, parameters } = survey.problem;
	return `${name} · ${countText(parameters, "parameter")}, ${countText(samples, "sample")}, ${countText(survey.starts.total, "start")}, seed ${survey.seed}`;
}
