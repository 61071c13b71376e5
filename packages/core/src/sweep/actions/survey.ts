import { InputError } from "../../problem/input-error.ts";
import type { Problem } from "../../problem/problem.ts";
import { parseInit } from "../../search/initialisers.ts";
import { solver } from "../../search/solvers.ts";
import { assembleSurvey } from "../../survey/assemble.ts";
import { certifyPoints } from "../../survey/certify-points.ts";
import { check } from "../../survey/check-with-proofs.ts";
import type { PointProof, SurveyDocument, SurveyPoint } from "../../survey/document.ts";
import { type SurveyOptions, settleOptions } from "../../survey/options.ts";
import { StartLedger } from "../../survey/start-ledger.ts";
import { objectiveOf, runTask } from "../../survey/task.ts";
import { documentSchema } from "../document-schemas.ts";
import { type Action, type ActionOptions, requireSwitch, requireWhole } from "./action.ts";

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
	required: [],
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
	check: checkOptions,
	async run(problem, options) {
		const { theory = false, certify = false, ...rest } = options as Flags;
		checkOptions(options);
		const settled = settleOptions(problem as Problem, rest);
		const ledger = new StartLedger(objectiveOf(problem as Problem), settled.starts);
		for (const result of runTask(problem as Problem, { options: settled, from: 0, count: settled.starts }))
			ledger.add(result);
		const asked = theory ? await check(problem as Problem, { remedies: false }) : null;
		const { survey, starts } = assembleSurvey(problem as Problem, settled, ledger, asked);
		const certified: Record<string, PointProof> = {};
		if (certify)
			for (const { id, proof } of certifyPoints(problem as Problem, survey.points)) certified[id] = proof;
		const document: SurveyCell = { ...survey, startLosses: starts.map(({ loss }) => loss) };
		return {
			document: certify ? { ...document, certified } : document,
			evaluations: ledger.evaluations,
		};
	},
};

function checkOptions(options: ActionOptions): void {
	requireWhole("starts", options.starts, 1);
	requireWhole("seed", options.seed, 0);
	requireWhole("budget", options.budget ?? undefined, 1);
	requireSwitch("theory", options.theory);
	requireSwitch("certify", options.certify);
	const { target, tolerance, init, solver: name } = options;
	if (target !== undefined && target !== "minima" && target !== "all")
		throw new InputError(`target is ${JSON.stringify(target)}; minima or all was expected.`, {
			field: "target",
		});
	if (tolerance !== undefined && !(Number(tolerance) > 0 && Number(tolerance) < 1))
		throw new InputError(
			`tolerance is ${JSON.stringify(tolerance)}; a number between 0 and 1 was expected.`,
			{
				field: "tolerance",
			},
		);
	if (typeof init === "string" && placed("init", () => parseInit(init)) === null)
		throw new InputError(`init is "${init}"; glorot, he, he-uniform or normal:SCALE was expected.`, {
			field: "init",
		});
	if (name !== undefined && name !== null) placed("solver", () => solver(String(name)));
}

/** What a function gives; its complaint as a mistake in a field. */
function placed<T>(field: string, give: () => T): T {
	try {
		return give();
	} catch (error) {
		if (error instanceof RangeError) throw new InputError(error.message, { field });
		throw error;
	}
}
