import { engineInUse, nativeLibrary } from "../numerics/kernels.ts";
import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import type { Objective } from "../objective/objective.ts";
import type { PointEntry } from "../points/merge.ts";
import type { Problem } from "../problem/problem.ts";
import type { CheckDocument } from "../theory/check.ts";
import { digestOf } from "./digest.ts";
import type { Atlas, StartRecord, SurveyDocument, SurveyPoint } from "./document.ts";
import { describeOptions, type SettledOptions } from "./options.ts";
import { sliceAround } from "./slice.ts";
import type { StartLedger } from "./start-ledger.ts";
import { objectiveOf } from "./task.ts";

/** Largest P for which the spectrum of every point is listed. */
const spectrumLimit = 2000;

/**
 * From all starts to the atlas: points merged modulo symmetry are named p1, p2, ... by increasing loss; computes spectra and the
 * slice, and the digest.
 */
export function assembleAtlas(
	problem: Problem,
	options: SettledOptions,
	ledger: StartLedger,
	theory: CheckDocument | null = null,
): Atlas {
	const objective = objectiveOf(problem);
	const { survey, starts } = assembleSurvey(problem, options, ledger, theory);
	return {
		survey,
		starts,
		spectra: spectraOf(objective, survey.points),
		slice: bestSlice(objective, survey.points, starts),
	};
}

/** The document of a survey and the record of its starts, without what only pictures need. */
export function assembleSurvey(
	problem: Problem,
	options: SettledOptions,
	ledger: StartLedger,
	theory: CheckDocument | null = null,
): Pick<Atlas, "survey" | "starts"> {
	const merged = ledger.merged();
	const entries = [...merged.entries].sort(
		(a, b) => a.classification.loss - b.classification.loss || a.starts[0] - b.starts[0],
	);
	const ids = new Map<number, string>();
	entries.forEach((entry, i) => {
		for (const start of entry.starts) ids.set(start, `p${i + 1}`);
	});
	const points = entries.map((entry, i) => describePoint(entry, `p${i + 1}`, entries[0]));
	const starts = ledger.records(ids);
	const survey: SurveyDocument = {
		schema: "lossatlas/survey@1",
		problem: {
			name: problem.name,
			samples: problem.data.samples,
			inputs: problem.network.inputs,
			outputs: problem.network.outputs,
			parameters: problem.network.parameters,
		},
		theory,
		starts: { total: options.starts, outcomes: { ...ledger.counts } },
		points,
		certified: null,
		seed: options.seed,
		digest: digestOf({
			problem: problem.canonical,
			options: describeOptions(options),
			starts: starts.map(({ outcome, evaluations, loss, point }) => ({
				outcome,
				evaluations,
				loss,
				point,
			})),
			points,
		}),
		options: describeOptions(options),
		engine: engineInUse(),
		notes: [...problem.notes, ...merged.notes, ...engineNotes()],
	};
	return { survey, starts };
}

function engineNotes(): string[] {
	const library = nativeLibrary();
	return library === null
		? []
		: [`Computed with ${library.description}: the last digits are this machine's and this library's.`];
}

/** A point's entry; with a better point at hand, it is known not to be global. */
function describePoint(entry: PointEntry, id: string, best: PointEntry): SurveyPoint {
	const { classification } = entry;
	const margin = 1e-9 * (1 + Math.abs(best.classification.loss));
	const beaten = classification.loss > best.classification.loss + margin;
	return {
		...classification,
		...(beaten && classification.global === "unknown"
			? {
					global: "no" as const,
					reason: `${classification.reason} Not global: p1 has a lower loss.`,
				}
			: {}),
		id,
		hits: entry.starts.length,
		orbit: entry.orbit,
		isolated: entry.isolated,
		family: entry.family,
	};
}

function spectraOf(objective: Objective, points: readonly SurveyPoint[]): Record<string, number[]> {
	const n = objective.parameters;
	const spectra: Record<string, number[]> = {};
	if (n > spectrumLimit) return spectra;
	for (const { id, theta } of points) {
		const hessian = objective.hessian(Float64Array.from(theta));
		spectra[id] = Array.from(symmetricEigen(hessian, n, false).values);
	}
	return spectra;
}

function bestSlice(
	objective: Objective,
	points: readonly SurveyPoint[],
	starts: readonly StartRecord[],
): Atlas["slice"] {
	const best = points.find(({ kind }) => kind === "minimum") ?? points[0];
	if (best === undefined) return null;
	const highest = Math.max(
		...points.map(({ loss }) => loss),
		...starts.slice(0, 100).map(({ trace }) => trace.loss[0]),
	);
	const rise = Number.isFinite(highest) ? highest - best.loss : 1;
	return sliceAround(objective, best.id, Float64Array.from(best.theta), rise > 0 ? rise : 1);
}
