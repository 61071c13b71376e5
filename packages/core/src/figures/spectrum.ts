import * as Plot from "@observablehq/plot";
import type { Atlas, SurveyPoint } from "../survey/document.ts";
import type { Axis } from "./axis.ts";
import type { Figure } from "./figure.ts";
import { composeFigure, contentWidth } from "./frame.ts";
import { countText, numberText } from "./number-text.ts";
import { kindLooks, muted, okabeIto } from "./palette.ts";
import { createPlane, drawPanel } from "./panel.ts";
import { signedDecadeAxis } from "./signed-decades.ts";
import { subjectLine } from "./subject.ts";
import { createDocument } from "./svg-document.ts";
import { textWidth } from "./text-width.ts";

/** Points that are drawn, one row each. */
const rows = 24;
/** Eigenvalues below this share of the largest are rounding noise. */
const noise = 1e-16;
const negativeColour = okabeIto.vermillion;
const positiveColour = okabeIto.blue;

interface Row {
	readonly point: SurveyPoint;
	/** Eigenvalues that are not zero, ascending. */
	readonly values: readonly number[];
	readonly zeros: number;
}

/** Hessian eigenvalues of each point, signed-logarithmic, with the zero ones counted in a band of their own. */
export const spectrum: Figure = {
	id: "spectrum",
	title: "Hessian spectra",
	description:
		"One row a point, lowest loss first; each stroke is an eigenvalue of the Hessian, logarithmic to both sides. Zero eigenvalues are counted in the middle band, in brackets how many of them symmetry explains.",
	draw(atlas, document = createDocument()) {
		const all = rowsOf(atlas);
		if (all.length === 0) return null;
		const shown = all.slice(0, rows);
		const x = signedDecadeAxis(shown.flatMap(({ values }) => values));
		const y = rowAxis(shown);
		const left = Math.max(...y.ticks.map(({ text }) => textWidth(text, 11))) + 16;
		const plane = createPlane(x, y, {
			width: contentWidth,
			height: 26 * shown.length + 56,
			left,
			top: 8,
		});
		const strokes = shown.flatMap(({ values }, row) =>
			values.map((value) => ({ x: x.at(value), row, value })),
		);
		const panel = drawPanel(
			document,
			plane,
			{
				x: "eigenvalue of the Hessian (logarithmic on both sides)",
				y: "",
				grid: "x",
			},
			[
				Plot.rect([0], {
					x1: x.zeroBand[0],
					x2: x.zeroBand[1],
					y1: y.domain[0],
					y2: y.domain[1],
					fill: "#f2f2f2",
				}),
				Plot.link(strokes, {
					x1: "x",
					x2: "x",
					y1: ({ row }: { row: number }) => -row - 0.34,
					y2: ({ row }: { row: number }) => -row + 0.34,
					stroke: ({ value }: { value: number }) => (value < 0 ? negativeColour : positiveColour),
					strokeWidth: 1.4,
					strokeOpacity: 0.75,
				}),
				Plot.text(
					shown.flatMap((row, i) => (row.zeros === 0 ? [] : [{ y: -i, text: zeroText(row) }])),
					{ x: 0, y: "y", text: "text", fontSize: 11, fill: muted },
				),
			],
		);
		return composeFigure(document, {
			id: spectrum.id,
			title: spectrum.title,
			subtitle: subjectLine(atlas),
			legend: [
				{
					text: "negative",
					colour: negativeColour,
					shape: "tick",
					filled: true,
				},
				{
					text: "positive",
					colour: positiveColour,
					shape: "tick",
					filled: true,
				},
				{
					text: "zero: count (explained by symmetry)",
					colour: "#cfcfcf",
					shape: "square",
					filled: true,
				},
			],
			panels: [panel],
			notes: notes(atlas, all.length, shown),
		});
	},
};

function zeroText({ point, zeros }: Row): string {
	return point.nullity === zeros && point.nullityExplained !== null
		? `${zeros} (${point.nullityExplained})`
		: String(zeros);
}

/** The points whose spectrum is known, by loss; their zero eigenvalues are the `nullity` smallest in size. */
function rowsOf({ survey, spectra }: Atlas): Row[] {
	return survey.points
		.filter(({ id }) => Object.hasOwn(spectra, id) && spectra[id].length > 0)
		.map((point, order) => ({ point, order }))
		.sort((a, b) => a.point.loss - b.point.loss || a.order - b.order)
		.map(({ point }) => {
			const finite = spectra[point.id].filter(Number.isFinite);
			const bySize = [...finite].sort((a, b) => Math.abs(a) - Math.abs(b));
			const largest = Math.abs(bySize[bySize.length - 1] ?? 0);
			const values = bySize
				.slice(point.nullity ?? 0)
				.filter((value) => Math.abs(value) > noise * largest)
				.sort((a, b) => a - b);
			return { point, values, zeros: finite.length - values.length };
		});
}

/** One row a point, the first on top, named by id, kind and loss. */
function rowAxis(shown: readonly Row[]): Axis {
	return {
		at: (row) => -row,
		domain: [-shown.length + 0.4, 0.6],
		ticks: shown.map(({ point }, row) => ({
			at: -row,
			text: `${point.id} · ${kindLooks[point.kind].word} · loss ${numberText(point.loss)}`,
		})),
		breakAt: null,
		logarithmic: false,
	};
}

function notes(atlas: Atlas, total: number, shown: readonly Row[]): string[] {
	const texts: string[] = [];
	if (total > shown.length)
		texts.push(`Drawn: the ${shown.length} points of lowest loss, of ${total} whose spectrum is known.`);
	const without = atlas.survey.points.length - total;
	if (without > 0) texts.push(`${countText(without, "point")} without a computed spectrum.`);
	const missing = shown.filter(({ point }) =>
		atlas.spectra[point.id].some((value) => !Number.isFinite(value)),
	).length;
	if (missing > 0)
		texts.push(`Not drawn: eigenvalues that are not finite, of ${countText(missing, "point")}.`);
	return texts;
}
