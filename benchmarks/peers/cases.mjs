// The table of work: networks, sample counts, and the ratio to the fastest peer that each engine should reach.

const layer = (width, activation) => ({ width, activation });

function grid(units, samples) {
	const small = samples <= 100 ? 3 : samples <= 1000 ? 2 : 1;
	const structured = units === 10 ? 3 : units === 50 && samples <= 1000 ? 1.3 : 0.6;
	return {
		name: `softplus 2-${units}-1, N=${samples}`,
		inputs: 2,
		samples,
		layers: [layer(units, "softplus"), layer(1, "identity")],
		goals: {
			gradient: { portable: small },
			hessian: { portable: structured, fused: structured === 0.6 ? 1 : structured },
		},
	};
}

const grids = [10, 50, 100].flatMap((units) =>
	[10, 100, 1000, 10_000, 100_000].map((samples) => grid(units, samples)),
);

const deep = [
	{
		name: "tanh 2-4-1, N=200",
		...{ inputs: 2, samples: 200, layers: [layer(4, "tanh"), layer(1, "identity")] },
		goals: { gradient: { portable: 6 }, hessian: { portable: 4 } },
	},
	{
		name: "tanh 5-10-10-1, N=1000",
		...{ inputs: 5, samples: 1000, layers: [layer(10, "tanh"), layer(10, "tanh"), layer(1, "identity")] },
		goals: { gradient: { portable: 1.5 }, hessian: { portable: 3 } },
	},
	{
		name: "tanh 20-50-20-1, N=2000",
		...{ inputs: 20, samples: 2000, layers: [layer(50, "tanh"), layer(20, "tanh"), layer(1, "identity")] },
		goals: { gradient: { portable: 0.5, fused: 0.9, native: 1 }, hessian: { portable: 2 } },
	},
];

const wide = {
	name: "tanh 784-100-1, N=1000",
	...{ inputs: 784, samples: 1000, layers: [layer(100, "tanh"), layer(1, "identity")] },
	goals: {
		gradient: { portable: 0.3, fused: 0.45, native: 0.9 },
		"hessian-vector": { portable: 0.3, fused: 0.45, native: 0.9 },
	},
};

export const cases = [...grids, ...deep, wide];

/** Weights and biases of all layers. */
export function parameters({ inputs, layers }) {
	return sizes(inputs, layers).reduce((sum, { width, fan }) => sum + width * (fan + 1), 0);
}

function sizes(inputs, layers) {
	return layers.map(({ width }, l) => ({ width, fan: l === 0 ? inputs : layers[l - 1].width }));
}

/** Multiply-adds per sample that the work needs, as the kernels arrange it; biases and activations not counted. */
export function multiplyAdds({ inputs, layers }, what) {
	const all = sizes(inputs, layers);
	const forward = all.reduce((sum, { width, fan }) => sum + width * fan, 0);
	const backward = forward - all[0].width * all[0].fan;
	if (what === "gradient") return 2 * forward + backward;
	if (what === "hessian-vector") return 3 * forward + 5 * backward;
	return forward + backward + hessianProducts(all);
}

/** Pairs of units, each with the products of their inputs; symmetric inside a unit, and one tangent pass a unit. */
function hessianProducts(all) {
	let sum = 0;
	all.forEach((low, l) => {
		const symmetric = ((low.fan + 1) * (low.fan + 2)) / 2;
		sum += ((low.width * (low.width + 1)) / 2) * symmetric;
		for (let m = l + 1; m < all.length; m++) {
			sum += low.width * all[m].width * (low.fan + 1) * (all[m].fan + 1);
			if (m > l + 1) sum += low.width * 2 * all[m].width * all[m].fan;
		}
	});
	return sum;
}

/** Hidden units: activations evaluated per sample. */
export function activations({ layers }) {
	return layers
		.filter(({ activation }) => activation !== "identity")
		.reduce((sum, { width }) => sum + width, 0);
}
