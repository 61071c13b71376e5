import type { OutcomeKind } from "../../search/outcome.ts";
import type { Atlas, StartRecord } from "../../survey/document.ts";
import { looseEnds } from "../loose-ends.ts";
import { countText, numberText, percentText } from "../number-text.ts";
import { outcomeLooks } from "../palette.ts";
import { escapeHtml } from "./escape.ts";
import { evidenceList } from "./evidence.ts";
import { levelsOf } from "./levels.ts";
import { outcomeWords } from "./outcome-words.ts";

/** Starts that are shown for one outcome. */
const typical = 4;

/** How the starts ended: a table with what each word means, then typical starts with their evidence. */
export function outcomesSection(atlas: Atlas): string {
	const { total, outcomes } = atlas.survey.starts;
	const kinds = Object.keys(outcomeLooks) as OutcomeKind[];
	const rows = kinds
		.map(
			(kind) =>
				`<tr${outcomes[kind] === 0 ? ' class="none"' : ""}><td><span class="swatch" style="background:${outcomeLooks[kind].colour}"></span>${kind}</td><td class="number">${outcomes[kind]}</td><td class="number">${percentText(outcomes[kind], total)}</td><td>${escapeHtml(outcomeWords[kind].meaning)}</td></tr>`,
		)
		.join("\n");
	return `<div class="scroll"><table class="outcomes"><thead><tr><th scope="col">outcome</th><th scope="col" class="number">starts</th><th scope="col" class="number">share</th><th scope="col">what it means</th></tr></thead><tbody>
${rows}
</tbody></table></div>
${kinds.map((kind) => typicalStarts(atlas, kind)).join("")}`;
}

/** One start for each level of loss at which starts of this outcome stand, the most frequent levels first. */
function typicalStarts(atlas: Atlas, kind: OutcomeKind): string {
	const ends = looseEnds(atlas).get(kind) ?? [];
	const levels = levelsOf(ends);
	const shown = levels.slice(0, typical).map(({ level, ends: own }) => ({
		start: own[Math.floor(own.length / 2)].start,
		label: `${countText(own.length, "start")} ${own[0].limit ? "tending to loss" : "at loss"} ${numberText(level)}, for example`,
	}));
	if (shown.length === 0) {
		const first = atlas.starts.find(({ outcome }) => outcome === kind);
		if (first === undefined) return "";
		shown.push({ start: first, label: "For example" });
	}
	const rest = levels.slice(typical).reduce((sum, own) => sum + own.ends.length, 0);
	return `<h3>Typical starts: ${kind}</h3>
<ul class="typical">
${shown.map(({ start, label }) => `<li>${startText(start, label)}</li>`).join("\n")}
${rest > 0 ? `<li>${countText(rest, "further start")} at other levels of loss.</li>` : ""}
</ul>`;
}

function startText(start: StartRecord, label: string): string {
	return `${label} start ${start.start}: ${escapeHtml(start.sentence)} <span class="muted">(${countText(start.evaluations, "evaluation")}, loss ${numberText(start.loss, 6)}, gradient ${numberText(start.gradientNorm, 2)})</span>${evidenceList(start.evidence)}`;
}
