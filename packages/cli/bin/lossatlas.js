#!/usr/bin/env node
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

// The bundle starts in a third of the time.
const bundle = new URL("../dist/bundle/main.js", import.meta.url);
const modules = new URL("../dist/main.js", import.meta.url);
const main = isCurrent(fileURLToPath(bundle)) ? bundle : modules;
if (!existsSync(fileURLToPath(main))) {
	console.error("lossatlas is not built yet. Run `npm run setup` in the repository's root, then try again.");
	process.exit(1);
}
/** Whether the bundle is there and not older than what was compiled since, as by `tsc -b` alone. */
function isCurrent(path) {
	const built = statSync(path, { throwIfNoEntry: false });
	if (built === undefined) return false;
	return ["../tsconfig.tsbuildinfo", "../../core/tsconfig.tsbuildinfo"].every((compiled) => {
		const stat = statSync(fileURLToPath(new URL(compiled, import.meta.url)), { throwIfNoEntry: false });
		return stat === undefined || stat.mtimeMs <= built.mtimeMs;
	});
}

const { runCommandLine } = await import(main.href);
await runCommandLine(process.argv);
