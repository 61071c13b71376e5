import type { Atlas } from "../../survey/document.ts";
import { escapeHtml } from "./escape.ts";

/** Settings that the command line takes, in the order in which they are written. */
const flags = ["starts", "seed", "target", "init", "solver", "budget", "tolerance"];

/** Settings, seed and digest, and the command that gives the same results again. */
export function settingsSection({ survey }: Atlas): string {
	const rows = Object.entries({ ...survey.options, seed: survey.seed })
		.map(
			([key, value]) =>
				`<tr><th scope="row">${escapeHtml(key)}</th><td><code>${escapeHtml(settingText(value))}</code></td></tr>`,
		)
		.join("\n");
	return `<table class="settings"><tbody>
${rows}
<tr><th scope="row">digest</th><td><code class="digest">${escapeHtml(survey.digest)}</code></td></tr>
</tbody></table>
<p>To run it again, with PROBLEM the problem file:</p>
<pre><code>${escapeHtml(command(survey))}</code></pre>
<p>The same problem and settings give the same digest, whatever the number of threads.</p>`;
}

/** A setting as it would be written: numbers keep every digit. */
function settingText(value: unknown): string {
	if (value === null || value === undefined) return "default";
	if (typeof value === "object") return JSON.stringify(value);
	return String(value);
}

/** The command line that repeats the survey. */
function command({ options, seed, starts }: Atlas["survey"]): string {
	const values: Record<string, unknown> = {
		...options,
		seed,
		starts: starts.total,
	};
	const parts = flags.flatMap((flag) => {
		const value = values[flag];
		return typeof value === "number" || typeof value === "string"
			? [`--${flag} ${quoted(String(value))}`]
			: [];
	});
	return ["lossatlas survey PROBLEM", ...parts].join(" ");
}

/** As a shell reads it. */
function quoted(text: string): string {
	return /^[\w.:+/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
