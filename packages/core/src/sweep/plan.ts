import { unknownName } from "../problem/formula/nearest-name.ts";
import { InputError } from "../problem/input-error.ts";
import { readProblemText, withoutText } from "../problem/problem-text.ts";
import type { DataSource } from "../problem/table.ts";
import { validateFile } from "../problem/validate.ts";
import { digestOf } from "../survey/digest.ts";
import type { Action, ActionOptions } from "./actions/action.ts";
import { actions } from "./actions.ts";
import { requireColumns, requireDistinct } from "./column-names.ts";
import { type EmbeddedFiles, embeddedSource, embedFiles } from "./embedded-files.ts";
import { type Axis, type AxisValue, Grid, readAxes } from "./grid.ts";
import { type Measure, readMeasure } from "./measure.ts";
import { type PlanFile, planJsonSchema, planSchema } from "./plan-schema.ts";
import { requireForm } from "./problem-template.ts";
import type { StatisticName } from "./statistics.ts";
import { jsonTemplate, placeholderFor, placeholders, requireAxes } from "./template.ts";

/** A sweep that is ready to run: everything that its cells need, and nothing outside it. */
export interface Plan {
	readonly name: string;
	readonly grid: Grid;
	readonly action: Action;
	/** Options of the action, with `${axis}` in them. */
	readonly options: ActionOptions;
	/** The problem, with `${axis}` in it; null where the action makes its own. */
	readonly template: Readonly<Record<string, unknown>> | null;
	readonly source: DataSource;
	readonly measures: readonly Measure[];
	readonly reduce: { readonly over: readonly string[]; readonly with: readonly StatisticName[] } | null;
	readonly stop: StopRule | null;
	/** What is drawn; null: what suits the axes. */
	readonly figures: readonly Readonly<Record<string, unknown>>[] | null;
	/** The plan as JSON with all defaults and data in it, without its name and figures: what the digest covers. */
	readonly canonical: CanonicalPlan;
	/** SHA-256 of the canonical form. */
	readonly digest: string;
}

/** When no more cells are run. */
export interface StopRule {
	/** The axis along which cells are added in rounds. */
	readonly along: string;
	/** Half the width of the 95 % Wilson interval at which a combination of the other axes is done; null: never. */
	readonly halfWidth: number | null;
	readonly measure: string;
	readonly every: number;
	/** Evaluations after which no further round begins; null: no limit. */
	readonly budget: number | null;
}

/** A plan without references: axes written out, the problem and its data files embedded. */
export interface CanonicalPlan {
	readonly lossatlas: 1;
	readonly problem: Readonly<Record<string, unknown>> | null;
	readonly files: EmbeddedFiles;
	readonly axes: Readonly<Record<string, readonly AxisValue[]>>;
	readonly zip: readonly (readonly string[])[];
	readonly do: Readonly<Record<string, ActionOptions>>;
	readonly measure: readonly (readonly [column: string, text: string])[];
	readonly reduce: Plan["reduce"];
	readonly stop: StopRule | null;
}

/** How a plan reaches files. */
export interface PlanFiles {
	/** The plan's own, for messages and relative paths. */
	readonly file?: string;
	readonly source?: DataSource;
	/** The text of a problem file that the plan names, and its path as seen from here. */
	readonly readText?: (
		path: string,
		from: string | undefined,
	) => Promise<{ readonly text: string; readonly path: string }>;
}

/**
 * Reads a plan: YAML or JSON text, or the same as an object. Everything that can be seen without running a cell is checked: axes, `${axis}`,
 * options, measures.
 *
 * @throws InputError naming file, line, column or field, what was found and what was expected.
 * @example
 * const plan = await parsePlan({lossatlas: 1, axes: {width: [1, 2], seed: {count: 3}}, do: {survey: {starts: 5}},
 *   problem: {lossatlas: 1, data: {builtin: {name: "xor"}}, loss: {name: "squared"},
 *     network: {layers: [{width: "${width}", activation: "tanh"}, {width: 1}]}}});
 * plan.grid.cells; // 6
 */
