import { type Certificate, parseProblem, survey } from "../../src/laboratory.ts";
import { luSolve } from "../../src/numerics/lu.ts";
import { proved } from "./prove.ts";

const ten = [-2, -1.556, -1.111, -0.667, -0.222, 0.222, 0.667, 1.111, 1.556, 2].map((t) => [t]);
const decayed = (activation: string, y: readonly number[], width = 2) => ({
	lossatlas: 1,
	data: { inline: { x: ten, y } },
	network: { layers: [{ width, activation }, { width: 1 }] },
	loss: { name: "squared" },
	regularizer: { "weight-decay": 0.001 },
});
export const tanhFile = decayed(
	"tanh",
	[0.317, 0.959, 0.382, -0.877, -0.779, 0.726, 1.3, 0.094, -1.21, -0.659],
);
export const softplusFile = decayed(
	"softplus",
	[0.084, 0.947, 0.689, -0.711, -1.11, 0.616, 0.722, -0.146, -1.481, -0.207],
);
const bestTanh = Float64Array.of(
	0.95006522,
	2.8008702,
	-0.22149017,
	-0.30464254,
	-4.3640591,
	3.3145856,
	-0.25787371,
);
const bestSoftplus = Float64Array.of(
	3.49207101,
	7.20975438,
	1.04229474,
	2.54597352,
	-5.6050304,
	2.56087187,
	0.61428518,
);
const tanhPoints = [
	[2.37164, -3.08827, 2.806885, 3.951071, -0.229539, 0.549867, -0.169119],
	[-1.601023, -3.082081, -1.4719, -3.048557, -2.351765, 2.529686, 0.181077],
];
const softplusPoints = [
	[-3.228008, -6.469631, 1.428218, 3.195315, 5.15637, -2.42374, -0.789898],
	[-2.967614, -5.943088, -2.588305, -3.640739, -4.845281, 2.03016, -0.160522],
	[2.830517, 5.537996, -3.465584, -4.700871, 5.569651, -2.081343, 0.063218],
	[0.523939, -0.443825, -0.010581, 0.029032, -0.540926, 0.444505, 0.009651],
	[1.847457, -1.855071, -1.381489, -1.042814, -0.236181, 0.189028, -0.052985],
	[0.427828, 0.427828, 0.165899, 0.165899, -0.513927, -0.513927, 0.778044],
	[-0.391157, -0.391157, 0.266769, 0.266769, 0.533685, 0.533685, -0.982535],
];

/** Eight points with a tanh core that is bad at every width, and an interpolation of width 7. */
const eight = [-2, -1.4286, -0.8571, -0.2857, 0.2857, 0.8571, 1.4286, 2];
const eightY = [2.076047, 1.003136, 1.264879, -1.203829, -0.437066, -2.606936, -2.723381, -0.952459];
export const coreFile = {
	lossatlas: 1,
	data: { inline: { x: eight.map((t) => [t]), y: eightY } },
	network: { layers: [{ width: 1, activation: "tanh" }, { width: 1 }] },
	loss: { name: "squared" },
};
export const core = [-1.1467, -0.60448, 1.96437, 0];
export function interpolation(): Float64Array {
	const w = [3, 2.6, -2.2, 1.9, 2.4, -2.8, 2.1];
	const b = [5.1, 3, -0.9, -0.2, -1.5, 3.4, -3.8];
	const matrix = Float64Array.from(
		eight.flatMap((t) => [...w.map((each, j) => Math.tanh(each * t + b[j])), 1]),
	);
	const outer = luSolve(matrix, 8, Float64Array.from(eightY));
	if (outer === null) throw new Error("singular");
	return Float64Array.from([...w, ...b, ...outer]);
}

