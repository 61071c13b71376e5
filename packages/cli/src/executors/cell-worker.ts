import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { CellRunner, chooseEngine, planOf } from "@lossatlas/core/laboratory";
import type { FromCells, ToCells } from "./cell-messages.ts";

// A process of its own for cells: one that does not end, or needs too much memory, can be ended alone.

const send = (message: FromCells, sent?: () => void): void => {
	process.send?.(message, undefined, undefined, sent);
};

let runner: CellRunner | null = null;

async function receive(message: ToCells): Promise<void> {
	if (message.kind === "plan") {
		await chooseEngine(message.engine);
		runner = new CellRunner(planOf(message.plan, ""));
		send({ kind: "ready" });
		return;
	}
	if (runner === null) return;
	for (const cell of message.cells) {
		const begun = performance.now();
		const row = await runner.run(cell);
		const seconds = (performance.now() - begun) / 1000;
		if (runner.spent)
			return send({ kind: "row", row: { ...row, seconds }, last: true }, () => process.exit());
		send({ kind: "row", row: { ...row, seconds }, last: false });
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
