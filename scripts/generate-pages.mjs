// Writes docs/theorems/ and docs/constructions/ from the library itself: one page per theorem and construction, with
// figures. `--check` writes nothing and fails where a page is out of date.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
	construct,
	constructions,
	drawConstructFigures,
	questionMeanings,
	theorems,
} from "../packages/core/dist/index.js";
import { root } from "./setup.mjs";

const pages = new Map();
const fileOf = (id) => id.replace("/", "-");
const answers = { excluded: "there is none", exists: "there is one", vacuous: "the notion is empty" };
const mark = "<!-- Written by scripts/generate-pages.mjs from the library; do not edit. -->";

function citation({ authors, year, title, venue }) {
	return `After ${authors} (${year}), _${title}_, ${venue}. What is stated and proved here is our own wording and proof.`;
}

/** Prose as Markdown: comparison signs are no tags. */
function prose(text) {
	return text.replaceAll("<", "&lt;");
}

function math(latex) {
	return `\`\`\`math\n${latex}\n\`\`\``;
}

function theoremPage(theorem) {
	const shown = theorem.constructions.filter((id) => constructions.some((each) => each.id === id));
	return [
		mark,
		`# ${theorem.title}`,
		`\`${theorem.id}\`. ${citation(theorem.citation)}`,
		prose(theorem.statement),
		math(theorem.latex),
		"## Hypotheses",
		theorem.hypotheses.map(({ id, title, latex }) => `- \`${id}\`: ${title} $\`${latex}\`$`).join("\n"),
		"Each is evaluated on the problem at hand: _holds_ and _fails_ are exact, everything else is _undecided_.",
		"## What follows",
		theorem.concludes
			.map(
				({ question, answer }) =>
					`- \`${question}\` (${questionMeanings[question]}): **${answer}**, ${answers[answer]}.`,
			)
			.join("\n"),
		"## Proof, in short",
		prose(theorem.proof),
		"## Try it",
		"```sh\nlossatlas check examples/penguins.yaml --all\n```",
		...(shown.length === 0
			? []
			: [
					"Constructions that show what a hypothesis is worth, or that witness the conclusion:",
					shown.map((id) => `- [\`${id}\`](../constructions/${fileOf(id)}.md)`).join("\n"),
					`![${shown[0]}](../constructions/figures/${fileOf(shown[0])}-${figureOf.get(shown[0])}.svg)`,
					`\`\`\`sh\nlossatlas construct ${shown[0]} --out ${fileOf(shown[0])}\n\`\`\``,
				]),
		"",
	].join("\n\n");
}

/** The figure that stands for a construction. */
const figureOf = new Map();

async function constructionPage(construction) {
	const lines = [
		mark,
		`# ${construction.title}`,
		`\`${construction.id}\`. ${citation(construction.citation)}`,
		prose(construction.claim),
	];
	if (construction.settings.length > 0)
		lines.push(
			"## Settings",
			construction.settings
				.map(({ name, default: fallback, meaning }) => `- \`${name}\` (default \`${fallback}\`): ${meaning}`)
				.join("\n"),
		);
	const own = {
		no: "",
		optional: "It also works on a problem of your own: `--set problem=FILE`.",
		required: "It works on a problem of your own: `--set problem=FILE`.",
	};
	if (construction.takes.problem !== "no")
		lines.push(
			own[construction.takes.problem] +
				(construction.takes.point === "optional" ? " A point of it too: `--set point=FILE`." : ""),
		);
	if (construction.takes.problem !== "required") {
		const made = await construct(construction.id);
		if (!made.passed) throw new Error(`${construction.id} fails its own checks.`);
		lines.push(
			"## Made with the defaults",
			`\`\`\`sh\nlossatlas construct ${construction.id} --out ${fileOf(construction.id)}\n\`\`\``,
			prose(made.document.sentence),
			[
				"| check | value | |",
				"| --- | --- | --- |",
				...made.document.checks.map(
					({ what, value }) =>
						`| ${what} | ${Number.isInteger(value) ? value : value.toPrecision(4)} | passed |`,
				),
			].join("\n"),
		);
		for (const [id, svg] of Object.entries(drawConstructFigures(made))) {
			const file = `${fileOf(construction.id)}-${id}.svg`;
			if (!figureOf.has(construction.id) || id === "path") figureOf.set(construction.id, id);
			pages.set(`docs/constructions/figures/${file}`, `${svg}\n`);
			lines.push(`![${id}](figures/${file})`);
		}
	}
	return [...lines, ""].join("\n\n");
}

for (const construction of constructions)
	pages.set(`docs/constructions/${fileOf(construction.id)}.md`, await constructionPage(construction));
for (const theorem of theorems) pages.set(`docs/theorems/${theorem.id}.md`, theoremPage(theorem));
pages.set(
	"docs/theorems/README.md",
	[
		mark,
		"# Theorems",
		"What `lossatlas check` knows, in the order in which it asks.",
		theorems.map(({ id, title }) => `- [${title}](${id}.md) (\`${id}\`)`).join("\n"),
		"",
	].join("\n\n"),
);
pages.set(
	"docs/constructions/README.md",
	[
		mark,
		"# Constructions",
		"What `lossatlas construct` writes down, each claim checked by the program.",
		constructions.map(({ id, title }) => `- [${title}](${fileOf(id)}.md) (\`${id}\`)`).join("\n"),
		"",
	].join("\n\n"),
);

const folders = ["docs/theorems", "docs/constructions", "docs/constructions/figures"];
const stale = folders
	.filter((folder) => existsSync(join(root, folder)))
	.flatMap((folder) =>
		readdirSync(join(root, folder), { withFileTypes: true })
			.filter((each) => each.isFile())
			.map((each) => `${folder}/${each.name}`),
	)
	.filter((path) => !pages.has(path));
const changed = [...pages]
	.filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), "utf8") !== text)
	.map(([path]) => path);

if (process.argv.includes("--check")) {
	for (const path of [...changed, ...stale]) process.stdout.write(`out of date: ${path}\n`);
	process.exitCode = changed.length + stale.length > 0 ? 1 : 0;
} else {
	for (const path of stale) rmSync(join(root, path));
	for (const path of changed) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), pages.get(path));
	}
	process.stdout.write(
		`${pages.size} pages and figures, ${changed.length} written, ${stale.length} removed\n`,
	);
}
