/** The whole public API: the laboratory, whose file lists it name by name, and the figures. */
export {
	type BandsSpec,
	constructFigures,
	type DrawnFigure,
	defaultSweepFigures,
	drawConstructFigures,
	drawFigures,
	drawSweepFigure,
	type Figure,
	figureIds,
	figures,
	type HeatMapSpec,
	type LevelDiagramSpec,
	readSweepFigures,
	reportHtml,
	type SweepFigureSpec,
	type SweepTable,
	type SweepValue,
	sweepFigureKinds,
	sweepReportHtml,
	tableOfSweep,
} from "./figures/index.ts";
export * from "./laboratory.ts";
export { reproductionReport } from "./reproductions/report.ts";
export type { Reproduction, Results } from "./reproductions/reproduction.ts";
export { reproductionOf, reproductions } from "./reproductions/reproductions.ts";
