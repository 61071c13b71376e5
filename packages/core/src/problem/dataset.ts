import { encodeTargets } from "./encode-targets.ts";
import type { Loss } from "./formula/loss.ts";
import { InputError } from "./input-error.ts";
import { principalComponents } from "./principal-components.ts";
import type { Dataset } from "./problem.ts";
import { pickSamples, type RawSamples } from "./raw-samples.ts";
import { selectSamples, standardizeColumns } from "./select-samples.ts";
import type { ProblemFile } from "./specification.ts";

/**
 * Samples as the network sees them: selected (`limit`, `sample`), inputs reduced (`components`) and standardized, targets encoded
 * for the loss; adds what a person should know to `notes`. @throws InputError naming the sample.
 */
export function makeDataset(
	read: RawSamples,
	{ limit, sample, components, standardize }: ProblemFile["data"],
	shape: { readonly outputs: number; readonly loss: Loss },
	notes: string[],
): Dataset {
	const total = read.samples;
	const raw = pickSamples(read, selectSamples(total, limit, sample));
	const asked = limit ?? sample?.count ?? total;
	if (asked > total) notes.push(`${asked} samples were asked for; there are ${total}, and all are used.`);
	const { samples } = raw;
	if (samples === 0)
		throw new InputError(
			"No samples are left.",
			{ field: "data" },
			"Check `missing: drop`, `limit` and `classes`.",
		);
	const columns = raw.inputs;
	const given = new Float64Array(samples * columns);
	for (let i = 0; i < samples; i++) given.set(raw.row(i), i * columns);
	const inputs = components ?? columns;
	const x = components === undefined ? given : principalComponents(given, samples, columns, components);
	for (let k = 0; k < x.length; k++) x[k] = withoutNegativeZero(x[k]);
	if (standardize)
		for (const k of standardizeColumns(x, samples, inputs))
			notes.push(
				`Input ${(components === undefined ? raw.inputNames?.[k] : null) ?? k} is constant; standardized it is 0 everywhere.`,
			);
	const cells =
		raw.y === "inputs"
			? Array.from({ length: samples }, (_, i) => Array.from(x.subarray(i * inputs, (i + 1) * inputs)))
			: raw.y;
	const targets = encodeTargets(cells, raw, shape);
	if (targets.labels === "binary" && targets.rows.every(([y]) => y === targets.rows[0][0]))
		notes.push(`All labels are ${targets.rows[0][0]}: a constant predictor makes no error.`);
	return {
		samples,
		inputs,
		outputs: shape.outputs,
		x,
		y: Float64Array.from(targets.rows.flat(), withoutNegativeZero),
		weights: checkedWeights(raw),
		labels: targets.labels,
		classes: targets.classes,
	};
}

/** -0 becomes 0: the canonical form of a problem writes both alike. */
function withoutNegativeZero(value: number): number {
	return value === 0 ? 0 : value;
}

function checkedWeights({ weights, place }: RawSamples): Float64Array | null {
	weights?.forEach((weight, i) => {
		if (!(weight > 0) || !Number.isFinite(weight))
			throw new InputError(
				`The weight of sample ${i} is ${weight}; weights are positive, finite numbers.`,
				place(i),
				"Leave out samples of weight 0.",
			);
	});
	return weights === null ? null : Float64Array.from(weights);
}
