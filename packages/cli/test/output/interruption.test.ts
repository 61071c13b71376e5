import { describe, expect, it } from "vitest";
import { Interruption } from "../../src/output/interruption.ts";

describe("an interruption", () => {
	it.each(["SIGINT", "SIGTERM"] as const)("by %s is caught once, then left to the system", (signal) => {
		const before = process.listenerCount(signal);
		const interruption = new Interruption();
		expect(process.listenerCount(signal)).toBe(before + 1);
		expect(interruption.signal.aborted).toBe(false);
		const [ours] = process.listeners(signal).slice(-1) as ((by: string) => void)[];
		expect(interruption.by).toBe(null);
		ours(signal);
		expect(interruption.by).toBe(signal);
		expect(interruption.signal.aborted).toBe(true);
		expect(process.listenerCount(signal)).toBe(before);
	});

	it("is left to the system on request", () => {
		const before = process.listenerCount("SIGINT");
		const interruption = new Interruption();
		interruption.leaveToSystem();
		expect(process.listenerCount("SIGINT")).toBe(before);
		expect(interruption.signal.aborted).toBe(false);
	});
});
