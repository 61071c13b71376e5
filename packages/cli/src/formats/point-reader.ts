import {
	InputError,
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
	const { bytes, ending } = await openNamedFile(path);
	switch (ending) {
		case ".npz":
			return pointFromArrays(problem, readNpz(bytes, path), path);
		case ".npy":
			return pointFromArrays(problem, [readNpy(bytes, "theta", path)], path);
		case ".safetensors":
			return pointFromArrays(problem, readSafetensors(bytes, path), path);
		case ".json":
			return pointFromDocument(problem, parseJson(new TextDecoder().decode(bytes), path), path);
		default:
			throw new InputError(
				`The format of ${path} is not known.`,
				{ file: path },
				"A point is a .json, .npz, .npy or .safetensors file. PyTorch: safetensors.torch.save_file(model.state_dict(), path).",
			);
	}
}