export async function parsePlan(given: string | object, files: PlanFiles = {}): Promise<Plan> {
	const text = typeof given === "string" ? readProblemText(given, files.file) : withoutText(given);
	try {
		const kind = { schema: planSchema, jsonSchema: planJsonSchema, name: "plan" };
		return await build(validateFile(kind, text, files.file), files);
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		const { where } = error;
		if (where.file !== undefined || where.line !== undefined || where.field === undefined)
			throw error.in(files.file);
		const path = where.field.split(/[.[\]]+/).filter((part) => part !== "");
		const place = text.place(path.map((part) => (/^\d+$/.test(part) ? Number(part) : part)));
		throw new InputError(error.message, { ...place, ...where }, error.advice).in(files.file);
	}
}

async function build(file: PlanFile, files: PlanFiles): Promise<Plan> {
	const axes = readAxes(file.axes);
	const problem = await problemOf(file, files);
	const { name, options: given } = actionOf(file.do);
	const options = jsonTemplate(given, `do.${name}`) as ActionOptions;
	const canonical: CanonicalPlan = {
		lossatlas: 1,
		problem: jsonTemplate(problem.template, "problem") as CanonicalPlan["problem"],
		files: await embedFiles(problem.template, axes, files.source, problem.path),
		axes: Object.fromEntries(axes.map((axis) => [axis.name, axis.values])),
		zip: file.zip,
		do: { [name]: options },
		measure: measuresOf(file, name),
		reduce: reductionOf(file),
		stop: stopOf(file, name),
	};
	const plan = planOf(canonical, file.name, file.figures ?? null);
	if (plan.template !== null) requireForm(plan.template, plan.grid.at(0));
	return plan;
}

/** The plan of a canonical form, as it stands in a store: what a worker runs. @throws InputError when it is not sound. */
export function planOf(canonical: CanonicalPlan, name: string, figures: Plan["figures"] = null): Plan {
	const axes: Axis[] = Object.entries(canonical.axes).map(([each, values]) => ({ name: each, values }));
	const names = axes.map((axis) => axis.name);
	const [[actionName, given]] = Object.entries(canonical.do);
	const action = actions.find((each) => each.name === actionName);
	if (action === undefined)
		throw new InputError(
			unknownName(
				"action",
				actionName,
				actions.map((each) => each.name),
			),
			{ field: "do" },
		);
	const grid = new Grid(axes, canonical.zip);
	requireDistinct(names);
	requireAxes(canonical.problem, names, "problem");
	requireAxes(given, names, `do.${actionName}`);
	for (const option of Object.keys(given))
		if (!action.options.includes(option))
			throw new InputError(unknownName(`option of ${actionName}`, option, action.options), {
				field: `do.${actionName}.${option}`,
			});
	checkOptions(action, given);
	if (action.problem === "required" && canonical.problem === null)
		throw new InputError(`The action ${actionName} needs a problem.`, { field: "problem" });
	// The axis `seed` is the action's seed where the plan gives it none.
	const seeded = names.includes("seed") && action.options.includes("seed") && given.seed === undefined;
	const options = seeded ? { ...given, seed: placeholderFor("seed") } : given;
	const used = new Set(
		[...placeholders(canonical.problem), ...placeholders(options)].map((each) => each.name),
	);
	const idle = names.find((each) => !used.has(each));
	if (idle !== undefined)
		throw new InputError(
			`The axis "${idle}" is used nowhere: its cells would all be the same.`,
			{ field: `axes.${idle}` },
			`Write \${${idle}} where its values belong.`,
		);
	const { reduce, stop } = canonical;
	for (const over of reduce?.over ?? []) grid.factorOf(over, "reduce.over");
	if (stop !== null) grid.factorOf(stop.along, "stop");
	const measures = canonical.measure.map(([column, text], k) =>
		readMeasure(text, column, action, `measure[${k}]`),
	);
	requireColumns(names, measures);
	if (stop !== null && !measures.some(({ column }) => column === stop.measure))
		throw new InputError(`The stop rule looks at "${stop.measure}", which is not measured.`, {
			field: "stop.of",
		});
	return {
		name,
		grid,
		action,
		options,
		template: canonical.problem,
		source: embeddedSource(canonical.files),
		measures,
		reduce,
		stop,
		figures,
		canonical,
		// Canonical JSON knows no order of names; the order of axes numbers the cells.
		digest: digestOf({ ...canonical, axes: Object.entries(canonical.axes) }),
	};
}

