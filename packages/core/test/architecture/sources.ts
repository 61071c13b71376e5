import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "..");
export const coreSource = join(repository, "packages", "core", "src");

export interface SourceFile {
	/** Relative to packages/core/src, with forward slashes. */
	readonly path: string;
	readonly text: string;
}

/** TypeScript files below a folder, generated ones left out. */
export function sourcesBelow(folder: string): SourceFile[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
		.map((entry) => join(entry.parentPath, entry.name))
		.filter(
			(path) =>
				!path.includes("/generated/") && !path.endsWith("kernels-bytes.ts") && !path.includes("node_modules"),
		)
		.map((path) => ({
			path: relative(folder, path).replaceAll("\\", "/"),
			text: readFileSync(path, "utf8"),
		}));
}

/** Comments taken out, so that words in them are not mistaken for code. */
export function withoutComments(text: string): string {
	return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'`])\/\/.*$/gm, "$1");
}
