import { dot, norm } from "../numerics/vector.ts";
import type { Problem } from "../problem/problem.ts";
import { coneProblem, idleLoss, inputsOf, lossFactor } from "./cone-problem.ts";
import { outsideConeScope } from "./cone-scope.ts";
import { linearDescent } from "./descent.ts";
import { outgoingOffset, placesOf, weightRows } from "./hidden-units.ts";
import { linearNetwork } from "./linear-network.ts";
import { loweringStep } from "./pattern-descent.ts";
import { linearSelection } from "./selection.ts";
import { rowSpaceAndKernel } from "./sized-matrix.ts";

/** What the closed forms say of a critical point of one ReLU layer away from kinks. */
export interface PatternVerdict {
	readonly kind: "minimum" | "saddle" | "undecided";
	/** `flat`: all units are dead. */
	readonly form: "flat" | "product-cone" | "disjoint-groups" | "one-output";
	/** The loss that the closed form gives to a critical point of these activation patterns. */
	readonly value: number;
	/** Least |preactivation|: the claim holds while none changes its sign. */
	readonly margin: number;
	/** A step that lowers the loss without leaving the activation patterns, evaluated; null if none is known. */
	readonly descent: Float64Array | null;
	readonly reason: string;
}

/** Preactivations this close to 0, relative to their parts, are on the kink. */
const contact = 1e-9;
/** Conditions of a critical point, relative; above `clear` a gradient is none of rounding. */
const tolerance = 1e-7;
const clear = 1e-5;

/**
 * Classifies theta if its activation patterns have a closed form, after Zhou & Liang (2018): all units dead (the loss
 * is constant nearby); groups of units with equal patterns on pairwise disjoint samples (a sum of shallow linear
 * problems: a local minimum iff each is at its global minimum, else a strict saddle); one output, any patterns (a local
 * minimum iff the residual is orthogonal to the active inputs of every unit). Null outside, on a kink, and where the
 * conditions of a critical point fail.
 */
export function patternVerdict(problem: Problem, theta: Float64Array): PatternVerdict | null {
	if (outsideConeScope(problem) !== null) return null;
	const n = problem.data.samples;
	const inputs = Array.from({ length: n }, (_, i) => inputsOf(problem, i));
	const rows = weightRows({ problem }, theta);
	let margin = Infinity;
	for (const row of rows)
		for (const x of inputs) {
			const z = Math.abs(dot(row, x));
			if (!(z > contact * norm(row) * norm(x))) return null;
			margin = Math.min(margin, z);
		}
	const patterns = rows.map((row) => inputs.map((x) => dot(row, x) > 0));
	const groups = new Map<string, { readonly units: number[]; readonly samples: number[] }>();
	patterns.forEach((pattern, unit) => {
		const samples = [...pattern.keys()].filter((i) => pattern[i]);
		if (samples.length === 0) return;
		const key = samples.join();
		const group = groups.get(key) ?? { units: [], samples };
		group.units.push(unit);
		groups.set(key, group);
	});
	const sign = `while no preactivation changes its sign (the least is ${margin.toPrecision(3)})`;
	const everyone = [...inputs.keys()];
	if (groups.size === 0)
		return {
			kind: "minimum",
			form: "flat",
			value: lossFactor(problem) * idleLoss(problem, everyone),
			margin,
			descent: null,
			reason: `All hidden units are dead: the loss is constant ${sign}.`,
		};
	const covered = [...groups.values()].flatMap(({ samples }) => samples);
	if (new Set(covered).size === covered.length)
		return byGroups(problem, theta, [...groups.values()], margin, sign);
	if (problem.data.outputs === 1) return byResidual(problem, theta, rows, patterns, inputs, margin, sign);
	return null;
}

/** A sum of shallow linear problems on disjoint samples. */
function byGroups(
	problem: Problem,
	theta: Float64Array,
	groups: readonly { readonly units: readonly number[]; readonly samples: readonly number[] }[],
	margin: number,
	sign: string,
): PatternVerdict | null {
	const covered = new Set(groups.flatMap(({ samples }) => samples));
	const idle = Array.from({ length: problem.data.samples }, (_, i) => i).filter((i) => !covered.has(i));
	let value = idleLoss(problem, idle);
	let kind: PatternVerdict["kind"] = "minimum";
	let descent: Float64Array | null = null;
	for (const { units, samples } of groups) {
		const part = coneProblem(problem, samples, units.length);
		const network = linearNetwork(part);
		if (network === null) return null;
		const places = placesOf(problem, units);
		const own = Float64Array.from(places, (k) => theta[k]);
		const found = linearSelection(network, own);
		if (found === null) return null;
		value += found.value;
		if (found.kind === "saddle") {
			kind = "saddle";
			const selected = found.counts.reduce((sum, p) => sum + p, 0);
			const down = linearDescent(network, own, selected);
			if (descent === null && down !== null) {
				const direction = new Float64Array(theta.length);
				places.forEach((k, j) => {
					direction[k] = down.direction[j];
				});
				descent = loweringStep(problem, theta, direction);
			}
		} else if (found.kind === "undecided" && kind === "minimum") kind = "undecided";
	}
	const what =
		groups.length === 1
			? "Product cone: all active units share their samples, so the loss is that of a linear network"
			: `${groups.length} groups of units on disjoint samples, so the loss is a sum of those of linear networks`;
	const verdict = {
		minimum: "at its global minimum there: a local minimum",
		saddle: "at a saddle of it: a strict saddle",
		undecided: "within rounding of its global minimum",
	}[kind];
	return {
		kind,
		form: groups.length === 1 ? "product-cone" : "disjoint-groups",
		value: lossFactor(problem) * value,
		margin,
		descent,
		reason: `${what} ${sign}; the point is ${verdict}.`,
	};
}

