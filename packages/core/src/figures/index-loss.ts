import type { SurveyPoint } from "../survey/document.ts";
import { type Axis, magnitudeAxis } from "./axis.ts";
import { directLabels } from "./direct-labels.ts";
import type { Figure } from "./figure.ts";
import { composeFigure, contentWidth } from "./frame.ts";
import { countText } from "./number-text.ts";
import { axisLabel, createPlane, drawPanel } from "./panel.ts";
import { pointLegend, pointMarks } from "./point-marks.ts";
import { subjectLine } from "./subject.ts";
import { createDocument } from "./svg-document.ts";

const labelled = 16;

/** Share of negative Hessian eigenvalues of each point against its loss (Dauphin et al. 2014, figure 1). */
export const indexLoss: Figure = {
	id: "index-loss",
	title: "Index against loss",
	description:
		"Each symbol is a point found: the share of Hessian eigenvalues that are negative, and the loss. Minima lie at 0 %. A rising band says that saddles of higher index lie at higher loss, a point at 0 % high up is a local minimum above the best.",
	draw(atlas, document = createDocument()) {
		const { points, problem } = atlas.survey;
		const shown = points.filter(
			(point): point is SurveyPoint & { index: number } =>
				point.index !== null && Number.isFinite(point.loss),
		);
		if (shown.length === 0) return null;
		const x = shareAxis(
			shown.map(({ index }) => index),
			problem.parameters,
		);
		const y = magnitudeAxis(shown.map(({ loss }) => loss));
		const plane = createPlane(x, y, { width: contentWidth, height: 360 });
		const placed = shown.map((point) => ({
			x: x.at(point.index / problem.parameters),
			y: y.at(point.loss),
			point,
		}));
		const labels = directLabels(
			plane,
			shown.length > labelled ? [] : placed.map(({ x, y, point }) => ({ x, y, text: point.id })),
		);
		const panel = drawPanel(
			document,
			plane,
			{ x: "share of negative Hessian eigenvalues", y: axisLabel("loss", y) },
			[...pointMarks(placed), ...labels.marks],
		);
		const hidden = points.length - shown.length;
		return composeFigure(document, {
			id: indexLoss.id,
			title: indexLoss.title,
			subtitle: subjectLine(atlas),
			legend: pointLegend(shown),
			panels: [panel],
			notes: [
				`One of the ${countText(problem.parameters, "eigenvalue")} is ${percent(1 / problem.parameters)}.`,
				...(hidden > 0
					? [`Not drawn: ${countText(hidden, "point")} without an index or a finite loss.`]
					: []),
				...(labels.omitted > 0
					? [`${countText(labels.omitted, "id is", "ids are")} left out where points lie close together.`]
					: []),
			],
		});
	},
};

function percent(share: number): string {
	return `${Number((100 * share).toPrecision(2))} %`;
}

/** From 0 to the largest share, ticks in percent. */
function shareAxis(indices: readonly number[], parameters: number): Axis {
	const largest = indices.reduce((a, b) => Math.max(a, b), 0) / parameters;
	const top = Math.min(1, Math.max(largest, 2 / parameters));
	const step = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2].find((s) => top / s <= 6) ?? 0.2;
	const ticks = [];
	for (let i = 0; i * step <= top + 1e-9; i++) ticks.push({ at: i * step, text: percent(i * step) });
	return {
		at: (share) => share,
		domain: [-0.04 * top, 1.06 * top],
		ticks,
		breakAt: null,
		logarithmic: false,
	};
}
