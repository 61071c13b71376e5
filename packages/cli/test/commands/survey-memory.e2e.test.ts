import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyFolder, lossatlas } from "./command-line.ts";

/** Printed by the process itself as it ends: kilobytes. What getrusage knows begins with the size of the process that started it. */
const printed = `
	import { readFileSync } from "node:fs";
	process.once("exit", () => console.error(readFileSync("/proc/self/status", "utf8").match(/VmHWM.*/)[0]));
`;

describe.runIf(process.platform === "linux")("a long survey", () => {
	it("of 30,000 starts stays under 300 MB: what was told of a start is not kept", async () => {
		const folder = emptyFolder();
		const file = join(folder, "problem.yaml");
		writeFileSync(
			file,
			`lossatlas: 1
data: { builtin: { name: teacher, samples: 20, inputs: 2, width: 4, activation: tanh, seed: 1 } }
network: { layers: [{ width: 4, activation: tanh }, { width: 1 }] }
loss: { name: squared }
regularizer: { weight-decay: 0.001 }
`,
		);
		const { code, stdout, stderr } = await lossatlas(
			["survey", file, "--starts", "30000", "--threads", "2", "--out", join(folder, "out"), "--json"],
			{ env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(printed)}` } },
		);
		expect(code, stderr).toBe(0);
		expect(JSON.parse(stdout).starts.total).toBe(30_000);
		const sizes = [...stderr.matchAll(/VmHWM:\s+(\d+) kB/g)].map(([, kilobytes]) => Number(kilobytes));
		expect(sizes.length).toBeGreaterThan(0);
		console.info(`largest resident size: ${Math.round(Math.max(...sizes) / 1000)} MB`);
		expect(1024 * Math.max(...sizes)).toBeLessThan(300e6);
	});
});
