import { documentSchema, documentSchemaNames, InputError, nearestName } from "@lossatlas/core";

/** `schema [NAME]` */
export function schemaCommand(name: string | undefined): void {
	if (name === undefined) {
		process.stdout.write(`${documentSchemaNames.join("\n")}\n`);
		return;
	}
	if (!documentSchemaNames.includes(name))
		throw new InputError(
			`There is no schema "${name}". Known: ${documentSchemaNames.join(", ")}.`,
			{ field: "schema" },
			`Did you mean "${nearestName(name, documentSchemaNames)}"?`,
		);
	process.stdout.write(`${JSON.stringify(documentSchema(name), null, 2)}\n`);
}
