import { describe, expect, it } from "vitest";
import { digestOfCertificate, verify } from "../../src/certificate/verify.ts";
import { type Certificate, parseProblem, survey } from "../../src/laboratory.ts";
import { proved } from "./prove.ts";

export const populationOf = (k: number, n = k, inputs = k) => ({
	lossatlas: 1,
	data: { population: { law: "gaussian", inputs, teacher: { width: k, activation: "relu" } } },
	network: {
		layers: [
			{ width: n, activation: "relu", bias: false },
			{ width: 1, activation: "identity", fixed: "ones" },
		],
	},
	loss: { name: "squared" },
});

/** The spurious minima of k = n = 6 and 7, entries by pattern: diagonal d, others o; last row r with r_k at its end; last column c. */
function pattern(k: number, [diagonal, other, row, corner, column]: readonly number[]): number[] {
	return Array.from({ length: k * k }, (_, at) => {
		const [i, p] = [Math.floor(at / k), at % k];
		if (i < k - 1) return p === i ? diagonal : p < k - 1 ? other : column;
		return p < k - 1 ? row : corner;
	});
}

/** The point of loss F that a survey with this seed finds, from small normal weights. */
async function spurious(k: number, seed: number, starts: number): Promise<number[]> {
	const problem = await parseProblem(populationOf(k));
	const { survey: found } = await survey(problem, { starts, seed, init: { kind: "he" } }).result();
	const bad = found.points.find(({ loss, kind }) => kind === "minimum" && loss > 1e-3);
	if (bad === undefined) throw new Error("no spurious minimum was found");
	return [...bad.theta];
}

const table = [
	{ k: 7, loss: [0.023202714913564, 0.023202714913568], eigenvalue: 0.014059013, further: 0.2062 },
	{ k: 6, loss: [0.025080581002462, 0.025080581002465], eigenvalue: 0.004700354, further: 0.1998 },
] as const;

describe("spurious minima of the population loss, for every input dimension from k on", () => {
	it.each(table)("k = n = $k", async ({ k, loss, eigenvalue, further }) => {
		const at =
			k === 6
				? pattern(6, [0.986704, -0.050413, 0.224516, -0.601512, 0.308011])
				: pattern(7, [0.996923, -0.03508, 0.185991, -0.632704, 0.261691]);
		const teacher = Float64Array.from({ length: k * k }, (_, i) => (i % (k + 1) === 0 ? 1 : 0));
		const found = await proved(populationOf(k), at, { better: teacher });
		expect(found.claim).toBe("strict-local-minimum");
		expect(found.index).toBe(0);
		expect(found.loss[0]).toBeGreaterThanOrEqual(loss[0]);
		expect(found.loss[1]).toBeLessThanOrEqual(loss[1]);
		expect(found.radius).toBeLessThan(5e-13);
		expect(found.smallestEigenvalue).toBeGreaterThan(eigenvalue * 0.9999);
		expect(found.smallestEigenvalue).toBeLessThan(eigenvalue * 1.0001);
		expect(found.gap).toBeGreaterThan(loss[0] - 1e-12);
		const proof = found.proof as unknown as { furtherShift: number };
		expect(proof.furtherShift).toBeGreaterThan(further);
		expect(proof.furtherShift).toBeLessThan(further + 1e-4);
		expect((found.problem as unknown as { population: { inputs: unknown } }).population.inputs).toEqual([
			k,
			"Infinity",
		]);
	});

	it("the teacher is a global minimum; a unit parallel to it is refused", async () => {
		const order = [2, 0, 1, 5, 4, 3];
		const teacher = order.flatMap((p) => Array.from({ length: 6 }, (_, q) => (q === p ? 1 : 0)));
		const found = await proved(populationOf(6), teacher);
		expect(found.claim).toBe("global-minimum");
		expect(found.loss).toEqual([0, 0]);
		const doubled = teacher.map((x, k) => (k < 6 ? x : x * 0.9));
		await expect(proved(populationOf(6), doubled)).rejects.toThrow(/parallel/);
	});

	it("forgeries are rejected: another teacher, fewer inputs, a smaller loss, a moved centre", async () => {
		const at = pattern(7, [0.996923, -0.03508, 0.185991, -0.632704, 0.261691]);
		const found = await proved(populationOf(7), at);
		const forged = (change: (doc: ReturnType<typeof copy>) => void) => {
			const doc = copy(found);
			change(doc);
			doc.digest = digestOfCertificate(doc);
			return verify(doc).accepted;
		};
		expect(forged(() => {})).toBe(true);
		expect(forged((doc) => Object.assign(doc.problem.population.teacher, { width: 6 }))).toBe(false);
		expect(forged((doc) => Object.assign(doc.problem.population, { inputs: [8, "Infinity"] }))).toBe(false);
		expect(forged((doc) => Object.assign(doc.problem.population, { inputs: 6 }))).toBe(false);
		expect(forged((doc) => Object.assign(doc.problem.student, { width: 6 }))).toBe(false);
		expect(forged((doc) => Object.assign(doc, { loss: [0.0232, 0.0232027] }))).toBe(false);
		expect(forged((doc) => Object.assign(doc, { claim: "global-minimum" }))).toBe(false);
		expect(forged((doc) => Object.assign(doc.proof.centre[0], { 3: 0.1 }))).toBe(false);
		expect(forged((doc) => Object.assign(doc.proof, { furtherShift: 0.5 }))).toBe(false);
		expect(forged((doc) => Object.assign(doc.proof, { furtherShift: null }))).toBe(false);
	});
});

function copy(certificate: Certificate) {
	return JSON.parse(JSON.stringify(certificate)) as Record<string, unknown> & {
		problem: { population: { teacher: object }; student: object };
		proof: { centre: number[][] };
	};
}

describe("what a survey finds is certified", () => {
	it("k = 8: the spurious minimum at 0.021508", async () => {
		const found = await proved(populationOf(8), await spurious(8, 1, 40));
		expect(found.loss[0]).toBeGreaterThan(0.021508);
		expect(found.loss[1]).toBeLessThan(0.021509);
	});
});
