import { z } from "zod";
import { problemJsonSchema } from "../problem/specification.ts";
import { outcomeKinds } from "../search/outcome.ts";

/** A float64 number; non-finite ones are strings. */
const number = z.union([z.number(), z.enum(["Infinity", "-Infinity", "NaN"])]);
const tristate = z.enum(["yes", "no", "unknown"]);
const count = z.number().int().min(0);

const point = z.object({
	schema: z.literal("lossatlas/point@1"),
	theta: z.array(z.number()),
});

const classification = z.object({
	schema: z.literal("lossatlas/classify@1"),
	kind: z.enum(["minimum", "saddle", "maximum", "not-critical", "undecided"]),
	strict: tristate,
	strictModuloSymmetry: tristate,
	global: tristate,
	reason: z.string(),
	method: z.enum(["dense", "iterative", "closed-form", "kink-test"]),
	loss: number,
	gradientNorm: number,
	index: count.nullable(),
	nullity: count.nullable(),
	nullityExplained: count.nullable(),
	spectrum: z.object({ min: number, max: number }).nullable(),
	trainingError: number.nullable(),
	boundary: count,
	ties: count.nullable(),
	closedForm: z.object({ selection: z.array(z.union([z.literal(0), z.literal(1)])) }).nullable(),
	descent: z.array(number).nullable(),
	theta: z.array(number),
});

const surveyPoint = classification.extend({
	id: z.string(),
	hits: count,
	orbit: z.string().regex(/^[1-9]\d*$/),
	isolated: tristate,
	family: z
		.object({
			members: count,
			nullity: z.tuple([count, count]),
			norm: z.tuple([number, number]),
			further: z.array(z.array(number)).max(16),
			sentence: z.string(),
		})
		.nullable(),
});

const survey = z.object({
	schema: z.literal("lossatlas/survey@1"),
	problem: z.object({
		name: z.string(),
		samples: count,
		inputs: count,
		outputs: count,
		parameters: count,
	}),
	theory: z.null(),
	starts: z.object({
		total: count,
		outcomes: z.object(Object.fromEntries(outcomeKinds.map((kind) => [kind, count]))),
	}),
	points: z.array(surveyPoint),
	seed: count,
	digest: z.string().regex(/^[0-9a-f]{64}$/),
	options: z.record(z.string(), z.unknown()),
	notes: z.array(z.string()),
});

const estimate = z.object({
	schema: z.literal("lossatlas/estimate@1"),
	seconds: number,
	bytes: number,
	disk: number,
	cells: count,
	basis: z.string(),
});

const error = z.object({
	schema: z.literal("lossatlas/error@1"),
	code: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(130)]),
	message: z.string(),
	where: z.object({
		file: z.string().optional(),
		line: count.optional(),
		column: count.optional(),
		field: z.string().optional(),
	}),
	try: z.string().optional(),
});

const documents: Readonly<Record<string, z.ZodType>> = {
	point,
	classify: classification,
	survey,
	estimate,
	error,
};

/** Documents that have a JSON Schema. */
export const documentSchemaNames: readonly string[] = ["problem", ...Object.keys(documents)];

/** The JSON Schema of a document. @throws RangeError for an unknown name. */
export function documentSchema(name: string): Record<string, unknown> {
	if (name === "problem") return problemJsonSchema();
	const schema = documents[name];
	if (schema === undefined)
		throw new RangeError(`There is no schema "${name}". Known: ${documentSchemaNames.join(", ")}.`);
	return { ...z.toJSONSchema(schema, { unrepresentable: "any" }), title: `Lossatlas ${name} document` };
}
