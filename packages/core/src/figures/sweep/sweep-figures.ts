import { type BandsSpec, drawBands } from "./bands.ts";
import { drawHeatMap, type HeatMapSpec } from "./heat-map.ts";
import { drawLevelDiagram, type LevelDiagramSpec } from "./level-diagram.ts";
import type { SweepTable } from "./sweep-table.ts";

/** What a figure of a sweep shows, by its kind. */
export type SweepFigureSpec = HeatMapSpec | BandsSpec | LevelDiagramSpec;

type Draw<Spec> = (table: SweepTable, spec: Spec, document?: Document) => string | null;
type Kind = SweepFigureSpec["kind"];

/** Every kind of figure with what draws it. */
const kinds: { readonly [K in Kind]: Draw<Extract<SweepFigureSpec, { kind: K }>> } = {
	"heat-map": drawHeatMap,
	curves: drawBands,
	levels: drawLevelDiagram,
};

/** The kinds of figures of a sweep. */
export const sweepFigureKinds = Object.keys(kinds) as readonly Kind[];

/**
 * Draws a figure of a sweep as a self-contained SVG; the same table gives the same string. Null when the table has
 * nothing to show.
 *
 * @throws InputError when the figure names an axis that the table does not have.
 * @example
 * drawSweepFigure(table, {kind: "levels", title: "Loss levels by width", x: "width", y: "loss"});
 */
export function drawSweepFigure(
	table: SweepTable,
	spec: SweepFigureSpec,
	document?: Document,
): string | null {
	const draw = kinds[spec.kind] as Draw<SweepFigureSpec>;
	return draw(table, spec, document);
}
