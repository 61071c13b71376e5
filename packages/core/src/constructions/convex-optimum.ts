import { floatField } from "../numerics/elementary.ts";
import { type LinearConstraint, solveLinearProgram } from "../numerics/linear-program.ts";
import { leastSquares, pivotedQr } from "../numerics/qr.ts";
import { createObjective } from "../objective/create-objective.ts";
import { parseProblem } from "../problem/parse.ts";
import type { Problem } from "../problem/problem.ts";
import { run } from "../search/driver.ts";
import { defaultSolver, successorOf } from "../search/solvers.ts";
import type { ShallowParts } from "./shallow-parts.ts";

/** Outgoing weights near the infimum over them. */
export interface ConvexEnd {
	readonly theta: Float64Array;
	readonly infimum: number;
	readonly attained: boolean;
}

/** Columns shorter than this share of the longest are dependent on the ones before. */
const dependent = 1e-13;
/** Margin at which a loss that falls to 0 at infinity counts as there: e^-19 is 6e-9. */
const far = 19;

/**
 * The infimum over outgoing weights and offsets with the hidden layer fixed, a convex problem: squared loss by weighted
 * least squares; losses of two affine pieces (absolute, hinge) by a linear program; where the features separate the
 * samples strictly and the loss is least at infinity, along a separator; other smooth losses by Newton steps.
 *
 * @returns a sentence where none of these gives the infimum (it is not attained, and no separator leads to it).
 */
export async function convexOptimum(parts: ShallowParts, theta: Float64Array): Promise<ConvexEnd | string> {
	const { loss } = parts.problem;
	if (loss.properties.quadratic) return byLeastSquares(parts, theta);
	if (loss.properties.smoothness === 0 && loss.properties.kinks.length === 1)
		return byLinearProgram(parts, theta);
	const separated = loss.properties.minimizerAtInfinity ? await alongSeparator(parts, theta) : null;
	return separated ?? bySteps(parts, theta);
}

/** What one output can become on the distinct inputs: the outgoing weights of the units, then the offset. */
interface Reach {
	/** distinct x columns, row by row. */
	readonly matrix: Float64Array;
	readonly columns: number;
	/** Moves output o by matrix . change. */
	move(theta: Float64Array, output: number, change: Float64Array): void;
}

function reachOf({ features, width, distinct, shallow }: ShallowParts, theta: Float64Array): Reach {
	const p = features(theta);
	const { weight, bias } = shallow.hidden.next;
	const columns = width + (bias >= 0 ? 1 : 0);
	const matrix = new Float64Array(distinct * columns).fill(shallow.outputSlope);
	for (let g = 0; g < distinct; g++)
		for (let j = 0; j < width; j++) matrix[g * columns + j] *= p[j * distinct + g];
	return {
		matrix,
		columns,
		move(moved, output, change) {
			for (let j = 0; j < width; j++) moved[weight + output * width + j] += change[j];
			if (bias >= 0) moved[bias + output] += change[width];
		},
	};
}

/** Weighted least squares of each output; the residual of the second solve gives the infimum. */
function byLeastSquares(parts: ShallowParts, theta: Float64Array): ConvexEnd {
	const { problem, groups, outputs, outputsAt } = parts;
	const { data, reduction } = problem;
	const { matrix, columns, move } = reachOf(parts, theta);
	const groupOf = new Int32Array(data.samples);
	groups.forEach(({ samples }, g) => {
		for (const i of samples) groupOf[i] = g;
	});
	const root = Float64Array.from({ length: data.samples }, (_, i) => Math.sqrt(data.weights?.[i] ?? 1));
	const rows = new Float64Array(data.samples * columns);
	for (let i = 0; i < data.samples; i++)
		for (let j = 0; j < columns; j++) rows[i * columns + j] = root[i] * matrix[groupOf[i] * columns + j];
	const moved = theta.slice();
	let sum = 0;
	for (let o = 0; o < outputs; o++)
		for (let pass = 0; pass < 2; pass++) {
			const now = outputsAt(moved);
			const wanted = Float64Array.from(
				{ length: data.samples },
				(_, i) => root[i] * (data.y[i * outputs + o] - now[groupOf[i] * outputs + o]),
			);
			const { solution, residual } = leastSquares(rows, data.samples, columns, wanted, dependent);
			move(moved, o, solution);
			if (pass === 1) sum += 0.5 * residual * residual;
		}
	return { theta: moved, infimum: reduction === "mean" ? sum / weightOf(problem) : sum, attained: true };
}

function weightOf({ data }: Problem): number {
	let total = 0;
	for (let i = 0; i < data.samples; i++) total += data.weights?.[i] ?? 1;
	return total;
}

/** Coordinates c of one output's change in an orthonormal basis of what it can become: matrix . change = basis c. */
function coordinates({ matrix, columns }: Reach, distinct: number) {
	const { order, rank } = pivotedQr(matrix, distinct, columns, dependent);
	const basis: Float64Array[] = [];
	for (let k = 0; k < rank; k++) {
		const column = Float64Array.from({ length: distinct }, (_, g) => matrix[g * columns + order[k]]);
		for (let pass = 0; pass < 2; pass++)
			for (const u of basis) {
				const along = u.reduce((total, value, g) => total + value * column[g], 0);
				for (let g = 0; g < distinct; g++) column[g] -= along * u[g];
			}
		const size = Math.sqrt(column.reduce((total, value) => total + value * value, 0));
		if (size > 0) basis.push(column.map((value) => value / size));
	}
	const outputOf = (c: ArrayLike<number>) =>
		Float64Array.from({ length: distinct }, (_, g) => basis.reduce((t, u, k) => t + u[g] * c[k], 0));
	const changeOf = (wanted: Float64Array) =>
		leastSquares(matrix, distinct, columns, wanted, dependent).solution;
	return { basis, outputOf, changeOf };
}

