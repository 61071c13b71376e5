import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { claims, type Modulo, moduloNames, type Statement } from "./certificate.ts";
import { proveByNewton } from "./critical-point.ts";
import {
	type CheckedProblem,
	listAt,
	MalformedCertificate,
	numberAt,
	numbersAt,
	objectAt,
	oneOfAt,
	readProblem,
	wholeAt,
} from "./embedded-problem.ts";
import { proveInterpolation } from "./interpolation-proof.ts";
import { proveAtKinks } from "./kinks/kink-proof.ts";
import { NotProved } from "./not-proved.ts";
import { provePath } from "./path-proof.ts";
import { proveForPopulation } from "./population/population-proof.ts";

/** What `verify` says of a certificate. */
export interface Verification {
	readonly schema: "lossatlas/verify@1";
	readonly accepted: boolean;
	/** The statement of the certificate where it is accepted. */
	readonly statement: Statement | null;
	/** What was shown anew from problem and proof; null where the proof failed. */
	readonly shown: Statement | null;
	/** One sentence. */
	readonly reason: string;
}

type Proof = Readonly<Record<string, unknown>>;

/** A method that speaks about a network on samples. */
const onSamples =
	(prove: (problem: CheckedProblem, proof: Proof) => Statement) => (problem: unknown, proof: Proof) =>
		prove(readProblem(problem, "problem"), proof);

/** How a proof of each method is checked. */
const methods: Readonly<Record<string, (problem: unknown, proof: Proof) => Statement>> = {
	newton: onSamples(proveByNewton),
	interpolation: onSamples(proveInterpolation),
	kinks: onSamples(proveAtKinks),
	path: onSamples(provePath),
	population: proveForPopulation,
};

/** What a proof shows about a problem, computed anew. @throws NotProved, MalformedCertificate */
export function recompute(problem: unknown, proof: Proof): Statement {
	return methods[oneOfAt(proof.method, "proof.method", Object.keys(methods))](problem, proof);
}

/**
 * Checks a certificate from nothing but its own text: every bound is computed again by interval arithmetic from the embedded problem,
 * and the statement must follow from what was shown. Any JSON value is answered.
 */
export function verify(certificate: unknown): Verification {
	try {
		return check(certificate);
	} catch (cause) {
		if (cause instanceof MalformedCertificate)
			return rejected(`Malformed certificate. ${cause.message}`, null);
		if (cause instanceof NotProved)
			return rejected(`The proof fails (${cause.quantity}). ${cause.message}`, null);
		if (cause instanceof RangeError) return rejected(`The proof cannot be followed: ${cause.message}`, null);
		throw cause;
	}
}

function rejected(reason: string, shown: Statement | null): Verification {
	return { schema: "lossatlas/verify@1", accepted: false, statement: null, shown, reason };
}

function check(value: unknown): Verification {
	const file = objectAt(value, "certificate");
	if (file.schema !== "lossatlas/certificate@1")
		throw new MalformedCertificate("schema", "lossatlas/certificate@1 was expected.");
	const stated = readStatement(file);
	if (file.digest !== digestOfCertificate(file))
		return rejected("The digest does not belong to this text: something was changed or damaged.", null);
	const shown = recompute(file.problem, objectAt(file.proof, "proof"));
	const objection = unsupported(stated, shown);
	if (objection !== null) return rejected(objection, shown);
	return {
		schema: "lossatlas/verify@1",
		accepted: true,
		statement: stated,
		shown,
		reason: "Everything stated follows from what was computed anew.",
	};
}

function readStatement(file: Readonly<Record<string, unknown>>): Statement {
	const orNull = (value: unknown, place: string) => (value === null ? null : numberAt(value, place));
	const loss = numbersAt(file.loss, "loss", 2);
	let widths: Statement["widths"] = null;
	if (file.widths !== null) {
		const list = listAt(file.widths, "widths", 2);
		if (list[1] !== "Infinity")
			throw new MalformedCertificate("widths[1]", 'the text "Infinity" was expected.');
		widths = [wholeAt(list[0], "widths[0]", 1, 1e7), "Infinity"];
	}
	return {
		claim: oneOfAt(file.claim, "claim", claims),
		modulo: listAt(file.modulo, "modulo").map((name, k) => oneOfAt(name, `modulo[${k}]`, moduloNames)),
		widths,
		index: file.index === null ? null : wholeAt(file.index, "index", 0, 1e7),
		loss: [loss[0], loss[1]],
		radius: numberAt(file.radius, "radius"),
		uniqueness: orNull(file.uniqueness, "uniqueness"),
		smallestEigenvalue: orNull(file.smallestEigenvalue, "smallestEigenvalue"),
		gap: orNull(file.gap, "gap"),
	};
}

/** What of the statement does not follow from what was shown; null where all does. */
function unsupported(stated: Statement, shown: Statement): string | null {
	const says = (what: string, a: unknown, b: unknown) =>
		`The certificate states ${what} ${JSON.stringify(a)}; ${JSON.stringify(b)} was shown.`;
	const weaker = stated.claim === "critical-point" && shown.claim !== "loss-below-on-path";
	if (stated.claim !== shown.claim && !weaker) return says("the claim", stated.claim, shown.claim);
	if (!sameNames(stated.modulo, shown.modulo)) return says("modulo", stated.modulo, shown.modulo);
	if (stated.index !== shown.index) return says("the index", stated.index, shown.index);
	const widthsFollow =
		stated.widths === null
			? shown.widths === null
			: shown.widths !== null && stated.widths[0] >= shown.widths[0];
	if (!widthsFollow) return says("widths", stated.widths, shown.widths);
	if (!(stated.loss[0] <= shown.loss[0] && shown.loss[1] <= stated.loss[1]))
		return says("a loss between", stated.loss, shown.loss);
	if (!(stated.radius >= shown.radius)) return says("a radius of", stated.radius, shown.radius);
	if (!atMost(stated.uniqueness, shown.uniqueness))
		return says("uniqueness within", stated.uniqueness, shown.uniqueness);
	if (!atMost(stated.smallestEigenvalue, shown.smallestEigenvalue))
		return says("a smallest eigenvalue of", stated.smallestEigenvalue, shown.smallestEigenvalue);
	if (!atMost(stated.gap, shown.gap)) return says("a gap of", stated.gap, shown.gap);
	return null;
}

function atMost(stated: number | null, shown: number | null): boolean {
	return stated === null || (shown !== null && stated <= shown);
}

function sameNames(a: readonly Modulo[], b: readonly Modulo[]): boolean {
	return a.length === b.length && a.every((name) => b.includes(name)) && new Set(a).size === a.length;
}

/** SHA-256 of the certificate without its digest, as JSON with sorted keys. */
export function digestOfCertificate(file: Readonly<Record<string, unknown>>): string {
	const { digest: _, ...rest } = file;
	return bytesToHex(sha256(utf8ToBytes(sortedJson(rest))));
}

/** JSON with the keys of every object in ascending order. */
function sortedJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(sortedJson).join(",")}]`;
	if (typeof value === "object" && value !== null) {
		const keys = Object.keys(value).sort();
		return `{${keys.map((key) => `${JSON.stringify(key)}:${sortedJson((value as Record<string, unknown>)[key])}`).join(",")}}`;
	}
	return JSON.stringify(value) ?? "null";
}
