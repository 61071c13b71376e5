import { randomStream } from "../../numerics/random.ts";
import { add, fromNumber, multiply, type Rational, signOf, toNumber, zero } from "../../rigor/rational.ts";
import { shallowNetwork } from "../architecture.ts";
import { separate } from "../exact/linear-separation.ts";
import type { Subject } from "../subject.ts";

/** Weights of a dead unit and of a live one that is correlated with the targets, and the points that they make. */
export type DeadCone =
	| {
			readonly status: "found";
			/** (w, b) or w with all preactivations negative. */
			readonly dead: Float64Array;
			readonly live: Float64Array;
			readonly theta: Float64Array;
			readonly better: Float64Array;
	  }
	| { readonly status: "fails" | "undecided"; readonly reason: string };

const draws = 300;
/** Products in exact arithmetic after which the best unit found so far is taken. */
const costLimit = 2e4;

/** All units dead on all samples of a ReLU layer without output bias, and a network with one live unit that does better. */
export function deadCone(subject: Subject): Promise<DeadCone> {
	return subject.once(deadCone, () => build(subject));
}

async function build(subject: Subject): Promise<DeadCone> {
	const { problem } = subject;
	const shallow = shallowNetwork(problem);
	if (shallow === null)
		return { status: "fails", reason: "The network is not one hidden layer with a linear output." };
	if (!shallow.trained) return { status: "fails", reason: "Some weights are constants." };
	const { data } = problem;
	const { hidden, width } = shallow;
	const bias = hidden.bias >= 0;
	const d = data.inputs;
	let dead: Float64Array;
	if (bias) {
		dead = new Float64Array(d + 1);
		dead[d] = -1;
	} else {
		const found = await separate(data.x, new Float64Array(data.samples).fill(-1), { offset: false });
		if (found.status === "fails")
			return {
				status: "fails",
				reason: "No weights make all preactivations negative: a convex combination of inputs is 0, exactly.",
			};
		if (found.status === "undecided" || found.exact !== null)
			return {
				status: "undecided",
				reason: "Whether all units can be dead was not settled with float64 weights.",
			};
		dead = found.direction;
	}
	const live = correlated(subject, bias);
	if (live === null)
		return data.y.every((value) => value === 0)
			? { status: "fails", reason: "All targets are 0: output 0 is the global minimum." }
			: {
					status: "undecided",
					reason: `None of ${draws} random units was correlated with the targets, exactly.`,
				};
	const q = problem.network.outputs;
	const theta = new Float64Array(problem.network.parameters);
	for (let j = 0; j < width; j++) {
		theta.set(dead.subarray(0, d), hidden.weight + j * d);
		if (bias) theta[hidden.bias + j] = dead[d];
		for (let o = 0; o < q; o++) theta[hidden.next.weight + o * width + j] = 1;
	}
	const better = theta.slice();
	better.set(live.weights.subarray(0, d), hidden.weight);
	if (bias) better[hidden.bias] = live.weights[d];
	for (let o = 0; o < q; o++) better[hidden.next.weight + o * width] = live.outgoing[o] / shallow.outputSlope;
	return { status: "found", dead, live: live.weights, theta, better };
}

/** A unit whose feature has a nonzero weighted sum of products with some output's targets, in exact arithmetic. */
function correlated(
	{ problem }: Subject,
	bias: boolean,
): { readonly weights: Float64Array; readonly outgoing: Float64Array } | null {
	const { data } = problem;
	const d = data.inputs;
	const q = problem.network.outputs;
	const random = randomStream(1, "dead-cone");
	let best: { weights: Float64Array; outgoing: Float64Array; gain: number } | null = null;
	for (let k = 0; k < draws; k++) {
		const weights = Float64Array.from({ length: d + (bias ? 1 : 0) }, () => random.normal());
		const exact = Array.from(weights, fromNumber);
		const along: Rational[] = new Array(q).fill(zero);
		let square = zero;
		for (let i = 0; i < data.samples; i++) {
			let u = bias ? exact[d] : zero;
			for (let j = 0; j < d; j++) u = add(u, multiply(exact[j], fromNumber(data.x[i * d + j])));
			if (signOf(u) <= 0) continue;
			const weighted = multiply(fromNumber(data.weights?.[i] ?? 1), u);
			square = add(square, multiply(weighted, u));
			for (let o = 0; o < q; o++) along[o] = add(along[o], multiply(weighted, fromNumber(data.y[i * q + o])));
		}
		if (signOf(square) === 0 || along.every((sum) => signOf(sum) === 0)) continue;
		const size = toNumber(square);
		const outgoing = Float64Array.from(along, (sum) => toNumber(sum) / size);
		const gain = outgoing.reduce((sum, value) => sum + value * value * size, 0);
		if (best === null || gain > best.gain) best = { weights, outgoing, gain };
		if ((k + 1) * data.samples * d > costLimit && best !== null) break;
	}
	return best;
}
