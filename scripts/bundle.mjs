// Joins the command line and the library into a few files: starting 300 small modules takes longer than most commands.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "packages", "cli", "dist");

/** Packages that load files of their own, or are large and rarely needed. */
const external = [
	/^node:/,
	"@duckdb/node-api",
	"@observablehq/plot",
	"@resvg/resvg-js",
	"bullmq",
	"highs",
	"ioredis",
	"koffi",
	"linkedom",
	"piscina",
];

export async function bundle() {
	const build = await rolldown({
		input: {
			main: join(dist, "main.js"),
			"survey-worker": join(dist, "executors", "survey-worker.js"),
			"cell-worker": join(dist, "executors", "cell-worker.js"),
		},
		platform: "node",
		external,
		logLevel: "warn",
	});
	await build.write({
		dir: join(dist, "bundle"),
		format: "es",
		chunkFileNames: "[name]-[hash].js",
		cleanDir: true,
	});
	await build.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
