// Installs and builds what is missing; skips what is done. Node built-ins only, until packages are there.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./setup-lock.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const at = (...parts) => join(root, ...parts);
const leastNode = [20, 19];

function say(line) {
	process.stderr.write(`setup: ${line}\n`);
}

function fail(line) {
	process.stderr.write(`setup: ${line}\n`);
	process.exit(1);
}

function checkNode() {
	const [major, minor] = process.versions.node.split(".").map(Number);
	if (major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1])) return;
	fail(
		`Node ${leastNode.join(".")} or newer is needed; this is ${process.versions.node}. See https://nodejs.org.`,
	);
}

/** Runs a program; its output is shown only if it fails. */
function run(command, args, { shell } = { shell: false }) {
	const done = spawnSync(command, args, { cwd: root, encoding: "utf8", shell });
	if (done.status === 0) return;
	process.stderr.write(`${done.stdout ?? ""}${done.stderr ?? ""}`);
	fail(`\`${command} ${args.join(" ")}\` failed${done.error ? `: ${done.error.message}` : ""}.`);
}

const installStamp = at("node_modules", ".lossatlas-install");

function install() {
	const wanted = createHash("sha256")
		.update(readFileSync(at("package-lock.json")))
		.digest("hex");
	if (existsSync(installStamp) && readFileSync(installStamp, "utf8") === wanted) return;
	say("installing packages (npm ci) ...");
	// npm is a script on Windows, which only a shell can start.
	run("npm", ["ci", "--include=dev"], { shell: process.platform === "win32" });
	writeFileSync(installStamp, wanted);
}

/** Newest change below some folders and files, in milliseconds. */
function newest(...paths) {
	let latest = 0;
	const visit = (path) => {
		if (!existsSync(path)) return;
		const found = statSync(path);
		if (!found.isDirectory()) latest = Math.max(latest, found.mtimeMs);
		else
			for (const entry of readdirSync(path))
				if (entry !== "node_modules" && entry !== "dist") visit(join(path, entry));
	};
	paths.forEach(visit);
	return latest;
}

/** A step whose output must be newer than its sources. */
async function step(name, outputs, sources, build) {
	const oldest = Math.min(...outputs.map((path) => (existsSync(path) ? statSync(path).mtimeMs : 0)));
	if (oldest > newest(...sources)) return false;
	say(`${name} ...`);
	await build();
	return true;
}

async function build() {
	const core = at("packages", "core");
	await step(
		"compiling the kernels to WebAssembly",
		["kernels", "fused", "native"].map((name) => join(core, "src", "numerics", `${name}-bytes.ts`)),
		[join(core, "assembly"), at("scripts", "build-kernels.mjs")],
		async () => (await import("./build-kernels.mjs")).buildKernels(),
	);
	const generated = join(core, "src", "problem", "builtin", "generated");
	await step(
		"packing the data sets",
		["iris", "penguins", "digits"].map((name) => join(generated, `${name}.ts`)),
		[join(core, "data"), at("scripts", "generate-data.mjs")],
		async () => (await import("./generate-data.mjs")).generateData(),
	);
	const stamp = at("node_modules", ".lossatlas-build");
	await step(
		"compiling TypeScript",
		[stamp, join(core, "dist", "index.js"), at("packages", "cli", "dist", "main.js")],
		[
			join(core, "src"),
			join(core, "tsconfig.json"),
			at("packages", "cli", "src"),
			at("packages", "cli", "tsconfig.json"),
			at("tsconfig.base.json"),
		],
		() => {
			run(process.execPath, [
				at("node_modules", "typescript", "bin", "tsc"),
				"-b",
				"packages/core",
				"packages/cli",
			]);
			writeFileSync(stamp, "");
		},
	);
	const cli = at("packages", "cli", "dist");
	await step(
		"bundling the command line",
		[join(cli, "bundle", "main.js")],
		[stamp, at("scripts", "bundle.mjs")],
		async () => (await import("./bundle.mjs")).bundle(),
	);
}

/** Brings the working tree into a state in which everything runs; quick when it already is. */
export async function setup() {
	checkNode();
	await withLock(
		at(".setup-lock"),
		async () => {
			install();
			await build();
		},
		say,
	);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setup();
