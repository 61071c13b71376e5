import type { Problem } from "../problem/problem.ts";
import { nextDown, nextUp } from "../rigor/directed.ts";
import type { Certificate, Statement } from "./certificate.ts";
import { embedPopulation, embedProblem } from "./embed.ts";
import { readProblem } from "./embedded-problem.ts";
import type { BetterPoint } from "./gap.ts";
import { mayInterpolate, searchInterpolation } from "./interpolation-search.ts";
import { searchKinkProof } from "./kinks/kink-search.ts";
import { searchNewtonProof } from "./newton-search.ts";
import { NotProved } from "./not-proved.ts";
import { widthWith } from "./other-width.ts";
import { searchPathBound } from "./path-search.ts";
import { searchPopulationProof } from "./population/population-search.ts";
import { splitsOf } from "./split-search.ts";
import { digestOfCertificate, recompute } from "./verify.ts";

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
 * Makes a certificate of the critical point near theta: existence, uniqueness, index, loss, and with a better point the gap; or of a
 * global minimum where the targets are met.
 * The result was checked by the same proof that `verify` runs.
 *
 * @example
 * const made = certify(problem, theta);
 * if ("certificate" in made) verify(made.certificate).accepted // true
 */
export function certify(problem: Problem, theta: Float64Array, options: CertifyOptions = {}): CertifyResult {
	const task: Task = { problem, theta, options, progress: options.onProgress ?? (() => {}) };
	const routes: readonly Route[] =
		problem.population === null ? [interpolation, newton, kinks] : [population];
	// Of several refusals the one that says most: exact proofs are for points on kinks.
	return firstOf(
		routes.map((route) => () => route(task)),
		(refusal, k) => routes[k] !== kinks || refusal.quantity === "smoothness",
		task.progress,
	);
}

/**
 * Makes a certificate that the loss stays below a bound along a path, little above its largest value there.
 *
 * corners: the points that straight segments join, P numbers each.
 * @example
 * certifyPath(problem, [thetaA, thetaB]) // {certificate: {claim: "loss-below-on-path", loss: [..., bound], ...}}
 */
export function certifyPath(
	problem: Problem,
	corners: readonly Float64Array[],
	onProgress: (message: string) => void = () => {},
): CertifyResult {
	const made = () => {
		if (problem.population !== null) throw new NotProved("path", "Paths are followed on samples only.");
		const embedded = embedProblem(problem);
		return { embedded, proof: { ...searchPathBound(readProblem(embedded, "problem"), corners, onProgress) } };
	};
	return firstOf([made], () => true, onProgress);
}

/** The first proof that is found, checked and stated. */
function firstOf(
	routes: readonly (() => MadeProof | null)[],
	replaces: (refusal: NotProved, route: number) => boolean,
	progress: (message: string) => void,
): CertifyResult {
	let refusal: NotProved | null = null;
	for (const [k, route] of routes.entries()) {
		try {
			const made = route();
			if (made === null) continue;
			const { embedded, proof } = made;
			progress("The proof is checked");
			const shown = recompute(embedded, proof);
			if (shown.gap !== null && !(shown.gap > 0))
				throw new NotProved("gap", "The other point was not shown to have a lower loss.");
			const body = {
				schema: "lossatlas/certificate@1" as const,
				...withMargins(shown),
				problem: embedded,
				proof,
			};
			return { certificate: { ...body, digest: digestOfCertificate(body) } };
		} catch (cause) {
			if (!(cause instanceof NotProved)) throw cause;
			if (refusal === null || replaces(refusal, k)) refusal = cause;
		}
	}
	return { failure: failureOf(refusal ?? new NotProved("method", "No method of proof applies here.")) };
}

interface Task {
	readonly problem: Problem;
	readonly theta: Float64Array;
	readonly options: CertifyOptions;
	readonly progress: (message: string) => void;
}

/** A problem with a proof about it; null where a method has nothing to say. @throws NotProved */
type Route = (task: Task) => MadeProof | null;

interface MadeProof {
	readonly embedded: Certificate["problem"];
	readonly proof: Certificate["proof"];
}

const interpolation: Route = ({ problem, theta, options, progress }) => {
	const embedded = embedProblem(problem);
	const checked = readProblem(embedded, "problem");
	if (options.better !== undefined || options.lift === true || !mayInterpolate(checked, theta)) return null;
	progress("Targets are met");
	return { embedded, proof: { ...searchInterpolation(checked, theta) } };
};

const newton: Route = ({ problem, theta, options, progress }) => {
	const embedded = embedProblem(problem);
	const checked = readProblem(embedded, "problem");
	const search = searchNewtonProof(checked, theta, progress);
	const better = options.better === undefined ? null : betterPoint(problem, options.better);
	const lift = options.lift === true || (better !== null && better.width !== null);
	const split = lift ? splitsOf(checked, search) : null;
	return { embedded, proof: { method: "newton", ...search, split, better } };
};

const kinks: Route = ({ problem, theta, options, progress }) => {
	if (options.lift === true) return null;
	const embedded = embedProblem(problem);
	progress("Fractions");
	const better = options.better === undefined ? null : betterPoint(problem, options.better);
	return { embedded, proof: { ...searchKinkProof(readProblem(embedded, "problem"), theta), better } };
};

const population: Route = ({ problem, theta, options, progress }) => {
	const { shape, embedded } = embedPopulation(problem);
	const everyInput = shape.inputs === shape.teacher;
	return {
		embedded: everyInput
			? { ...embedded, population: { ...embedded.population, inputs: [shape.inputs, "Infinity"] } }
			: embedded,
		proof: { ...searchPopulationProof(shape, theta, everyInput, options.better ?? null, progress) },
	};
};

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
	const less = (x: number | null, share: number) => (x === null ? null : x - Math.abs(x) * share);
	let [low, high] = shown.loss;
	if (low < high) for (let k = 0; k < 8; k++) [low, high] = [nextDown(low), nextUp(high)];
	return {
		...shown,
		loss: [low, high],
		radius: shown.radius + shown.radius / 16,
		smallestEigenvalue: less(shown.smallestEigenvalue, 1 / 65536),
		gap: less(shown.gap, 1e-12),
	};
}

const advice: Readonly<Record<string, readonly string[]>> = {
	radius: ["Polish the point further (survey does).", "lossatlas classify says what kind of point it is."],
	eigenvalues: [
		"lossatlas classify shows the eigenvalues and which zeros a symmetry explains.",
		"Weight decay removes the zero eigenvalues of symmetries.",
	],
	path: ["Cut the path into more segments, or leave out steep parts."],
	distance: ["Polish the point first (survey does), and certify what comes out."],
	kinks: ["lossatlas classify tests points on kinks in float64.", "Polish the point further (survey does)."],
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
