import type { OutcomeKind } from "../search/outcome.ts";
import type { SurveyPoint } from "../survey/document.ts";

/** Symbols that Observable Plot draws and that stay apart without colour. */
export type Shape =
	| "circle"
	| "square"
	| "diamond"
	| "triangle"
	| "triangle2"
	| "times"
	| "plus"
	| "asterisk";

/** How one kind of thing looks in every figure. */
export interface Look {
	readonly colour: string;
	readonly shape: Shape;
	/** Drawn by its outline alone: a line symbol has no inside to fill. */
	readonly outline: boolean;
	/** Singular, as a legend says it. */
	readonly word: string;
	readonly plural: string;
}

/** Okabe and Ito's colours, told apart by people with any colour vision. */
export const okabeIto = {
	orange: "#e69f00",
	skyBlue: "#56b4e9",
	green: "#009e73",
	blue: "#0072b2",
	vermillion: "#d55e00",
	purple: "#cc79a7",
	black: "#000000",
} as const;

export const ink = "#1b1b1b";
export const muted = "#595959";
export const faint = "#e3e3e3";

/** How a point of each kind looks. */
export const kindLooks: Readonly<Record<SurveyPoint["kind"], Look>> = {
	minimum: {
		colour: okabeIto.blue,
		shape: "circle",
		outline: false,
		word: "minimum",
		plural: "minima",
	},
	saddle: {
		colour: okabeIto.orange,
		shape: "diamond",
		outline: false,
		word: "saddle",
		plural: "saddles",
	},
	maximum: {
		colour: okabeIto.green,
		shape: "triangle",
		outline: false,
		word: "maximum",
		plural: "maxima",
	},
	"not-critical": {
		colour: muted,
		shape: "times",
		outline: true,
		word: "not critical",
		plural: "not critical",
	},
	undecided: {
		colour: okabeIto.purple,
		shape: "square",
		outline: false,
		word: "undecided",
		plural: "undecided",
	},
};

/** How a start of each outcome looks. */
export const outcomeLooks: Readonly<Record<OutcomeKind, Look>> = {
	converged: {
		colour: okabeIto.blue,
		shape: "circle",
		outline: false,
		word: "converged",
		plural: "converged",
	},
	drifting: {
		colour: okabeIto.vermillion,
		shape: "triangle",
		outline: false,
		word: "drifting",
		plural: "drifting",
	},
	kink: {
		colour: okabeIto.purple,
		shape: "diamond",
		outline: false,
		word: "kink",
		plural: "kink",
	},
	"gradient-flat": {
		colour: okabeIto.skyBlue,
		shape: "square",
		outline: false,
		word: "gradient-flat",
		plural: "gradient-flat",
	},
	budget: {
		colour: "#8a8a8a",
		shape: "plus",
		outline: true,
		word: "budget spent",
		plural: "budget spent",
	},
	overflow: {
		colour: okabeIto.black,
		shape: "times",
		outline: true,
		word: "overflow",
		plural: "overflow",
	},
};
