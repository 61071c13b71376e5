#!/usr/bin/env node
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

// The bundle starts in a third of the time.
const bundle = new URL("../dist/bundle/main.js", import.meta.url);
const modules = new URL("../dist/main.js", import.meta.url);
const main = existsSync(fileURLToPath(bundle)) ? bundle : modules;
if (!existsSync(fileURLToPath(main))) {
	console.error("lossatlas is not built yet. Run `npm run setup` in the repository's root, then try again.");
	process.exit(1);
}
const { runCommandLine } = await import(main.href);
await runCommandLine(process.argv);
