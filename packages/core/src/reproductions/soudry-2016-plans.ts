/** Samples of the curves; widths d = d0. */
const samples = [100, 400];
const widths = { from: 4, to: 30, step: 1 };
const repetitions = 30;

const randomData = { builtin: { name: "gaussian", samples: "${N}", inputs: "${d}", seed: "${seed}" } };

const digitsData = {
	builtin: {
		name: "digits",
		size: 28,
		classes: [
			[0, 1, 2, 3, 4],
			[5, 6, 7, 8, 9],
		],
	},
	sample: { count: "${N}", seed: "${seed}" },
	components: "${d}",
	standardize: true,
};

/** Training error of plain ReLU networks with widths d = d0, squared loss, Adam, over d and N. */
function trainingErrors(name: string, data: object, hidden: number): object {
	const unit = { width: "${d}", activation: "relu", bias: false };
	return {
		lossatlas: 1,
		name,
		problem: {
			lossatlas: 1,
			data,
			network: { layers: [...new Array(hidden).fill(unit), { width: 1, bias: false }] },
			loss: { name: "squared" },
		},
		axes: { N: samples, d: widths, seed: { count: repetitions } },
		do: {
			train: {
				optimizer: { name: "adam", beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
				rate: 0.003,
				batch: 25,
				epochs: 4000,
				init: "he-uniform",
				stop: { "training-error": 0 },
			},
		},
		measure: ["trainingError", { zero: "trainingError == 0" }, "epochs", "loss"],
		reduce: { over: "seed", with: ["mean", "std", "proportion"] },
	};
}

/** Of the first figure, by data and number of hidden layers. */
export const figure1Plans = {
	"random-one-hidden-layer": trainingErrors("random data, one hidden layer", randomData, 1),
	"random-two-hidden-layers": trainingErrors("random data, two hidden layers", randomData, 2),
	"digits-one-hidden-layer": trainingErrors("digits, one hidden layer", digitsData, 1),
	"digits-two-hidden-layers": trainingErrors("digits, two hidden layers", digitsData, 2),
};

/** Full-batch gradient descent of one hidden layer of 25 units on 100 random samples, at several rates. */
export const figure2Plan = {
	lossatlas: 1,
	name: "full-batch descent",
	problem: {
		lossatlas: 1,
		data: { builtin: { name: "gaussian", samples: 100, inputs: 25, seed: "${seed}" } },
		network: {
			layers: [
				{ width: 25, activation: "relu", bias: false },
				{ width: 1, bias: false },
			],
		},
		loss: { name: "squared" },
	},
	axes: { rate: [0.2, 0.05], seed: { count: 30 } },
	do: {
		train: {
			optimizer: "sgd",
			rate: "${rate}",
			batch: "all",
			epochs: 25000,
			schedule: { name: "exponential", decay: 0.999, from: 5000 },
			init: "he-uniform",
			record: 200,
		},
	},
	measure: [
		"loss",
		"gradientNorm",
		"smallestPreactivation",
		{ zeroLoss: "loss < 1e-20" },
		{ awayFromKinks: "smallestPreactivation > 1e-5" },
		{ smallGradient: "gradientNorm < 1e-10" },
		"trace.epochs",
		"trace.loss",
		"trace.smallestPreactivation",
	],
};
