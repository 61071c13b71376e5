import * as Plot from "@observablehq/plot";
import type { Atlas } from "../survey/document.ts";
import { type Axis, magnitudeAxis } from "./axis.ts";
import { directLabels } from "./direct-labels.ts";
import type { Figure } from "./figure.ts";
import { composeFigure, contentWidth } from "./frame.ts";
import { legendOf } from "./legend.ts";
import { looseEnds } from "./loose-ends.ts";
import { countText } from "./number-text.ts";
import { muted, outcomeLooks } from "./palette.ts";
import { axisLabel, createPlane, drawPanel, tickSize } from "./panel.ts";
import { pointLegend, pointMarks } from "./point-marks.ts";
import { subjectLine } from "./subject.ts";
import { createDocument } from "./svg-document.ts";

/** Points that are labelled by their ids. */
const labelled = 16;

/**
 * Loss of each point found against the number of starts that ended in it; at the right edge the
 * levels at which starts stand that ended in no point.
 */
export const lossLevels: Figure = {
	id: "loss-levels",
	title: "Loss levels",
	description:
		"Each symbol is a point found: its loss, and how many starts ended in it. The strokes at the right stand for starts that ended in no point, at the loss where they stopped or, drifting ones, at the limit their loss is estimated to tend to.",
	draw(atlas, document = createDocument()) {
		const { points } = atlas.survey;
		const shown = points.filter(({ loss }) => Number.isFinite(loss));
		const ends = looseEnds(atlas);
		const levels = [...ends.values()]
			.flat()
			.map(({ level }) => level)
			.filter(Number.isFinite);
		if (shown.length + levels.length === 0) return null;
		const y = magnitudeAxis([...shown.map(({ loss }) => loss), ...levels]);
		const hits = hitsAxis(shown.map((point) => point.hits));
		const strip = stripOf(hits, [...ends.keys()].length, shown.length === 0);
		const plane = createPlane(strip.axis, y, {
			width: contentWidth,
			height: 380,
		});
		const placed = shown.map((point) => ({
			x: hits.at(point.hits),
			y: y.at(point.loss),
			point,
		}));
		const labels = directLabels(
			plane,
			shown.length > labelled ? [] : placed.map(({ x, y, point }) => ({ x, y, text: point.id })),
			strip.edge === null ? [] : [strip.edge],
		);
		const columns = [...ends].flatMap(([outcome, own], i) => [
			Plot.link(own, {
				x1: strip.column(i) - strip.half,
				x2: strip.column(i) + strip.half,
				y1: ({ level }: { level: number }) => y.at(level),
				y2: ({ level }: { level: number }) => y.at(level),
				stroke: outcomeLooks[outcome].colour,
				strokeWidth: 2,
				strokeOpacity: own.length > 20 ? 0.5 : 0.9,
			}),
			...clusters(
				own.map(({ level }) => y.at(level)),
				(at) => plane.pixelY(at),
			).map(({ at, text }) =>
				Plot.text([text], {
					x: strip.column(i),
					y: at,
					dy: plane.pixelY(at) < plane.top + 16 ? 9 : -8,
					fontSize: tickSize,
					fill: muted,
				}),
			),
		]);
		const panel = drawPanel(
			document,
			plane,
			{
				x: axisLabel("starts that ended in the point", hits),
				y: axisLabel("loss", y),
			},
			[
				...(strip.edge === null ? [] : [Plot.ruleX([strip.edge], { stroke: "#b5b5b5" })]),
				...columns,
				...pointMarks(placed),
				...labels.marks,
			],
		);
		return composeFigure(document, {
			id: lossLevels.id,
			title: lossLevels.title,
			subtitle: subjectLine(atlas),
			legend: [
				...pointLegend(shown),
				...[...ends].map(([outcome, own]) => ({
					...legendOf(outcomeLooks[outcome], own.length),
					shape: "line" as const,
				})),
			],
			panels: [panel],
			notes: notes(atlas, shown.length, labels.omitted, ends.size > 0),
		});
	},
};

function hitsAxis(hits: readonly number[]): Axis {
	const largest = hits.reduce((a, b) => Math.max(a, b), 1);
	return magnitudeAxis(largest < 30 ? [0, ...hits] : hits, { whole: true });
}

/** Strokes that lie within a line of text of each other, with their number where it is not 1. */
function clusters(levels: readonly number[], pixel: (at: number) => number): { at: number; text: string }[] {
	const sorted = levels.filter(Number.isFinite).sort((a, b) => pixel(a) - pixel(b));
	const found: { at: number; count: number; last: number }[] = [];
	for (const at of sorted) {
		const open = found[found.length - 1];
		if (open !== undefined && pixel(at) - open.last < 16) {
			open.count++;
			open.last = pixel(at);
		} else found.push({ at, count: 1, last: pixel(at) });
	}
	return found.filter(({ count }) => count > 1).map(({ at, count }) => ({ at, text: `×${count}` }));
}

/** Widens the hits axis by one column per outcome at its right end. */
function stripOf(hits: Axis, columns: number, empty: boolean) {
	const [low, high] = hits.domain;
	if (columns === 0) return { axis: hits, edge: null, half: 0, column: () => high };
	const column = (high - low) * 0.06;
	const edge = high;
	const axis = {
		...hits,
		ticks: empty ? [] : hits.ticks,
		domain: [low, high + column * (columns + 0.2)] as const,
	};
	return {
		axis,
		edge,
		half: column * 0.36,
		column: (i: number) => edge + column * (i + 0.6),
	};
}

function notes(atlas: Atlas, shown: number, omitted: number, strip: boolean): string[] {
	const texts: string[] = [];
	const hidden = atlas.survey.points.length - shown;
	if (strip)
		texts.push(
			"Right of the line: starts that ended in no point, one stroke each, with their number where strokes lie close together.",
		);
	if (hidden > 0) texts.push(`Not drawn: ${countText(hidden, "point")} whose loss is not finite.`);
	if (shown > labelled) texts.push(`Ids are left out: ${countText(shown, "point")}.`);
	else if (omitted > 0)
		texts.push(`${countText(omitted, "id is", "ids are")} left out where points lie close together.`);
	return texts;
}
