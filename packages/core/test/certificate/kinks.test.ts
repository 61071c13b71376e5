import { describe, expect, it } from "vitest";
import { embedProblem } from "../../src/certificate/embed.ts";
import { readProblem } from "../../src/certificate/embedded-problem.ts";
import { type KinkProof, proveAtKinks } from "../../src/certificate/kinks/kink-proof.ts";
import { searchKinkProof } from "../../src/certificate/kinks/kink-search.ts";
import { NotProved } from "../../src/certificate/not-proved.ts";
import { digestOfCertificate, verify } from "../../src/certificate/verify.ts";
import { construct, objective, parseProblem, survey } from "../../src/laboratory.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { proved, refused } from "./prove.ts";

/** The lowest of 2000 losses near theta, less the loss there: float64's own view of a local minimum. */
async function lowestNearby(file: object, theta: readonly number[]): Promise<number> {
	const evaluate = objective(await parseProblem(file));
	const random = randomStream(3, "nearby");
	const at = evaluate.value(Float64Array.from(theta));
	let lowest = Infinity;
	for (let k = 0; k < 2000; k++) {
		const size = 10 ** -(4 + (k % 5));
		const moved = Float64Array.from(theta, (t) => t + size * (2 * random.uniform() - 1));
		lowest = Math.min(lowest, evaluate.value(moved) - at);
	}
	evaluate.release();
	return lowest;
}

/** About p/q as a float64. */
const approximately = (text: number | string): number => {
	if (typeof text === "number") return text;
	const [p, q] = text.split("/").map(BigInt);
	return Number((p * 2n ** 80n) / (q ?? 1n)) / 2 ** 80;
};

describe("points on kinks, in fractions", () => {
	it("200 random problems with small whole data: what is proved is no lower nearby; what is not has a reason", async () => {
		const random = randomStream(11, "kinks");
		let proofs = 0;
		let onKinks = 0;
		let refusals = 0;
		for (let trial = 0; trial < 200; trial++) {
			const samples = 3 + random.below(4);
			const inputs = 1 + random.below(2);
			const whole = () => random.below(7) - 3;
			const file = {
				lossatlas: 1,
				data: {
					inline: {
						x: Array.from({ length: samples }, () => Array.from({ length: inputs }, whole)),
						y: Array.from({ length: samples }, whole),
					},
				},
				network: {
					layers: [
						{
							width: 1 + random.below(2),
							activation: trial % 3 === 0 ? { name: "leaky-relu", slope: 0.25 } : "relu",
						},
						{ width: 1, bias: trial % 2 === 0 },
					],
				},
				loss: { name: "squared" },
			};
			const problem = await parseProblem(file);
			const { survey: found } = await survey(
				problem,
				{ starts: 4, seed: trial, target: "minima" },
				{ theory: false },
			).result();
			const checked = readProblem(embedProblem(problem), "problem");
			for (const { theta, boundary } of found.points) {
				// In fractions on or off kinks; the outgoing weights need not be near the exact point's.
				let made: KinkProof | null = null;
				try {
					made = searchKinkProof(checked, Float64Array.from(theta));
					const { claim } = proveAtKinks(checked, { ...made });
					expect(["local-minimum", "global-minimum"]).toContain(claim);
				} catch (cause) {
					if (!(cause instanceof NotProved)) throw cause;
					refusals++;
					continue;
				}
				if (boundary > 0) onKinks++;
				proofs++;
				const exact = made.theta.map(approximately);
				expect(await lowestNearby(file, exact)).toBeGreaterThan(-1e-12);
			}
		}
		expect(onKinks).toBeGreaterThan(30);
		expect(proofs).toBeGreaterThan(300);
		expect(refusals).toBeGreaterThan(10);
	});

	it.each([
		["soudry-2016/kink", 3],
		["zhou-2018/relu-boundary", 1],
		["liang-2018/dead-relu", 1],
	])("%s: an exact proof, or a reason", async (id, seed) => {
		const made = await construct(id, { seed });
		const file = { lossatlas: 1, ...made.construct.file };
		const quantity = await refused(file, [...made.construct.theta]);
		if (quantity === null) {
			const { claim } = await proved(file, [...made.construct.theta]);
			expect(claim).toMatch(/minimum/);
			expect(await lowestNearby(file, [...made.construct.theta])).toBeGreaterThan(-1e-12);
		} else expect(["kinks", "eigenvalues", "smoothness", "distance"]).toContain(quantity);
	});
});

/** relu(w x + b) a + c at a point on a kink that balances: three points of which the unit sees the right one. */
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

describe("what a proof at a kink rests on", () => {
	it("a slope between 0 and 1 balances the sample on the kink", async () => {
		// At w = 1, b = 0, a = 1 the outputs are 0, 0, 1: residuals 0, 1, 0. The sample at 0 pulls b down, where it is not seen.
		const found = await proved(corner, [1, 0, 1]);
		expect(found.claim).toBe("local-minimum");
		expect(found.modulo).toEqual(["scaling"]);
		expect(found.radius).toBe(0);
		expect(found.loss[0]).toBeLessThanOrEqual(1 / 6);
		expect(found.loss[1]).toBeGreaterThanOrEqual(1 / 6);
		expect(found.loss[1] - found.loss[0]).toBeLessThan(5e-16);
	});

	it("the other way round the loss falls when the unit leaves its kink: refused", async () => {
		const falls = { ...corner, data: { inline: { x: [[-1], [0], [1]], y: [0, 1, 1] } } };
		expect(await refused(falls, [1, 0, 1])).not.toBe(null);
		expect(await lowestNearby(falls, [1, 0, 1])).toBeLessThan(0);
	});

	it("forged slopes, points and data are rejected", async () => {
		const found = await proved(corner, [1, 0, 1]);
		const forged = (change: (doc: ReturnType<typeof copy>) => void) => {
			const doc = copy(found);
			change(doc);
			doc.digest = digestOfCertificate(doc);
			return verify(doc).accepted;
		};
		const copy = (value: unknown) =>
			JSON.parse(JSON.stringify(value)) as Record<string, unknown> & {
				proof: { theta: (number | string)[]; slopes: { slope: number | string }[] };
				problem: { data: { y: number[][] } };
			};
		expect(forged(() => {})).toBe(true);
		expect(forged((doc) => Object.assign(doc.proof, { slopes: [] }))).toBe(false);
		for (const slope of ["1/1000000000000000000000000000000", 1, 2, -1, "x", "1/0", null, "1".repeat(50_000)])
			expect(forged((doc) => Object.assign(doc.proof.slopes[0], { slope }))).toBe(false);
		expect(forged((doc) => Object.assign(doc.proof.theta, { 1: "-1/1000000000000000000000000000000" }))).toBe(
			false,
		);
		expect(forged((doc) => Object.assign(doc.proof.theta, { 1: "1/1000000000000000000000000000000" }))).toBe(
			false,
		);
		expect(forged((doc) => Object.assign(doc.problem.data.y[1], { 0: 1 }))).toBe(false);
		expect(forged((doc) => Object.assign(doc.problem.data.y[2], { 0: 1.0000000000000002 }))).toBe(false);
		expect(forged((doc) => Object.assign(doc, { claim: "strict-local-minimum" }))).toBe(false);
		expect(forged((doc) => Object.assign(doc, { claim: "global-minimum" }))).toBe(false);
		expect(forged((doc) => Object.assign(doc, { modulo: [] }))).toBe(false);
		expect(forged((doc) => Object.assign(doc, { index: 0 }))).toBe(false);
	});
});
