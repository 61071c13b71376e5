export type { ConstructFigure } from "./construct/construct-figure.ts";
export { constructFigures, drawConstructFigures } from "./construct/registry.ts";
export type { Figure } from "./figure.ts";
export { drawFigures, figureIds, figures } from "./registry.ts";
export { reportHtml } from "./report.ts";
