import type { Atlas } from "../../survey/document.ts";

const floats =
	"Losses, gradients and Hessians carry rounding errors, and a point is called critical when its gradient cannot be told from zero within them.";

function trustOf({ points, certified }: Atlas["survey"]): string {
	const proved = Object.values(certified ?? {}).filter((proof) => proof.proved !== null).length;
	if (proved === 0)
		return `<strong>The points are computed in float64; none of them is proved.</strong> ${floats} A proof would be a certificate that an independent program re-checks; this report holds none.`;
	return `<strong>${proved} of ${points.length} points are proved</strong>: the column “proved” says what of them, and <code>lossatlas verify certificates/ID.json</code> checks it again from the file alone. Everything else is computed in float64. ${floats}`;
}

/** What was computed and how far to trust it: what holds in float64, what is proved, what was not looked for. */
export function readingSection({ survey }: Atlas): string {
	const dense = survey.points.some(({ method }) => method === "dense");
	const items = [
		trustOf(survey),
		...(dense
			? [
					"Index and nullity count eigenvalues of the computed Hessian, with cut-offs for rounding. An eigenvalue that is truly tiny can be counted as zero, and the other way round.",
				]
			: []),
		"“Yes” and “no” are answers to float64 precision; “unknown” means that the survey could not decide, not that the answer is no.",
		"The list holds what these starts found. A point that is missing may still exist, and the share of starts that reach a point depends on how they were drawn and on the solver.",
		"Points that a symmetry of the network carries into each other are listed once; “orbit” says how many there are of each, under discrete symmetries alone.",
		"A family stands for points of the same kind, index and loss that are not isolated. That they form one connected set is not claimed.",
		"For starts that drift, the law of growth and the limit of the loss are extrapolated from a finite stretch of the way, unless their sentence says that they are proved.",
		...(survey.theory === null
			? ["No theorem was consulted: nothing is said here about minima that the starts did not find."]
			: [
					"What theorems say rests on hypotheses that were decided exactly on the data as stored. “Excluded” is a statement about the objective in exact arithmetic, not about where training stops; “undecided” means that no theorem here applies.",
				]),
	];
	return `<ul>
${items.map((item) => `<li>${item}</li>`).join("\n")}
</ul>`;
}
