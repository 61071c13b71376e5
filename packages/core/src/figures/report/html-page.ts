import { escapeHtml } from "./escape.ts";
import { style } from "./style.ts";

/** A part of a report; one without contents is left out. */
export interface PageSection {
	readonly id: string;
	readonly title: string;
	readonly html: string;
}

/** A self-contained page that needs no network. */
export function htmlPage(page: {
	readonly title: string;
	/** Sentences at the top, the first in bold. */
	readonly lead: readonly string[];
	/** A remark below them, as HTML. */
	readonly caveat?: string;
	/** Makes the page handier; everything can be read without it. */
	readonly script?: string;
	readonly sections: readonly PageSection[];
}): string {
	const sections = page.sections.filter(({ html }) => html !== "");
	const [head, ...others] = page.lead;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Lossatlas">
<title>${escapeHtml(page.title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escapeHtml(page.title)}</h1>
<p class="verdict"><strong>${escapeHtml(head ?? "")}</strong></p>
${others.map((sentence) => `<p class="verdict">${escapeHtml(sentence)}</p>`).join("\n")}
${page.caveat === undefined ? "" : `<p class="caveat">${page.caveat}</p>\n`}<nav aria-label="Sections">${sections.map(({ id, title }) => `<a href="#${id}">${escapeHtml(title)}</a>`).join(" ")}</nav>
</header>
<main>
${sections.map(({ id, title, html }) => `<section id="${id}">\n<h2>${escapeHtml(title)}</h2>\n${html}\n</section>`).join("\n")}
</main>
${page.script === undefined ? "" : `<script>${page.script}</script>\n`}</body>
</html>
`;
}
