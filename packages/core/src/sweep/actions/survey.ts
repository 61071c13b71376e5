import { InputError } from "../../problem/input-error.ts";
import type { Problem } from "../../problem/problem.ts";
import { solver } from "../../search/solvers.ts";
import { assembleSurvey } from "../../survey/assemble.ts";
import { certifyPoints } from "../../survey/certify-points.ts";
import { check } from "../../survey/check-with-proofs.ts";
import type { PointProof, SurveyDocument, SurveyPoint } from "../../survey/document.ts";
import { type SurveyOptions, settleOptions } from "../../survey/options.ts";
import { runTask } from "../../survey/task.ts";
import { documentSchema } from "../document-schemas.ts";
import type { Action, ActionOptions } from "./action.ts";

type Flags = SurveyOptions & { readonly theory?: boolean; readonly certify?: boolean };

/** The document of a survey, and what it does not hold of its starts. */
type SurveyCell = SurveyDocument & { readonly startLosses: readonly number[] };

/** Points whose loss is this close, relative to 1 + |loss|, to the best are not worse. */
const margin = 1e-9;

const worse = ({ points }: SurveyDocument): SurveyPoint[] =>
	points.filter(
		({ kind, loss }) => kind === "minimum" && loss > points[0].loss + margin * (1 + Math.abs(points[0].loss)),
	);

const hitsOf = (points: readonly SurveyPoint[]): number => points.reduce((sum, { hits }) => sum + hits, 0);

/** A survey in every cell: fields of its document, and what is most often asked of it. */
export const surveyAction: Action = {
	name: "survey",
	summary: "A survey: a solver from many starts, its points classified.",
	problem: "required",
	options: ["starts", "seed", "target", "init", "solver", "budget", "tolerance", "theory", "certify"],
	documentSchema: () => documentSchema("survey"),
	measures: {
		bestLoss: {
			meaning: "The lowest loss among the points found; nothing without points.",
			of: ({ points }: SurveyDocument) => points[0]?.loss ?? null,
		},
		trainingError: {
			meaning: "The training error of the point of lowest loss.",
			of: ({ points }: SurveyDocument) => points[0]?.trainingError ?? null,
		},
		pointsFound: {
			meaning: "How many points were told apart.",
			of: ({ points }: SurveyDocument) => points.length,
		},
		worseMinima: {
			meaning: "Minima found whose loss is above the lowest found by more than 1e-9 (1 + loss).",
			of: (survey: SurveyDocument) => worse(survey).length,
		},
		worseShare: {
			meaning: "Share of the starts that converged to a minimum and ended at such a one.",
			of: (survey: SurveyDocument) => {
				const all = hitsOf(survey.points.filter(({ kind }) => kind === "minimum"));
				return all === 0 ? null : hitsOf(worse(survey)) / all;
			},
		},
		startLosses: {
			meaning: "The loss at which each start ended, in their order.",
			of: ({ startLosses }: SurveyCell) => startLosses,
		},
		levels: {
			meaning: "The losses of the minima found, ascending.",
			of: ({ points }: SurveyDocument) =>
				points.filter(({ kind }) => kind === "minimum").map(({ loss }) => loss),
		},
	},
	standard: ["bestLoss", "trainingError", "worseShare"],
	async run(problem, options) {
		const { theory = false, certify = false, ...rest } = options as Flags;
		const settled = settle(problem as Problem, rest);
		const results = runTask(problem as Problem, { options: settled, from: 0, count: settled.starts });
		const asked = theory ? await check(problem as Problem, { remedies: false }) : null;
		const { survey, starts } = assembleSurvey(problem as Problem, settled, results, asked);
		const certified: Record<string, PointProof> = {};
		if (certify)
			for (const { id, proof } of certifyPoints(problem as Problem, survey.points)) certified[id] = proof;
		const document: SurveyCell = { ...survey, startLosses: starts.map(({ loss }) => loss) };
		return {
			document: certify ? { ...document, certified } : document,
			evaluations: results.reduce((sum, { evaluations }) => sum + evaluations, 0),
		};
	},
};

function settle(problem: Problem, options: ActionOptions) {
	const whole = (name: string, least: number) => {
		const value = options[name];
		if (value === undefined || value === null || (Number.isSafeInteger(value) && Number(value) >= least))
			return;
		throw new InputError(
			`${name} is ${JSON.stringify(value)}; a whole number of at least ${least} was expected.`,
			{ field: `do.survey.${name}` },
		);
	};
	whole("starts", 1);
	whole("seed", 0);
	whole("budget", 1);
	const { target, tolerance } = options;
	if (target !== undefined && target !== "minima" && target !== "all")
		throw new InputError(`target is ${JSON.stringify(target)}; minima or all was expected.`, {
			field: "do.survey.target",
		});
	if (tolerance !== undefined && !(Number(tolerance) > 0 && Number(tolerance) < 1))
		throw new InputError(
			`tolerance is ${JSON.stringify(tolerance)}; a number between 0 and 1 was expected.`,
			{
				field: "do.survey.tolerance",
			},
		);
	try {
		const settled = settleOptions(problem, options as SurveyOptions);
		solver(settled.solver);
		return settled;
	} catch (error) {
		if (error instanceof RangeError) throw new InputError(error.message, { field: "do.survey" });
		throw error;
	}
}
