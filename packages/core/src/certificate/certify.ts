import type { Problem } from "../problem/problem.ts";
import { nextDown, nextUp } from "../rigor/directed.ts";
import type { Certificate, Statement } from "./certificate.ts";
import { proveByNewton } from "./critical-point.ts";
import { embedProblem } from "./embed.ts";
import { readProblem } from "./embedded-problem.ts";
import type { BetterPoint } from "./gap.ts";
import { searchNewtonProof } from "./newton-search.ts";
import { NotProved } from "./not-proved.ts";
import { widthWith } from "./other-width.ts";
import { splitsOf } from "./split-search.ts";
import { digestOfCertificate } from "./verify.ts";

export interface CertifyOptions {
	/** A point of lower loss; its length may belong to another width of the one hidden layer. */
	readonly better?: Float64Array;
	/** Prove the point of every wider network that is this one with a unit split. */
	readonly lift?: boolean;
	readonly onProgress?: (message: string) => void;
}

/** What could not be proved, why, and what to try. */
export interface CertifyFailure {
	readonly schema: "lossatlas/certify-failure@1";
	readonly certified: false;
	/** Which quantity failed. */
	readonly quantity: string;
	readonly reason: string;
	readonly try: readonly string[];
}

export type CertifyResult = { readonly certificate: Certificate } | { readonly failure: CertifyFailure };

/**
 * Makes a certificate of the critical point near theta: existence, uniqueness, index, loss, and with a better point the gap.
 * The result was checked by the same proof that `verify` runs.
 *
 * @example
 * const made = certify(problem, theta);
 * if ("certificate" in made) verify(made.certificate).accepted // true
 */
export function certify(problem: Problem, theta: Float64Array, options: CertifyOptions = {}): CertifyResult {
	const progress = options.onProgress ?? (() => {});
	const embedded = embedProblem(problem);
	const checked = readProblem(embedded, "problem");
	try {
		const search = searchNewtonProof(checked, theta, progress);
		const better = options.better === undefined ? null : betterPoint(problem, options.better);
		const lift = options.lift === true || (better !== null && better.width !== null);
		const split = lift ? splitsOf(checked, search) : null;
		const proof = { method: "newton", ...search, split, better };
		progress("The proof is checked");
		const shown = proveByNewton(checked, proof);
		if (shown.gap !== null && !(shown.gap > 0))
			throw new NotProved("gap", "The other point was not shown to have a lower loss.");
		const statement = withMargins(shown);
		const body = { schema: "lossatlas/certificate@1" as const, ...statement, problem: embedded, proof };
		return { certificate: { ...body, digest: digestOfCertificate(body) } };
	} catch (cause) {
		if (cause instanceof NotProved) return { failure: failureOf(cause) };
		throw cause;
	}
}

function betterPoint(problem: Problem, theta: Float64Array): BetterPoint {
	const own = problem.network.parameters;
	const width = theta.length === own ? null : widthWith(problem, theta.length);
	if (theta.length !== own && width === null)
		throw new NotProved(
			"better",
			`The better point has ${theta.length} numbers; ${own} were expected, or those of another width of the hidden layer.`,
		);
	return { theta: Array.from(theta), width };
}

/** A little room on the weak side of every bound, so that a checker with other roundings comes to the same verdict. */
function withMargins(shown: Statement): Statement {
	const less = (x: number | null) => (x === null ? null : x - Math.abs(x) / 65536);
	let [low, high] = shown.loss;
	for (let k = 0; k < 8; k++) [low, high] = [nextDown(low), nextUp(high)];
	return {
		...shown,
		loss: [low, high],
		radius: shown.radius + shown.radius / 16,
		smallestEigenvalue: less(shown.smallestEigenvalue),
		gap: less(shown.gap),
	};
}

const advice: Readonly<Record<string, readonly string[]>> = {
	radius: ["Polish the point further (survey does).", "lossatlas classify says what kind of point it is."],
	eigenvalues: [
		"lossatlas classify shows the eigenvalues and which zeros a symmetry explains.",
		"Weight decay removes the zero eigenvalues of symmetries.",
	],
	smoothness: ["The point lies on a kink or too close to one: lossatlas classify tests it there."],
	gauge: ["A unit with both weights 0 has no orbit: drop it and certify the narrower network."],
	gap: ["Give a point of clearly lower loss with --better."],
	size: ["Fewer samples or a narrower network: the proof needs the whole Hessian."],
	split: ["Certify the network without --better of another width."],
	better: ["Give a point of the same network, or of the same network with another width."],
};

function failureOf({ quantity, message }: NotProved): CertifyFailure {
	return {
		schema: "lossatlas/certify-failure@1",
		certified: false,
		quantity,
		reason: message,
		try: advice[quantity] ?? [],
	};
}