/** One output: the loss of a critical point is the squared distance of the targets to the active inputs. */
function byResidual(
	problem: Problem,
	theta: Float64Array,
	rows: readonly Float64Array[],
	patterns: readonly (readonly boolean[])[],
	inputs: readonly Float64Array[],
	margin: number,
	sign: string,
): PatternVerdict | null {
	const { y, weights, samples } = problem.data;
	const offset = outgoingOffset(problem);
	const outgoing = rows.map((_, unit) => theta[offset + unit]);
	const roots = inputs.map((_, i) => Math.sqrt(weights?.[i] ?? 1));
	const targets = Float64Array.from(y, (t, i) => t * roots[i]);
	const slope = problem.network.branches[0].layers[1].activation.properties.affinePieces[0].slope;
	const residual = Float64Array.from(inputs, (x, i) => {
		let f = 0;
		rows.forEach((row, unit) => {
			if (patterns[unit][i]) f += outgoing[unit] * dot(row, x);
		});
		return roots[i] * slope * f - targets[i];
	});
	const size = Math.max(norm(residual), 1e-3 * norm(targets));
	const largest = Math.max(...outgoing.map(Math.abs), 0);
	let saddle = false;
	let descent: Float64Array | null = null;
	for (const [unit, pattern] of patterns.entries()) {
		const pull = new Float64Array(rows[unit].length);
		let reach = 0;
		inputs.forEach((x, i) => {
			if (!pattern[i]) return;
			for (let j = 0; j < pull.length; j++) pull[j] += roots[i] * residual[i] * x[j];
			reach += roots[i] * roots[i] * dot(x, x);
		});
		if (reach === 0) continue;
		const relative = norm(pull) / (size * Math.sqrt(reach) || 1);
		if (relative <= tolerance) continue;
		// A unit that pulls must be silent, and the pull orthogonal to its own weights.
		const along = Math.abs(dot(pull, rows[unit])) / (size * Math.sqrt(reach) * norm(rows[unit]) || 1);
		if (relative < clear || along > tolerance || Math.abs(outgoing[unit]) > tolerance * largest) return null;
		saddle = true;
		descent ??= loweringStep(problem, theta, helpfulChange(problem, unit, pull, norm(rows[unit])));
	}
	const value = lossFactor(problem) * distance(targets, roots, patterns, inputs, outgoing, samples);
	return {
		kind: saddle ? "saddle" : "minimum",
		form: "one-output",
		value,
		margin,
		descent,
		reason: saddle
			? `One output: a silent unit could reduce the residual on its samples ${sign}; a strict saddle.`
			: `One output: the residual is orthogonal to the active inputs of every unit, so the point fits them as well as possible ${sign}; a local minimum.`,
	};
}

/** Turns a silent unit's weights against the pull and opens it a little: the loss falls with the product of both. */
function helpfulChange(problem: Problem, unit: number, pull: Float64Array, size: number): Float64Array {
	const change = new Float64Array(problem.network.parameters);
	const places = placesOf(problem, [unit]);
	const turn = size / norm(pull);
	pull.forEach((x, j) => {
		change[places[j]] = -turn * x;
	});
	const { activation } = problem.network.branches[0].layers[1];
	const slope = activation.properties.affinePieces[0].slope;
	// Small beside the turn, so that its own square does not undo the gain.
	change[places[pull.length]] = (0.01 * norm(pull)) / (slope * size);
	return change;
}

/** 1/2 |Y (I - Pi_K)|^2, Pi_K the projector on the active inputs of the units with outgoing weight. */
function distance(
	targets: Float64Array,
	roots: readonly number[],
	patterns: readonly (readonly boolean[])[],
	inputs: readonly Float64Array[],
	outgoing: readonly number[],
	samples: number,
): number {
	const d = inputs[0].length;
	const rows: number[] = [];
	patterns.forEach((pattern, unit) => {
		if (outgoing[unit] === 0) return;
		for (let j = 0; j < d; j++)
			for (let i = 0; i < samples; i++) rows.push(pattern[i] ? roots[i] * inputs[i][j] : 0);
	});
	const { space } = rowSpaceAndKernel({
		rows: rows.length / samples,
		columns: samples,
		entries: Float64Array.from(rows),
	});
	const left = targets.slice();
	for (let k = 0; k < space.rows; k++) {
		const direction = space.entries.subarray(k * samples, (k + 1) * samples);
		const along = dot(direction, left);
		for (let i = 0; i < samples; i++) left[i] -= along * direction[i];
	}
	return 0.5 * dot(left, left);
}
