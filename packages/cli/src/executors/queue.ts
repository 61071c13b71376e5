import type { Executor } from "./executor.ts";
import { QueueConnection, queueUrl } from "./queue/connection.ts";
import { QueueSweep } from "./queue/sweep.ts";

/** On any machines: workers take blocks from a queue in Redis. */
export const queue: Executor = {
	name: "queue",
	summary: "On any number of machines that reach one Redis, each running `lossatlas work`.",
	manyMachines: true,
	async run(job, blocks, report) {
		const connection = await QueueConnection.open(queueUrl(job.settings.queue), (line) => job.say(line));
		try {
			const sweep = await QueueSweep.begin(connection, job, blocks, report);
			await sweep.run();
		} finally {
			connection.close();
		}
	},
};
