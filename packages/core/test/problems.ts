import { parseProblem } from "../src/problem/parse.ts";
import type { Problem } from "../src/problem/problem.ts";

/** What is known of a landscape by a closed form or a theorem, never by a run. */
export interface Knowledge {
	/** Greatest lower bound of L. */
	readonly infimum: number;
	/** Whether some theta attains it. */
	readonly attained: boolean;
	/** Losses of all local minima; null where the list is not known to be complete. */
	readonly minima: readonly number[] | null;
	/** Losses of all critical points; null where the list is not known to be complete. */
	readonly criticalValues: readonly number[] | null;
	/** The only critical point, where there is one. */
	readonly theta?: readonly number[];
	/** Every minimum lies where the objective has no derivative. */
	readonly kinked?: boolean;
}

export interface KnownProblem {
	readonly name: string;
	/** Why the answer is known. */
	readonly because: string;
	readonly file: Readonly<Record<string, unknown>>;
	/** May read constants of the parsed problem, such as its noise factors. */
	known(problem: Problem): Knowledge;
}

type Rows = readonly (readonly number[])[];

/** A problem file with inline data, loss squared unless said otherwise. */
function file(
	x: Rows,
	y: readonly unknown[],
	layers: readonly object[],
	more: Record<string, unknown> & { readonly weights?: readonly number[] } = {},
): Record<string, unknown> {
	const { weights, shortcut, noise, ...rest } = more;
	return {
		lossatlas: 1,
		data: { inline: { x, y, ...(weights ? { weights } : {}) } },
		network: { layers, ...(shortcut ? { shortcut } : {}), ...(noise ? { noise } : {}) },
		loss: { name: "squared" },
		...rest,
	};
}

const line = { width: 1, activation: "identity", bias: false };
const affine = { width: 1, activation: "identity" };

/** A landscape whose critical points all have one loss, its minimum. */
function only(loss: number, theta?: readonly number[]): Knowledge {
	return {
		infimum: loss,
		attained: true,
		minima: [loss],
		criticalValues: [loss],
		...(theta ? { theta } : {}),
	};
}

/** A landscape with a known list of critical values, of which the first `minima` are minima, best first. */
function listed(criticalValues: readonly number[], minima = 1): Knowledge {
	return {
		infimum: criticalValues[0],
		attained: true,
		minima: criticalValues.slice(0, minima),
		criticalValues,
	};
}

/** Nothing finite is critical: every run goes to infinity. */
const nowhere: Knowledge = { infimum: 0, attained: false, minima: [], criticalValues: [] };

const ln = Math.log;
/** Twelve inputs. */
const grid = [-1, -0.3, 0.4, 1].flatMap((a) => [-1, 0.1, 0.8].map((b) => [a, b]));

