import { floatField } from "../../src/numerics/elementary.ts";
import type { Layer, Problem } from "../../src/problem/problem.ts";
import { add, compose, composeMany, constant, type Jet, multiply, scale, variable } from "./jet.ts";

/** What the reference computes: L as a jet, and per sample the outputs (jets) and preactivations. */
export interface Reference {
	readonly loss: Jet;
	readonly outputs: Jet[][];
	/** Sample by sample: preactivations of all units in order, with their absolute sums. */
	readonly preactivations: { value: number; scale: number }[][];
}

/** The objective of a problem straight from the contract's definition, one sample at a time, in jets. */
export function referenceObjective(problem: Problem, theta: Float64Array): Reference {
	const { data, network, loss } = problem;
	const p = network.parameters;
	const n = data.samples;
	let total = 0;
	for (let i = 0; i < n; i++) total += data.weights?.[i] ?? 1;
	let sum = constant(p, 0);
	const outputs: Jet[][] = [];
	const preactivations: { value: number; scale: number }[][] = [];
	for (let i = 0; i < n; i++) {
		const seen: { value: number; scale: number }[] = [];
		const f: Jet[] = Array.from({ length: network.outputs }, () => constant(p, 0));
		network.branches.forEach(({ layers }, b) => {
			let a: Jet[] = Array.from(data.x.subarray(i * data.inputs, (i + 1) * data.inputs), (x) =>
				constant(p, x),
			);
			layers.forEach((layer, l) => {
				a = layerJets(problem, theta, b, l, layer, a, i, seen);
			});
			for (let o = 0; o < f.length; o++) f[o] = add(f[o], a[o]);
		});
		const target = Array.from(data.y.subarray(i * data.outputs, (i + 1) * data.outputs));
		const { value, gradient, hessian } = loss.definition.evaluate(
			floatField,
			f.map((jet) => jet.v),
			target,
			loss.parameters,
		);
		const weight = data.weights?.[i] ?? 1;
		const reduced = problem.reduction === "mean" ? weight / total : weight;
		sum = add(sum, scale(composeMany(f, value, gradient, hessian), reduced));
		outputs.push(f);
		preactivations.push(seen);
	}
	for (let k = 0; k < p; k++) {
		const penalised = network.blocks.some(
			(block) => block.name === "exponential.output" && block.offset === k,
		);
		const ridge = problem.weightDecay + (penalised ? problem.exponentialPenalty : 0);
		if (ridge === 0) continue;
		const t = variable(p, k, theta[k]);
		sum = add(sum, scale(multiply(t, t), ridge / 2));
	}
	return { loss: sum, outputs, preactivations };
}

function layerJets(
	problem: Problem,
	theta: Float64Array,
	branch: number,
	index: number,
	layer: Layer,
	input: readonly Jet[],
	sample: number,
	seen: { value: number; scale: number }[],
): Jet[] {
	const p = problem.network.parameters;
	const block = problem.network.blocks.find(
		(each) => each.branch === branch && each.layer === index && each.kind === "weight",
	);
	const parameter = (k: number): Jet =>
		layer.fixed === null
			? variable(p, (block?.offset ?? 0) + k, theta[(block?.offset ?? 0) + k])
			: constant(p, layer.fixed[k]);
	return Array.from({ length: layer.width }, (_, j) => {
		let z = layer.bias ? parameter(layer.width * layer.inputs + j) : constant(p, 0);
		for (let k = 0; k < layer.inputs; k++) z = add(z, multiply(parameter(j * layer.inputs + k), input[k]));
		seen.push({ value: z.v, scale: z.av });
		const derivatives = layer.activation.definition.derivatives(
			floatField,
			z.v,
			3,
			layer.activation.parameters,
		) as [number, number, number, number];
		const a = compose(z, derivatives);
		return layer.noise === null ? a : scale(a, layer.noise[j * problem.data.samples + sample]);
	});
}
