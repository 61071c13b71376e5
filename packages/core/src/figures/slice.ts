import * as Plot from "@observablehq/plot";
import type { Slice } from "../survey/document.ts";
import { linearAxis } from "./axis.ts";
import { appendColourBar } from "./colour-bar.ts";
import type { Figure } from "./figure.ts";
import { composeFigure, contentWidth } from "./frame.ts";
import { countText, numberText } from "./number-text.ts";
import { createPlane, drawPanel } from "./panel.ts";
import { type Bands, quantileBands } from "./slice-levels.ts";
import { subjectLine } from "./subject.ts";
import { createDocument } from "./svg-document.ts";

const side = 460;

/** Contours of the loss around a point, on the plane spanned by two eigenvectors of its Hessian. */
export const slice: Figure = {
	id: "slice",
	title: "Slice around the best minimum",
	description:
		"Loss on the plane through the best minimum spanned by two eigenvectors of its Hessian, in bands of equal area. All other directions are held fixed: what looks like a minimum, a valley or a wall here may be none in the full space.",
	draw(atlas, document = createDocument()) {
		const section = atlas.slice;
		if (section === null || section.resolution < 2) return null;
		const capped = capInfinite(section.values);
		const bands = quantileBands(capped);
		if (bands === null) return null;
		const [ex, ey] = section.extent;
		const x = { ...linearAxis([-ex, ex]), domain: [-ex, ex] as const };
		const y = { ...linearAxis([-ey, ey]), domain: [-ey, ey] as const };
		const left = 70;
		const right = contentWidth - left - side;
		const plane = createPlane(x, y, {
			width: contentWidth,
			height: side + 72,
			left,
			right,
		});
		const n = section.resolution;
		const panel = drawPanel(
			document,
			plane,
			{
				x: `along the eigenvector of eigenvalue ${numberText(section.eigenvalues[0])} (parameter units)`,
				y: `along the eigenvector of eigenvalue ${numberText(section.eigenvalues[1])} (parameter units)`,
				grid: "none",
				colour: {
					type: "threshold",
					domain: bands.levels.slice(1),
					range: bands.colours,
				},
			},
			[
				contours(capped, bands, n, ex, ey),
				Plot.frame({ stroke: "#555" }),
				Plot.dot([0], {
					x: 0,
					y: 0,
					r: 7,
					symbol: "plus",
					stroke: "white",
					strokeWidth: 5,
				}),
				Plot.dot([0], {
					x: 0,
					y: 0,
					r: 7,
					symbol: "plus",
					stroke: "black",
					strokeWidth: 2,
				}),
			],
		);
		appendColourBar(document, panel.group, bands, {
			left: left + side + 34,
			top: plane.top,
			height: side,
		});
		const infinite = section.values.filter((v) => !Number.isFinite(v)).length;
		return composeFigure(document, {
			id: slice.id,
			title: `Slice around ${section.point}`,
			subtitle: subjectLine(atlas),
			legend: [
				{
					text: `${section.point}, loss ${numberText(centre(section))}`,
					colour: "black",
					shape: "plus",
					filled: false,
				},
			],
			panels: [panel],
			notes: [
				`The two directions carry ${Number((100 * section.share).toPrecision(2))} % of the sum of absolute Hessian eigenvalues at ${section.point}; all other directions are held fixed, and the loss may behave differently along them.`,
				`Bands of equal area on a grid of ${n} × ${n}.`,
				...(infinite > 0
					? [
							`${countText(infinite, "grid point")} without a finite loss: infinite ones are drawn in the highest band, others left white.`,
						]
					: []),
			],
		});
	},
};

/** Loss at the grid point nearest to the centre, from below. */
function centre({ values, resolution }: Slice): number {
	const middle = Math.floor((resolution - 1) / 2);
	return values[middle * resolution + middle];
}

/** +Infinity becomes the largest finite value, so that walls are drawn as high ground. */
function capInfinite(values: readonly number[]): number[] {
	const highest = values.filter(Number.isFinite).reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
	return values.map((value) => (value === Number.POSITIVE_INFINITY ? highest : value));
}

/** Filled bands; the grid's outer points lie on the frame, so its cells reach half a cell beyond. */
function contours(values: readonly number[], bands: Bands, n: number, ex: number, ey: number): Plot.Markish {
	const hx = ex / (n - 1);
	const hy = ey / (n - 1);
	return Plot.contour([...values], {
		width: n,
		height: n,
		x1: -ex - hx,
		x2: ex + hx,
		y1: -ey - hy,
		y2: ey + hy,
		fill: Plot.identity,
		stroke: "white",
		strokeWidth: 0.5,
		strokeOpacity: 0.7,
		thresholds: [...bands.levels],
		clip: true,
	});
}
