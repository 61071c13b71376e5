import { describe, expect, it } from "vitest";
import { digestOfCertificate, verify } from "../../src/certificate/verify.ts";
import { objective, parseProblem, survey } from "../../src/laboratory.ts";
import { proved, refused } from "./prove.ts";

const moons = (activation: string, width: number, loss: object = { name: "squared" }) => ({
	lossatlas: 1,
	data: { builtin: { name: "two-moons", samples: 12, seed: 3 } },
	network: { layers: [{ width, activation }, { width: 1 }] },
	loss,
});

/** Theta of loss about 0 that a survey finds. */
async function interpolating(file: object, seed = 1): Promise<number[]> {
	const problem = await parseProblem(file);
	const { survey: found } = await survey(problem, { starts: 12, seed, target: "minima" }).result();
	const best = found.points.find(({ loss, boundary }) => loss < 1e-12 && boundary === 0);
	if (best === undefined) throw new Error("no interpolation was found");
	return [...best.theta];
}

describe("global minima where every target is met", () => {
	it.each([
		["tanh", 8],
		["softplus", 8],
		["sin", 8],
		["gelu", 8],
	])("%s, more parameters than targets", async (activation, width) => {
		const file = moons(activation, width);
		const theta = await interpolating(file);
		const found = await proved(file, theta);
		expect(found.claim).toBe("global-minimum");
		expect(found.modulo).toEqual(["interpolation"]);
		expect(found.loss).toEqual([0, 0]);
		expect(found.radius).toBeLessThan(1e-9);
		// In plain float64 the residuals at the centre are as small as the radius says.
		const evaluate = objective(await parseProblem(file));
		const { centre } = found.proof as unknown as { centre: number[] };
		expect(evaluate.value(Float64Array.from(centre))).toBeLessThan(1e-24);
		evaluate.release();
	});

	it("several outputs, equal inputs, other losses that vanish at the targets", async () => {
		for (const loss of [{ name: "squared" }, { name: "huber", delta: 0.5 }, { name: "absolute" }]) {
			const file = {
				lossatlas: 1,
				data: {
					inline: {
						x: [[0], [1], [1], [2]],
						y: [
							[1, 0],
							[0.5, 1],
							[0.5, 1],
							[-1, 2],
						],
					},
				},
				network: { layers: [{ width: 2, activation: "square" }, { width: 2 }] },
				loss,
			};
			// x^2 and (x + 1)^2 with the constant fit any three points.
			const theta = [1, 1, 0, 1, 0, 0, 0, 0, 0, 0];
			const rows = [
				[1, 0],
				[0.5, 1],
				[-1, 2],
			];
			// a x^2 + b (x + 1)^2 + c at 0, 1, 2: b + c, a + 4 b + c, 4 a + 9 b + c.
			[0, 1].forEach((o) => {
				const [p, q, r] = rows.map((row) => row[o]);
				const b = (4 * (q - p) - (r - p)) / 4;
				theta[4 + 2 * o + 1] = b;
				theta[4 + 2 * o] = q - p - 3 * b;
				theta[8 + o] = p - b;
			});
			const found = await proved(file, theta);
			expect(found.claim).toBe("global-minimum");
		}
	});

	it("a hinge loss that is 0 on all samples is at its infimum, exactly", async () => {
		const file = {
			lossatlas: 1,
			data: { inline: { x: [[1], [2], [-1], [-3]], y: [1, 1, -1, -1] } },
			network: { layers: [{ width: 1, activation: "identity" }] },
			loss: { name: "hinge" },
		};
		const found = await proved(file, [1.5, 0]);
		expect(found.claim).toBe("global-minimum");
		expect(found.modulo).toEqual([]);
		expect(found.radius).toBe(0);
	});

	it("what does not meet its targets is no global minimum", async () => {
		const file = moons("tanh", 8);
		const theta = await interpolating(file);
		const found = await proved(file, theta);
		const forged = JSON.parse(JSON.stringify(found));
		forged.problem.data.y[3][0] += 1e-3;
		forged.digest = digestOfCertificate(forged);
		expect(verify(forged).accepted).toBe(false);
		const dropped = JSON.parse(JSON.stringify(found));
		dropped.proof.samples = dropped.proof.samples.slice(1);
		dropped.proof.chosen = dropped.proof.chosen.slice(1);
		dropped.digest = digestOfCertificate(dropped);
		expect(verify(dropped).accepted).toBe(false);
		const penalised = JSON.parse(JSON.stringify(found));
		penalised.problem.weightDecay = 1e-9;
		penalised.digest = digestOfCertificate(penalised);
		expect(verify(penalised).accepted).toBe(false);
		// Equal inputs with other targets cannot be met.
		const file2 = {
			lossatlas: 1,
			data: { inline: { x: [[1], [1]], y: [0, 1e-6] } },
			network: { layers: [{ width: 1, activation: "tanh" }, { width: 1 }] },
			loss: { name: "squared" },
		};
		expect(await refused(file2, [1, 0, 0, 5e-7])).not.toBe(null);
		// Losses that reach their infimum at infinity only.
		expect(await refused(moons("tanh", 8, { name: "logistic" }), theta)).not.toBe(null);
	});
});
