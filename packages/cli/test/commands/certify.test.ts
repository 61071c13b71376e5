import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, repository } from "./command-line.ts";
import { say } from "./in-process.ts";

const example = join(repository, "examples", "ten-points.yaml");
const folder = emptyFolder();
const trap = join(folder, "trap.json");
const best = join(folder, "best.json");
const point = (theta: readonly number[]) => JSON.stringify({ schema: "lossatlas/point@1", theta });

beforeAll(() => {
	writeFileSync(trap, point([-3.228008, -6.469631, 1.428218, 3.195315, 5.15637, -2.42374, -0.789898]));
	writeFileSync(best, point([3.492071, 7.209754, 1.042295, 2.545974, -5.60503, 2.560872, 0.614285]));
});

describe("certify and verify", () => {
	it("a bad minimum: the file is the document, and is accepted from itself alone", async () => {
		const out = join(folder, "trap.certificate.json");
		const made = await say("certify", example, "--point", trap, "--better", best, "--out", out, "--json");
		expect(made.code).toBe(0);
		const document = JSON.parse(made.stdout);
		expect(document).toEqual(JSON.parse(readFileSync(out, "utf8")));
		expect(document.schema).toBe("lossatlas/certificate@1");
		expect(document.claim).toBe("strict-local-minimum");
		expect(document.index).toBe(0);
		expect(document.gap).toBeGreaterThan(0.0199);
		expect(document.loss[0]).toBeCloseTo(0.205223, 6);
		const checked = await say("verify", out, "--json");
		expect(checked.code).toBe(0);
		expect(JSON.parse(checked.stdout)).toMatchObject({ schema: "lossatlas/verify@1", accepted: true });
		const text = await say("verify", out);
		expect(text.stdout).toMatch(/^ACCEPTED\n/);
		expect(text.stdout).toMatch(/lower by at least 0\.02001/);
		expect(text.stdout).toMatch(/the minimum is bad/);
	});

	it("packed files are written and read", async () => {
		const out = join(folder, "trap.json.gz");
		expect((await say("certify", example, "--point", trap, "--out", out)).code).toBe(0);
		expect(JSON.parse(gunzipSync(readFileSync(out)).toString()).schema).toBe("lossatlas/certificate@1");
		expect((await say("verify", out)).code).toBe(0);
	});

	it("a changed file is rejected with exit code 3 and the reason", async () => {
		const out = join(folder, "changed.json");
		await say("certify", example, "--point", trap, "--out", out);
		writeFileSync(out, readFileSync(out, "utf8").replace("0.947", "0.948"));
		const text = await say("verify", out);
		expect(text.code).toBe(3);
		expect(text.stdout).toMatch(/^REJECTED\. The digest does not belong/);
		const json = await say("verify", out, "--json");
		expect(json.code).toBe(3);
		expect(JSON.parse(json.stdout)).toMatchObject({ accepted: false, statement: null });
	});

	it("what is no critical point is not certified: exit code 3, what failed and what to try", async () => {
		const away = join(folder, "away.json");
		writeFileSync(away, point([40, -40, 300, 300, 1, 1, 5]));
		const text = await say("certify", example, "--point", away);
		expect(text.code).toBe(3);
		expect(text.stdout).toMatch(/^Not certified \(\w+\)\./);
		expect(text.stdout).toMatch(/try: /);
		const json = await say("certify", example, "--point", away, "--json");
		expect(json.code).toBe(3);
		expect(JSON.parse(json.stdout)).toMatchObject({
			schema: "lossatlas/certify-failure@1",
			certified: false,
		});
	});

	it("a better point of a wider network: bad at every width", async () => {
		const problem = join(folder, "core.yaml");
		writeFileSync(
			problem,
			`lossatlas: 1
data: {inline: {x: [[-2], [-1.4286], [-0.8571], [-0.2857], [0.2857], [0.8571], [1.4286], [2]],
  y: [2.076047, 1.003136, 1.264879, -1.203829, -0.437066, -2.606936, -2.723381, -0.952459]}}
network: {layers: [{width: 1, activation: tanh}, {width: 1}]}
loss: {name: squared}
`,
		);
		const core = join(folder, "core.json");
		writeFileSync(core, point([-1.1467, -0.60448, 1.96437, 0]));
		// Three units that come below the core's loss.
		const wider = join(folder, "wider.json");
		const theta = [-3.4, -2.1, 2.6, -4.9, 0.6, -1.2];
		writeFileSync(wider, point([...theta, 1.2, 1.9, 0.5, -0.4]));
		const found = await say("certify", problem, "--point", core, "--better", wider, "--json");
		const document = JSON.parse(found.stdout);
		// Whether these three units are better decides the rest; either answer is told.
		if (found.code === 0) expect(document.widths).toEqual([3, "Infinity"]);
		else expect(document.quantity).toBe("gap");
		const lifted = await say("certify", problem, "--point", core, "--lift", "--json");
		expect(JSON.parse(lifted.stdout)).toMatchObject({
			claim: "local-minimum",
			widths: [2, "Infinity"],
			modulo: ["split"],
		});
	});

	it("mistakes of the user are told as such", async () => {
		expect((await say("certify", example)).code).toBe(2);
		expect((await say("certify", example, "--point", join(folder, "nowhere.json"))).code).toBe(2);
		const short = join(folder, "short.json");
		writeFileSync(short, point([1, 2]));
		expect((await say("certify", example, "--point", short)).code).toBe(2);
		expect((await say("certify", example, "--point", trap, "--better", short)).code).toBe(2);
		expect((await say("verify", join(folder, "nowhere.json"))).code).toBe(2);
		expect((await say("verify", example)).code).toBe(2);
		const broken = join(folder, "broken.json");
		writeFileSync(broken, "{");
		expect((await say("verify", broken)).code).toBe(2);
		writeFileSync(broken, "[1, 2, 3]");
		expect((await say("verify", broken)).code).toBe(3);
	});
});
