import { axpy, dot, norm } from "./vector.ts";

/** What MINRES found for (A + shift I) x = b, A symmetric. */
export interface MinresResult {
	readonly solution: Float64Array;
	/** |b - (A + shift I) x| after 0, 1, 2, ... steps, by the recurrence. */
	readonly residuals: readonly number[];
	/**
	 * `solved`: residual below tolerance |b|; `least-squares`: the residual lies in the kernel (a
	 * singular, inconsistent system); `curvature`: stopped where asked to; `steps`: all were used.
	 */
	readonly status: "solved" | "least-squares" | "curvature" | "steps";
	/** The first residual r met with r^T (A + shift I) r <= 0, and at which step; null if none was. */
	readonly nonpositiveCurvature: {
		readonly step: number;
		readonly direction: Float64Array;
		/** r^T (A + shift I) r / |r|^2 */
		readonly curvature: number;
	} | null;
}

export interface MinresOptions {
	/** Most products with A. */
	readonly steps: number;
	/** Relative to |b|, and for least squares to |A| |r|. */
	readonly tolerance: number;
	/** Added to the diagonal; 0 for A itself. */
	readonly shift?: number;
	/** End at the first non-positive curvature, with the solution before it. */
	readonly stopAtNonpositiveCurvature?: boolean;
}

/**
 * MINRES (Paige & Saunders 1975) for (A + shift I) x = b: x minimises the residual over the Krylov
 * spaces of b. `multiply(v, out)` writes A v; A is symmetric n x n, may be indefinite or singular.
 * Non-positive curvature is read off the recurrence at no cost (Liu & Roosta, arXiv 2205.12351).
 * @throws RangeError if b has not n entries or a product is not finite.
 */
export function minres(
	multiply: (v: Float64Array, out: Float64Array) => void,
	n: number,
	b: Float64Array,
	options: MinresOptions,
): MinresResult {
	if (b.length !== n) throw new RangeError(`b has ${b.length} entries, not ${n}.`);
	const shift = options.shift ?? 0;
	const solution = new Float64Array(n);
	const length = norm(b);
	const residuals = [length];
	let nonpositiveCurvature: MinresResult["nonpositiveCurvature"] = null;
	const end = (status: MinresResult["status"]): MinresResult => {
		return { solution, residuals, status, nonpositiveCurvature };
	};
	if (length === 0) return end("solved");

	const residual = Float64Array.from(b);
	let v = b.map((x) => x / length);
	let previous = new Float64Array(n);
	let q = new Float64Array(n);
	let direction = new Float64Array(n);
	let older = new Float64Array(n);
	let beta = 0;
	let cosine = -1;
	let sine = 0;
	let delta = 0;
	let epsilon = 0;
	let phi = length;
	let size = 0;
	for (let step = 1; step <= options.steps; step++) {
		multiply(v, q);
		if (shift !== 0) axpy(shift, v, q);
		const alpha = dot(v, q);
		if (!Number.isFinite(alpha)) throw new RangeError(`Product ${step} with the matrix is not finite.`);
		axpy(-beta, previous, q);
		axpy(-alpha, v, q);
		const betaNext = norm(q);
		const deltaTwo = cosine * delta + sine * alpha;
		const gammaOne = sine * delta - cosine * alpha;
		const epsilonNext = sine * betaNext;
		const deltaNext = -cosine * betaNext;
		if (nonpositiveCurvature === null && cosine * gammaOne >= 0) {
			nonpositiveCurvature = {
				step,
				direction: residual.slice(),
				curvature: -cosine * gammaOne,
			};
			if (options.stopAtNonpositiveCurvature) return end("curvature");
		}
		size = Math.max(size, Math.abs(alpha) + beta + betaNext);
		// |A r| = phi * this; r is the residual before the step.
		const applied = Math.sqrt(gammaOne * gammaOne + deltaNext * deltaNext);
		if (applied <= options.tolerance * size) return end("least-squares");
		const gamma = Math.sqrt(gammaOne * gammaOne + betaNext * betaNext);
		if (gamma === 0) return end("least-squares");
		cosine = gammaOne / gamma;
		sine = betaNext / gamma;
		const tau = cosine * phi;
		phi *= sine;
		const next = older;
		for (let i = 0; i < n; i++) next[i] = (v[i] - deltaTwo * direction[i] - epsilon * older[i]) / gamma;
		older = direction;
		direction = next;
		axpy(tau, direction, solution);
		residuals.push(phi);
		if (phi <= options.tolerance * length) return end("solved");
		if (betaNext === 0) return end("least-squares");
		const free = previous;
		previous = v;
		v = q;
		q = free;
		for (let i = 0; i < n; i++) {
			v[i] /= betaNext;
			residual[i] = sine * sine * residual[i] - phi * cosine * v[i];
		}
		beta = betaNext;
		delta = deltaNext;
		epsilon = epsilonNext;
	}
	return end("steps");
}
