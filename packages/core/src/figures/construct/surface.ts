import * as Plot from "@observablehq/plot";
import { linearAxis } from "../axis.ts";
import { appendColourBar } from "../colour-bar.ts";
import { composeFigure, contentWidth } from "../frame.ts";
import { numberText } from "../number-text.ts";
import { createPlane, drawPanel } from "../panel.ts";
import { quantileBands } from "../slice-levels.ts";
import { createDocument } from "../svg-document.ts";
import { type ConstructFigure, constructLine } from "./construct-figure.ts";

const side = 440;
const resolution = 121;

/** The whole loss surface of a construct with two parameters: both points, the basin and the way round it. */
export const surface: ConstructFigure = {
	id: "surface",
	title: "The whole loss surface",
	description:
		"For networks of two parameters: the loss over both, in bands of equal area, with the constructed point and the better one. Nothing is projected.",
	draw(constructed, objective, document = createDocument()) {
		const { theta, better } = constructed.construct;
		if (theta.length !== 2) return null;
		const points = [theta, ...(better === null ? [] : [better])];
		const range = (k: number): readonly [number, number] => {
			const values = points.map((point) => point[k]);
			const low = Math.min(...values);
			const high = Math.max(...values);
			const margin = 0.6 * Math.max(high - low, Math.abs(theta[k]), 0.5);
			return [low - margin, high + margin];
		};
		const [x0, x1] = range(0);
		const [y0, y1] = range(1);
		const values: number[] = [];
		for (let j = 0; j < resolution; j++)
			for (let i = 0; i < resolution; i++) {
				const w = x0 + ((x1 - x0) * i) / (resolution - 1);
				const v = y0 + ((y1 - y0) * j) / (resolution - 1);
				values.push(objective.value(Float64Array.of(w, v)));
			}
		const bands = quantileBands(values);
		if (bands === null) return null;
		const left = 70;
		const plane = createPlane(
			{ ...linearAxis([x0, x1]), domain: [x0, x1] },
			{ ...linearAxis([y0, y1]), domain: [y0, y1] },
			{ width: contentWidth, height: side + 72, left, right: contentWidth - left - side },
		);
		const half = { x: (x1 - x0) / (resolution - 1) / 2, y: (y1 - y0) / (resolution - 1) / 2 };
		const panel = drawPanel(
			document,
			plane,
			{
				x: "first parameter (incoming weight)",
				y: "second parameter (outgoing weight)",
				grid: "none",
				colour: { type: "threshold", domain: bands.levels.slice(1), range: bands.colours },
			},
			[
				Plot.contour(values, {
					width: resolution,
					height: resolution,
					x1: x0 - half.x,
					x2: x1 + half.x,
					y1: y0 - half.y,
					y2: y1 + half.y,
					fill: Plot.identity,
					stroke: "white",
					strokeWidth: 0.5,
					strokeOpacity: 0.7,
					thresholds: [...bands.levels],
					clip: true,
				}),
				Plot.frame({ stroke: "#555" }),
				...points.flatMap((point, k) => [
					Plot.dot([[point[0], point[1]]], {
						r: 7,
						symbol: k === 0 ? "plus" : "times",
						stroke: "white",
						strokeWidth: 5,
					}),
					Plot.dot([[point[0], point[1]]], {
						r: 7,
						symbol: k === 0 ? "plus" : "times",
						stroke: "black",
						strokeWidth: 2,
					}),
				]),
			],
		);
		appendColourBar(document, panel.group, bands, { left: left + side + 34, top: plane.top, height: side });
		const entry = (text: string, shape: "plus" | "times") => ({
			text,
			colour: "black",
			shape,
			filled: false,
		});
		return composeFigure(document, {
			id: `construct-${surface.id}`,
			title: surface.title,
			subtitle: constructLine(constructed),
			legend: [
				entry(`the constructed point, loss ${numberText(objective.value(theta))}`, "plus"),
				...(better === null
					? []
					: [entry(`the better point, loss ${numberText(objective.value(better))}`, "times")]),
			],
			panels: [panel],
			notes: [
				`Bands of equal area on a grid of ${resolution} × ${resolution}; the network has no other parameters.`,
			],
		});
	},
};
