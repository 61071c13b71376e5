/** The whole public API: the laboratory, whose file lists it name by name, and the figures. */
export {
	type BandsSpec,
	constructFigures,
	defaultSweepFigures,
	drawConstructFigures,
	drawFigures,
	drawSweepFigure,
	type Figure,
	figureIds,
	figures,
	type HeatMapSpec,
	type LevelDiagramSpec,
	reportHtml,
	type SweepFigureSpec,
	type SweepTable,
	type SweepValue,
	sweepFigureKinds,
} from "./figures/index.ts";
export * from "./laboratory.ts";
