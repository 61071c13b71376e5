import { describe, expect, it } from "vitest";
import { objective, parseProblem, survey } from "../../src/laboratory.ts";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import { proved, refused } from "./prove.ts";

const moons = { builtin: { name: "two-moons", samples: 20, seed: 3 } };
const shallow = (width: number, activation: unknown, bias = true) => ({
	lossatlas: 1,
	data: moons,
	network: { layers: [{ width, activation, bias }, { width: 1 }] },
	loss: { name: "squared" },
});

interface Proof {
	readonly gauge: readonly { readonly kind: string }[];
	readonly dropped: readonly number[];
}

/** Every minimum away from kinks that a survey finds is proved, and the null directions are as many as in float64. */
async function surveyed(
	file: object,
	starts: number,
	below = Infinity,
): Promise<{ kinds: Set<string>; modulo: Set<string>; proofs: number }> {
	const problem = await parseProblem(file);
	const { survey: found } = await survey(problem, { starts, seed: 1, target: "minima" }).result();
	const evaluate = objective(problem);
	const kinds = new Set<string>();
	const modulo = new Set<string>();
	let proofs = 0;
	for (const point of found.points) {
		if (point.boundary > 0 || !(point.loss < below)) continue;
		const certificate = await proved(file, point.theta);
		expect(["local-minimum", "strict-local-minimum"]).toContain(certificate.claim);
		expect(Math.abs(certificate.loss[0] - point.loss)).toBeLessThan(1e-9);
		const { gauge, dropped } = certificate.proof as unknown as Proof;
		const theta = Float64Array.from(point.theta);
		const { values } = symmetricEigen(evaluate.hessian(theta), theta.length, false);
		expect(gauge.length + dropped.length).toBe(values.filter((x) => Math.abs(x) < 1e-10).length);
		for (const { kind } of gauge) kinds.add(kind);
		for (const name of certificate.modulo) modulo.add(name);
		proofs++;
	}
	evaluate.release();
	return { kinds, modulo, proofs };
}

describe("degenerate minima: null directions are explained exactly", () => {
	it("relu units: scaling, dead units, units on the same pieces", async () => {
		const two = await surveyed(shallow(2, "relu"), 30);
		expect([...two.kinds].sort()).toEqual(["linear", "pattern", "scaling", "shift"]);
		expect(two.proofs).toBeGreaterThanOrEqual(6);
		const three = await surveyed(shallow(3, "relu"), 30);
		expect([...three.modulo].sort()).toEqual(["dead", "linear", "scaling"]);
		expect(three.proofs).toBeGreaterThanOrEqual(8);
	});

	it("leaky relu, linear and quadratic units", async () => {
		expect((await surveyed(shallow(2, "leaky-relu"), 30)).kinds).toContain("pattern");
		expect((await surveyed(shallow(2, "identity"), 10)).kinds).toContain("shift");
		expect((await surveyed(shallow(2, "square"), 10)).kinds).toContain("rotation");
	});

	it("weights that no sample sees: fewer samples than inputs", async () => {
		const file = {
			lossatlas: 1,
			data: {
				inline: {
					x: [
						[1, 2, 0.5, 0],
						[0.25, -1, 2, 0],
						[-1, 0.5, 1, 0],
						[1, 2, 0.5, 0],
					],
					y: [1, 0.5, 2, 1.5],
				},
			},
			network: {
				layers: [
					{ width: 1, activation: "square" },
					{ width: 1, bias: false },
				],
			},
			loss: { name: "squared" },
		};
		const { kinds, modulo } = await surveyed(file, 10, 0.04);
		expect(kinds).toContain("unseen");
		expect(modulo).toContain("dead");
	});

	it("a point where more is degenerate than symmetry explains is refused", async () => {
		// At 0 the fields of scaling vanish, and so does the Hessian of a product of three.
		const product = {
			lossatlas: 1,
			data: { inline: { x: [[1]], y: [1] } },
			network: {
				layers: [
					{ width: 1, activation: "identity", bias: false },
					{ width: 1, activation: "identity", bias: false },
					{ width: 1, bias: false },
				],
			},
			loss: { name: "squared" },
		};
		expect(await refused(product, [0, 0, 0])).toBe("eigenvalues");
		expect((await proved(product, [1, 1, 1])).claim).toBe("global-minimum");
	});
});
