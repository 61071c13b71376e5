import { gunzipSync } from "fflate";
import { classGroups, type RawSamples, sameLabel } from "../raw-samples.ts";
import type { ProblemFile } from "../specification.ts";
import { decodeBase64 } from "./decode-base64.ts";
import { requireKnownLabels } from "./known-labels.ts";

type Builtin = NonNullable<ProblemFile["data"]["builtin"]>;
type Digits = Extract<Builtin, { name: "digits" }>;

const side = 28;
const labels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

let records: Promise<Uint8Array> | null = null;

/** A byte for the label and one for each pixel, digit after digit; kept, since sweeps ask for them in every cell. */
async function unpack(): Promise<Uint8Array> {
	const { bytes } = await import("./generated/digits.ts");
	return gunzipSync(decodeBase64(bytes));
}

/**
 * Handwritten digits of 28 x 28 pixels, scaled to [0, 1] (MNIST, LeCun, Cortes & Burges), all 10,000 of them or
 * those of the classes. Size 8: means over the 3.5 x 3.5 pixel blocks, a pixel on a border counted half
 * to each side.
 */
export async function digits({ size, target, classes }: Digits): Promise<RawSamples> {
	records ??= unpack();
	const raw = await records;
	const record = 1 + side * side;
	const wanted = classes?.flat() ?? labels;
	requireKnownLabels(wanted, labels, "the built-in digits set");
	const kept: number[] = [];
	for (let at = 0; at < raw.length; at += record)
		if (wanted.some((label) => sameLabel(label, raw[at]))) kept.push(at);
	return {
		samples: kept.length,
		inputs: size * size,
		row(sample) {
			const picture = raw.subarray(kept[sample] + 1, kept[sample] + record);
			return size === side ? Array.from(picture, (v) => v / 255) : blockMeans(picture);
		},
		y: target === "inputs" ? "inputs" : kept.map((at) => [raw[at]]),
		weights: null,
		groups: target === "inputs" ? null : classGroups(classes),
		place: () => ({ field: "data.builtin" }),
		inputNames: Array.from({ length: size * size }, (_, k) => `pixel ${Math.floor(k / size)},${k % size}`),
		notes: [],
	};
}

/** 8 x 8 means of a 28 x 28 picture, in [0, 1]; every half pixel is counted once. */
function blockMeans(picture: Uint8Array): number[] {
	const out: number[] = [];
	for (let row = 0; row < 8; row++) {
		for (let column = 0; column < 8; column++) {
			let sum = 0;
			for (let i = 7 * row; i < 7 * row + 7; i++)
				for (let j = 7 * column; j < 7 * column + 7; j++) sum += picture[(i >> 1) * side + (j >> 1)];
			out.push(sum / (49 * 255));
		}
	}
	return out;
}
