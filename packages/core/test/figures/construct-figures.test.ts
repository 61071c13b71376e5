import { beforeAll, describe, expect, it } from "vitest";
import { type Constructed, construct } from "../../src/constructions/construct.ts";
import { segmentToBetter, surroundingsOf } from "../../src/constructions/surroundings.ts";
import { constructFigures, drawConstructFigures } from "../../src/figures/construct/registry.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";

let boundary: Constructed;
beforeAll(async () => {
	boundary = await construct("zhou-2018/relu-boundary", { settings: { width: 3 } });
});

/** A path of two stages on the squared loss of one parameter product, as a construct. */
async function withPath(): Promise<Constructed> {
	const file = {
		lossatlas: 1,
		data: { inline: { x: [[1]], y: [1] } },
		network: {
			layers: [
				{ width: 1, bias: false },
				{ width: 1, bias: false },
			],
		},
		loss: { name: "squared" },
	};
	const steps = Array.from({ length: 21 }, (_, k) => k / 20);
	return {
		...boundary,
		problem: await parseProblem(file),
		construct: {
			...boundary.construct,
			file,
			claim: { ...boundary.construct.claim, kind: "path" },
			better: null,
			theta: Float64Array.of(0, 1),
			path: {
				theta: Float64Array.from(steps.flatMap((t) => [t, 1])),
				points: steps.length,
				loss: Float64Array.from(steps, (t) => 0.5 * (1 - t) * (1 - t)),
				stages: [
					{ at: 0, what: "the first half" },
					{ at: 10, what: "the second half" },
				],
				infimum: 0,
				attained: true,
			},
		},
	};
}

describe("figures of constructions", () => {
	it("show what the construct holds, each a self-contained picture with a title and the settings", async () => {
		const drawn = drawConstructFigures(boundary);
		expect(Object.keys(drawn)).toEqual(["surroundings", "segment"]);
		expect(Object.keys(drawConstructFigures(await withPath()))).toEqual(["surface", "path"]);
		for (const svg of Object.values(drawn)) {
			expect(svg).toMatch(/^<svg[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg"/);
			expect(svg).toContain("zhou-2018/relu-boundary, dimension 2, width 3, seed 1");
			expect(svg.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:/);
		}
		for (const { title, description } of constructFigures) {
			expect(title.length).toBeGreaterThan(10);
			expect(description).toMatch(/\.$/);
		}
	});

	it("are the same for the same construct", () => {
		expect(drawConstructFigures(boundary)).toEqual(drawConstructFigures(boundary));
	});

	it("names the stages of a path", async () => {
		expect(drawConstructFigures(await withPath()).path).toContain("from point 10, the second half");
	});

	it("sampled around a local minimum, no change is negative within the claimed radius", () => {
		const objective = createObjective(boundary.problem);
		const { radii, lowest, median, highest, claimed } = surroundingsOf(objective, boundary.construct, 1);
		for (const [k, radius] of radii.entries()) {
			expect(median[k]).toBeGreaterThanOrEqual(lowest[k]);
			expect(highest[k]).toBeGreaterThanOrEqual(median[k]);
			if (radius <= claimed) expect(lowest[k]).toBeGreaterThanOrEqual(-1e-15);
		}
		expect(radii[0]).toBeCloseTo(claimed / 1000, 12);
		objective.release();
	});

	it("the segment begins and ends at the losses of its ends", () => {
		const objective = createObjective(boundary.problem);
		const { construct: made } = boundary;
		const found = segmentToBetter(objective, made);
		if (found === null || made.better === null) throw new Error("no better point");
		expect(found.loss[0]).toBe(objective.value(made.theta));
		expect(found.loss[found.loss.length - 1]).toBe(objective.value(made.better));
		expect(segmentToBetter(objective, { ...made, better: null })).toBeNull();
		objective.release();
	});
});
