import { extname } from "node:path";
import {
	InputError,
	type PointRead,
	type Problem,
	pointFromArrays,
	pointFromDocument,
} from "@lossatlas/core";
import { readNamedFile } from "./data-source.ts";
import { readNpz } from "./npz.ts";
import { readSafetensors } from "./safetensors.ts";

/** Reads a point file: a point document, npz or safetensors. @throws InputError for a point that does not fit the problem. */
export async function readPoint(problem: Problem, path: string): Promise<PointRead> {
	const bytes = await readNamedFile(path);
	const read = await parsePoint(problem, path, bytes);
	const bad = read.theta.findIndex((value) => !Number.isFinite(value));
	if (bad >= 0)
		throw new InputError(
			`Number ${bad} of the point in ${path} is ${read.theta[bad]}; finite numbers were expected.`,
			{ file: path, field: `theta[${bad}]` },
		);
	return read;
}

async function parsePoint(problem: Problem, path: string, bytes: Uint8Array): Promise<PointRead> {
	switch (extname(path).toLowerCase()) {
		case ".npz":
			return pointFromArrays(problem, readNpz(bytes, path), path);
		case ".safetensors":
			return pointFromArrays(problem, readSafetensors(bytes, path), path);
		case ".json": {
			let document: unknown;
			try {
				document = JSON.parse(new TextDecoder().decode(bytes));
			} catch (error) {
				throw new InputError(`${path} is not valid JSON: ${(error as Error).message}`, { file: path });
			}
			return pointFromDocument(problem, document, path);
		}
		default:
			throw new InputError(
				`The format of ${path} is not known.`,
				{ file: path },
				"A point is a .json, .npz or .safetensors file.",
			);
	}
}
