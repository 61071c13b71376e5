import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { CellRunner, chooseEngine, planOf } from "@lossatlas/core/laboratory";
import type { FromCells, ToCells } from "./cell-messages.ts";

// A process of its own for cells: one that does not end, or needs too much memory, can be ended alone.

const send = (message: FromCells): void => {
	process.send?.(message);
};

let runner: CellRunner | null = null;

async function receive(message: ToCells): Promise<void> {
	if (message.kind === "plan") {
		await chooseEngine(message.engine);
		runner = new CellRunner(planOf(message.plan, ""));
		send({ kind: "ready" });
		return;
	}
	for (const cell of message.cells) {
		const begun = performance.now();
		const row = await (runner as CellRunner).run(cell);
		send({ kind: "row", row: { ...row, seconds: (performance.now() - begun) / 1000 } });
		// Lets the process notice that its parent is gone.
		await setImmediate();
	}
}

// A cell that computes for hours hears of no disconnection: another thread looks whether the parent is still there.
new Worker(
	`const parent = process.ppid;
	setInterval(() => {
		let gone = process.ppid !== parent;
		try { process.kill(parent, 0); } catch (error) { gone ||= error.code === "ESRCH"; }
		if (gone) process.kill(process.pid, "SIGKILL");
	}, 500);`,
	{ eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } },
).unref();
// The parent decides what an interruption means.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
process.on("disconnect", () => process.exit());
process.on("message", (message: ToCells) => {
	void receive(message);
});
