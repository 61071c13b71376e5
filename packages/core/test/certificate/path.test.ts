import { describe, expect, it } from "vitest";
import { digestOfCertificate, verify } from "../../src/certificate/verify.ts";
import { certifyPath, construct, objective, parseProblem } from "../../src/laboratory.ts";
import { randomStream } from "../../src/numerics/random.ts";

async function bounded(file: object, corners: readonly Float64Array[]) {
	const problem = await parseProblem(file);
	const made = certifyPath(problem, corners);
	if ("failure" in made) throw new Error(made.failure.reason);
	const certificate = JSON.parse(JSON.stringify(made.certificate));
	expect(verify(certificate).reason).toMatch(/^Everything/);
	return { problem, certificate };
}

describe("the loss along a path, bounded", () => {
	it.each(["tanh", "relu", "softplus", "sin", "square", "leaky-relu"])(
		"%s: never exceeded at 4000 points, reached within 2 percent, and no lower bound is accepted",
		async (activation) => {
			const random = randomStream(4, `path ${activation}`);
			const file = {
				lossatlas: 1,
				data: {
					inline: {
						x: Array.from({ length: 6 }, () => [random.normal(), random.normal()]),
						y: Array.from({ length: 6 }, () => random.normal()),
					},
				},
				network: { layers: [{ width: 3, activation }, { width: 1 }] },
				loss: { name: "squared" },
			};
			const corners = Array.from({ length: 4 }, () =>
				Float64Array.from({ length: 13 }, () => random.normal()),
			);
			const { problem, certificate } = await bounded(file, corners);
			expect(certificate.claim).toBe("loss-below-on-path");
			const evaluate = objective(problem);
			let highest = -Infinity;
			for (let k = 1; k < corners.length; k++)
				for (let j = 0; j <= 1333; j++)
					highest = Math.max(
						highest,
						evaluate.value(
							corners[k].map((x, p) => corners[k - 1][p] + (x - corners[k - 1][p]) * (j / 1333)),
						),
					);
			evaluate.release();
			expect(certificate.loss[1]).toBeGreaterThanOrEqual(highest);
			expect(certificate.loss[1]).toBeLessThan(1.02 * highest);
			expect(certificate.loss[0]).toBeLessThanOrEqual(highest);
			for (const bound of [highest - 1e-6 * highest, highest / 2]) {
				const forged = JSON.parse(JSON.stringify(certificate));
				forged.proof.bound = bound;
				forged.loss[1] = bound;
				forged.digest = digestOfCertificate(forged);
				expect(verify(forged).accepted).toBe(false);
			}
			const understated = JSON.parse(JSON.stringify(certificate));
			understated.loss[1] = certificate.loss[1] * 0.999;
			understated.digest = digestOfCertificate(understated);
			expect(verify(understated).accepted).toBe(false);
		},
	);

	it("a constructed path of non-increasing loss stays below its start, to 1e-4", async () => {
		const made = await construct("li-2018/monotone-path", { settings: { samples: "4" }, seed: 2 });
		const { path, file } = made.construct;
		if (path === null) throw new Error("no path");
		const width = path.theta.length / path.points;
		const corners = Array.from({ length: path.points }, (_, k) =>
			path.theta.slice(k * width, (k + 1) * width),
		);
		const { certificate } = await bounded({ lossatlas: 1, ...file }, corners);
		expect(certificate.loss[1]).toBeLessThan(path.loss[0] * 1.0002);
	});

	it("hostile corners are answered at once", async () => {
		const file = {
			lossatlas: 1,
			data: { inline: { x: [[1]], y: [1] } },
			network: { layers: [{ width: 1, activation: "exp" }, { width: 1 }] },
			loss: { name: "squared" },
		};
		const made = certifyPath(await parseProblem(file), [
			new Float64Array(4).fill(1e308),
			new Float64Array(4).fill(-1e308),
		]);
		expect("failure" in made).toBe(true);
	});
});
