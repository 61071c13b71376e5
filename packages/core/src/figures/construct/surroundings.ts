import * as Plot from "@observablehq/plot";
import { surroundingsOf } from "../../constructions/surroundings.ts";
import { decadeAxis } from "../axis.ts";
import { composeFigure, contentWidth } from "../frame.ts";
import { okabeIto } from "../palette.ts";
import { createPlane, drawPanel } from "../panel.ts";
import { signedDecadeAxis } from "../signed-decades.ts";
import { createDocument } from "../svg-document.ts";
import { type ConstructFigure, constructLine } from "./construct-figure.ts";

/** Changes of the loss below this, relative to 1 + L, are rounding and drawn as 0. */
const rounding = 1e-15;

/** How the loss rises or falls with the distance from the constructed point. */
export const surroundings: ConstructFigure = {
	id: "surroundings",
	title: "The loss around the constructed point",
	description:
		"Lowest, median and highest change of the loss over random directions, against the distance. Around a local minimum the lowest never lies below the band of zero.",
	draw(constructed, objective, document = createDocument()) {
		const { claim } = constructed.construct;
		if (claim.kind === "path") return null;
		const found = surroundingsOf(objective, constructed.construct, constructed.document.seed);
		const floor = rounding * (1 + Math.abs(constructed.document.loss));
		const settled = (value: number) => (Math.abs(value) <= floor ? 0 : value);
		const curves = [
			{ name: "highest", values: found.highest.map(settled), colour: okabeIto.orange },
			{ name: "median", values: found.median.map(settled), colour: okabeIto.blue },
			{ name: "lowest", values: found.lowest.map(settled), colour: okabeIto.vermillion },
		];
		const all = curves
			.flatMap(({ values }) => values)
			.filter((value) => value !== 0 && Number.isFinite(value));
		const x = decadeAxis([...found.radii], 0);
		const y = signedDecadeAxis(all);
		const plane = createPlane(x, y, { width: contentWidth, height: 380 });
		const panel = drawPanel(
			document,
			plane,
			{
				x: "distance from the point (logarithmic)",
				y: "change of the loss (logarithmic on both sides of zero)",
			},
			[
				Plot.rect([0], {
					x1: x.domain[0],
					x2: x.domain[1],
					y1: y.zeroBand[0],
					y2: y.zeroBand[1],
					fill: "#eeeeee",
				}),
				Plot.ruleX([x.at(found.claimed)], { stroke: "#777", strokeDasharray: "4,3" }),
				...curves.map(({ values, colour }) =>
					Plot.line(
						found.radii.map((r, k) => [x.at(r), y.at(values[k])]),
						{ stroke: colour, strokeWidth: 2 },
					),
				),
			],
		);
		return composeFigure(document, {
			id: `construct-${surroundings.id}`,
			title: surroundings.title,
			subtitle: constructLine(constructed),
			legend: curves.map(({ name, colour }) => ({ text: name, colour, shape: "line", filled: true })),
			panels: [panel],
			notes: [
				`Over ${found.directions} random directions, a quarter of which move one to three parameters only. Dashed: the radius within which the claim is made. The grey band holds changes below rounding.`,
			],
		});
	},
};
