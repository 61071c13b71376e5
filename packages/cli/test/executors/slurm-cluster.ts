import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
	accessSync,
	chmodSync,
	constants,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { hostname, tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const programs = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel", "scontrol", "sinfo"];
const places = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];

function placeOf(program: string): string | null {
	for (const place of places)
		try {
			accessSync(join(place, program), constants.X_OK);
			return join(place, program);
		} catch {}
	return null;
}

/** Programs of Slurm that this machine has not. */
export const missingPrograms = programs.filter((program) => placeOf(program) === null);

/** A cluster of one node with two cores, this machine, and arrays of at most 12 tasks: its own munge, its own configuration, ports and folder; nothing of the system's is touched. */
export class SlurmCluster {
	readonly #folder: string;
	readonly #configuration: string;
	/** SLURM_CONF of the machine. */
	readonly #before = process.env.SLURM_CONF;
	readonly #running: ChildProcess[] = [];

	private constructor(folder: string) {
		this.#folder = folder;
		this.#configuration = join(folder, "slurm.conf");
	}

	/** Starts it; from then on the commands of Slurm that this process starts speak to it. */
	static async start(): Promise<SlurmCluster> {
		const cluster = new SlurmCluster(mkdtempSync(join(tmpdir(), "lossatlas-slurm-")));
		try {
			await cluster.#start();
			return cluster;
		} catch (error) {
			await cluster.stop();
			throw error;
		}
	}

	/** What squeue lists: nothing when all has ended. */
	async queue(): Promise<string[]> {
		const { stdout } = await run("squeue", ["-h", "-r", "-o", "%i %T"]);
		return stdout.split("\n").filter((line) => line !== "");
	}

	/** Waits until the queue is empty. */
	async drained(): Promise<void> {
		await until("the queue is empty", async () => (await this.queue()).length === 0);
	}

	async stop(): Promise<void> {
		// Without our configuration the commands would speak to the machine's own cluster.
		if (process.env.SLURM_CONF === this.#configuration) {
			await run("scancel", ["--user", userInfo().username]).catch(() => undefined);
			await this.drained().catch(() => undefined);
			if (this.#before === undefined) delete process.env.SLURM_CONF;
			else process.env.SLURM_CONF = this.#before;
		}
		for (const child of this.#running.reverse()) await end(child);
		rmSync(this.#folder, { recursive: true, force: true });
	}

	async #start(): Promise<void> {
		const at = (name: string) => join(this.#folder, name);
		chmodSync(this.#folder, 0o755);
		for (const name of ["state", "spool"]) mkdirSync(at(name));
		writeFileSync(at("munge.key"), randomBytes(1024), { mode: 0o400 });
		writeFileSync(this.#configuration, configuration(this.#folder, await freePorts(2)));
		process.env.SLURM_CONF = this.#configuration;
		const paths = ["socket", "pid-file", "log-file", "seed-file"].map(
			(name) => `--${name}=${at(`munge.${name}`)}`,
		);
		this.#spawn("munged", ["--foreground", `--key-file=${at("munge.key")}`, ...paths]);
		await until(
			"munged listens",
			async () => (await run("munge", ["-n", "-S", at("munge.socket")])).stdout !== "",
		);
		for (const daemon of ["slurmctld", "slurmd"]) this.#spawn(daemon, ["-D", "-f", this.#configuration]);
		await until(
			"the node is idle",
			async () => (await run("sinfo", ["-h", "-o", "%T"])).stdout.trim() === "idle",
		).catch((error: Error) => {
			const logs = ["slurmctld.log", "slurmd.log"].map((name) => readFileSync(at(name), "utf8").slice(-3000));
			throw new Error(`${error.message}\n${logs.join("\n")}`);
		});
	}

	#spawn(program: string, args: readonly string[]): void {
		this.#running.push(spawn(placeOf(program) as string, args, { stdio: "ignore" }));
	}
}

function configuration(folder: string, [controller, node]: readonly number[]): string {
	const { username } = userInfo();
	const name = hostname().split(".")[0];
	return `ClusterName=lossatlas
SlurmctldHost=${name}(127.0.0.1)
SlurmUser=${username}
SlurmdUser=${username}
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket
CredType=cred/munge
SlurmctldPort=${controller}
SlurmdPort=${node}
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
MailProg=/bin/true
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,batch_sched_delay=0,bf_interval=1
ReturnToService=2
KillWait=5
MinJobAge=10
MaxArraySize=13
NodeName=${name} NodeAddr=127.0.0.1 CPUs=2 RealMemory=500 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;
}

async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(
		Array.from(
			{ length: count },
			() =>
				new Promise<ReturnType<typeof createServer>>((resolve) => {
					const server = createServer().listen(0, "127.0.0.1", () => resolve(server));
				}),
		),
	);
	const ports = servers.map((server) => (server.address() as { port: number }).port);
	for (const server of servers) server.close();
	return ports;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
	for (let look = 0; look < 600; look++) {
		if (await holds().catch(() => false)) return;
		await wait(200);
	}
	throw new Error(`In two minutes it did not come true that ${what}.`);
}

async function end(child: ChildProcess): Promise<void> {
	const ended = new Promise((resolve) => child.once("exit", resolve));
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill("SIGTERM");
	await Promise.race([ended, wait(5000)]);
	child.kill("SIGKILL");
}
