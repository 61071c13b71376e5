import { describe, expect, it } from "vitest";
import { durationText, Progress } from "../../src/output/progress.ts";

/** A stream that keeps what is written, and a clock that is set by hand. */
function stage(terminal: boolean, columns = 80) {
	let written = "";
	const clock = { seconds: 0 };
	const progress = new Progress({
		stream: {
			isTTY: terminal,
			columns,
			write: (text) => {
				written += text;
			},
		},
		now: () => 1000 * clock.seconds,
	});
	return { progress, clock, text: () => written };
}

describe("progress", () => {
	it("outside a terminal is plain lines, not more than one in five seconds, and the last one always", () => {
		const { progress, clock, text } = stage(false);
		for (let done = 1; done <= 100; done++) {
			clock.seconds = done / 8;
			progress.update(done, 100, "all well");
		}
		expect(text().trimEnd().split("\n")).toEqual([
			"1 of 100 starts, 8 a second, 13 s left; all well",
			"41 of 100 starts, 8 a second, 8 s left; all well",
			"81 of 100 starts, 8 a second, 3 s left; all well",
			"100 of 100 starts, 8 a second; all well",
		]);
		expect(text()).not.toContain("\x1b");
	});

	it("on a terminal is one line that changes and fits, then stays when something else is said", () => {
		const { progress, clock, text } = stage(true, 40);
		clock.seconds = 1;
		progress.update(1, 10, "3 converged, 2 drifting, 1 budget");
		clock.seconds = 2;
		progress.update(2, 10, "x");
		progress.say("Merging ...");
		progress.end();
		const [first, second, last] = text().split("\r\x1b[2K");
		expect(first).toHaveLength(39);
		expect(first.endsWith("…")).toBe(true);
		expect(second).toBe("2 of 10 starts, 1 a second, 8 s left; x");
		expect(last).toBe("Merging ...\n");
	});

	it("leaves no half line behind when it ends early", () => {
		const { progress, text } = stage(true);
		progress.update(0, 10, "");
		progress.end();
		progress.end();
		expect(text()).toBe("0 of 10 starts; \n");
	});

	it("does not count starts of an earlier run for the rate", () => {
		const { progress, clock, text } = stage(false);
		progress.skip(90);
		clock.seconds = 60;
		progress.update(92, 100, "resumed");
		expect(text()).toBe("92 of 100 starts, 2 a minute, 4 min left; resumed\n");
	});

	it("says times as people do", () => {
		expect([0, 0.2, 89, 90, 5399, 5400, 172_799, 172_800].map(durationText)).toEqual([
			"1 s",
			"1 s",
			"89 s",
			"2 min",
			"90 min",
			"1.5 h",
			"48.0 h",
			"2 days",
		]);
	});
});