/** @throws InputError for options that no cell could run with. */
function checkOptions(action: Action, options: ActionOptions): void {
	const known = Object.entries(options).filter(([, value]) => placeholders(value).length === 0);
	const below = `do.${action.name}`;
	if (action.required.some((name) => options[name] === undefined))
		throw new InputError(
			`The action ${action.name} needs ${action.required.map((name) => `its option ${name}`).join(" and ")}.`,
			{ field: below },
			`Write do: {${action.name}: {${action.required.map((name) => `${name}: ...`).join(", ")}}}.`,
		);
	try {
		action.check(Object.fromEntries(known));
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		const [first] = (error.where.field ?? "").split(".");
		const field = action.options.includes(first) ? `${below}.${error.where.field}` : below;
		throw new InputError(error.message, { field }, error.advice);
	}
}

async function problemOf(
	{ problem }: PlanFile,
	{ file, readText }: PlanFiles,
): Promise<{ readonly template: Record<string, unknown> | null; readonly path: string | undefined }> {
	if (problem === undefined) return { template: null, path: file };
	if (typeof problem !== "string") return { template: problem, path: file };
	if (readText === undefined)
		throw new InputError(`The problem file "${problem}" cannot be read here: no file system was given.`, {
			field: "problem",
		});
	const read = await readText(problem, file);
	const { value } = readProblemText(read.text, read.path);
	if (typeof value !== "object" || value === null)
		throw new InputError(`${read.path} holds no problem.`, { file: read.path });
	return { template: value as Record<string, unknown>, path: read.path };
}

function actionOf(given: PlanFile["do"]): { readonly name: string; readonly options: ActionOptions } {
	const entries = typeof given === "string" ? [[given, {}] as const] : Object.entries(given);
	const known = actions.map((action) => action.name);
	if (entries.length !== 1)
		throw new InputError(`do names ${entries.length} actions; one of ${known.join(", ")} was expected.`, {
			field: "do",
		});
	const [[name, options]] = entries;
	if (!known.includes(name)) throw new InputError(unknownName("action", name, known), { field: "do" });
	return { name, options };
}

function measuresOf({ measure }: PlanFile, actionName: string): [string, string][] {
	const standard = actions.find(({ name }) => name === actionName)?.standard ?? [];
	return (measure ?? standard).flatMap((each): [string, string][] =>
		typeof each === "string" ? [[each, each]] : Object.entries(each),
	);
}

function reductionOf({ reduce }: PlanFile): Plan["reduce"] {
	if (reduce === undefined) return null;
	return { over: typeof reduce.over === "string" ? [reduce.over] : reduce.over, with: reduce.with };
}

function stopOf(file: PlanFile, actionName: string): StopRule | null {
	const { stop } = file;
	if (stop === undefined) return null;
	const over = reductionOf(file)?.over ?? [];
	if (stop["half-width"] === undefined && stop.budget === undefined)
		throw new InputError(
			"A stop rule needs a half-width or a budget.",
			{ field: "stop" },
			"Write stop: {half-width: 0.05}.",
		);
	if (over.length !== 1)
		throw new InputError(
			"A stop rule needs the axis along which cells are added.",
			{ field: "stop" },
			"Give it as reduce: {over: seed}.",
		);
	return {
		along: over[0],
		halfWidth: stop["half-width"] ?? null,
		measure: stop.of ?? measuresOf(file, actionName)[0][0],
		every: stop.every,
		budget: stop.budget ?? null,
	};
}
