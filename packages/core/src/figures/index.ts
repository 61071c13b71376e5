export type { Figure } from "./figure.ts";
export { drawFigures, figureIds, figures } from "./registry.ts";
export { reportHtml } from "./report.ts";
