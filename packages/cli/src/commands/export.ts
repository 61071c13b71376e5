import { join } from "node:path";
import { InputError } from "@lossatlas/core/laboratory";
import { writeWhole } from "../formats/atomic-write.ts";
import { type CellsFormat, cellsFormats } from "../formats/cells-formats.ts";
import { printDocument } from "../output/json-output.ts";
import { openCells } from "../store/cells-view.ts";

interface Flags {
	readonly format: string;
	readonly out?: string;
	readonly json?: boolean;
}

/** `export DIR --format csv|parquet|npz` */
export async function exportCommand(folder: string, flags: Flags): Promise<void> {
	const format: CellsFormat | undefined = cellsFormats[flags.format];
	if (format === undefined)
		throw new InputError(`There is no format "${flags.format}".`, { field: "--format" });
	const file = flags.out ?? join(folder, `cells.${flags.format}`);
	const cells = await openCells(folder);
	try {
		const { bytes, notes } = await format(cells);
		await writeWhole(file, bytes);
		const [[count]] = (await cells.query("SELECT count(*) FROM cells")).rows;
		if (flags.json)
			printDocument({
				schema: "lossatlas/export@1",
				file,
				format: flags.format,
				cells: count,
				columns: cells.columns,
				notes,
			});
		else process.stdout.write([`${count} cells written to ${file}`, ...notes, ""].join("\n"));
	} finally {
		cells.close();
	}
}
