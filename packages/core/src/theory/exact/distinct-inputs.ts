import { add, divide, fromNumber, multiply, type Rational, zero } from "../../rigor/rational.ts";

/** Samples with exactly the same input. */
export interface InputGroup {
	/** Places of its samples, ascending. */
	readonly samples: readonly number[];
	/** The sum of the sample weights. */
	readonly weight: Rational;
	/** The weighted mean of its targets, one for each output. */
	readonly mean: readonly Rational[];
	/** Whether its samples have different targets. */
	readonly mixed: boolean;
}

/** What `distinctInputs` reads of a data set. */
interface Samples {
	readonly samples: number;
	readonly inputs: number;
	readonly outputs: number;
	readonly x: Float64Array;
	readonly y: Float64Array;
	readonly weights: Float64Array | null;
}

/**
 * Groups samples by equality of their inputs, number by number (0 and -0 are equal), in the order of first
 * appearance; weighted means of the targets in exact arithmetic.
 */
export function distinctInputs(data: Samples): InputGroup[] {
	const groups = new Map<string, number[]>();
	for (let i = 0; i < data.samples; i++) {
		const key = Array.from(data.x.subarray(i * data.inputs, (i + 1) * data.inputs), (value) =>
			value === 0 ? "0" : String(value),
		).join(" ");
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [i]);
		else group.push(i);
	}
	return [...groups.values()].map((samples) => describe(data, samples));
}

function describe({ outputs, y, weights }: Samples, samples: readonly number[]): InputGroup {
	const weightOf = (i: number): Rational => fromNumber(weights === null ? 1 : weights[i]);
	const weight = samples.reduce((sum, i) => add(sum, weightOf(i)), zero);
	const mean = Array.from({ length: outputs }, (_, o) => {
		const first = y[samples[0] * outputs + o];
		if (samples.every((i) => y[i * outputs + o] === first)) return fromNumber(first);
		const sum = samples.reduce(
			(total, i) => add(total, multiply(weightOf(i), fromNumber(y[i * outputs + o]))),
			zero,
		);
		return divide(sum, weight);
	});
	const mixed = samples.some((i) => {
		for (let o = 0; o < outputs; o++) if (y[i * outputs + o] !== y[samples[0] * outputs + o]) return true;
		return false;
	});
	return { samples, weight, mean, mixed };
}

/** The first pair of groups with x = -x' and x != 0, as places of samples; null without one. */
export function antipodalPair(
	{ inputs, x }: Pick<Samples, "inputs" | "x">,
	groups: readonly InputGroup[],
): readonly [number, number] | null {
	const keyOf = (sample: number, sign: number) =>
		Array.from(x.subarray(sample * inputs, (sample + 1) * inputs), (value) =>
			value === 0 ? "0" : String(sign * value),
		).join(" ");
	const seen = new Map(groups.map(({ samples }) => [keyOf(samples[0], 1), samples[0]]));
	for (const { samples } of groups) {
		const [sample] = samples;
		const opposite = seen.get(keyOf(sample, -1));
		if (opposite !== undefined && opposite !== sample) return [sample, opposite];
	}
	return null;
}
