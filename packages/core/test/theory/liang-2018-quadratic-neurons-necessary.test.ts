import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { criticality } from "../../src/points/criticality.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { divide, fromNumber } from "../../src/rigor/rational.ts";
import { formSign } from "../../src/theory/exact/moment-sign.ts";
import { judgeTheorem, type TheoremReport } from "../../src/theory/judge.ts";
import { subjectOf } from "../../src/theory/subject.ts";
import { quadraticNeuronsNecessary } from "../../src/theory/theorems/liang-2018-quadratic-neurons-necessary.ts";
import { file } from "./judged.ts";

const positives = [
	[2, 2],
	[2.5, 1],
	[1.5, 2.2],
];
const negatives = [
	[-0.5, -0.6],
	[-0.7, 0.1],
	[-0.2, -0.8],
];
const net = (width: number, bias = false, activation: unknown = "square") => [
	{ width, activation, bias },
	{ width: 1 },
];
/** The hinge of order 2 in the papers. */
const hinge2 = { name: "hinge-power", power: 3 };

async function report(problem: object): Promise<TheoremReport> {
	const subject = subjectOf(await parseProblem(problem));
	try {
		return await judgeTheorem(quadraticNeuronsNecessary, subject);
	} finally {
		subject.release();
	}
}

const open = ({ hypotheses }: TheoremReport) =>
	hypotheses.filter(({ status }) => status !== "holds").map(({ id, status }) => [id, status]);
const exists = ({ conclusions }: TheoremReport) => conclusions.map(({ question }) => question);

/** Tie-free: every positive occurs twice. */
const doubled = (more: object = {}, layers: readonly object[] = net(3)) =>
	file([...positives, ...positives, ...negatives], [1, 1, 1, 1, 1, 1, -1, -1, -1], layers, {
		loss: hinge2,
		...more,
	});

