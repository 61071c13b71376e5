import { mkdtemp, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { chooseEngine } from "@lossatlas/core/laboratory";
import type { Worker } from "bullmq";
import { Interrupted } from "../../output/failure.ts";
import { Interruption } from "../../output/interruption.ts";
import { printDocument } from "../../output/json-output.ts";
import { ShardFiles } from "../../store/shard.ts";
import { version } from "../../version.ts";
import type { CellLimits } from "../cell-process.ts";
import { BlockWork } from "./block-work.ts";
import { QueueConnection } from "./connection.ts";
import { type BlockJob, lockMilliseconds, mostLosses, queueName } from "./jobs.ts";
import { unlessAborted, within } from "./outage.ts";
import { BlockResults } from "./results.ts";
import { beatSeconds, WorkerList, type WorkerNote } from "./workers.ts";

/** What `work --queue` was asked for. */
export interface Service {
	readonly url: URL;
	readonly threads: number;
	readonly limits: CellLimits;
	/** Shards go straight into the sweep's folder where this machine has it. */
	readonly sharedFolder: boolean;
	readonly json: boolean;
}

/** Takes blocks from a queue and computes them, until it is interrupted. @throws Interrupted after Ctrl-C. */
export async function serveQueue({ url, threads, limits, sharedFolder, json }: Service): Promise<void> {
	const say = (line: string) => process.stderr.write(`${line}\n`);
	const lock = lockMilliseconds();
	const interruption = new Interruption();
	const connection = await QueueConnection.open(url, say);
	const here: WorkerNote = { version, engines: await enginesHere(), threads };
	const scratch = await mkdtemp(join(tmpdir(), "lossatlas-work-"));
	const files = await ShardFiles.open();
	const work = new BlockWork({ redis: connection.redis, here, limits, sharedFolder, scratch, files, say });
	try {
		const { Worker, WaitingError } = await import("bullmq");
		const leave = () => {
			throw new WaitingError();
		};
		const worker = new Worker<BlockJob>(queueName, (job, token) => work.process(job, token ?? "", leave), {
			connection: connection.redis,
			skipVersionCheck: true,
			autorun: false,
			concurrency: threads,
			lockDuration: lock,
			stalledInterval: lock / 2,
			maxStalledCount: mostLosses - 1,
			runRetryDelay: 1000,
		});
		// Outages are told by the connection; what else goes wrong, the job says.
		worker.on("error", () => {});
		worker.on("failed", (job) => {
			if (job === undefined || job.finishedOn === undefined) return;
			const { plan, run } = job.data;
			new BlockResults(connection.redis, plan, run).nudge(job.name).catch(() => {});
		});
		say(
			`Waiting for blocks at ${connection.address}: ${threads} at a time, engines ${here.engines.join(", ")}.`,
		);
		await serve(worker, work, new WorkerList(connection.redis), here, interruption.signal);
	} finally {
		connection.close();
		files.close();
		await rm(scratch, { recursive: true, force: true });
		interruption.leaveToSystem();
	}
	const { blocks, cells } = work;
	const counts = `${blocks} ${blocks === 1 ? "block" : "blocks"} computed here`;
	if (interruption.by === "SIGINT")
		throw new Interrupted(
			`Interrupted; ${counts}, unfinished ones are back in the queue.`,
			"Start it again at any time.",
		);
	say(`Ended; ${counts}, unfinished ones are back in the queue.`);
	if (json) printDocument({ schema: "lossatlas/work@1", blocks, cells });
}

/** Until the signal is aborted. */
async function serve(
	worker: Worker<BlockJob>,
	work: BlockWork,
	list: WorkerList,
	here: WorkerNote,
	signal: AbortSignal,
): Promise<void> {
	const id = `${hostname()}:${process.pid}:${worker.id.slice(0, 8)}`;
	const beat = () => {
		list.sign(id, here).catch(() => {});
		work.dropUnwanted().catch(() => {});
	};
	beat();
	const beating = setInterval(beat, 1000 * beatSeconds);
	const running = worker.run();
	try {
		// The loop of the queue goes on through outages; it ends only by a fault.
		await unlessAborted(running, signal);
	} catch (error) {
		if (!signal.aborted) throw error;
	} finally {
		clearInterval(beating);
		const closed = worker.close();
		work.stop();
		await within(Promise.all([closed, list.leave(id)]), 5000);
		work.close();
	}
}

/** Engines that this machine can compute with; the cells themselves run in other processes. */
async function enginesHere(): Promise<string[]> {
	try {
		await chooseEngine("fused");
		return ["portable", "fused"];
	} catch {
		return ["portable"];
	}
}
