import { expect, test } from "vitest";
import { slice } from "../../src/figures/slice.ts";
import { quantileBands } from "../../src/figures/slice-levels.ts";
import { inPanels, pathPoints, readSvg } from "./read-svg.ts";
import { sampleAtlas } from "./sample-atlas.ts";

const resolution = 101;
const extent = [2, 5] as const;

/** The paths of the bands, lowest first, with their points in parameter units. */
function bandsOf(f: (u: number, v: number) => number) {
	const values: number[] = [];
	for (let row = 0; row < resolution; row++)
		for (let column = 0; column < resolution; column++)
			values.push(
				f(((2 * column) / (resolution - 1) - 1) * extent[0], ((2 * row) / (resolution - 1) - 1) * extent[1]),
			);
	const section = {
		point: "p1",
		extent,
		resolution,
		values,
		eigenvalues: [2, 1] as const,
		share: 0.5,
	};
	const root = readSvg(slice.draw({ ...sampleAtlas(), slice: section }) ?? "");
	const frame = inPanels(root, '[aria-label="frame"]')[0];
	const at = (name: string): number => Number(frame.getAttribute(name));
	const paths = inPanels(root, '[aria-label="contour"] path[d]').filter((path) => path.hasAttribute("fill"));
	return {
		values,
		root,
		bands: paths.map((path) =>
			pathPoints(path.getAttribute("d") ?? "").map(([x, y]): [number, number] => [
				((2 * (x - at("x"))) / at("width") - 1) * extent[0],
				(1 - (2 * (y - at("y"))) / at("height")) * extent[1],
			]),
		),
	};
}

test("contours of a quadratic are its ellipses", () => {
	const f = (u: number, v: number): number => u * u + (0.5 * v * v) / 2;
	const { bands, values } = bandsOf(f);
	const levels = quantileBands(values)?.levels ?? [];
	expect(bands).toHaveLength(levels.length);
	bands.forEach((points, k) => {
		if (k === 0) return;
		const inside = points.filter(
			([u, v]) => Math.abs(u) < 0.97 * extent[0] && Math.abs(v) < 0.97 * extent[1],
		);
		expect(inside.length).toBeGreaterThan(10);
		for (const [u, v] of inside) expect(Math.abs(f(u, v) - levels[k])).toBeLessThan(0.03);
	});
});

test("the first axis runs to the right, the second upwards", () => {
	const right = bandsOf((u) => u).bands;
	expect(Math.min(...right[right.length - 1].map(([u]) => u))).toBeGreaterThan(1);
	const up = bandsOf((_, v) => v).bands;
	expect(Math.min(...up[up.length - 1].map(([, v]) => v))).toBeGreaterThan(3);
});

test("says the share of curvature and that other directions are held fixed", () => {
	const { root } = bandsOf((u, v) => u * u + v * v);
	expect(root.textContent).toContain("carry 50 % of the sum of absolute Hessian eigenvalues");
	expect(root.textContent?.replace(/\s+/g, " ")).toContain("held fixed");
});

test("a constant section is one band", () => {
	expect(bandsOf(() => 3).bands.length).toBeLessThanOrEqual(1);
	expect(quantileBands([3, 3, 3])?.levels).toEqual([3]);
	expect(quantileBands([Number.NaN])).toBeNull();
});
