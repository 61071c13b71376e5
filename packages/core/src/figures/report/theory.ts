import type { CheckDocument } from "../../theory/check.ts";
import { questionMeanings } from "../../theory/question.ts";
import { escapeHtml } from "./escape.ts";

const extents = {
	"this-problem": "",
	"almost-every-noise": " (with probability one over the noise, not for this draw)",
	"almost-every-data": " (with probability one over the data, not for these data)",
} as const;

const looks = { excluded: "is-yes", vacuous: "is-yes", exists: "is-no", undecided: "is-unknown" } as const;
const statusLooks = { holds: "is-yes", fails: "is-no", undecided: "is-unknown" } as const;
const appliesWords = { yes: "applies", no: "does not apply", undecided: "undecided" } as const;

/** The theory desk's answers, then every theorem with its hypotheses on this problem; empty without a check. */
export function theorySection(theory: CheckDocument | null): string {
	if (theory === null) return "";
	return `<p>What theorems say about this network, loss and data, whatever the starts found. “Bad” means: loss above the infimum.</p>
<div class="scroll"><table class="theory">
<thead><tr><th>Question</th><th>Answer</th><th>Because</th></tr></thead>
<tbody>
${theory.questions.map(questionRow).join("\n")}
</tbody></table></div>
<h3>The theorems, hypothesis by hypothesis</h3>
${theory.theorems.map(theoremBlock).join("\n")}`;
}

function questionRow({
	question,
	answer,
	for: extent,
	because,
	sentence,
}: CheckDocument["questions"][number]): string {
	const by =
		because.length === 0 ? "" : `<br><span class="muted">${because.map(escapeHtml).join(", ")}</span>`;
	return `<tr><td>${escapeHtml(questionMeanings[question])}</td><td><span class="${looks[answer]}">${answer}</span>${extents[extent]}</td><td>${escapeHtml(sentence)}${by}</td></tr>`;
}

function theoremBlock({ id, title, applies, hypotheses }: CheckDocument["theorems"][number]): string {
	const rows = hypotheses.map(
		(hypothesis) =>
			`<li><span class="${statusLooks[hypothesis.status]}">${hypothesis.status}</span>: ${escapeHtml(hypothesis.title)} ${escapeHtml(hypothesis.sentence)}</li>`,
	);
	return `<details${applies === "yes" ? " open" : ""}><summary><strong>${escapeHtml(id)}</strong>: ${appliesWords[applies]}. ${escapeHtml(title)}</summary>
<ul>
${rows.join("\n")}
</ul></details>`;
}
