import type { Atlas } from "../survey/document.ts";
import { escapeHtml } from "./report/escape.ts";
import { outcomesSection } from "./report/outcomes.ts";
import { picturesSection } from "./report/pictures.ts";
import { pointsTable } from "./report/points-table.ts";
import { readingSection } from "./report/reading.ts";
import { settingsSection } from "./report/settings.ts";
import { sortingScript } from "./report/sorting.ts";
import { style } from "./report/style.ts";
import { theorySection } from "./report/theory.ts";
import { verdict } from "./report/verdict.ts";

interface Section {
	readonly id: string;
	readonly title: string;
	readonly html: string;
}

/**
 * The report of a survey: one self-contained HTML file that needs no network and no script.
 * `svgs` holds the figures by id, as their `draw` gives them; those that are missing are left out.
 */
export function reportHtml(atlas: Atlas, svgs: Readonly<Record<string, string>>): string {
	const { problem, points, notes } = atlas.survey;
	const [head, ...sentences] = verdict(atlas);
	const sections: Section[] = [
		{
			id: "points",
			title: `Points found (${points.length})`,
			html: pointsTable(points, atlas.survey.certified),
		},
		{
			id: "outcomes",
			title: "How the starts ended",
			html: outcomesSection(atlas),
		},
		{ id: "theory", title: "What theorems say", html: theorySection(atlas.survey.theory) },
		{ id: "pictures", title: "Pictures", html: picturesSection(svgs) },
		{ id: "notes", title: "Notes", html: notesList(notes) },
		{ id: "reading", title: "How to read this", html: readingSection(atlas) },
		{
			id: "settings",
			title: "Settings, and how to run it again",
			html: settingsSection(atlas),
		},
	].filter(({ html }) => html !== "");
	const title = `Survey: ${escapeHtml(problem.name)}`;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Lossatlas">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="verdict"><strong>${escapeHtml(head)}</strong></p>
${sentences.map((sentence) => `<p class="verdict">${escapeHtml(sentence)}</p>`).join("\n")}
<p class="caveat">${theoryCaveat(atlas)} <a href="#reading">How to read this</a></p>
<nav aria-label="Sections">${sections.map(({ id, title }) => `<a href="#${id}">${title}</a>`).join(" ")}</nav>
</header>
<main>
${sections.map(({ id, title, html }) => `<section id="${id}">\n<h2>${title}</h2>\n${html}\n</section>`).join("\n")}
</main>
<script>${sortingScript}</script>
</body>
</html>
`;
}

function theoryCaveat({ survey }: Atlas): string {
	return survey.theory === null
		? "Computed in float64; nothing in this report is proved."
		: "The points are computed in float64 and not proved; what theorems say is.";
}

function notesList(notes: readonly string[]): string {
	if (notes.length === 0) return "";
	return `<ul>
${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join("\n")}
</ul>`;
}
