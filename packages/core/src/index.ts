/** The whole public API: the laboratory, whose file lists it name by name, and the figures. */
export {
	constructFigures,
	drawConstructFigures,
	drawFigures,
	type Figure,
	figureIds,
	figures,
	reportHtml,
} from "./figures/index.ts";
export * from "./laboratory.ts";
