import type { PointProof, SurveyPoint } from "../../survey/document.ts";
import { numberText } from "../number-text.ts";
import { kindLooks } from "../palette.ts";
import { escapeHtml } from "./escape.ts";

interface Column {
	readonly title: string;
	/** What the column says, for a person who points at it. */
	readonly hint: string;
	readonly numeric: boolean;
	/** HTML of the cell. */
	cell(point: SurveyPoint): string;
	/** What a click on the title sorts by. */
	key(point: SurveyPoint): string | number | null;
}

const tristate = (value: string): string => `<span class="is-${value}">${value}</span>`;

const optional = (value: number | null): string => (value === null ? "–" : numberText(value));

/** Large exact integers are shortened; the exact one is in the document. */
function orbitText(orbit: string): string {
	if (orbit.length <= 9 || !/^\d+$/.test(orbit)) return escapeHtml(orbit);
	const approximate = numberText(Number(orbit), 3);
	return `<span title="${escapeHtml(orbit)}">≈ ${approximate}</span>`;
}

function nullityText({ nullity, nullityExplained }: SurveyPoint): string {
	if (nullity === null) return "–";
	return nullityExplained === null ? `${nullity}` : `${nullity} (${nullityExplained})`;
}

function words(point: SurveyPoint): string {
	const parts = [escapeHtml(point.reason)];
	const { family } = point;
	if (family !== null) {
		const range = (pair: readonly [number, number]): string =>
			pair[0] === pair[1] ? numberText(pair[0]) : `${numberText(pair[0])} to ${numberText(pair[1])}`;
		parts.push(
			`<strong>Family</strong> of ${family.members} starts, nullity ${range(family.nullity)}, |θ| ${range(family.norm)}: ${escapeHtml(family.sentence)}`,
		);
	}
	if (point.boundary > 0) parts.push(`Preactivations at a kink: ${point.boundary}.`);
	if (point.ties !== null && point.ties > 0) parts.push(`Samples with output exactly 0: ${point.ties}.`);
	if (point.closedForm !== null)
		parts.push(`Singular triples selected: ${point.closedForm.selection.join(" ")}.`);
	return parts.join("<br>");
}

const computed: readonly Column[] = [
	{
		title: "id",
		hint: "Name of the point in this survey",
		numeric: false,
		cell: ({ id }) => `<strong>${escapeHtml(id)}</strong>`,
		key: ({ id }) => Number(id.replace(/\D/g, "")) || id,
	},
	{
		title: "kind",
		hint: "By the signs of the Hessian's eigenvalues, and further tests where they do not decide",
		numeric: false,
		cell: ({ kind }) =>
			`<span class="swatch" style="background:${kindLooks[kind].colour}"></span>${kindLooks[kind].word}`,
		key: ({ kind }) => kind,
	},
	{
		title: "strict",
		hint: "Minimum: every other point nearby has a larger loss. Saddle: the Hessian has a negative eigenvalue",
		numeric: false,
		cell: ({ strict }) => tristate(strict),
		key: ({ strict }) => strict,
	},
	{
		title: "strict mod. symmetry",
		hint: "Strict once directions along which a symmetry changes nothing are left out",
		numeric: false,
		cell: ({ strictModuloSymmetry }) => tristate(strictModuloSymmetry),
		key: ({ strictModuloSymmetry }) => strictModuloSymmetry,
	},
	{
		title: "global",
		hint: "Whether no point has a smaller loss",
		numeric: false,
		cell: ({ global }) => tristate(global),
		key: ({ global }) => global,
	},
	{
		title: "loss",
		hint: "Objective at the point, regulariser included",
		numeric: true,
		cell: ({ loss }) => numberText(loss, 8),
		key: ({ loss }) => loss,
	},
	{
		title: "gradient",
		hint: "Largest absolute component of the gradient",
		numeric: true,
		cell: ({ gradientNorm }) => numberText(gradientNorm, 2),
		key: ({ gradientNorm }) => gradientNorm,
	},
	{
		title: "index",
		hint: "Negative eigenvalues of the Hessian",
		numeric: true,
		cell: ({ index }) => optional(index),
		key: ({ index }) => index,
	},
	{
		title: "nullity (explained)",
		hint: "Zero eigenvalues of the Hessian, in brackets those that symmetry explains",
		numeric: true,
		cell: nullityText,
		key: ({ nullity }) => nullity,
	},
	{
		title: "training error",
		hint: "Share of training samples that are misclassified, by weight",
		numeric: true,
		cell: ({ trainingError }) => optional(trainingError),
		key: ({ trainingError }) => trainingError,
	},
	{
		title: "hits",
		hint: "Starts that ended in this point",
		numeric: true,
		cell: ({ hits }) => String(hits),
		key: ({ hits }) => hits,
	},
	{
		title: "orbit",
		hint: "Equivalent points under the discrete symmetries",
		numeric: true,
		cell: ({ orbit }) => orbitText(orbit),
		key: ({ orbit }) => Number(orbit),
	},
	{
		title: "isolated",
		hint: "Whether the point, up to symmetry, is the only critical point nearby",
		numeric: false,
		cell: ({ isolated }) => tristate(isolated),
		key: ({ isolated }) => isolated,
	},
	{
		title: "in words",
		hint: "Why the point is called what it is called",
		numeric: false,
		cell: words,
		key: ({ reason }) => reason,
	},
];

/** What the certificate of a point says. */
function provedColumn(certified: Readonly<Record<string, PointProof>>): Column {
	const wordsOf = ({ id }: SurveyPoint): string => {
		const { proved, reason } = certified[id] ?? { proved: null, reason: null };
		if (proved === null)
			return `<span class="is-unknown"${reason === null ? "" : ` title="${escapeHtml(reason)}"`}>not proved</span>`;
		const { claim, modulo, radius, gap } = proved;
		const parts = [
			`<strong>${claim.replaceAll("-", " ")}</strong>${modulo.length > 0 ? ` modulo ${modulo.join(", ")}` : ""}`,
			`within ${radius}`,
			...(gap === null ? [] : [`worse than p1 by at least ${gap}`]),
		];
		return parts.join("<br>");
	};
	return {
		title: "proved",
		hint: "What the certificate certificates/ID.json proves; everything else in the row is computed in float64",
		numeric: false,
		cell: wordsOf,
		key: ({ id }) => certified[id]?.proved?.claim ?? null,
	};
}

/** The list of points as an HTML table, sortable by a click on a title; with a column for what certificates prove. */
export function pointsTable(
	points: readonly SurveyPoint[],
	certified: Readonly<Record<string, PointProof>> | null,
): string {
	const columns =
		certified === null ? computed : [...computed.slice(0, 2), provedColumn(certified), ...computed.slice(2)];
	if (points.length === 0)
		return "<p>No critical point was found; the outcomes below say how the starts ended.</p>";
	const head = columns
		.map(
			({ title, hint, numeric }) =>
				`<th scope="col" title="${escapeHtml(hint)}"${numeric ? ' class="number"' : ""}>${title}</th>`,
		)
		.join("");
	const rows = points
		.map((point) => `<tr>${columns.map((column) => cell(column, point)).join("")}</tr>`)
		.join("\n");
	return `<div class="scroll"><table class="points sortable"><thead><tr>${head}</tr></thead><tbody>
${rows}
</tbody></table></div>`;
}

function cell(column: Column, point: SurveyPoint): string {
	const key = column.key(point);
	const sort = key === null || Number.isNaN(key) ? "" : ` data-key="${escapeHtml(String(key))}"`;
	return `<td${column.numeric ? ' class="number"' : ""}${sort}>${column.cell(point)}</td>`;
}
