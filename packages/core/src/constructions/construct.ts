import { createObjective } from "../objective/create-objective.ts";
import { nearestName } from "../problem/formula/nearest-name.ts";
import { InputError } from "../problem/input-error.ts";
import { parseProblem } from "../problem/parse.ts";
import type { Problem } from "../problem/problem.ts";
import { type SettingValues, settle } from "../problem/setting.ts";
import { selfChecks } from "./checks/registry.ts";
import type { CheckResult, Construct, Construction, Given } from "./construction.ts";
import { constructions } from "./constructions.ts";

/** What `construct` takes beside the id. */
export interface ConstructOptions {
	readonly settings?: Readonly<Record<string, number | string>>;
	/** Default 1. */
	readonly seed?: number;
	/** For constructions that work on a problem, or a point, of one's own. */
	readonly problem?: Problem;
	readonly point?: ArrayLike<number>;
}

/** What `construct` prints. */
export interface ConstructDocument {
	readonly schema: "lossatlas/construct@1";
	readonly id: string;
	readonly claim: string;
	readonly checks: readonly CheckResult[];
	readonly settings: SettingValues;
	readonly seed: number;
	readonly loss: number;
	readonly sentence: string;
}

/** A construct with its problem and its checked claims. */
export interface Constructed {
	readonly document: ConstructDocument;
	readonly problem: Problem;
	readonly construct: Construct;
	/** Every check has passed. */
	readonly passed: boolean;
}

/** The construction with this id. @throws InputError for an unknown one, with the nearest known id. */
export function constructionOf(id: string): Construction {
	const found = constructions.find((construction) => construction.id === id);
	if (found !== undefined) return found;
	const known = constructions.map((construction) => construction.id);
	throw new InputError(
		`There is no construction "${id}".`,
		{},
		`Did you mean "${nearestName(id, known)}"? All of them: lossatlas construct --list`,
	);
}

/**
 * Makes a counterexample or a path and checks every claim about it on the problem as it is written out: gradient,
 * Hessian or one-sided tests, claimed value, better point, perturbations, descent from a small ball.
 *
 * @throws InputError for an unknown id, or settings or a problem that do not admit the claim.
 * @example
 * const made = await construct("christof-2022/affine-piece", {settings: {width: 20}, seed: 1});
 * made.passed; // true
 */
export async function construct(id: string, options: ConstructOptions = {}): Promise<Constructed> {
	const construction = constructionOf(id);
	const seed = options.seed ?? 1;
	const settings = settle(`The construction ${id}`, construction.settings, options.settings ?? {});
	const made = await construction.build(settings, seed, givenOf(construction, options));
	const problem = await parseProblem(made.file);
	const objective = createObjective(problem);
	try {
		const subject = { objective, construct: made, seed };
		const checks = [...selfChecks.flatMap((check) => check(subject)), ...(made.ownChecks ?? [])];
		return {
			document: {
				schema: "lossatlas/construct@1",
				id,
				claim: construction.claim,
				checks,
				settings,
				seed,
				loss: objective.value(made.theta),
				sentence: made.sentence,
			},
			problem,
			construct: made,
			passed: checks.length > 0 && checks.every(({ passed }) => passed),
		};
	} finally {
		objective.release();
	}
}

function givenOf({ id, takes }: Construction, { problem, point }: ConstructOptions): Given {
	if (problem !== undefined && takes.problem === "no")
		throw new InputError(`The construction ${id} makes its own problem; it takes none.`, {
			field: "problem",
		});
	if (problem === undefined && takes.problem === "required")
		throw new InputError(
			`The construction ${id} works on a problem of yours.`,
			{ field: "problem" },
			"Give it with --set problem=FILE.",
		);
	if (point === undefined) return { problem: problem ?? null, theta: null };
	if (takes.point === "no")
		throw new InputError(`The construction ${id} takes no point.`, { field: "point" });
	if (problem === undefined)
		throw new InputError(
			"A point needs the problem that it belongs to.",
			{ field: "point" },
			"Give it with --set problem=FILE.",
		);
	const theta = Float64Array.from(point);
	if (theta.length !== problem.network.parameters)
		throw new InputError(
			`The point has ${theta.length} numbers; the problem has ${problem.network.parameters} parameters.`,
			{ field: "point" },
		);
	return { problem, theta };
}
