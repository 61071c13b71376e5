import type { Certificate, Statement } from "../certificate/certificate.ts";
import type { Family } from "../points/family.ts";
import type { Classification, Tristate } from "../points/point.ts";
import type { OutcomeKind } from "../search/outcome.ts";
import type { CheckDocument } from "../theory/check.ts";

export type { Family };

/** One entry of the list of points. */
export interface SurveyPoint extends Classification {
	readonly id: string;
	readonly hits: number;
	/** Size of the orbit under discrete symmetries, an exact integer as a string. */
	readonly orbit: string;
	readonly isolated: Tristate;
	readonly family: Family | null;
}

/** What a certificate proves of a point, or what stood in the way. */
export interface PointProof {
	readonly proved: Statement | null;
	/** Which quantity failed, and a sentence; null where a proof was found. */
	readonly quantity: string | null;
	readonly reason: string | null;
}

/** `survey --json` and DIR/survey.json. */
export interface SurveyDocument {
	readonly schema: "lossatlas/survey@1";
	readonly problem: {
		readonly name: string;
		readonly samples: number;
		readonly inputs: number;
		readonly outputs: number;
		readonly parameters: number;
	};
	/** What theorems say; null when they were not asked. */
	readonly theory: CheckDocument | null;
	readonly starts: {
		readonly total: number;
		readonly outcomes: Readonly<Record<OutcomeKind, number>>;
	};
	readonly points: readonly SurveyPoint[];
	/** By id; null when no certificates were asked for. */
	readonly certified: Readonly<Record<string, PointProof>> | null;
	readonly seed: number;
	readonly digest: string;
	/** Settings that change results. */
	readonly options: Readonly<Record<string, unknown>>;
	/** What computed; `portable` gives the same bits everywhere. */
	readonly engine: string;
	/** What a person should know: symmetries found, rows dropped, limits of what was done. */
	readonly notes: readonly string[];
}

/** The course of one start, thinned to at most 200 entries. */
export interface Trace {
	readonly evaluations: readonly number[];
	readonly loss: readonly number[];
	readonly gradientNorm: readonly number[];
	/** Euclidean norm of theta. */
	readonly norm: readonly number[];
}

/** What is kept of one start. */
export interface StartRecord {
	readonly start: number;
	readonly outcome: OutcomeKind;
	readonly sentence: string;
	readonly evidence: Readonly<Record<string, unknown>>;
	readonly evaluations: number;
	readonly loss: number;
	readonly gradientNorm: number;
	/** Id of the point it was merged into, null if none. */
	readonly point: string | null;
	readonly trace: Trace;
}

/** Two-dimensional section of the loss around a point, spanned by two Hessian eigenvectors. */
export interface Slice {
	readonly point: string;
	/** Half-widths along the two axes, in parameter units. */
	readonly extent: readonly [number, number];
	/** Grid points per axis; values row by row, second axis slowest. */
	readonly resolution: number;
	readonly values: readonly number[];
	readonly eigenvalues: readonly [number, number];
	/** Share of the sum of absolute eigenvalues that the two axes carry. */
	readonly share: number;
}

/** Everything that figures and the report read. */
export interface Atlas {
	readonly survey: SurveyDocument;
	readonly starts: readonly StartRecord[];
	/** Ascending Hessian eigenvalues of each point, by id; absent where not computed. */
	readonly spectra: Readonly<Record<string, readonly number[]>>;
	readonly slice: Slice | null;
	/** Certificates of points that were proved, by id; absent in an atlas that was read from a folder. */
	readonly certificates?: Readonly<Record<string, Certificate>>;
}
