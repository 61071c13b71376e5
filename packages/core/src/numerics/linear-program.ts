import type { Highs } from "highs";

/** One row of a linear program: lower <= coefficients . x <= upper; equal bounds make an equation. */
export interface LinearConstraint {
	readonly coefficients: ArrayLike<number>;
	/** -Infinity without one. */
	readonly lower: number;
	/** Infinity without one. */
	readonly upper: number;
}

/** Maximise objective . x subject to the constraints and lower_k <= x_k <= upper_k. */
export interface LinearProgram {
	/** Length n, the number of variables. */
	readonly objective: ArrayLike<number>;
	readonly constraints: readonly LinearConstraint[];
	/** n bounds each; absent: no bound. */
	readonly lower?: ArrayLike<number>;
	readonly upper?: ArrayLike<number>;
}

/** Where a variable or a row stands at an optimal vertex. */
export type BasisPlace = "lower" | "basic" | "upper" | "free";

/** What the solver found, in float64: a proposal that an exact check must confirm. */
export interface LinearSolution {
	readonly status: "optimal" | "infeasible" | "unbounded" | "failed";
	readonly objective: number;
	/** n numbers. */
	readonly values: Float64Array;
	/** One multiplier per constraint: the growth of the optimum with its bound. */
	readonly multipliers: Float64Array;
	/** Places of the variables at the optimal vertex, then of the rows. */
	readonly variables: readonly BasisPlace[];
	readonly rows: readonly BasisPlace[];
}

/** What the package exports; its declarations describe the CommonJS form. */
interface HighsModule {
	default(): Promise<Highs>;
}

let loading: Promise<Highs> | null = null;

/** The solver, loaded on first use: programs that never ask for a linear program never pay for it. */
function loadHighs(): Promise<Highs> {
	loading ??= import("highs").then((module) => (module as unknown as HighsModule).default());
	return loading;
}

const places: readonly BasisPlace[] = ["lower", "basic", "upper", "free", "free"];
const statuses: Readonly<Record<number, LinearSolution["status"]>> = {
	7: "optimal",
	8: "infeasible",
	10: "unbounded",
};

/**
 * Solves a small dense linear program by the dual simplex method (HiGHS: Huangfu & Hall 2018), one thread, no
 * presolve. Coefficients below 1e-12 count as 0 and feasibility holds to 1e-10: no verdict may rest on the result
 * before it is checked exactly.
 *
 * @throws RangeError when a row has not as many coefficients as the objective.
 * @example
 * const {values} = await solveLinearProgram({
 *   objective: [1, 1], constraints: [{coefficients: [1, 2], lower: -Infinity, upper: 4}], lower: [0, 0], upper: [3, 3],
 * }); // 3, 0.5
 */
export async function solveLinearProgram(program: LinearProgram): Promise<LinearSolution> {
	const highs = await loadHighs();
	const n = program.objective.length;
	const m = program.constraints.length;
	const starts = new Int32Array(m + 1);
	const indices: number[] = [];
	const coefficients: number[] = [];
	program.constraints.forEach((row, i) => {
		if (row.coefficients.length !== n)
			throw new RangeError(
				`Constraint ${i} has ${row.coefficients.length} coefficients; the objective has ${n}.`,
			);
		for (let k = 0; k < n; k++)
			if (row.coefficients[k] !== 0) {
				indices.push(k);
				coefficients.push(row.coefficients[k]);
			}
		starts[i + 1] = indices.length;
	});
	return highs.withModel((model) => {
		model.options.set("output_flag", false);
		model.options.set("presolve", "off");
		model.options.set("solver", "simplex");
		model.options.set("small_matrix_value", 1e-12);
		model.options.set("primal_feasibility_tolerance", 1e-10);
		model.options.set("dual_feasibility_tolerance", 1e-10);
		model.passModel({
			numCols: n,
			numRows: m,
			sense: highs.constants.objectiveSense.maximize,
			colCost: Float64Array.from(program.objective),
			colLower: program.lower ? Float64Array.from(program.lower) : new Float64Array(n).fill(-Infinity),
			colUpper: program.upper ? Float64Array.from(program.upper) : new Float64Array(n).fill(Infinity),
			rowLower: Float64Array.from(program.constraints, (row) => row.lower),
			rowUpper: Float64Array.from(program.constraints, (row) => row.upper),
			matrix: {
				format: "csr",
				numRows: m,
				numCols: n,
				starts,
				indices: Int32Array.from(indices),
				values: Float64Array.from(coefficients),
			},
		});
		const { modelStatus } = model.run();
		const status = statuses[modelStatus] ?? "failed";
		const { colValue, rowDual } = model.getSolution();
		const basis = model.getBasis();
		let objective = 0;
		for (let k = 0; k < n; k++) objective += program.objective[k] * colValue[k];
		return {
			status,
			objective,
			values: Float64Array.from(colValue),
			multipliers: Float64Array.from(rowDual),
			variables: Array.from(basis.colStatus, (place) => places[place]),
			rows: Array.from(basis.rowStatus, (place) => places[place]),
		};
	});
}
