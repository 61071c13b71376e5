import { shallowNetwork } from "../architecture.ts";
import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import type { ProvedCore } from "../prover.ts";
import type { Subject } from "../subject.ts";
import {
	type CoreCandidate,
	type CoreSearch,
	coreCandidates,
	withOneUnit,
} from "../witnesses/core-candidates.ts";

/** Data beyond this are not searched for a core. */
const sampleLimit = 2000;

const forLabels =
	"For suitable labels on generic inputs such local minima exist at any width (construct li-2018/any-width makes them).";
const toProve =
	"A proof would enclose the critical point for exactly these labels (an interval Newton step), verify both matrices on the enclosure, and bound the loss of a better point from above.";

/**
 * A critical point of one hidden unit with positive definite Hessian and definite splitting matrix, and a better point,
 * proved. Floating point finds candidates; a proof is a certificate's work, and where none is made this is undecided.
 */
export const certifiedCore: Hypothesis = {
	id: "certified-core",
	title:
		"A network of one unit has, on these data, a local minimum that splits into bad local minima, proved for these labels.",
	latex: "\\nabla^2 L_1 \\succ 0,\\ S \\succ 0 \\text{ at a critical point of width } 1",
	async evaluate(subject) {
		const { problem } = subject;
		const shallow = shallowNetwork(problem);
		if (shallow === null) return fails("The network is not one hidden layer with a linear output.");
		if (problem.network.outputs !== 1)
			return fails("There are several outputs: with more than one, split points can be strict saddles.");
		if (!problem.loss.properties.quadratic)
			return fails(`The loss is ${problem.loss.name}; cores are searched for half of the squared error.`);
		if (shallow.activation.properties.smoothness < 2 || !shallow.trained)
			return fails("Splitting is judged for trained units in C^2.");
		if (problem.data.samples > sampleLimit)
			return undecided(
				`${forLabels} For these labels no core was searched: there are ${problem.data.samples} samples.`,
			);
		const found = await subject.once(coreCandidates, () => coreCandidates(problem));
		const proof = await subject.once(provedCore, () => provedCore(subject, found));
		if (proof !== null) {
			const { loss, gap, from } = proof.proved;
			return holds(
				`A network of one unit has a local minimum of loss between ${loss[0]} and ${loss[1]} that stays one when its unit is split, and a point whose loss is lower by at least ${gap} is known at width ${from} or less: proved for these labels by a certificate that was checked.`,
				{ loss, gap, from, core: proof.candidate.theta, shares: proof.candidate.shares },
			);
		}
		return undecided(`${forLabels} For these labels ${describe(found)}`, { ...found });
	},
};

/** A candidate that a certificate proves to be bad at this width, the lowest loss first. */
export async function provedCore(
	{ prove, problem }: Subject,
	{ candidates, lowest, lowestAt }: CoreSearch,
): Promise<{
	readonly candidate: CoreCandidate;
	readonly proved: ProvedCore;
	readonly better: readonly number[];
} | null> {
	if (prove === null || lowestAt === null) return null;
	const width = problem.network.branches[0].layers[0].width;
	const core = await withOneUnit(problem);
	for (const candidate of candidates) {
		if (!(candidate.loss > lowest)) continue;
		const proved = prove(core, Float64Array.from(candidate.theta), Float64Array.from(lowestAt));
		if (proved !== null && proved.from <= width) return { candidate, proved, better: lowestAt };
	}
	return null;
}

function describe({ runs, regularMinima, candidates, lowest }: CoreSearch): string {
	if (regularMinima === 0)
		return `none of ${runs} runs with one unit ended at a regular local minimum, which proves nothing.`;
	if (candidates.length === 0)
		return `${regularMinima} of ${runs} runs with one unit ended at a regular local minimum, none with a definite splitting matrix, which proves nothing.`;
	const above = candidates.filter(({ loss }) => loss > lowest + 1e-6 * (1 + Math.abs(lowest)));
	const best = above[0] ?? candidates[0];
	const numbers = `loss ${best.loss.toPrecision(6)}, least Hessian eigenvalue ${best.hessian[0].toPrecision(3)}, splitting matrix from ${best.splitting[0].toPrecision(3)} to ${best.splitting[1].toPrecision(3)}`;
	return above.length === 0
		? `a candidate was found (${numbers}), but no run went below it. ${toProve}`
		: `a candidate was found (${numbers}), and a run reached ${lowest.toPrecision(6)}. ${toProve}`;
}
