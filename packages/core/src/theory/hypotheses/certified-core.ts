import { shallowNetwork } from "../architecture.ts";
import { fails, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import { type CoreSearch, coreCandidates } from "../witnesses/core-candidates.ts";

/** Data beyond this are not searched for a core. */
const sampleLimit = 2000;

const forLabels =
	"For suitable labels on generic inputs such local minima exist at any width (construct li-2018/any-width makes them).";
const toProve =
	"A proof would enclose the critical point for exactly these labels (an interval Newton step), verify both matrices on the enclosure, and bound the loss of a better point from above.";

/**
 * A critical point of one hidden unit with positive definite Hessian and definite splitting matrix, and a better point,
 * proved. Floating point finds candidates; a proof is a certificate's work, so this is never more than undecided.
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
		return undecided(`${forLabels} For these labels ${describe(found)}`, { ...found });
	},
};

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
