import type { HiddenLayer } from "../hidden-layer.ts";

/** A unit that acts as h = intercept + slope z, slope not 0, on all samples around theta. */
export interface AffineUnit {
	readonly unit: number;
	readonly slope: number;
	readonly intercept: number;
}

/**
 * Directions that mix affine units of a hidden layer without changing the network. For dh = M h + v:
 * dW_j = (M diag(slope) W)_j / slope_j, db_j = ((M (intercept + slope b))_j + v_j) / slope_j,
 * next weights -= A M, next bias -= A v. `mixing` leaves v = 0; `rotations` (weight decay) leaves also
 * only the skew M, and asks for units of one slope without intercept.
 */
export function affineTangents(
	theta: Float64Array,
	hidden: HiddenLayer,
	units: readonly AffineUnit[],
	kind: "all" | "mixing" | "rotations",
): Float64Array[] {
	const tangents: Float64Array[] = [];
	if (kind === "rotations") {
		units.forEach((to, i) => {
			for (const from of units.slice(0, i)) {
				const tangent = new Float64Array(theta.length);
				addMixing(tangent, theta, hidden, to, from, 1);
				addMixing(tangent, theta, hidden, from, to, -1);
				tangents.push(tangent);
			}
		});
		return tangents;
	}
	for (const to of units) {
		for (const from of units) {
			if (hidden.bias < 0 && from.intercept !== 0) continue;
			const tangent = new Float64Array(theta.length);
			addMixing(tangent, theta, hidden, to, from, 1);
			tangents.push(tangent);
		}
		if (kind === "all" && hidden.bias >= 0 && hidden.next.bias >= 0) {
			const tangent = new Float64Array(theta.length);
			tangent[hidden.bias + to.unit] = 1 / to.slope;
			subtractColumn(tangent, theta, hidden, to.unit, (r) => hidden.next.bias + r, 1);
			tangents.push(tangent);
		}
	}
	return tangents;
}

/** Adds the direction of h_to += amount h_from, with the next weights that undo it. */
function addMixing(
	tangent: Float64Array,
	theta: Float64Array,
	hidden: HiddenLayer,
	to: AffineUnit,
	from: AffineUnit,
	amount: number,
): void {
	const { inputs, weight, bias, next } = hidden;
	const factor = (amount * from.slope) / to.slope;
	for (let k = 0; k < inputs; k++)
		tangent[weight + to.unit * inputs + k] += factor * theta[weight + from.unit * inputs + k];
	if (bias >= 0)
		tangent[bias + to.unit] += factor * theta[bias + from.unit] + (amount * from.intercept) / to.slope;
	subtractColumn(tangent, theta, hidden, to.unit, (r) => next.weight + r * next.inputs + from.unit, amount);
}

/** tangent[place(r)] -= amount A_(r, unit) for every row r of the next layer. */
function subtractColumn(
	tangent: Float64Array,
	theta: Float64Array,
	{ next }: HiddenLayer,
	unit: number,
	place: (row: number) => number,
	amount: number,
): void {
	for (let r = 0; r < next.width; r++)
		tangent[place(r)] -= amount * theta[next.weight + r * next.inputs + unit];
}
