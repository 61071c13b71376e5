import * as Plot from "@observablehq/plot";
import { linearAxis, magnitudeAxis } from "../axis.ts";
import { composeFigure, contentWidth } from "../frame.ts";
import { numberText } from "../number-text.ts";
import { okabeIto } from "../palette.ts";
import { axisLabel, createPlane, drawPanel } from "../panel.ts";
import { createDocument } from "../svg-document.ts";
import { type ConstructFigure, constructLine } from "./construct-figure.ts";

/** The loss along the constructed path, with its stages. */
export const pathLoss: ConstructFigure = {
	id: "path",
	title: "The loss along the constructed path",
	description: "The loss above its infimum, point by point along the path; vertical lines part its stages.",
	draw(constructed, _objective, document = createDocument()) {
		const { path } = constructed.construct;
		if (path === null) return null;
		const above = Array.from(path.loss, (loss) => Math.max(0, loss - path.infimum));
		const x = linearAxis(
			above.map((_, k) => k),
			{ whole: true },
		);
		const y = magnitudeAxis(above);
		const plane = createPlane(x, y, { width: contentWidth, height: 360 });
		const panel = drawPanel(
			document,
			plane,
			{ x: "point of the path", y: axisLabel("loss above the infimum", y), grid: "y" },
			[
				Plot.ruleX(
					path.stages.map(({ at }) => at),
					{ stroke: "#999", strokeDasharray: "3,3" },
				),
				Plot.line(
					above.map((value, k) => [k, y.at(value)]),
					{ stroke: okabeIto.blue, strokeWidth: 2 },
				),
			],
		);
		return composeFigure(document, {
			id: `construct-${pathLoss.id}`,
			title: pathLoss.title,
			subtitle: constructLine(constructed),
			legend: [],
			panels: [panel],
			notes: [
				`Infimum ${numberText(path.infimum, 6)}${path.attained ? "" : ", not attained"}. Stages: ${path.stages.map(({ at, what }) => `from point ${at}, ${what}`).join("; ")}.`,
			],
		});
	},
};
