import { setImmediate } from "node:timers/promises";
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

// The parent decides what an interruption means.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
process.on("disconnect", () => process.exit());
process.on("message", (message: ToCells) => {
	void receive(message);
});
