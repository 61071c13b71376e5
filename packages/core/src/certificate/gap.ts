import { addDown } from "../rigor/directed.ts";
import { type Interval, intervalArithmetic } from "../rigor/interval.ts";
import {
	type CheckedProblem,
	MalformedCertificate,
	numbersAt,
	objectAt,
	readProblem,
	wholeAt,
} from "./embedded-problem.ts";
import { lossOver } from "./objective-enclosure.ts";

/** A point of lower loss: on the same problem, or on the same problem with another width of its hidden layer. */
export interface BetterPoint {
	readonly theta: readonly number[];
	/** Width of the one hidden layer; null: the problem as it is. */
	readonly width: number | null;
}

export function readBetter(value: unknown, place: string, problem: CheckedProblem): BetterPoint | null {
	if (value === null) return null;
	const file = objectAt(value, place);
	const width = file.width === null ? null : wholeAt(file.width, `${place}.width`, 1, 1e6);
	const { parameters } = width === null ? problem : withWidth(problem, width, `${place}.width`);
	return { theta: numbersAt(file.theta, `${place}.theta`, parameters), width };
}

/** The same data, loss and activations with another width of the one hidden layer. */
export function withWidth(problem: CheckedProblem, width: number, place: string): CheckedProblem {
	const { source } = problem;
	const [branch] = source.branches;
	if (source.branches.length !== 1 || branch.layers.length !== 2)
		throw new MalformedCertificate(place, "another width needs a network of one hidden layer.");
	const [hidden, output] = branch.layers;
	if (hidden.fixed !== null || output.fixed !== null || hidden.noise !== null)
		throw new MalformedCertificate(place, "another width needs weights that are all trained, and no noise.");
	return readProblem(
		{ ...source, branches: [{ role: branch.role, layers: [{ ...hidden, width }, output] }] },
		place,
	);
}

/** A lower bound of loss - (loss at the better point), which may be negative. */
export function gapTo(problem: CheckedProblem, loss: Interval, better: BetterPoint): number {
	const other = better.width === null ? problem : withWidth(problem, better.width, "better.width");
	const theta = better.theta.map(intervalArithmetic.constant);
	return addDown(loss.lo, -lossOver(other, intervalArithmetic, theta).hi);
}
