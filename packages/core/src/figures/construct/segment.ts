import * as Plot from "@observablehq/plot";
import { segmentToBetter } from "../../constructions/surroundings.ts";
import { linearAxis } from "../axis.ts";
import { composeFigure, contentWidth } from "../frame.ts";
import { okabeIto } from "../palette.ts";
import { createPlane, drawPanel } from "../panel.ts";
import { createDocument } from "../svg-document.ts";
import { type ConstructFigure, constructLine } from "./construct-figure.ts";

/** The loss on the straight way from the constructed point to the better one. */
export const segment: ConstructFigure = {
	id: "segment",
	title: "From the constructed point to a better one",
	description:
		"The loss on the straight segment from the constructed point (left) to the point of lower loss (right).",
	draw(constructed, objective, document = createDocument()) {
		const found = segmentToBetter(objective, constructed.construct);
		if (found === null) return null;
		const x = linearAxis([0, 1]);
		const y = linearAxis(found.loss);
		const plane = createPlane(x, y, { width: contentWidth, height: 340 });
		const line = found.share
			.map((t, k) => [t, found.loss[k]])
			.filter(([, loss]) => Number.isFinite(y.at(loss)));
		const panel = drawPanel(document, plane, { x: "share of the way", y: "loss" }, [
			Plot.line(line, { stroke: okabeIto.blue, strokeWidth: 2 }),
			Plot.dot([line[0], line[line.length - 1]], {
				r: 4.5,
				fill: (_: unknown, i: number) => (i === 0 ? okabeIto.vermillion : okabeIto.green),
			}),
		]);
		return composeFigure(document, {
			id: `construct-${segment.id}`,
			title: segment.title,
			subtitle: constructLine(constructed),
			legend: [
				{ text: "the constructed point", colour: okabeIto.vermillion, shape: "circle", filled: true },
				{ text: "the better point", colour: okabeIto.green, shape: "circle", filled: true },
			],
			panels: [panel],
			notes: ["A straight segment is one way of many; a barrier on it does not mean that every way has one."],
		});
	},
};
