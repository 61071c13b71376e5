import { documentSchema, documentSchemaNames, InputError, nearestName } from "@lossatlas/core/laboratory";
import { printDocument } from "../output/json-output.ts";

/** `schema [NAME]` */
export function schemaCommand(name: string | undefined, flags: { readonly json?: boolean }): void {
	if (name === undefined) {
		if (flags.json) printDocument({ schema: "lossatlas/schemas@1", names: documentSchemaNames });
		else process.stdout.write(`${documentSchemaNames.join("\n")}\n`);
		return;
	}
	if (!documentSchemaNames.includes(name))
		throw new InputError(
			`There is no schema "${name}". Known: ${documentSchemaNames.join(", ")}.`,
			{ field: "name" },
			`Did you mean "${nearestName(name, documentSchemaNames)}"?`,
		);
	process.stdout.write(`${JSON.stringify(documentSchema(name), null, 2)}\n`);
}
