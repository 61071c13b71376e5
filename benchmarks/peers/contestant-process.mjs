// A contestant is a process of its own that answers JSON lines; it is pinned to one core where `taskset` exists.
import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";

const pins = spawnSync("taskset", ["-V"]).status === 0;
const oneThread = {
	OMP_NUM_THREADS: "1",
	OPENBLAS_NUM_THREADS: "1",
	MKL_NUM_THREADS: "1",
	XLA_FLAGS: "--xla_cpu_multi_thread_eigen=false",
	JAX_PLATFORMS: "cpu",
};

export class Contestant {
	#child;
	#answers = [];
	#waiting = null;

	constructor(name, command, args, core = 0) {
		this.name = name;
		const [program, rest] = pins ? ["taskset", ["-c", String(core), command, ...args]] : [command, args];
		const env = { ...process.env, ...oneThread };
		// Some machines set these for old releases of OpenBLAS; they slow current ones down.
		delete env.OPENBLAS_CORETYPE;
		delete env.OPENBLAS_L2_SIZE;
		this.#child = spawn(program, rest, { env, stdio: ["pipe", "pipe", "ignore"] });
		createInterface({ input: this.#child.stdout }).on("line", (line) => {
			if (line.startsWith("{")) this.#deliver(JSON.parse(line));
		});
		this.#child.on("exit", () => this.#deliver({ unable: "the process ended", gone: true }));
	}

	#deliver(answer) {
		if (this.#waiting === null) this.#answers.push(answer);
		else {
			const resolve = this.#waiting;
			this.#waiting = null;
			resolve(answer);
		}
	}

	/** Sends a request and waits for its answer. */
	ask(request) {
		if (this.#child.exitCode !== null) return Promise.resolve({ unable: "the process ended" });
		this.#child.stdin.write(`${JSON.stringify(request)}\n`);
		if (this.#answers.length > 0) return Promise.resolve(this.#answers.shift());
		return new Promise((resolve) => {
			this.#waiting = resolve;
		});
	}

	end() {
		this.#child.stdin.end();
		this.#child.kill();
	}
}
