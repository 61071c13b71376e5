import * as Plot from "@observablehq/plot";
import type { OutcomeKind } from "../search/outcome.ts";
import type { StartRecord, Trace } from "../survey/document.ts";
import { type Axis, magnitudeAxis } from "./axis.ts";
import type { LegendEntry } from "./legend.ts";
import { legendOf } from "./legend.ts";
import { outcomeLooks } from "./palette.ts";
import { axisLabel, createPlane, drawPanel, type Panel, type Plane } from "./panel.ts";
import { simplify } from "./polyline.ts";

/** Lines in one picture. */
export const lineLimit = 200;

export type Quantity = "loss" | "gradientNorm" | "norm";

interface Vertex {
	readonly x: number;
	readonly y: number;
	readonly line: string;
}

/** Axis of the evaluations of these starts. */
function evaluationAxis(starts: readonly StartRecord[]): Axis {
	return magnitudeAxis(
		starts.flatMap(({ trace }) => [...trace.evaluations]),
		{ whole: true },
	);
}

/**
 * One quantity against evaluations, one line a start, coloured by outcome and ended by its symbol;
 * a line is interrupted where the quantity is not finite. Null when there is nothing to draw.
 */
export function drawTraces(
	document: Document,
	starts: readonly StartRecord[],
	quantity: Quantity,
	name: string,
	size: { width: number; height: number; depth?: number },
): Panel | null {
	const values = starts.flatMap(({ trace }) => [...trace[quantity]]).filter(Number.isFinite);
	if (values.length === 0) return null;
	const x = evaluationAxis(starts);
	const y = magnitudeAxis(values, { depth: size.depth ?? 1e-16 });
	const plane = createPlane(x, y, { ...size, left: 80 });
	const marks = byCount(starts).flatMap(([outcome, own]) => {
		const look = outcomeLooks[outcome];
		const opacity = own.length <= 20 ? 0.9 : own.length <= 80 ? 0.55 : 0.35;
		const lines = own.flatMap((start) => vertices(plane, start.start, start.trace, quantity));
		const ends = own.flatMap(({ trace }) => endOf(plane, trace, quantity));
		return [
			Plot.line(lines, {
				x: "x",
				y: "y",
				z: "line",
				stroke: look.colour,
				strokeWidth: 1.3,
				strokeOpacity: opacity,
				strokeLinejoin: "round",
			}),
			Plot.dot(ends, {
				x: "0",
				y: "1",
				r: starts.length <= 80 ? 3.5 : 2.5,
				symbol: look.shape,
				stroke: look.colour,
				fill: look.outline ? "none" : look.colour,
				fillOpacity: 0.7,
			}),
		];
	});
	return drawPanel(
		document,
		plane,
		{
			x: axisLabel("evaluations of the objective", x),
			y: axisLabel(name, y),
		},
		marks,
	);
}

/** The outcomes that occur, most frequent first, so that rare lines lie on top. */
function byCount(starts: readonly StartRecord[]): [OutcomeKind, StartRecord[]][] {
	return (Object.keys(outcomeLooks) as OutcomeKind[])
		.map((outcome): [OutcomeKind, StartRecord[]] => [
			outcome,
			starts.filter((start) => start.outcome === outcome),
		])
		.filter(([, own]) => own.length > 0)
		.sort((a, b) => b[1].length - a[1].length);
}

/** Vertices of a start's line, to half a pixel; every run of finite values is a line of its own. */
function vertices(plane: Plane, start: number, trace: Trace, quantity: Quantity): Vertex[] {
	const out: Vertex[] = [];
	let run: [number, number][] = [];
	let runs = 0;
	const close = (): void => {
		const pixels = run.map(([x, y]) => [plane.pixelX(x), plane.pixelY(y)] as const);
		for (const i of simplify(pixels, 0.5)) out.push({ x: run[i][0], y: run[i][1], line: `${start}.${runs}` });
		if (run.length > 0) runs++;
		run = [];
	};
	trace.evaluations.forEach((evaluations, i) => {
		const x = plane.x.at(evaluations);
		const y = plane.y.at(trace[quantity][i] ?? Number.NaN);
		if (Number.isFinite(x) && Number.isFinite(y)) run.push([x, y]);
		else close();
	});
	close();
	return out;
}

/** Where a start's line ends: its last point that can be drawn. */
function endOf(plane: Plane, trace: Trace, quantity: Quantity): [number, number][] {
	for (let i = trace.evaluations.length - 1; i >= 0; i--) {
		const x = plane.x.at(trace.evaluations[i]);
		const y = plane.y.at(trace[quantity][i] ?? Number.NaN);
		if (Number.isFinite(x) && Number.isFinite(y)) return [[x, y]];
	}
	return [];
}

/** The outcomes of these starts with their colours and end symbols. */
export function traceLegend(drawn: readonly StartRecord[], all: readonly StartRecord[]): LegendEntry[] {
	return byCount(drawn).map(([outcome]) => ({
		...legendOf(outcomeLooks[outcome], all.filter((start) => start.outcome === outcome).length),
		line: true,
	}));
}

/** What the picture leaves out. */
export function traceNotes(
	drawn: readonly StartRecord[],
	all: readonly StartRecord[],
	quantities: readonly Quantity[],
): string[] {
	const notes: string[] = [];
	if (drawn.length < all.length)
		notes.push(
			`Drawn: ${drawn.length} of ${all.length} starts, all of the rare outcomes and an even selection of the others; counts in the legend are of all starts.`,
		);
	const broken = drawn.filter(({ trace }) =>
		quantities.some((q) => trace[q].some((value) => !Number.isFinite(value))),
	).length;
	if (broken > 0)
		notes.push(
			`Lines of ${broken === 1 ? "1 start are" : `${broken} starts are`} interrupted where values are not finite.`,
		);
	return notes;
}
