/** One hidden layer of tanh units with biases, one linear output with a bias, squared loss 1/2 |f - y|^2, mean over the samples. */
export interface ShallowCase {
	readonly x: readonly (readonly number[])[];
	readonly y: readonly number[];
	readonly width: number;
}

/** Loss, gradient and Hessian times v of a shallow network by sums over the samples, written down from the derivatives. */
export function shallowReference({ x, y, width }: ShallowCase, theta: Float64Array, v: Float64Array) {
	const inputs = x[0].length;
	const b = width * inputs;
	const out = b + width;
	const outBias = out + width;
	let loss = 0;
	const gradient = new Float64Array(theta.length);
	const product = new Float64Array(theta.length);
	x.forEach((row, i) => {
		let f = theta[outBias];
		let df = v[outBias];
		const a = new Float64Array(width);
		const da = new Float64Array(width);
		const slopes = new Float64Array(width);
		const dz = new Float64Array(width);
		for (let j = 0; j < width; j++) {
			let z = theta[b + j];
			dz[j] = v[b + j];
			for (let k = 0; k < inputs; k++) {
				z += theta[j * inputs + k] * row[k];
				dz[j] += v[j * inputs + k] * row[k];
			}
			a[j] = Math.tanh(z);
			slopes[j] = 1 - a[j] * a[j];
			da[j] = slopes[j] * dz[j];
			f += theta[out + j] * a[j];
			df += v[out + j] * a[j] + theta[out + j] * da[j];
		}
		const r = (f - y[i]) / x.length;
		const dr = df / x.length;
		loss += (0.5 * (f - y[i]) * (f - y[i])) / x.length;
		gradient[outBias] += r;
		product[outBias] += dr;
		for (let j = 0; j < width; j++) {
			gradient[out + j] += r * a[j];
			product[out + j] += dr * a[j] + r * da[j];
			const delta = r * theta[out + j] * slopes[j];
			const bend = -2 * a[j] * da[j];
			const ddelta = (dr * theta[out + j] + r * v[out + j]) * slopes[j] + r * theta[out + j] * bend;
			gradient[b + j] += delta;
			product[b + j] += ddelta;
			for (let k = 0; k < inputs; k++) {
				gradient[j * inputs + k] += delta * row[k];
				product[j * inputs + k] += ddelta * row[k];
			}
		}
	});
	return { loss, gradient, product };
}
