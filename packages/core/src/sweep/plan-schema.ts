import { z } from "zod";
import { statisticNames } from "./statistics.ts";

const axisValue = z.union([
	z.string(),
	z.number().refine(Number.isFinite, "must be a finite number"),
	z.boolean(),
]);
const finite = z.number().refine(Number.isFinite, "must be a finite number");
const positive = finite.refine((v) => v > 0, "must be positive");
const count = z.number().int().min(1, "must be at least 1");
const name = z.string();

const axis = z.union([
	z.array(axisValue).min(1),
	/** from, from + step, ... up to `to`. */
	z.strictObject({ from: finite, to: finite, step: positive }),
	/** from, from * factor, ... up to `to`. */
	z.strictObject({ from: positive, to: positive, factor: finite.refine((v) => v > 1, "must be above 1") }),
	/** The whole numbers first, first + 1, ... */
	z.strictObject({ count, first: z.number().int().min(0).default(1) }),
]);

/** The plan file of the contract, strict: an unknown field is an error. */
export const planSchema = z.strictObject({
	lossatlas: z.literal(1),
	name: z.string().default("unnamed sweep"),
	/** A problem, or the path of one, in which ${axis} stands for a value. */
	problem: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
	/** The last one is fastest. */
	axes: z.record(z.string(), axis),
	/** Axes that go together, entry by entry. */
	zip: z.array(z.array(name).min(2)).default([]),
	/** An action, or one with its options. */
	do: z.union([z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))]),
	/** Fields of the action's document, named measures, comparisons; {name: field} gives the column a name. */
	measure: z
		.array(z.union([name, z.record(z.string(), name)]))
		.min(1)
		.optional(),
	reduce: z
		.strictObject({
			over: z.union([name, z.array(name).min(1)]),
			with: z.array(z.enum(statisticNames)).min(1).default(["mean"]),
		})
		.optional(),
	/** Of each combination of the other axes, no more cells are run once the interval of a proportion is narrow. */
	stop: z
		.strictObject({
			/** Of the 95 % Wilson interval. */
			"half-width": positive.optional(),
			/** Whose proportion; default: the first measure. */
			of: name.optional(),
			/** Cells between two looks. */
			every: count.default(10),
			/** Evaluations of all cells together after which no further round begins. */
			budget: count.optional(),
		})
		.optional(),
	figures: z.array(z.record(z.string(), z.unknown())).optional(),
});

/** A plan file with its defaults filled in. */
export type PlanFile = z.output<typeof planSchema>;

/** The JSON Schema (draft 2020-12) of plan files. */
export function planJsonSchema(): Record<string, unknown> {
	return {
		...z.toJSONSchema(planSchema, { io: "input", unrepresentable: "any" }),
		title: "Lossatlas plan file",
	};
}
