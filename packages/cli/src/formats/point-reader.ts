import {
	InputError,
	type NamedArray,
	type PointRead,
	type Problem,
	pointFromArrays,
	pointFromDocument,
} from "@lossatlas/core/laboratory";
import { parseJson } from "./json-text.ts";
import { openNamedFile } from "./named-file.ts";
import { readNpy } from "./npy.ts";
import { readNpz } from "./npz.ts";
import { readSafetensors } from "./safetensors.ts";

/**
 * Reads a point file: a point document (.json), .npz, .npy or .safetensors, each also with .gz.
 * @throws InputError for a point that does not fit the problem, saying which block is expected where.
 */
export async function readPoint(problem: Problem, path: string): Promise<PointRead> {
	const contents = await readContents(path);
	return "arrays" in contents
		? pointFromArrays(problem, contents.arrays, path)
		: pointFromDocument(problem, contents.document, path);
}

/**
 * Reads a path: an npz or npy file with an array `theta`, points x parameters.
 * @throws InputError where there is none, or its rows are no points of the problem.
 */
export async function readPath({ network }: Problem, path: string): Promise<Float64Array[]> {
	const contents = await readContents(path);
	const array = "arrays" in contents ? contents.arrays.find(({ name }) => name === "theta") : undefined;
	const [points, width] = array?.shape ?? [];
	if (array === undefined || array.shape.length !== 2 || width !== network.parameters || points < 2)
		throw new InputError(
			`${path} holds no path: an array theta of at least 2 rows and ${network.parameters} columns was expected${array === undefined ? "" : `; found ${array.shape.join(" x ")}`}.`,
			{ file: path, field: "theta" },
			"`lossatlas construct li-2018/monotone-path --out way` writes way/path.npz.",
		);
	const values = Float64Array.from(array.values);
	return Array.from({ length: points }, (_, k) => values.slice(k * width, (k + 1) * width));
}

/** How many numbers the point in a file has. */
export async function pointLength(path: string): Promise<number> {
	const contents = await readContents(path);
	if ("arrays" in contents) return contents.arrays.reduce((sum, { values }) => sum + values.length, 0);
	const { theta } = (contents.document ?? {}) as { theta?: unknown };
	return Array.isArray(theta) ? theta.length : 0;
}

type Contents = { readonly arrays: readonly NamedArray[] } | { readonly document: unknown };

async function readContents(path: string): Promise<Contents> {
	const { bytes, ending } = await openNamedFile(path);
	switch (ending) {
		case ".npz":
			return { arrays: readNpz(bytes, path) };
		case ".npy":
			return { arrays: [readNpy(bytes, "theta", path)] };
		case ".safetensors":
			return { arrays: readSafetensors(bytes, path) };
		case ".json":
			return { document: parseJson(new TextDecoder().decode(bytes), path) };
		default:
			throw new InputError(
				`The format of ${path} is not known.`,
				{ file: path },
				"A point is a .json, .npz, .npy or .safetensors file. PyTorch: safetensors.torch.save_file(model.state_dict(), path).",
			);
	}
}
