// Turns packages/core/data into modules that are imported on demand, in Node and in browsers alike.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const core = join(dirname(fileURLToPath(import.meta.url)), "..", "packages", "core");
const files = { iris: "iris.csv", penguins: "penguins.csv", digits: "digits.bin.gz" };

export async function generateData() {
	const target = join(core, "src", "problem", "builtin", "generated");
	mkdirSync(target, { recursive: true });
	for (const [name, file] of Object.entries(files)) {
		const base64 = readFileSync(join(core, "data", file)).toString("base64");
		const path = join(target, `${name}.ts`);
		writeFileSync(
			`${path}.part`,
			`// Generated from data/${file} by scripts/generate-data.mjs.\nexport const bytes: string =\n\t"${base64}";\n`,
		);
		renameSync(`${path}.part`, path);
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generateData();