/** y = x on two inputs through one linear unit: the second input is left out, or the first. */
const linear = {
	lossatlas: 1,
	data: {
		inline: {
			x: [
				[2, 0],
				[0, 1],
				[-2, 0],
				[0, -1],
			],
			y: [
				[2, 0],
				[0, 1],
				[-2, 0],
				[0, -1],
			],
		},
	},
	network: {
		layers: [
			{ width: 1, activation: "identity", bias: false },
			{ width: 2, bias: false },
		],
	},
	loss: { name: "squared" },
};
/** Kinks, dead units, and units on the same pieces. */
const relu = {
	lossatlas: 1,
	data: { builtin: { name: "two-moons", samples: 20, seed: 3 } },
	network: { layers: [{ width: 2, activation: "relu" }, { width: 1 }] },
	loss: { name: "squared" },
};
const leaky = { ...relu, network: { layers: [{ width: 2, activation: "leaky-relu" }, { width: 1 }] } };
/** A constant output of a bounded unit does: L = 1/2 (sin(b) - 2)^2 at b = -pi/2. */
const hill = {
	lossatlas: 1,
	data: { inline: { x: [[0.5], [-0.5]], y: [2, 2] } },
	network: { layers: [{ width: 1, activation: "sin" }] },
	loss: { name: "squared" },
};
const labels = {
	lossatlas: 1,
	data: { inline: { x: ten, y: [1, 1, 1, 1, 1, -1, 1, 1, -1, -1] } },
	network: { layers: [{ width: 1, activation: "sigmoid" }, { width: 1 }] },
	loss: { name: "logistic" },
	regularizer: { "weight-decay": 0.01 },
};
const classes = {
	lossatlas: 1,
	data: { inline: { x: ten, y: [0, 0, 1, 1, 2, 2, 1, 1, 0, 0] } },
	network: { layers: [{ width: 1, activation: "tanh" }, { width: 3 }] },
	loss: { name: "cross-entropy" },
	regularizer: { "weight-decay": 0.01 },
};

export interface Certified {
	readonly name: string;
	readonly certificate: Certificate;
}

/** Certificates of many kinds, made anew. */
export async function certified(): Promise<Certified[]> {
	const list: Certified[] = [];
	const add = async (name: string, file: object, theta: readonly number[], options = {}) => {
		list.push({ name, certificate: await proved(file, theta, options) });
	};
	for (const [k, at] of tanhPoints.entries()) await add(`tanh ${k}`, tanhFile, at, { better: bestTanh });
	await add("best tanh", tanhFile, [...bestTanh]);
	for (const [k, at] of softplusPoints.entries())
		await add(`softplus ${k}`, softplusFile, at, { better: bestSoftplus });
	await add("best softplus", softplusFile, [...bestSoftplus]);
	await add("core", coreFile, core);
	await add("core lifted", coreFile, core, { lift: true });
	await add("core at every width", coreFile, core, { better: interpolation() });
	await add("linear minimum", linear, [1, 0, 1, 0]);
	await add("linear saddle", linear, [0, 1, 0, 1]);
	await add("hill", hill, [0, -Math.PI / 2]);
	await add("valley", hill, [0, Math.PI / 2]);
	for (const [name, file] of Object.entries({
		logistic: labels,
		"cross-entropy": classes,
		relu,
		"leaky relu": leaky,
	})) {
		const { survey: found } = await survey(await parseProblem(file), {
			starts: 12,
			seed: 1,
			target: "all",
		}).result();
		// Where the loss is 0, other weights of the samples change nothing: such certificates stay true.
		const smooth = found.points.filter(({ boundary, loss }) => boundary === 0 && loss > 1e-3);
		for (const point of smooth.slice(0, 3)) await add(`${name} ${point.id}`, file, point.theta);
	}
	return list;
}

/** Certificates of the other methods. */
export async function certifiedOtherwise(): Promise<Certified[]> {
	const corner = {
		lossatlas: 1,
		data: { inline: { x: [[-1], [0], [1]], y: [0, -1, 1] } },
		network: {
			layers: [
				{ width: 1, activation: "relu" },
				{ width: 1, bias: false },
			],
		},
		loss: { name: "squared" },
	};
	const met = {
		lossatlas: 1,
		data: { inline: { x: [[0], [1], [1], [2]], y: [0.5, -1, -1, 2] } },
		network: { layers: [{ width: 2, activation: "square" }, { width: 1 }] },
		loss: { name: "squared" },
	};
	const population = {
		lossatlas: 1,
		data: { population: { law: "gaussian", inputs: 3, teacher: { width: 2, activation: "relu" } } },
		network: {
			layers: [
				{ width: 2, activation: "relu", bias: false },
				{ width: 1, fixed: "ones" },
			],
		},
		loss: { name: "squared" },
	};
	return [
		{ name: "kinks", certificate: await proved(corner, [1, 0, 1]) },
		{ name: "interpolation", certificate: await proved(met, [1, 1, 0, 1, 4.125, -1.875, 2.375]) },
		{ name: "teacher", certificate: await proved(population, [0, 1, 0, 1, 0, 0]) },
	];
}
