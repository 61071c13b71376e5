import { InputError } from "@lossatlas/core/laboratory";
import { printDocument } from "../output/json-output.ts";
import { tableText } from "../output/table-text.ts";
import { openCells } from "../store/cells-view.ts";

/** `query DIR SQL` */
export async function queryCommand(
	folder: string,
	sql: string,
	flags: { readonly json?: boolean },
): Promise<void> {
	const cells = await openCells(folder);
	try {
		const { columns, rows } = await cells.query(sql).catch((error: Error) => {
			throw new InputError(
				`The query cannot be run: ${error.message.split("\n")[0]}`,
				{ field: "SQL" },
				`The table is called cells; its columns: ${cells.columns.join(", ")}. Put names with dots in double quotes.`,
			);
		});
		if (flags.json) printDocument({ schema: "lossatlas/query@1", columns, rows });
		else process.stdout.write(`${tableText(columns, rows)}\n`);
	} finally {
		cells.close();
	}
}