export const problems: readonly KnownProblem[] = [
	{
		name: "linear regression",
		because: "orthogonal design: the mean and two half differences; residuals -1, 1, -1, 1",
		file: file(
			[
				[1, 0],
				[0, 1],
				[-1, 0],
				[0, -1],
			],
			[1, 2, 3, 6],
			[affine],
		),
		known: () => only(0.5, [-1, -2, 3]),
	},
	{
		name: "ridge regression",
		because: "L'(w) = 3 w - 3/2",
		file: file([[1], [2]], [1, 1], [line], { regularizer: { "weight-decay": 0.5 } }),
		known: () => only(0.125, [0.5]),
	},
	{
		name: "weighted regression",
		because: "two groups with weighted means 1 and 3, weighted squares 12 + 8, weight 6",
		file: file([[0], [0], [1], [1]], [0, 4, 1, 5], [affine], { weights: [3, 1, 1, 1] }),
		known: () => only(20 / 12, [2, 1]),
	},
	{
		name: "linear autoencoder 2-1-2",
		because: "Baldi & Hornik 1989: second moments 4 and 1, at most one kept, divided by 2 N = 4",
		file: file(
			[
				[2, 0],
				[0, 1],
			],
			[
				[2, 0],
				[0, 1],
			],
			[line, { width: 2, activation: "identity", bias: false }],
		),
		known: () => listed([1 / 4, 4 / 4, 5 / 4]),
	},
	{
		name: "deep linear autoencoder 3-2-2-3",
		because: "second moments 9, 4 and 1, at most two kept; sum of half of the others",
		file: file(
			[
				[3, 0, 0],
				[0, 2, 0],
				[0, 0, 1],
			],
			[
				[3, 0, 0],
				[0, 2, 0],
				[0, 0, 1],
			],
			[2, 2, 3].map((width) => ({ width, activation: "identity", bias: false })),
			{ reduction: "sum" },
		),
		known: () => listed([0.5, 2, 2.5, 4.5, 5, 6.5, 7]),
	},
	{
		name: "one tanh unit, one sample",
		because: "L = (a tanh w - 1/2)^2 / 2: the residual vanishes, or a = w = 0",
		file: file([[1]], [0.5], [{ width: 1, activation: "tanh", bias: false }, line]),
		known: () => listed([0, 1 / 8]),
	},
	{
		name: "tanh towards 1",
		because: "L decreases strictly in its only weight",
		file: file([[1], [2]], [1, 1], [{ width: 1, activation: "tanh", bias: false }]),
		known: () => nowhere,
	},
	{
		name: "exclusive or",
		because: "Hamey 1998; Sprinkhuizen-Kuyper & Boers 1999: every finite local minimum has loss 0",
		file: {
			lossatlas: 1,
			data: { builtin: { name: "xor", low: 0.1, high: 0.9 } },
			network: {
				layers: [
					{ width: 2, activation: "sigmoid" },
					{ width: 1, activation: "sigmoid" },
				],
			},
			loss: { name: "squared" },
		},
		known: () => ({ infimum: 0, attained: true, minima: [0], criticalValues: null }),
	},
	{
		name: "logistic regression, separable",
		because: "L falls along a separating direction from every point, so none is critical",
		file: file(
			[
				[1, 0.3],
				[0.5, 1],
				[-1, 0.2],
				[-0.7, -1],
			],
			[1, 1, -1, -1],
			[affine],
			{ loss: { name: "logistic" } },
		),
		known: () => nowhere,
	},
	{
		name: "logistic regression, one of four labels flipped",
		because: "convex; sigmoid(w) = 3/4, the loss is the entropy of (3/4, 1/4)",
		file: file([[1], [1], [1], [1]], [1, 1, 1, -1], [line], { loss: { name: "logistic" } }),
		known: () => only(ln(4) - 0.75 * ln(3), [ln(3)]),
	},
	{
		name: "exponential loss, one of four labels flipped",
		because: "L = (3 e^-w + e^w) / 4",
		file: file([[1], [1], [1], [1]], [1, 1, 1, -1], [line], { loss: { name: "exponential" } }),
		known: () => only(Math.sqrt(3) / 2, [ln(3) / 2]),
	},
	{
		name: "cross-entropy of frequencies",
		because: "convex; the loss is the entropy of the classes' frequencies 1/2, 1/4, 1/4",
		file: file([[1], [1], [1], [1]], [0, 0, 1, 2], [{ width: 3, activation: "identity", bias: false }], {
			loss: { name: "cross-entropy" },
		}),
		known: () => only(1.5 * ln(2)),
	},
	{
		name: "teacher and student",
		because: "the student has the teacher's architecture",
		file: file(
			grid,
			grid.map(([a, b]) => Math.tanh(1.5 * a - b) - 2 * Math.tanh(a + 2 * b - 0.5) + 0.3),
			[{ width: 2, activation: "tanh" }, affine],
		),
		known: () => ({ infimum: 0, attained: true, minima: null, criticalValues: null }),
	},
	{
		name: "separable classes, softplus and smooth hinge",
		because: "Liang, Sun, Li & Srikant 2018: at every local minimum all margins exceed 1",
		file: file(
			[
				[1, 0.3],
				[0.5, 1],
				[0.2, 0.9],
				[-1, 0.2],
				[-0.7, -1],
				[-0.1, -0.8],
			],
			[1, 1, 1, -1, -1, -1],
			[{ width: 2, activation: "softplus" }, affine],
			{ loss: { name: "hinge-power", power: 3 } },
		),
		known: () => ({ infimum: 0, attained: true, minima: [0], criticalValues: null }),
	},
	{
		name: "one exponential unit",
		because: "two samples, two parameters, a regular Jacobian everywhere: only residual 0 is critical",
		file: file([[0], [1]], [1, 2], [{ width: 1, activation: "exp" }]),
		known: () => only(0, [ln(2), 0]),
	},
	{
		name: "a cubic with a bad minimum",
		because:
			"L = (p(w) - 3)^2 / 2, p = w^3 - 3 w: the root of p = 3; p' = 0 at -1, a minimum, and at 1, a maximum",
		file: file(
			[[1]],
			[3],
			[{ width: 1, activation: { name: "polynomial", coefficients: [0, -3, 0, 1] }, bias: false }],
		),
		known: () => listed([0, 0.5, 12.5], 2),
	},
	{
		name: "shortcut of one square unit",
		because:
			"f = quadratic polynomial: least squares 1/10 where its leading term is free; where w = 0 the best line, 6/10, also a minimum if a < 0",
		file: file([[-1], [0], [1], [2]], [0.8, 0.6, 0.4, 4.2], [affine], {
			shortcut: { width: 1, activation: "square" },
		}),
		known: () => listed([0.1, 0.6], 2),
	},
	{
		name: "multiplicative noise on a linear unit",
		because: "f(x_i) = a w xi_i x_i: least squares in the product a w on the inputs xi_i x_i; a = w = 0",
		file: file([[1], [2], [-1]], [1, 1, 0], [line, line], {
			noise: { law: "normal", sigma: 0.3, seed: 7 },
		}),
		known({ data, network }) {
			const noise = network.branches[0].layers[0].noise;
			if (noise === null) throw new Error("The problem has noise.");
			const z = Array.from(noise, (factor, i) => factor * data.x[i]);
			const zz = z.reduce((sum, value) => sum + value * value, 0);
			const zy = z.reduce((sum, value, i) => sum + value * data.y[i], 0);
			return listed([(2 - (zy * zy) / zz) / 6, 2 / 6]);
		},
	},
	{
		name: "the median",
		because: "L = (|w| + |w - 1| + |w - 5|) / 3 is least at the middle target, where it has no derivative",
		file: file([[1], [1], [1]], [0, 1, 5], [line], { loss: { name: "absolute" } }),
		known: () => ({
			infimum: 5 / 3,
			attained: true,
			minima: [5 / 3],
			criticalValues: [],
			theta: [1],
			kinked: true,
		}),
	},
];

/** A problem of the table by name, parsed. */
export async function knownProblem(name: string): Promise<Problem> {
	const found = problems.find((each) => each.name === name);
	if (found === undefined) throw new Error(`No problem is called "${name}".`);
	return parseProblem({ name, ...found.file });
}
