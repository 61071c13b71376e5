import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.ts";
import { createObjective } from "../../../src/objective/create-objective.ts";
import { parseProblem } from "../../../src/problem/parse.ts";
import { initialPoint } from "../../../src/search/initialisers.ts";
import { optimizers } from "../../../src/search/training/optimizers.ts";
import { SampleOrder } from "../../../src/search/training/sample-order.ts";
import { schedules } from "../../../src/search/training/schedules.ts";
import { train } from "../../../src/search/training/train.ts";
import { settleTraining } from "../../../src/search/training/training-options.ts";

const moons = () =>
	parseProblem({
		lossatlas: 1,
		data: { builtin: { name: "two-moons", samples: 60, noise: 0.05, seed: 3 } },
		network: { layers: [{ width: 8, activation: "tanh" }, { width: 1 }] },
		loss: { name: "logistic" },
	});

describe("optimizers", () => {
	const numbers = { momentum: 0.9, nesterov: 0 };

	it("sgd with momentum: two steps by hand", () => {
		const [sgd] = optimizers;
		const theta = Float64Array.of(1);
		const state = sgd.begin(1);
		sgd.move(theta, Float64Array.of(2), 0.1, 1, state, numbers);
		expect(theta[0]).toBeCloseTo(0.8, 15);
		sgd.move(theta, Float64Array.of(1), 0.1, 2, state, numbers);
		expect(theta[0]).toBeCloseTo(0.8 - 0.1 * (0.9 * 2 + 1), 15);
	});

	it("sgd by Nesterov looks ahead", () => {
		const [sgd] = optimizers;
		const theta = Float64Array.of(1);
		sgd.move(theta, Float64Array.of(2), 0.1, 1, sgd.begin(1), { momentum: 0.9, nesterov: 1 });
		expect(theta[0]).toBeCloseTo(1 - 0.1 * (2 + 0.9 * 2), 15);
	});

	it("adam gives the numbers of PyTorch 2 for six gradients", () => {
		const adam = optimizers.find(({ name }) => name === "adam");
		const theta = Float64Array.of(0.5, -1);
		const state = adam?.begin(2) ?? {};
		const settings = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8 };
		for (let t = 1; t <= 6; t++) adam?.move(theta, Float64Array.of(t - 2.5, 1 / t), 0.01, t, state, settings);
		expect(theta[0]).toBeCloseTo(pytorch[0], 14);
		expect(theta[1]).toBeCloseTo(pytorch[1], 14);
	});
});

/** torch.optim.Adam([0.5, -1.0], lr=0.01, betas=(0.9, 0.99), eps=1e-8), gradients (t - 2.5, 1/t), t = 1..6, float64. */
const pytorch = [0.5108023520338507, -1.0515347735366127];

describe("schedules", () => {
	const course = (name: string, given: Record<string, number>, epochs: number) => {
		const { schedule, scheduleSettings } = settleTraining({ schedule: { name, ...given } });
		const factors: number[] = [];
		let factor = 1;
		for (let epoch = 0; epoch < epochs; epoch++) {
			factor = schedule.factor(epoch, epochs, factor, scheduleSettings);
			factors.push(factor);
		}
		return factors;
	};

	it("constant, step, exponential and cosine follow their formulas", () => {
		expect(course("constant", {}, 3)).toEqual([1, 1, 1]);
		expect(course("step", { decay: 0.5, every: 2 }, 6)).toEqual([1, 1, 0.5, 0.5, 0.25, 0.25]);
		expect(course("exponential", { decay: 0.5, from: 2 }, 5)).toEqual([1, 1, 1, 0.5, 0.25]);
		course("cosine", {}, 4).forEach((f, k) => {
			expect(f).toBeCloseTo((1 + Math.cos((Math.PI * k) / 4)) / 2, 15);
		});
		expect(schedules.map(({ name }) => name)).toEqual(["constant", "step", "exponential", "cosine"]);
	});
});

describe("the order of the samples", () => {
	it("is a new permutation each epoch, the same for the same stream", () => {
		const draw = () => {
			const order = new SampleOrder(11, 4, randomStream(5, "order", 2));
			return [0, 1].map(() => Array.from(order.epoch(), (batch) => Array.from(batch)));
		};
		const [first, second] = draw();
		expect(first.map(({ length }) => length)).toEqual([4, 4, 3]);
		expect(first.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 11 }, (_, i) => i));
		expect(second.flat()).not.toEqual(first.flat());
		expect(draw()).toEqual([first, second]);
	});

	it("is uniform: each sample comes first about equally often", () => {
		const counts = new Array<number>(5).fill(0);
		const order = new SampleOrder(5, 5, randomStream(1, "order", 0));
		for (let k = 0; k < 5000; k++) for (const batch of order.epoch()) counts[batch[0]]++;
		for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(800));
	});
});

