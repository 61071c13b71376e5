import type { SweepDocument } from "../../sweep/document.ts";
import type { Plan } from "../../sweep/plan.ts";
import { escapeHtml } from "./escape.ts";
import { htmlPage } from "./html-page.ts";
import { htmlTable } from "./html-table.ts";

const mostRows = 500;
const mostFailures = 200;

/** A drawn figure of a sweep. */
export interface DrawnFigure {
	/** Its name in files. */
	readonly id: string;
	readonly svg: string;
}

/** The report of a sweep: one self-contained HTML file with its figures, table and failures. */
export function sweepReportHtml(
	plan: Plan,
	document: SweepDocument,
	figures: readonly DrawnFigure[],
): string {
	const { cells, rows, rowsTotal, failures } = document;
	const counts = `${cells.done} of ${cells.total} cells done, ${cells.failed} failed${cells.skipped > 0 ? `, ${cells.skipped} not needed by the stop rule` : ""}.`;
	const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const shown = rows.slice(0, mostRows);
	const failed = failures.slice(0, mostFailures);
	return htmlPage({
		title: `Sweep: ${document.name}`,
		lead: [counts, "Computed in float64; nothing in this report is proved unless a column says certified."],
		sections: [
			{
				id: "figures",
				title: "Figures",
				html: figures.map(({ id, svg }) => `<figure id="${escapeHtml(id)}">\n${svg}\n</figure>`).join("\n"),
			},
			{
				id: "table",
				title: "Table",
				html:
					shown.length === 0
						? ""
						: `${htmlTable(
								columns,
								shown.map((row) => columns.map((column) => row[column] ?? null)),
							)}${rowsTotal > shown.length ? `<p>The first ${shown.length} of ${rowsTotal} rows.</p>` : ""}`,
			},
			{
				id: "failures",
				title: `Cells that failed (${cells.failed})`,
				html:
					failed.length === 0
						? ""
						: `${htmlTable(
								["cell", ...plan.grid.axes.map(({ name }) => name), "what happened"],
								failed.map(({ cell, at, sentence }) => [
									cell,
									...plan.grid.axes.map(({ name }) => at[name] ?? null),
									sentence,
								]),
							)}<p>Run them again with <code>--resume --retry-failed</code>.</p>`,
			},
			{
				id: "plan",
				title: "The plan, and how to run it again",
				html: planSection(plan, document),
			},
		],
	});
}

function planSection(plan: Plan, { digest, plan: planDigest, engine }: SweepDocument): string {
	const { files, ...shown } = plan.canonical;
	const named = Object.keys(files);
	return `<pre><code>${escapeHtml(JSON.stringify(shown, null, 1))}</code></pre>
${named.length === 0 ? "" : `<p>Data files that are part of the plan: ${named.map((name) => `<code>${escapeHtml(name)}</code>`).join(", ")}.</p>`}
<p>With PLAN the plan file: <code>lossatlas sweep PLAN</code>. Each cell is a pure function of the plan and its number: the same digest on any executor.</p>
<table class="settings"><tbody>
<tr><th scope="row">plan</th><td><code class="digest">${planDigest}</code></td></tr>
<tr><th scope="row">digest of the cells</th><td><code class="digest">${digest}</code></td></tr>
<tr><th scope="row">engine</th><td><code>${escapeHtml(engine)}</code></td></tr>
</tbody></table>`;
}
