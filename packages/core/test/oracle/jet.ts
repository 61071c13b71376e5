/**
 * Second-order Taylor arithmetic in P variables: value, gradient (P), Hessian (P x P), in float64.
 * An implementation of derivatives that shares nothing with the kernels: no passes, no blocks.
 *
 * Each jet also carries the sums of the absolute values of the terms that make it up, with the
 * condition of every argument included: the scale against which a computed number may err.
 */
export interface Jet {
	readonly v: number;
	readonly g: Float64Array;
	readonly h: Float64Array;
	/** The same three, with every term replaced by its absolute value. */
	readonly av: number;
	readonly ag: Float64Array;
	readonly ah: Float64Array;
}

export function constant(p: number, v: number): Jet {
	const g = new Float64Array(p);
	const h = new Float64Array(p * p);
	return { v, g, h, av: Math.abs(v), ag: g, ah: h };
}

export function variable(p: number, index: number, v: number): Jet {
	const g = new Float64Array(p);
	g[index] = 1;
	const h = new Float64Array(p * p);
	return { v, g, h, av: Math.abs(v), ag: g, ah: h };
}

export function add(a: Jet, b: Jet): Jet {
	const plus = (x: Float64Array, y: Float64Array) => x.map((t, i) => t + y[i]);
	return {
		v: a.v + b.v,
		g: plus(a.g, b.g),
		h: plus(a.h, b.h),
		av: a.av + b.av,
		ag: plus(a.ag, b.ag),
		ah: plus(a.ah, b.ah),
	};
}

export function scale(a: Jet, c: number): Jet {
	const m = Math.abs(c);
	return {
		v: c * a.v,
		g: a.g.map((t) => c * t),
		h: a.h.map((t) => c * t),
		av: m * a.av,
		ag: a.ag.map((t) => m * t),
		ah: a.ah.map((t) => m * t),
	};
}

function product(
	av: number,
	ag: Float64Array,
	ah: Float64Array,
	bv: number,
	bg: Float64Array,
	bh: Float64Array,
): [Float64Array, Float64Array] {
	const p = ag.length;
	const g = new Float64Array(p);
	const h = new Float64Array(p * p);
	for (let i = 0; i < p; i++) {
		g[i] = av * bg[i] + bv * ag[i];
		for (let j = 0; j < p; j++)
			h[i * p + j] = av * bh[i * p + j] + bv * ah[i * p + j] + ag[i] * bg[j] + ag[j] * bg[i];
	}
	return [g, h];
}

export function multiply(a: Jet, b: Jet): Jet {
	const [g, h] = product(a.v, a.g, a.h, b.v, b.g, b.h);
	const [ag, ah] = product(a.av, a.ag, a.ah, b.av, b.ag, b.ah);
	return { v: a.v * b.v, g, h, av: a.av * b.av, ag, ah };
}

/** f(z) for [f, f', f'', f'''] at z. */
export function compose(z: Jet, [f0, f1, f2, f3]: readonly [number, number, number, number]): Jet {
	const p = z.g.length;
	const g = new Float64Array(p);
	const h = new Float64Array(p * p);
	const ag = new Float64Array(p);
	const ah = new Float64Array(p * p);
	const first = Math.abs(f1) + Math.abs(f2) * z.av;
	const second = Math.abs(f2) + Math.abs(f3) * z.av;
	for (let i = 0; i < p; i++) {
		g[i] = f1 * z.g[i];
		ag[i] = first * z.ag[i];
		for (let j = 0; j < p; j++) {
			h[i * p + j] = f1 * z.h[i * p + j] + f2 * z.g[i] * z.g[j];
			ah[i * p + j] = first * z.ah[i * p + j] + second * z.ag[i] * z.ag[j];
		}
	}
	return { v: f0, g, h, av: Math.abs(f0) + Math.abs(f1) * z.av, ag, ah };
}

/** l(f_1, ..., f_m) for its value, gradient and Hessian in f. */
export function composeMany(
	f: readonly Jet[],
	value: number,
	gradient: readonly number[],
	hessian: readonly number[],
): Jet {
	const m = f.length;
	const p = f[0].g.length;
	const g = new Float64Array(p);
	const h = new Float64Array(p * p);
	const ag = new Float64Array(p);
	const ah = new Float64Array(p * p);
	let av = Math.abs(value);
	for (let a = 0; a < m; a++) {
		let first = Math.abs(gradient[a]);
		for (let b = 0; b < m; b++) first += Math.abs(hessian[a * m + b]) * f[b].av;
		av += Math.abs(gradient[a]) * f[a].av;
		for (let i = 0; i < p; i++) {
			g[i] += gradient[a] * f[a].g[i];
			ag[i] += first * f[a].ag[i];
			for (let j = 0; j < p; j++) {
				h[i * p + j] += gradient[a] * f[a].h[i * p + j];
				ah[i * p + j] += first * f[a].ah[i * p + j];
				for (let b = 0; b < m; b++) {
					const c = hessian[a * m + b];
					h[i * p + j] += c * f[a].g[i] * f[b].g[j];
					ah[i * p + j] += Math.abs(c) * f[a].ag[i] * f[b].ag[j] * 4;
				}
			}
		}
	}
	return { v: value, g, h, av, ag, ah };
}
