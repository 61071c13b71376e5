import { escapeHtml } from "../figures/report/escape.ts";
import { htmlPage } from "../figures/report/html-page.ts";
import { htmlTable, valueText } from "../figures/report/html-table.ts";
import { drawSweepFigure } from "../figures/sweep/sweep-figures.ts";
import type { Reproduction, Results } from "./reproduction.ts";

/** The report of a reproduction: the same in Markdown and as a page, and its figures as SVG by name. */
export interface ReproductionReport {
	readonly markdown: string;
	readonly html: string;
	readonly figures: Readonly<Record<string, string>>;
}

/** Writes the report of a reproduction from the results of its plans; `folder` is where figures lie, as seen from the Markdown file. */
export function reproductionReport(
	reproduction: Reproduction,
	results: Results,
	engine: string,
	folder = "figures",
): ReproductionReport {
	const { id, title, citation } = reproduction;
	const source = `${citation.authors} (${citation.year}), ${citation.title}, ${citation.venue}.`;
	const lists = [
		{ heading: "The paper", sentences: reproduction.setting },
		{ heading: "What is found", sentences: reproduction.findings(results) },
		{ heading: "Choices of our own", sentences: reproduction.choices },
		{ heading: "What is not reproduced", sentences: reproduction.missing },
	];
	const figures: Record<string, string> = {};
	const titles: Record<string, string> = {};
	for (const { id: name, table, spec } of reproduction.figures(results)) {
		const svg = drawSweepFigure(table, spec);
		if (svg === null) continue;
		figures[name] = svg;
		titles[name] = spec.title;
	}
	const tables = reproduction.tables(results);
	const command = `lossatlas reproduce ${id} --out DIR`;
	const digests = Object.entries(results).map(([plan, { cells, digest }]) => [
		plan,
		cells.total,
		cells.failed,
		digest,
	]);
	const digestColumns = ["plan", "cells", "failed", "digest of the cells"];
	const markdown = [
		`# ${title}`,
		source,
		`\`${command}\` writes this report; the engine was \`${engine}\`.`,
		...lists.flatMap(({ heading, sentences }) => [
			`## ${heading}`,
			sentences.map((sentence) => `- ${sentence}`).join("\n"),
		]),
		"## Figures",
		...Object.keys(figures).map((name) => `![${titles[name]}](${folder}/${name}.svg)`),
		...tables.flatMap(({ title: heading, columns, rows }) => [`## ${heading}`, markdownTable(columns, rows)]),
		"## Results",
		markdownTable(digestColumns, digests),
		"",
	].join("\n\n");
	const html = htmlPage({
		title,
		lead: [source],
		sections: [
			...lists.map(({ heading, sentences }) => ({
				id: heading.toLowerCase().replaceAll(" ", "-"),
				title: heading,
				html: `<ul>${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join("\n")}</ul>`,
			})),
			{
				id: "figures",
				title: "Figures",
				html: Object.values(figures)
					.map((svg) => `<figure>\n${svg}\n</figure>`)
					.join("\n"),
			},
			...tables.map(({ title: heading, columns, rows }, k) => ({
				id: `table-${k + 1}`,
				title: heading,
				html: htmlTable(columns, rows),
			})),
			{
				id: "again",
				title: "How to run it again",
				html: `<pre><code>${escapeHtml(command)}</code></pre>${htmlTable(digestColumns, digests)}`,
			},
		],
	});
	return { markdown: `${markdown.trimEnd()}\n`, html, figures };
}

/** With columns of even width, as formatters leave it. */
function markdownTable(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
	const texts = [columns, ...rows.map((row) => row.map(valueText))].map((row) =>
		row.map((text) => text.replaceAll("|", "\\|")),
	);
	const widths = columns.map((_, c) => Math.max(3, ...texts.map((row) => row[c].length)));
	const line = (row: readonly string[]) => `| ${row.map((text, c) => text.padEnd(widths[c])).join(" | ")} |`;
	return [line(texts[0]), line(widths.map((width) => "-".repeat(width))), ...texts.slice(1).map(line)].join(
		"\n",
	);
}
