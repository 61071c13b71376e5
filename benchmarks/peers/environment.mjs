// The peers' virtual environment, made once from requirements.txt, and what this machine is.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, ".venv");
const requirements = join(here, "requirements.txt");

/** Path of the Python that has the peers; installs them when requirements.txt has changed. */
export function peersPython() {
	const python = join(folder, "bin", "python");
	const stamp = join(folder, "installed.txt");
	const wanted = readFileSync(requirements, "utf8");
	if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return python;
	process.stderr.write("bench: making a virtual environment with the peers ...\n");
	run("python3", ["-m", "venv", folder]);
	run(python, ["-m", "pip", "install", "--quiet", "-r", requirements]);
	writeFileSync(stamp, wanted);
	return python;
}

function run(command, args) {
	const done = spawnSync(command, args, { encoding: "utf8" });
	if (done.status === 0) return;
	process.stderr.write(done.stderr ?? "");
	throw new Error(`\`${command} ${args.join(" ")}\` failed. The peers need Python 3.11 or newer with venv.`);
}

/** Versions of everything that is measured, as they report them. */
export function versions(python) {
	const script =
		"import json, sys, numpy, scipy, jax, torch\n" +
		"print(json.dumps({'python': sys.version.split()[0], 'numpy': numpy.__version__, 'scipy': scipy.__version__," +
		" 'jax': jax.__version__, 'torch': torch.__version__, 'blas': numpy.show_config(mode='dicts')" +
		"['Build Dependencies']['blas']['name']}))";
	const done = spawnSync(python, ["-c", script], { encoding: "utf8" });
	const core = JSON.parse(readFileSync(join(here, "../../packages/core/package.json"), "utf8"));
	return { lossatlas: core.version, node: process.versions.node, ...JSON.parse(done.stdout) };
}

/** The engines that run here: a thread takes one engine, so each is tried in a process of its own. */
export function usableEngines() {
	const library = join(here, "../../packages/core/dist/index.js");
	return ["portable", "fused", "native"].filter((name) => {
		const script = `const { chooseEngine } = await import(process.argv[1]); await chooseEngine("${name}");`;
		const arguments_ = ["--input-type=module", "--eval", script, library];
		return spawnSync(process.execPath, arguments_).status === 0;
	});
}

export function machine() {
	const processor = cpus()[0].model;
	const flags = existsSync("/proc/cpuinfo") ? readFileSync("/proc/cpuinfo", "utf8") : "";
	const widest = [
		["avx512f", 512],
		["avx2", 256],
	].find(([flag]) => flags.includes(flag));
	return {
		processor,
		cores: cpus().length,
		memory: totalmem(),
		system: `${process.platform} ${release()}`,
		vectorBits: widest?.[1] ?? 128,
	};
}
