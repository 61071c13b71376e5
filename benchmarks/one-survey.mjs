// The survey that benchmarks/flame.mjs looks at: node benchmarks/one-survey.mjs STARTS
import { parseProblem, survey } from "../packages/core/dist/index.js";

const problem = await parseProblem({
	lossatlas: 1,
	data: { builtin: { name: "teacher", samples: 200, inputs: 2, width: 4, activation: "tanh", seed: 1 } },
	network: {
		layers: [
			{ width: 4, activation: "tanh" },
			{ width: 1, activation: "identity" },
		],
	},
	loss: { name: "squared" },
	regularizer: { "weight-decay": 0.001 },
});
const begin = process.hrtime.bigint();
const { survey: found } = await survey(problem, {
	starts: Number(process.argv[2] ?? 2000),
	seed: 1,
}).result();
const seconds = Number(process.hrtime.bigint() - begin) * 1e-9;
process.stdout.write(
	`${found.starts.total} starts in ${seconds.toFixed(2)} s, ${JSON.stringify(found.starts.outcomes)}, digest ${found.digest}, ${Math.round(process.memoryUsage().rss / 1e6)} MB\n`,
);
