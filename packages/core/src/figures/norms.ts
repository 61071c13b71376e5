import type { Figure } from "./figure.ts";
import { composeFigure, contentWidth } from "./frame.ts";
import { subjectLine } from "./subject.ts";
import { createDocument } from "./svg-document.ts";
import { thinStarts } from "./thin-starts.ts";
import { drawTraces, lineLimit, traceLegend, traceNotes } from "./trace-lines.ts";

/** Euclidean norm of the parameters along each start. */
export const norms: Figure = {
	id: "norms",
	title: "Size of the parameters along each start",
	description:
		"One line a start: the Euclidean norm of all parameters. Starts that converge level off; those that drift keep growing, for as long as they are followed.",
	draw(atlas, document = createDocument()) {
		const starts = thinStarts(atlas.starts, lineLimit);
		const panel = drawTraces(document, starts, "norm", "|θ|, Euclidean norm", {
			width: contentWidth,
			height: 340,
		});
		if (panel === null) return null;
		return composeFigure(document, {
			id: norms.id,
			title: norms.title,
			subtitle: subjectLine(atlas),
			legend: traceLegend(starts, atlas.starts),
			panels: [panel],
			notes: traceNotes(starts, atlas.starts, ["norm"]),
		});
	},
};
