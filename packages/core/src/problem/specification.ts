import { z } from "zod";
import { activationDefinitions } from "./formula/activations.ts";
import { lossDefinitions } from "./formula/losses.ts";

const finite = z.number().refine(Number.isFinite, "must be a finite number");
const positive = finite.refine((v) => v > 0, "must be positive");
const nonNegative = finite.refine((v) => v >= 0, "must not be negative");
const count = z.number().int().min(1, "must be at least 1");
const seed = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const row = z.array(finite).min(1);
const label = z.union([z.string(), z.number(), z.boolean()]);

const parameterNames = new Set(
	[...activationDefinitions, ...lossDefinitions].flatMap((definition) =>
		definition.parameters.map(({ name }) => name),
	),
);
const parameterShape = Object.fromEntries(
	[...parameterNames].map((name) => [name, z.union([finite, z.array(finite).min(1)]).optional()]),
);

const activation = z.union([z.string(), z.strictObject({ name: z.string(), ...parameterShape })]);

const fixed = z.union([
	z.literal("ones"),
	z.strictObject({
		init: z.enum(["normal", "glorot", "he"]),
		scale: positive.default(1),
		seed: seed.default(1),
	}),
	z.strictObject({ file: z.string() }),
	/** Weights row by row, then biases. */
	z.strictObject({ values: z.array(finite).min(1) }),
]);

const layer = z.strictObject({
	width: count,
	activation: activation.default("identity"),
	bias: z.boolean().default(true),
	fixed: fixed.optional(),
});

const inline = z.strictObject({
	x: z.array(row).min(1),
	y: z.array(z.union([finite, row])).min(1),
	weights: z.array(positive).optional(),
});

const groups = z.array(z.union([label, z.array(label).min(1)])).min(2);

const file = z.strictObject({
	path: z.string(),
	inputs: z.union([z.array(z.string()).min(1), z.string()]),
	target: z.union([z.string(), z.array(z.string()).min(1)]),
	weights: z.string().optional(),
	/** Each a label or a list of labels: +1 and -1 for one output, or indices for cross-entropy. */
	classes: groups.optional(),
	missing: z.enum(["error", "drop"]).default("error"),
});

const target = z.union([z.string(), z.array(z.string()).min(1)]);

/** The built-in data sets and their parameters; `name` tells them apart. */
const builtin = z.discriminatedUnion("name", [
	z.strictObject({
		name: z.literal("xor"),
		/** Targets of the two classes, the exclusive or being `high`; labels +1/-1 by default. */
		low: finite.default(-1),
		high: finite.default(1),
	}),
	z.strictObject({
		name: z.literal("two-moons"),
		samples: count.default(100),
		noise: nonNegative.default(0.1),
		seed: seed.default(1),
	}),
	z.strictObject({
		name: z.literal("gaussian"),
		samples: count.default(100),
		inputs: count.default(2),
		outputs: count.default(1),
		/** `labels`: random +1/-1; `normal`: independent standard normal targets. */
		targets: z.enum(["labels", "normal"]).default("labels"),
		seed: seed.default(1),
	}),
	z.strictObject({
		name: z.literal("teacher"),
		samples: count.default(100),
		inputs: count.default(2),
		/** Hidden units of the teacher; a list for several hidden layers. */
		width: z.union([count, z.array(count).min(1)]).default(4),
		activation: activation.default("tanh"),
		outputs: count.default(1),
		/** Standard deviation of what is added to the teacher's outputs. */
		noise: nonNegative.default(0),
		seed: seed.default(1),
	}),
	z.strictObject({
		name: z.literal("iris"),
		inputs: z.array(z.string()).min(1).optional(),
		target: target.default("species"),
		classes: groups.optional(),
	}),
	z.strictObject({
		name: z.literal("penguins"),
		inputs: z.array(z.string()).min(1).optional(),
		target: target.default("species"),
		classes: groups.optional(),
		missing: z.enum(["error", "drop"]).default("drop"),
	}),
	z.strictObject({
		name: z.literal("digits"),
		/** 28: as they are; 8: means of blocks of 3.5 x 3.5 pixels. */
		size: z.union([z.literal(8), z.literal(28)]).default(8),
		target: z.enum(["digit", "inputs"]).default("digit"),
		classes: groups.optional(),
	}),
]);

const data = z.strictObject({
	inline: inline.optional(),
	file: file.optional(),
	builtin: builtin.optional(),
	population: z
		.strictObject({
			law: z.literal("gaussian"),
			inputs: count,
			teacher: z.strictObject({ width: count, activation }),
		})
		.optional(),
	/** Inputs are replaced by their first principal components, before standardize. */
	components: count.optional(),
	standardize: z.boolean().default(false),
	limit: count.optional(),
	sample: z.strictObject({ count, seed: seed.default(1) }).optional(),
});

const noise = z.discriminatedUnion("law", [
	z.strictObject({ law: z.literal("normal"), sigma: nonNegative, seed: seed.default(1) }),
	z.strictObject({ law: z.literal("uniform"), sigma: nonNegative, seed: seed.default(1) }),
	z.strictObject({
		law: z.literal("bernoulli"),
		keep: positive.refine((v) => v <= 1, "must be at most 1"),
		seed: seed.default(1),
	}),
]);

/** The problem file of the contract, strict: an unknown field is an error. */
export const problemSchema = z.strictObject({
	lossatlas: z.literal(1),
	name: z.string().default("unnamed"),
	data,
	network: z.strictObject({
		layers: z.array(layer).min(1),
		shortcut: z
			.strictObject({
				width: count,
				activation,
				bias: z.boolean().default(true),
			})
			.optional(),
		noise: noise.optional(),
		"exponential-neuron": z.strictObject({ penalty: nonNegative.default(0) }).optional(),
	}),
	loss: z.strictObject({ name: z.string(), ...parameterShape }),
	reduction: z.enum(["mean", "sum"]).default("mean"),
	regularizer: z.strictObject({ "weight-decay": nonNegative.default(0) }).optional(),
});

/** A problem file with its defaults filled in. */
export type ProblemFile = z.output<typeof problemSchema>;

/** The JSON Schema (draft 2020-12) of problem files, for editors and other programs. */
export function problemJsonSchema(): Record<string, unknown> {
	const schema = z.toJSONSchema(problemSchema, { io: "input", unrepresentable: "any" });
	const properties = schema.properties as Record<string, Record<string, unknown>>;
	properties.data.oneOf = ["inline", "file", "builtin", "population"].map((kind) => ({ required: [kind] }));
	return { ...schema, title: "Lossatlas problem file" };
}