describe("train", () => {
	it("stops at zero training error, and not an epoch later", async () => {
		const problem = await moons();
		const options = { rate: 0.02, batch: 10, epochs: 2000, stop: { "training-error": 0 }, record: 5000 };
		const { outcome, epochs, trainingError, trace, theta } = train(problem, options);
		expect([outcome, trainingError]).toEqual(["training-error", 0]);
		expect(trace?.trainingError.slice(0, -1).every((error) => error > 0)).toBe(true);
		expect(trace?.epochs.at(-1)).toBe(epochs);
		expect(train(problem, options).theta).toEqual(theta);
		expect(train(problem, { ...options, start: 1 }).theta).not.toEqual(theta);
	});

	it("on all samples at once is gradient descent, step by step", async () => {
		const problem = await moons();
		const objective = createObjective(problem);
		const theta = initialPoint(problem, { kind: "he" }, 4, 0);
		for (let k = 0; k < 25; k++) {
			const gradient = objective.gradient(theta);
			for (let i = 0; i < theta.length; i++) theta[i] -= 0.3 * gradient[i];
		}
		const end = train(problem, {
			optimizer: "sgd",
			rate: 0.3,
			batch: "all",
			epochs: 25,
			init: "he",
			seed: 4,
		});
		expect(end.theta).toEqual(Array.from(theta));
		expect([end.outcome, end.epochs, end.evaluations]).toEqual(["epochs", 25, 25]);
	});

	it("names overflow where the rate is too large, and classifies where asked", async () => {
		const line = await parseProblem({
			lossatlas: 1,
			data: { inline: { x: [[1], [2], [3]], y: [1, 3, 2] } },
			network: { layers: [{ width: 1, activation: "identity" }] },
			loss: { name: "squared" },
		});
		const far = train(line, { optimizer: "sgd", rate: 1e3, epochs: 2000, batch: "all", classify: true });
		expect([far.outcome, far.classification]).toEqual(["overflow", null]);
		const near = train(line, {
			optimizer: "sgd",
			rate: 0.2,
			epochs: 5000,
			batch: "all",
			stop: { gradient: 1e-13 },
			classify: true,
		});
		expect([near.outcome, near.classification?.kind, near.trainingError]).toEqual([
			"gradient",
			"minimum",
			null,
		]);
		expect(near.smallestPreactivation).toBeNull();
		expect(train(line, { stop: { loss: 100 } }).outcome).toBe("loss");
	});

	it("keeps a trace of bounded length that begins at the start and ends at the end", async () => {
		const { trace } = train(await moons(), { rate: 0.001, epochs: 777, record: 20 });
		expect(trace?.epochs[0]).toBe(0);
		expect(trace?.epochs.at(-1)).toBe(777);
		expect(trace?.epochs.length).toBeGreaterThanOrEqual(20);
		expect(trace?.epochs.length).toBeLessThanOrEqual(41);
		expect(trace?.smallestPreactivation.length).toBe(trace?.epochs.length);
	});

	it("refuses what is not admissible, and says what is", () => {
		expect(() => settleTraining({ optimizer: "adan" })).toThrow(/Did you mean adam/);
		expect(() => settleTraining({ optimizer: { name: "sgd", momentun: 0.9 } })).toThrow(
			/no setting "momentun"/,
		);
		expect(() => settleTraining({ optimizer: { name: "sgd", momentum: 1 } })).toThrow(/momentum/);
		expect(() => settleTraining({ batch: 0 })).toThrow(/batch is 0/);
		expect(() => settleTraining({ epochs: 1.5 })).toThrow(/epochs is 1.5/);
		expect(() => settleTraining({ rate: 0 })).toThrow(/rate is 0/);
		expect(() => settleTraining({ init: "xavier" })).toThrow(/he-uniform/);
		expect(() => settleTraining({ stop: { loss: -1 } })).toThrow(/stop.loss/);
		expect(() => settleTraining({ epoch: 3 } as object)).toThrow(/Did you mean epochs/);
	});
});

describe("he-uniform", () => {
	it("is uniform with variance 2 over the fan-in", async () => {
		const problem = await parseProblem({
			lossatlas: 1,
			data: { builtin: { name: "gaussian", samples: 2, inputs: 50 } },
			network: {
				layers: [
					{ width: 200, activation: "relu", bias: false },
					{ width: 1, bias: false },
				],
			},
			loss: { name: "squared" },
		});
		const theta = initialPoint(problem, { kind: "he-uniform" }, 1, 0).subarray(0, 10_000);
		const most = Math.sqrt((3 * 2) / 50);
		expect(Math.max(...theta.map(Math.abs))).toBeLessThan(most);
		expect(Math.max(...theta.map(Math.abs))).toBeGreaterThan(0.995 * most);
		const variance = theta.reduce((sum, x) => sum + x * x, 0) / theta.length;
		expect(Math.abs(variance - 0.04)).toBeLessThan(0.002);
	});
});
