// What the bench writes for its contestants, read again.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export function readFloats(folder, name) {
	const bytes = readFileSync(join(folder, `${name}.bin`));
	return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

const rows = (values, width) =>
	Array.from({ length: values.length / width }, (_, i) =>
		Array.from(values.subarray(i * width, (i + 1) * width)),
	);

/** The problem of a case: squared error, mean over the samples. */
export function readProblem(folder, inputs, layers) {
	return {
		lossatlas: 1,
		data: {
			inline: {
				x: rows(readFloats(folder, "x"), inputs),
				y: rows(readFloats(folder, "y"), layers[layers.length - 1].width),
			},
		},
		network: { layers },
		loss: { name: "squared" },
	};
}
