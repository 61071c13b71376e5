import type { Atlas } from "../survey/document.ts";
import { escapeHtml } from "./report/escape.ts";
import { htmlPage, type PageSection } from "./report/html-page.ts";
import { outcomesSection } from "./report/outcomes.ts";
import { picturesSection } from "./report/pictures.ts";
import { pointsTable } from "./report/points-table.ts";
import { readingSection } from "./report/reading.ts";
import { settingsSection } from "./report/settings.ts";
import { sortingScript } from "./report/sorting.ts";
import { theorySection } from "./report/theory.ts";
import { verdict } from "./report/verdict.ts";

/**
 * The report of a survey: one self-contained HTML file that needs no network and no script.
 * `svgs` holds the figures by id, as their `draw` gives them; those that are missing are left out.
 */
export function reportHtml(atlas: Atlas, svgs: Readonly<Record<string, string>>): string {
	const { problem, points, notes } = atlas.survey;
	const sections: PageSection[] = [
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
	];
	return htmlPage({
		title: `Survey: ${problem.name}`,
		lead: verdict(atlas),
		caveat: `${theoryCaveat(atlas)} <a href="#reading">How to read this</a>`,
		script: sortingScript,
		sections,
	});
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
