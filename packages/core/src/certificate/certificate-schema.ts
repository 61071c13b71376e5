import { z } from "zod";
import { claims, moduloNames } from "./certificate.ts";
import { generatorKinds } from "./gauge.ts";

const numbers = z.array(z.number());
const rows = z.array(numbers).min(1);
const whole = z.number().int().min(0);
const named = z.object({ name: z.string(), parameters: z.array(z.union([z.number(), numbers])) });

const layer = z.object({
	width: z.number().int().min(1),
	activation: named,
	bias: z.boolean(),
	fixed: numbers.nullable(),
	noise: z.array(numbers).nullable(),
});

const embeddedProblem = z.object({
	loss: named,
	reduction: z.enum(["mean", "sum"]),
	weightDecay: z.number().min(0),
	exponentialPenalty: z.number().min(0),
	branches: z
		.array(z.object({ role: z.enum(["main", "shortcut", "exponential"]), layers: z.array(layer).min(1) }))
		.min(1),
	data: z.object({ x: rows, y: rows, weights: numbers.nullable() }),
});

const betterPoint = z.object({ theta: numbers, width: z.number().int().min(1).nullable() }).nullable();

const newton = z.object({
	method: z.literal("newton"),
	centre: z.array(numbers).min(1).max(8),
	bits: z.number().int().min(54).max(4096).nullable(),
	boxes: z.tuple([z.number(), z.number()]),
	shifts: z.tuple([z.number(), z.number()]),
	gauge: z.array(
		z.object({
			kind: z.enum(generatorKinds),
			branch: whole,
			layer: whole,
			unit: whole,
			from: whole,
			input: whole.nullable(),
		}),
	),
	gaugeWeight: z.number().min(0),
	dropped: z.array(whole),
	split: z
		.object({ unit: whole, sign: z.union([z.literal(1), z.literal(-1)]), shift: z.number() })
		.nullable(),
	better: betterPoint,
});

const interpolation = z.object({
	method: z.literal("interpolation"),
	centre: numbers,
	samples: z.array(whole),
	chosen: z.array(whole),
	box: z.number(),
});

const fraction = z.union([z.number(), z.string().regex(/^-?\d+(\/\d+)?$/)]);
const kinks = z.object({
	method: z.literal("kinks"),
	theta: z.array(fraction),
	slopes: z.array(z.object({ unit: whole, sample: whole, slope: fraction })),
	better: betterPoint,
});

const path = z.object({ method: z.literal("path"), corners: z.array(numbers).min(2), bound: z.number() });

const populationProof = z.object({
	method: z.literal("population"),
	centre: z.array(numbers).min(1).max(8),
	bits: z.number().int().min(54).max(1024),
	boxes: z.tuple([z.number(), z.number()]),
	shifts: z.tuple([z.number(), z.number()]),
	furtherShift: z.number().nullable(),
	better: numbers.nullable(),
});

const relu = z.object({ width: z.number().int().min(1), activation: z.literal("relu") });
const embeddedPopulation = z.object({
	population: z.object({
		law: z.literal("gaussian"),
		inputs: z.union([z.number().int().min(1), z.tuple([z.number().int().min(1), z.literal("Infinity")])]),
		teacher: relu,
	}),
	student: relu,
});

const statement = {
	claim: z.enum(claims),
	modulo: z.array(z.enum(moduloNames)),
	widths: z.tuple([z.number().int().min(1), z.literal("Infinity")]).nullable(),
	index: whole.nullable(),
	loss: z.tuple([z.number(), z.number()]),
	radius: z.number().min(0),
	uniqueness: z.number().nullable(),
	smallestEigenvalue: z.number().nullable(),
	gap: z.number().nullable(),
};

/** What a certificate states. */
export const statementSchema = z.object(statement);

/** `certify --json`, and the file that it writes. */
export const certificateSchema = z.object({
	schema: z.literal("lossatlas/certificate@1"),
	...statement,
	problem: z.union([embeddedProblem, embeddedPopulation]),
	proof: z.discriminatedUnion("method", [newton, interpolation, kinks, path, populationProof]),
	digest: z.string().regex(/^[0-9a-f]{64}$/),
});

/** `certify --json` where nothing was proved. */
export const certifyFailureSchema = z.object({
	schema: z.literal("lossatlas/certify-failure@1"),
	certified: z.literal(false),
	quantity: z.string(),
	reason: z.string(),
	try: z.array(z.string()),
});

/** `verify --json` */
export const verificationSchema = z.object({
	schema: z.literal("lossatlas/verify@1"),
	accepted: z.boolean(),
	statement: statementSchema.nullable(),
	shown: statementSchema.nullable(),
	reason: z.string(),
});
