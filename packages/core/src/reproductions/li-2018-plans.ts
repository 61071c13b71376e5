const activations = ["sigmoid", "gaussian", "sin", "tanh"];
const widths = { from: 1, to: 8, step: 1 };
const samples = { from: 2, to: 8, step: 1 };
const dataSets = { count: 10 };

export const liPlans = {
	/** Strict bad minima written down on 10 sets of inputs, certified; descents from around them and from anywhere. */
	"strict-bad-minima": {
		lossatlas: 1,
		name: "strict bad minima by width and samples",
		axes: { activation: activations, m: widths, N: samples, seed: dataSets },
		do: {
			construct: {
				id: "li-2018/strict-narrow",
				set: { inputs: 1, width: "${m}", samples: "${N}", activation: "${activation}" },
				certify: true,
				descend: [
					{ distance: 0.001, starts: 5 },
					{ distance: 0.1, starts: 5 },
					{ init: "normal:1", starts: 10 },
				],
			},
		},
		measure: [
			"made",
			"robustBadMinimum",
			"fragileBadMinimum",
			{ eigenvalue: "certificate.smallestEigenvalue" },
			"loss",
			"betterLoss",
			{ nearReturned: "descend[0].returned" },
			{ middleReturned: "descend[1].returned" },
			{ middleLower: "descend[1].lower" },
			{ farReturned: "descend[2].returned" },
			{ farLower: "descend[2].lower" },
			{ farHigher: "descend[2].higher" },
		],
	},
	/** The path of non-increasing loss from 10 random points to the infimum. */
	"paths-to-the-infimum": {
		lossatlas: 1,
		name: "paths of non-increasing loss by width and samples",
		axes: { activation: activations, m: widths, N: samples, seed: dataSets },
		do: {
			construct: {
				id: "li-2018/monotone-path",
				set: {
					inputs: 1,
					width: "${m}",
					samples: "${N}",
					activation: "${activation}",
					biases: "without",
					loss: "squared",
				},
			},
		},
		measure: ["made", "passed", "loss"],
	},
};