/** Minimises sum w_i t_i with t_i above both affine pieces of the loss of sample i, output by output. */
async function byLinearProgram(parts: ShallowParts, theta: Float64Array): Promise<ConvexEnd | string> {
	const { problem, groups, distinct, outputs, outputsAt } = parts;
	const { data, loss, reduction } = problem;
	const [kink] = loss.properties.kinks;
	const margin = loss.properties.coupling === "margin";
	const reach = reachOf(parts, theta);
	const { basis, outputOf, changeOf } = coordinates(reach, distinct);
	const current = outputsAt(theta);
	const moved = theta.slice();
	let sum = 0;
	for (let o = 0; o < outputs; o++) {
		const k = basis.length;
		const objective = new Float64Array(k + data.samples);
		const constraints: LinearConstraint[] = [];
		groups.forEach(({ samples }, g) => {
			for (const i of samples) {
				objective[k + i] = -(data.weights?.[i] ?? 1);
				const y = data.y[i * outputs + o];
				const corner = margin ? -kink / y : y + kink;
				const { value } = loss.definition.evaluate(floatField, [corner], [y], loss.parameters);
				for (const side of [-1, 1]) {
					const { gradient } = loss.definition.evaluate(floatField, [corner + side], [y], loss.parameters);
					const coefficients = new Float64Array(k + data.samples);
					for (let b = 0; b < k; b++) coefficients[b] = -gradient[0] * basis[b][g];
					coefficients[k + i] = 1;
					const lower = value + gradient[0] * (current[g * outputs + o] - corner);
					constraints.push({ coefficients, lower, upper: Infinity });
				}
			}
		});
		const { status, values, objective: reached } = await solveLinearProgram({ objective, constraints });
		if (status !== "optimal") return "The linear program for the outgoing weights was not solved.";
		reach.move(moved, o, changeOf(outputOf(values)));
		sum -= reached;
	}
	return { theta: moved, infimum: reduction === "mean" ? sum / weightOf(problem) : sum, attained: true };
}

/**
 * Outgoing weights whose outputs beat every other class (or have the label's sign) by at least 1 on every sample, scaled
 * until every lead is large and none has shrunk: every sample's loss falls to its infimum 0 on the way. Null without.
 */
async function alongSeparator(parts: ShallowParts, theta: Float64Array): Promise<ConvexEnd | null> {
	const { problem, groups, distinct, outputs, outputsAt } = parts;
	const { data, loss } = problem;
	const margin = loss.properties.coupling === "margin";
	const reach = reachOf(parts, theta);
	const { basis, outputOf, changeOf } = coordinates(reach, distinct);
	const current = outputsAt(theta);
	const k = basis.length;
	const leads: { readonly g: number; readonly signs: Float64Array }[] = [];
	for (const [g, { samples, mixed }] of groups.entries()) {
		const y = data.y.subarray(samples[0] * outputs, (samples[0] + 1) * outputs);
		if (mixed) return null;
		if (margin) {
			leads.push({ g, signs: Float64Array.of(y[0]) });
			continue;
		}
		const label = y.indexOf(1);
		if (label < 0) return null;
		for (let o = 0; o < outputs; o++)
			if (o !== label) {
				const signs = new Float64Array(outputs);
				signs[label] = 1;
				signs[o] = -1;
				leads.push({ g, signs });
			}
	}
	const constraints = leads.map(({ g, signs }) => ({
		coefficients: Float64Array.from(
			{ length: k * outputs },
			(_, c) => signs[Math.floor(c / k)] * basis[c % k][g],
		),
		lower: 1,
		upper: Infinity,
	}));
	const { status, values } = await solveLinearProgram({
		objective: new Float64Array(k * outputs),
		constraints,
	});
	if (status !== "optimal") return null;
	const change = Array.from({ length: outputs }, (_, o) => outputOf(values.subarray(o * k, (o + 1) * k)));
	let scale = 0;
	for (const { g, signs } of leads) {
		const gain = change.reduce((total, column, o) => total + signs[o] * column[g], 0);
		const lead = change.reduce((total, _, o) => total + signs[o] * current[g * outputs + o], 0);
		if (!(gain > 0)) return null;
		scale = Math.max(scale, (far - lead) / gain);
	}
	const moved = theta.slice();
	for (let o = 0; o < outputs; o++) reach.move(moved, o, changeOf(change[o].map((value) => scale * value)));
	return { theta: moved, infimum: 0, attained: false };
}

/** Newton steps on the network whose hidden layer is held fixed. */
async function bySteps({ problem, shallow }: ShallowParts, theta: Float64Array): Promise<ConvexEnd | string> {
	const own = shallow.hidden.next.weight;
	const file = structuredClone(problem.canonical) as { network: { layers: { fixed?: unknown }[] } };
	file.network.layers[0].fixed = { values: Array.from(theta.subarray(0, own)) };
	const objective = createObjective(await parseProblem(file));
	try {
		const solver = defaultSolver("minima", objective.parameters);
		const ended = run(objective, theta.slice(own), {
			solver,
			successor: successorOf(solver, objective.parameters),
			target: "minima",
			budget: 4000,
			tolerance: 1e-13,
		});
		if (ended.outcome.kind !== "converged")
			return "The features of this layer span less than the distinct inputs, and over what they span no minimiser of this loss was reached: the infimum is not attained, or lies far out.";
		const moved = theta.slice();
		moved.set(ended.theta, own);
		return { theta: moved, infimum: ended.value, attained: true };
	} finally {
		objective.release();
	}
}
