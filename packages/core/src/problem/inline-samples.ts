import { InputError } from "./input-error.ts";
import type { RawSamples } from "./raw-samples.ts";
import type { ProblemFile } from "./specification.ts";

type Inline = NonNullable<ProblemFile["data"]["inline"]>;

/** Samples written in the problem file. @throws InputError for ragged rows and lengths that disagree. */
export function inlineSamples({ x, y, weights }: Inline): RawSamples {
	const field = "data.inline";
	requireEqualLengths(x, "x");
	if (y.length !== x.length)
		throw new InputError(
			`x has ${x.length} rows, but y has ${y.length}.`,
			{ field: `${field}.y` },
			"Give one target, or one row of targets, per row of x.",
		);
	if (weights !== undefined && weights.length !== x.length)
		throw new InputError(
			`x has ${x.length} rows, but there are ${weights.length} weights.`,
			{ field: `${field}.weights` },
			"Give one positive weight per row of x, or leave the weights out.",
		);
	const targets = y.map((cell) => (Array.isArray(cell) ? cell : [cell]));
	requireEqualLengths(targets, "y");
	return {
		samples: x.length,
		inputs: x[0].length,
		row: (sample) => x[sample],
		y: targets,
		weights: weights ?? null,
		groups: null,
		place: (sample) => ({ field: `${field}.y[${sample}]` }),
		inputNames: null,
		notes: [],
	};
}

function requireEqualLengths(rows: readonly (readonly number[])[], name: string): void {
	const columns = rows[0].length;
	rows.forEach((row, i) => {
		if (row.length !== columns)
			throw new InputError(
				`Row ${i} of ${name} has ${row.length} numbers, the first one has ${columns}.`,
				{ field: `data.inline.${name}[${i}]` },
				`All rows of ${name} need the same length.`,
			);
	});
}