describe("quadratic units without inner biases on classes with ordered second moments", () => {
	it("the tie-free data: loss 0.915055, training error 1/3, at every width, by the closed form 3 - 2 sqrt 2", async () => {
		for (const width of [1, 3, 20]) {
			const found = await report(doubled({}, net(width)));
			expect(open(found)).toEqual([]);
			expect(exists(found)).toEqual(["bad-differentiable-local-minimum", "nonzero-training-error"]);
			const [{ witness }] = found.conclusions;
			expect(witness?.loss).toBeCloseTo(0.915055, 6);
			expect(witness?.point?.at(-1)).toBeCloseTo(3 - 2 * Math.sqrt(2), 12);
		}
	});

	it("the witness is critical, no nearby point is lower, the better point is lower", async () => {
		for (const loss of [hinge2, { name: "logistic" }, { name: "exponential" }, { name: "squared" }])
			for (const flip of [1, -1]) {
				const labels = [1, 1, 1, 1, 1, 1, -1, -1, -1].map((y) => flip * y);
				const problem = file([...positives, ...positives, ...negatives], labels, net(3), { loss });
				const found = await report(problem);
				expect(open(found), loss.name).toEqual([]);
				const [{ witness }] = found.conclusions;
				const objective = createObjective(await parseProblem(problem));
				const theta = Float64Array.from(witness?.point ?? []);
				const at = witness?.loss ?? Number.NaN;
				expect(objective.value(theta)).toBe(at);
				expect(criticality(objective, theta).gradientNorm).toBeLessThan(1e-13);
				let state = 7;
				const random = () => {
					state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
					return state / 4294967296;
				};
				let lowest = Infinity;
				for (let k = 0; k < 3000; k++) {
					const size = [0.2, 0.02, 0.002][k % 3];
					lowest = Math.min(lowest, objective.value(theta.map((v) => v + size * (2 * random() - 1))) - at);
				}
				expect(lowest).toBeGreaterThan(-1e-14);
				const better = Float64Array.from(witness?.better?.point ?? []);
				expect(objective.value(better)).toBeLessThan(at - 1e-3);
				objective.release();
			}
	});

	it("balanced classes: bad, but an error would rest on ties and is not claimed", async () => {
		const balanced = file([...positives, ...negatives], [1, 1, 1, -1, -1, -1], net(3), { loss: hinge2 });
		const found = await report(balanced);
		expect(open(found)).toEqual([]);
		expect(exists(found)).toEqual(["bad-differentiable-local-minimum"]);
		expect(found.conclusions[0].witness?.point?.at(-1)).toBe(0);
	});

	it("c t^2 with c < 0 exchanges the signs", async () => {
		const concave = doubled({}, net(2, false, { name: "polynomial", coefficients: [0, 0, -2] }));
		const found = await report(concave);
		expect(open(found)).toEqual([]);
		expect(found.conclusions[0].witness?.point?.slice(4, 6)).toEqual([1, 1]);
	});

	it("sample weights count: a heavy weight on a far negative makes the moments indefinite", async () => {
		expect(open(await report(doubled({ weights: [1, 2, 3, 1, 2, 3, 1, 1, 1] })))).toEqual([]);
		const x = [
			[2, 0],
			[0, 0.1],
			[0, 1],
			[1, 0],
		];
		const labels = [1, 1, -1, -1];
		// S at equal weights: diag(2, 0.005) - diag(0.5, 0.5): indefinite; with almost all weight on (1, 0): diag(+, +).
		expect(open(await report(file(x, labels, net(2), { loss: hinge2 })))).toEqual([
			["class-moments-semidefinite", "fails"],
		]);
		expect(open(await report(file(x, labels, net(2), { loss: hinge2, weights: [1, 1, 0.001, 1] })))).toEqual(
			[],
		);
	});

	it("with inner biases it needs equal class means, exactly", async () => {
		expect(open(await report(doubled({}, net(3, true))))).toEqual([["class-moments-semidefinite", "fails"]]);
		const centred = (d: number) =>
			file([[2], [-2], [1], [-1 + d]], [1, 1, -1, -1], net(3, true), { loss: hinge2 });
		expect(open(await report(centred(0)))).toEqual([]);
		for (const d of [1e-7, 1e-9, 2 ** -52])
			expect(open(await report(centred(d))), `${d}`).toEqual([["class-moments-semidefinite", "fails"]]);
	});

	it("equal second moments: 0, nothing is said", async () => {
		const same = file([[1], [-1]], [1, -1], net(2), { loss: hinge2 });
		expect(open(await report(same))).toEqual([["class-moments-semidefinite", "fails"]]);
	});

	it("each other hypothesis dropped in turn", async () => {
		const ids = async (problem: object) => open(await report(problem)).map(([id]) => id);
		expect(await ids(doubled({}, net(3, false, "softplus")))).toEqual([
			"quadratic-units",
			"class-moments-semidefinite",
		]);
		expect(await ids(doubled({ regularizer: { "weight-decay": 1e-3 } }))).toEqual(["no-penalty"]);
		expect(await ids(doubled({ neuron: { penalty: 0.1 } }))).toContain("one-hidden-layer");
		expect(await ids(doubled({ loss: "hinge" }))).toContain("best-constant");
		expect(
			await ids(
				doubled({}, [
					{ width: 3, activation: "square", bias: false },
					{ width: 1, bias: false },
				]),
			),
		).toEqual(["offset-trained"]);
		expect(await ids(file(positives, [1, 1, 1], net(2), { loss: hinge2 }))).toContain("best-constant");
	});
});

describe("the sign of a quadratic form", () => {
	it("agrees with all principal minors on small integer matrices", () => {
		const determinant = (m: readonly (readonly number[])[]): number =>
			m.length === 0
				? 1
				: m[0].reduce(
						(sum, entry, j) =>
							sum +
							(j % 2 === 0 ? 1 : -1) *
								entry *
								determinant(m.slice(1).map((row) => row.filter((_, k) => k !== j))),
						0,
					);
		const seen = new Map<string, number>();
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 4 }),
				fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 10, maxLength: 10 }),
				(n, entries) => {
					const m = Array.from({ length: n }, () => new Array<number>(n).fill(0));
					let next = 0;
					for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) m[i][j] = m[j][i] = entries[next++];
					// S >= 0 iff all principal minors are >= 0.
					const semidefinite = (a: readonly (readonly number[])[]) =>
						Array.from({ length: 2 ** n }, (_, set) =>
							[...a.keys()].filter((k) => (set >> k) % 2 === 1),
						).every((keep) => determinant(keep.map((i) => keep.map((j) => a[i][j]))) >= 0);
					const up = semidefinite(m);
					const down = semidefinite(m.map((row) => row.map((entry) => -entry)));
					const expected = up
						? down
							? "zero"
							: "positive-semidefinite"
						: down
							? "negative-semidefinite"
							: "indefinite";
					const found = formSign(
						m.map((row) => row.map((entry) => divide(fromNumber(entry), fromNumber(6)))),
					);
					expect(found).toBe(expected);
					seen.set(found, (seen.get(found) ?? 0) + 1);
				},
			),
			{ seed: 11, numRuns: 2000 },
		);
		expect(seen.size).toBe(4);
	});
});
