import { z } from "zod";
import { nearestName } from "../../problem/formula/nearest-name.ts";
import { InputError } from "../../problem/input-error.ts";
import { withoutText } from "../../problem/problem-text.ts";
import { validateFile } from "../../problem/validate.ts";
import type { Plan } from "../../sweep/plan.ts";
import { Reduction } from "../../sweep/reduce.ts";
import type { SweepFigureSpec } from "./sweep-figures.ts";

const statistic = z.enum(["proportion", "mean", "median"]).optional();
const scale = z.enum(["linear", "log"]).optional();
const text = {
	title: z.string(),
	subtitle: z.string().optional(),
	notes: z.array(z.string()).optional(),
};

/** Under `figures:` of a plan: what is drawn. */
const figureSchema = z.discriminatedUnion("kind", [
	z.strictObject({
		kind: z.literal("heat-map"),
		...text,
		x: z.string(),
		y: z.string(),
		colour: z.string(),
		panels: z.string().optional(),
		statistic,
		line: z
			.strictObject({ label: z.string(), points: z.array(z.tuple([z.number(), z.number()])).min(2) })
			.optional(),
	}),
	z.strictObject({
		kind: z.literal("curves"),
		...text,
		x: z.string(),
		y: z.string(),
		by: z.string().optional(),
		panels: z.string().optional(),
		statistic,
		band: z.enum(["interval", "quantiles", "none"]).optional(),
		xLabel: z.string().optional(),
		yLabel: z.string().optional(),
		xScale: scale,
		yScale: scale,
		rule: z.strictObject({ x: z.number(), label: z.string() }).optional(),
	}),
	z.strictObject({
		kind: z.literal("levels"),
		...text,
		x: z.string(),
		y: z.string(),
		weight: z.string().optional(),
		panels: z.string().optional(),
		yScale: scale,
	}),
]);

/** Fields of a figure that name an axis, and those that name a measure. */
const axisFields = ["x", "y", "by", "panels"] as const;
const measureFields = ["colour", "weight"] as const;

/**
 * Reads the figures that a plan asks for; null when it leaves them to us.
 * @throws InputError naming the figure and its field, also for an axis that the reduction takes away.
 */
export function readSweepFigures(plan: Plan): SweepFigureSpec[] | null {
	if (plan.figures === null) return null;
	const axes = plan.reduce === null ? plan.grid.axes.map(({ name }) => name) : new Reduction(plan).axes;
	const measures = plan.measures.map(({ column }) => column);
	return plan.figures.map((each, k) => {
		try {
			const kind = { schema: figureSchema, jsonSchema: () => z.toJSONSchema(figureSchema), name: "plan" };
			const spec = validateFile(kind, withoutText(each), undefined) as SweepFigureSpec;
			const named = spec as unknown as Readonly<Record<string, string | undefined>>;
			const upwards = spec.kind === "heat-map" ? axes : measures;
			for (const field of axisFields) {
				if (spec.kind === "curves" && field === "x") requireName(named[field], [...axes, ...measures], field);
				else requireName(named[field], field === "y" ? upwards : axes, field);
			}
			for (const field of measureFields) requireName(named[field], measures, field);
			return spec;
		} catch (error) {
			if (!(error instanceof InputError)) throw error;
			const { field } = error.where;
			throw new InputError(
				error.message,
				{ field: `figures[${k}]${field === undefined || field === "" ? "" : `.${field}`}` },
				error.advice,
			);
		}
	});
}

function requireName(name: string | undefined, known: readonly string[], field: string): void {
	if (name === undefined || known.includes(name)) return;
	throw new InputError(
		`A figure names "${name}", which the table of the sweep does not have. It has: ${known.join(", ")}.`,
		{ field },
		known.length > 0 ? `Did you mean "${nearestName(name, known)}"?` : null,
	);
}
