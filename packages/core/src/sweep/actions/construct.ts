import type { Statement } from "../../certificate/certificate.ts";
import { certify } from "../../certificate/certify.ts";
import {
	type ConstructDocument,
	type Constructed,
	construct,
	constructionOf,
} from "../../constructions/construct.ts";
import type { Construction } from "../../constructions/construction.ts";
import { createObjective } from "../../objective/create-objective.ts";
import { InputError } from "../../problem/input-error.ts";
import type { Problem } from "../../problem/problem.ts";
import { settle } from "../../problem/setting.ts";
import { documentSchema } from "../document-schemas.ts";
import { type Action, requireSwitch, requireWhole } from "./action.ts";
import { type Descent, type DescentOptions, descendAround, requireDescent } from "./descend-around.ts";

interface Flags {
	readonly id?: string;
	readonly set?: Readonly<Record<string, number | string>>;
	readonly seed?: number;
	/** Certify the constructed point, with the better point where there is one. */
	readonly certify?: boolean;
	readonly descend?: DescentOptions | readonly DescentOptions[];
}

/** What a cell with a construction yields: the document of `construct`, where one was made, and what was asked beside. */
export interface ConstructCell {
	/** Whether the settings and the seed admit the construction. */
	readonly made: boolean;
	/** Why not; null where it was made. */
	readonly reason: string | null;
	/** Every check has passed. */
	readonly passed: boolean;
	/** Loss at the better point, where the construction gives one. */
	readonly betterLoss: number | null;
	/** What is proved; null when not asked for or not proved. */
	readonly certificate: Statement | null;
	readonly descend: readonly Descent[] | null;
	readonly document: ConstructDocument | null;
}

/** A construction in every cell, checked and if wanted certified; and where descents from around it end. */
export const constructAction: Action = {
	name: "construct",
	summary: "A counterexample or path written down, checked, certified if wanted.",
	problem: "optional",
	options: ["id", "set", "seed", "certify", "descend"],
	required: ["id"],
	documentSchema: () => documentSchema("construct-cell"),
	measures: {
		loss: {
			meaning: "The loss at the constructed point.",
			of: ({ document }: ConstructCell) => document?.loss ?? null,
		},
		certified: {
			meaning: "Whether a certificate was obtained; false also where nothing could be constructed.",
			of: ({ certificate }: ConstructCell) => certificate !== null,
		},
		strictBadMinimum: {
			meaning: "Whether a strict local minimum above a better point is certified.",
			of: ({ certificate }: ConstructCell) => isStrictAndBad(certificate),
		},
		robustBadMinimum: {
			meaning: "The same with a smallest Hessian eigenvalue of at least 1e-9.",
			of: ({ certificate }: ConstructCell) => isStrictAndBad(certificate) && !isFragile(certificate),
		},
		fragileBadMinimum: {
			meaning: "The same with a smaller one: true, and too flat for an optimiser to see.",
			of: ({ certificate }: ConstructCell) => isStrictAndBad(certificate) && isFragile(certificate),
		},
	},
	standard: ["made", "passed", "loss"],
	check(options) {
		const { id, set, descend } = options as Flags;
		requireWhole("seed", options.seed, 0);
		requireSwitch("certify", options.certify);
		for (const each of listOf(descend)) requireDescent(each);
		if (typeof id !== "string") return;
		const { settings } = found(id);
		if (set !== undefined) settle(`The construction ${id}`, settings, set);
	},
	async run(problem, options) {
		const { id, set = {}, seed = 1, certify: wanted = false, descend } = options as Flags;
		// What is wrong with the settings is the plan's fault; what a construction then refuses is a result.
		this.check({ ...options, set });
		if (typeof id !== "string")
			throw new InputError(`id is ${JSON.stringify(id)}; the id of a construction was expected.`, {
				field: "id",
			});
		const made = await tryConstruct(id, { settings: set, seed, ...(problem === null ? {} : { problem }) });
		if ("reason" in made) return { document: { ...nothing, reason: made.reason }, evaluations: 0 };
		const { construct: point, document, passed } = made;
		const descents =
			descend === undefined ? null : listOf(descend).map((each) => descendAround(made, each, seed));
		const cell: ConstructCell = {
			made: true,
			reason: null,
			passed,
			betterLoss: made.betterLoss,
			certificate: wanted ? statementOf(made.problem, point.theta, point.better) : null,
			descend: descents,
			document,
		};
		return { document: cell, evaluations: descents?.reduce((sum, each) => sum + each.evaluations, 0) ?? 0 };
	},
};

function isStrictAndBad(certificate: Statement | null): boolean {
	return (
		certificate?.claim === "strict-local-minimum" &&
		certificate.modulo.length === 0 &&
		(certificate.gap ?? 0) > 0
	);
}

/** Smallest Hessian eigenvalue of a minimum that is not called fragile. */
const robust = 1e-9;

function isFragile(certificate: Statement | null): boolean {
	return (certificate?.smallestEigenvalue ?? 0) < robust;
}

function found(id: string): Construction {
	try {
		return constructionOf(id);
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		throw new InputError(error.message, { field: "id" }, error.advice);
	}
}

function listOf(descend: Flags["descend"]): readonly DescentOptions[] {
	if (descend === undefined) return [];
	return Array.isArray(descend) ? descend : [descend as DescentOptions];
}

const nothing: ConstructCell = {
	made: false,
	reason: null,
	passed: false,
	betterLoss: null,
	certificate: null,
	descend: null,
	document: null,
};

type Made = Constructed & { readonly betterLoss: number | null };

async function tryConstruct(
	id: string,
	options: { settings: Readonly<Record<string, number | string>>; seed: number; problem?: Problem },
): Promise<Made | { readonly reason: string }> {
	try {
		const constructed = await construct(id, options);
		const { better } = constructed.construct;
		return { ...constructed, betterLoss: better === null ? null : lossAt(constructed.problem, better) };
	} catch (error) {
		if (error instanceof InputError) return { reason: error.message };
		throw error;
	}
}

function lossAt(problem: Problem, theta: Float64Array): number {
	const objective = createObjective(problem);
	try {
		return objective.value(theta);
	} finally {
		objective.release();
	}
}

function statementOf(problem: Problem, theta: Float64Array, better: Float64Array | null): Statement | null {
	const result = certify(problem, theta, better === null ? {} : { better });
	if ("failure" in result) return null;
	const { problem: _, proof: __, schema: ___, digest: ____, ...statement } = result.certificate;
	return statement;
}
