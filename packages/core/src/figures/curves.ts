import type { Figure } from "./figure.ts";
import { composeFigure, contentWidth } from "./frame.ts";
import { subjectLine } from "./subject.ts";
import { createDocument } from "./svg-document.ts";
import { thinStarts } from "./thin-starts.ts";
import { drawTraces, lineLimit, traceLegend, traceNotes } from "./trace-lines.ts";

/** Loss and largest gradient component along each start. */
export const curves: Figure = {
	id: "curves",
	title: "Loss and gradient of each start",
	description:
		"One line a start, coloured by how it ended: above the loss, below the largest component of the gradient. A gradient that falls steadily without a plateau at the rounding floor, at a loss that no longer changes, is the mark of a start that drifts to infinity.",
	draw(atlas, document = createDocument()) {
		const starts = thinStarts(atlas.starts, lineLimit);
		const width = contentWidth;
		const loss = drawTraces(document, starts, "loss", "loss", {
			width,
			height: 290,
		});
		const gradient = drawTraces(document, starts, "gradientNorm", "largest gradient component", {
			width,
			height: 290,
			depth: 1e-20,
		});
		const panels = [loss, gradient].filter((panel) => panel !== null);
		if (panels.length === 0) return null;
		return composeFigure(document, {
			id: curves.id,
			title: curves.title,
			subtitle: subjectLine(atlas),
			legend: traceLegend(starts, atlas.starts),
			panels,
			notes: traceNotes(starts, atlas.starts, ["loss", "gradientNorm"]),
		});
	},
};
