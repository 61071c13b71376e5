import { z } from "zod";
import {
	certificateSchema,
	certifyFailureSchema,
	statementSchema,
	verificationSchema,
} from "../certificate/certificate-schema.ts";
import { engineNames } from "../numerics/engines.ts";
import { problemJsonSchema } from "../problem/specification.ts";
import { outcomeKinds } from "../search/outcome.ts";
import { questionIds } from "../theory/question.ts";
import { planJsonSchema } from "./plan-schema.ts";

/** A float64 number; non-finite ones are strings. */
const number = z.union([z.number(), z.enum(["Infinity", "-Infinity", "NaN"])]);
const tristate = z.enum(["yes", "no", "unknown"]);
const count = z.number().int().min(0);

/** What computed: `portable` gives the same bits everywhere. */
const engine = z.enum(engineNames);

const point = z.object({
	schema: z.literal("lossatlas/point@1"),
	theta: z.array(z.number()),
});

const classification = z.object({
	schema: z.literal("lossatlas/classify@1"),
	engine: engine.optional(),
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

const described = z.object({
	name: z.string(),
	samples: count,
	inputs: count,
	outputs: count,
	parameters: count,
});

const witness = z
	.object({
		construct: z.string().nullable(),
		settings: z.record(z.string(), z.union([z.number(), z.string()])),
		point: z.array(number).nullable(),
		loss: number.nullable(),
		better: z.object({ point: z.array(number).nullable(), loss: number, reason: z.string() }).nullable(),
		exactness: z.enum(["exact", "rounded"]),
	})
	.nullable();
const question = z.enum(questionIds);
const answer = z.enum(["excluded", "exists", "vacuous", "undecided"]);
const extent = z.enum(["this-problem", "almost-every-noise", "almost-every-data"]);

const check = z.object({
	schema: z.literal("lossatlas/check@1"),
	engine: engine.optional(),
	problem: described,
	questions: z
		.array(
			z.object({
				question,
				answer,
				for: extent,
				because: z.array(z.string()),
				witness,
				sentence: z.string(),
			}),
		)
		.length(questionIds.length),
	theorems: z.array(
		z.object({
			id: z.string(),
			title: z.string(),
			applies: z.enum(["yes", "no", "undecided"]),
			hypotheses: z.array(
				z.object({
					id: z.string(),
					title: z.string(),
					status: z.enum(["holds", "fails", "undecided"]),
					sentence: z.string(),
					evidence: z.record(z.string(), z.unknown()),
				}),
			),
			conclusions: z.array(z.object({ question, answer, for: extent, witness, sentence: z.string() })),
		}),
	),
	remedies: z
		.array(
			z.object({
				id: z.string(),
				change: z.string(),
				caveat: z.string(),
				effects: z.array(
					z.object({
						question,
						before: answer,
						after: answer,
						for: extent,
						because: z.array(z.string()),
						change: z.number().int(),
					}),
				),
				sentence: z.string(),
				network: z.record(z.string(), z.unknown()),
				start: z.array(number).optional(),
			}),
		)
		.nullable(),
});

const survey = z.object({
	schema: z.literal("lossatlas/survey@1"),
	problem: described,
	theory: check.nullable(),
	starts: z.object({
		total: count,
		outcomes: z.object(Object.fromEntries(outcomeKinds.map((kind) => [kind, count]))),
	}),
	points: z.array(surveyPoint),
	certified: z
		.record(
			z.string(),
			z.object({
				proved: statementSchema.nullable(),
				quantity: z.string().nullable(),
				reason: z.string().nullable(),
			}),
		)
		.nullable(),
	seed: count,
	digest: z.string().regex(/^[0-9a-f]{64}$/),
	options: z.record(z.string(), z.unknown()),
	engine,
	notes: z.array(z.string()),
});

const construct = z.object({
	schema: z.literal("lossatlas/construct@1"),
	engine: engine.optional(),
	id: z.string(),
	claim: z.string(),
	checks: z.array(z.object({ what: z.string(), value: number, passed: z.boolean() })),
	settings: z.record(z.string(), z.union([z.number(), z.string()])),
	seed: count,
	loss: number,
	sentence: z.string(),
});

const train = z.object({
	schema: z.literal("lossatlas/train@1"),
	outcome: z.enum(["training-error", "loss", "gradient", "epochs", "overflow"]),
	sentence: z.string(),
	epochs: count,
	evaluations: number,
	loss: number,
	gradientNorm: number,
	trainingError: number.nullable(),
	smallestPreactivation: number.nullable(),
	classification: classification.nullable(),
	trace: z
		.object({
			epochs: z.array(count),
			loss: z.array(number),
			gradientNorm: z.array(number),
			trainingError: z.array(number),
			smallestPreactivation: z.array(number),
		})
		.nullable(),
	theta: z.array(number),
});

/** A construction in a cell of a sweep. */
const constructCell = z.object({
	made: z.boolean(),
	reason: z.string().nullable(),
	passed: z.boolean(),
	betterLoss: number.nullable(),
	certificate: statementSchema.nullable(),
	descend: z
		.array(
			z.object({
				starts: count,
				returned: count,
				lower: count,
				higher: count,
				evaluations: number,
				lowestLoss: number,
			}),
		)
		.nullable(),
	document: construct.nullable(),
});

const cellValue = z.union([number, z.string(), z.boolean(), z.null(), z.array(number)]);

const sweep = z.object({
	schema: z.literal("lossatlas/sweep@1"),
	name: z.string(),
	plan: z.string().regex(/^[0-9a-f]{64}$/),
	/** `total`: of the plan; `skipped`: left out by a stop rule. */
	cells: z.object({ total: count, done: count, failed: count, skipped: count }),
	/** One per cell, or per combination of the axes that the reduction leaves; at most 10,000, `rowsTotal` in all. */
	rows: z.array(z.record(z.string(), cellValue)),
	rowsTotal: count,
	failures: z.array(z.object({ cell: count, at: z.record(z.string(), cellValue), sentence: z.string() })),
	digest: z.string().regex(/^[0-9a-f]{64}$/),
	engine,
	notes: z.array(z.string()),
});

const countRange = z.tuple([count.nullable(), count.nullable()]);
const exactInteger = z.string().regex(/^(0|[1-9]\d*)$/);
const selected = z.array(z.union([z.literal(0), z.literal(1)]));

const enumerated = z.object({
	schema: z.literal("lossatlas/enumerate@1"),
	engine: engine.optional(),
	sentence: z.string(),
	scope: z.enum(["linear-network", "product-cones"]),
	total: exactInteger.nullable(),
	values: z.array(
		z.object({
			loss: number,
			gap: number,
			selection: selected,
			counts: z.array(count),
			alternatives: exactInteger,
			kind: z.enum(["minimum", "saddle", "flat"]),
			global: tristate,
			strict: z
				.boolean()
				.nullable()
				.describe(
					"true or false holds for every critical point of the value; null: the Hessian has a negative eigenvalue at some of them and none at others (three layers or more)",
				),
			index: count.nullable().describe("null when the critical points of the value differ: see indexRange"),
			nullity: count
				.nullable()
				.describe("null when the critical points of the value differ: see nullityRange"),
			indexRange: countRange.describe("least and greatest; null where no closed form is known"),
			nullityRange: countRange.describe("least and greatest; null where no closed form is known"),
			pattern: z.object({ units: count, samples: z.array(count), margin: number }).nullable(),
			sentence: z.string(),
		}),
	),
	complete: z.boolean(),
	points: z
		.array(
			z.object({
				value: count,
				loss: number,
				kind: z.enum(["minimum", "saddle", "flat"]),
				strict: z.boolean(),
				index: count,
				nullity: count,
				checks: z.array(z.object({ what: z.string(), value: number, passed: z.boolean() })),
				theta: z.array(number),
			}),
		)
		.nullable(),
	seed: count,
});

const estimate = z.object({
	schema: z.literal("lossatlas/estimate@1"),
	engine: engine.optional(),
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
	check,
	construct,
	"construct-cell": constructCell,
	train,
	sweep,
	enumerate: enumerated,
	certificate: certificateSchema,
	"certify-failure": certifyFailureSchema,
	verify: verificationSchema,
	estimate,
	error,
};

/** Documents that have a JSON Schema. */
export const documentSchemaNames: readonly string[] = ["problem", "plan", ...Object.keys(documents)];

/** The JSON Schema of a document. @throws RangeError for an unknown name. */
export function documentSchema(name: string): Record<string, unknown> {
	if (name === "problem") return problemJsonSchema();
	if (name === "plan") return planJsonSchema();
	const schema = documents[name];
	if (schema === undefined)
		throw new RangeError(`There is no schema "${name}". Known: ${documentSchemaNames.join(", ")}.`);
	return { ...z.toJSONSchema(schema, { unrepresentable: "any" }), title: `Lossatlas ${name} document` };
}
