/** What became of one hypothesis on one problem: decided with evidence, or undecided with the reason. */
export interface Finding {
	readonly status: "holds" | "fails" | "undecided";
	/** For people: what was found, with the numbers; for `undecided`, why and what to try. */
	readonly sentence: string;
	/** Plain JSON: a witness, a certificate, the numbers compared; exact rationals as "p/q". */
	readonly evidence: Readonly<Record<string, unknown>>;
}

/** The hypothesis is true of this problem, exactly. */
export function holds(sentence: string, evidence: Readonly<Record<string, unknown>> = {}): Finding {
	return { status: "holds", sentence, evidence };
}

/** The hypothesis is false of this problem, exactly; the evidence holds the witness. */
export function fails(sentence: string, evidence: Readonly<Record<string, unknown>> = {}): Finding {
	return { status: "fails", sentence, evidence };
}

/** Neither was shown. */
export function undecided(sentence: string, evidence: Readonly<Record<string, unknown>> = {}): Finding {
	return { status: "undecided", sentence, evidence };
}

/** All of several findings: fails if one fails, else undecided if one is, else holds; the deciding sentence first. */
export function allOf(findings: readonly Finding[]): Finding {
	const deciding =
		findings.find(({ status }) => status === "fails") ??
		findings.find(({ status }) => status === "undecided");
	if (deciding !== undefined) return deciding;
	return holds(
		findings.map(({ sentence }) => sentence).join(" "),
		Object.assign({}, ...findings.map(({ evidence }) => evidence)),
	);
}

/** The first of several alternatives that holds, else undecided if one is, else fails with all sentences. */
export function anyOf(findings: readonly Finding[]): Finding {
	const deciding =
		findings.find(({ status }) => status === "holds") ??
		findings.find(({ status }) => status === "undecided");
	return (
		deciding ??
		fails(
			findings.map(({ sentence }) => sentence).join(" "),
			Object.assign({}, ...findings.map(({ evidence }) => evidence)),
		)
	);
}
