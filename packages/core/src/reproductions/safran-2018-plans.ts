/** k = n of the paper's table. */
const sizes = [5, 6, 7, 8, 9, 10, 11, 12];

/** Surveys of the population loss: 50 times 20 starts for each k, W ~ N(0, 1/d) as in the paper. */
function spuriousMinima(solver: string, sizes: readonly number[]): object {
	return {
		lossatlas: 1,
		name: `spurious minima of the population loss, ${solver}`,
		problem: {
			lossatlas: 1,
			data: {
				population: { law: "gaussian", inputs: "${k}", teacher: { width: "${k}", activation: "relu" } },
			},
			network: {
				layers: [
					{ width: "${k}", activation: "relu", bias: false },
					{ width: 1, activation: "identity", bias: false, fixed: "ones" },
				],
			},
			loss: { name: "squared" },
		},
		axes: {
			k: sizes,
			deviation: sizes.map((k) => Number((1 / Math.sqrt(k)).toPrecision(12))),
			seed: { count: 50 },
		},
		zip: [["k", "deviation"]],
		do: { survey: { starts: 20, solver, init: "normal:${deviation}" } },
		measure: ["starts.outcomes.converged", "startLosses", "levels"],
	};
}

export const safranPlans = {
	// Ten times as dear: half an hour on one core up to k = 9.
	"gradient-flow": spuriousMinima(
		"gradient-flow",
		sizes.filter((k) => k <= 9),
	),
	"trust-region-newton": spuriousMinima("trust-region-newton", sizes),
};
