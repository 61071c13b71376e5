import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyFolder } from "./command-line.ts";
import { say } from "./in-process.ts";

describe("construct", () => {
	it("writes a problem and points that the other commands read, with the losses it prints", async () => {
		const out = join(emptyFolder(), "boundary");
		const made = await say(
			"construct",
			"zhou-2018/relu-boundary",
			"--set",
			"width=3",
			"dimension=4",
			"--seed",
			"5",
			"--out",
			out,
			"--json",
		);
		expect([made.code, made.stderr]).toEqual([0, ""]);
		const document = JSON.parse(made.stdout);
		expect(document).toMatchObject({
			schema: "lossatlas/construct@1",
			id: "zhou-2018/relu-boundary",
			settings: { width: 3, dimension: 4 },
			seed: 5,
		});
		expect(document.checks.length).toBeGreaterThan(3);
		expect(document.checks.every(({ passed }: { passed: boolean }) => passed)).toBe(true);
		expect(readdirSync(out).sort()).toEqual([
			"better.json",
			"construct.json",
			"point.json",
			"problem.yaml",
			"segment.svg",
			"surroundings.svg",
		]);
		const classified = async (point: string) =>
			JSON.parse(
				(await say("classify", join(out, "problem.yaml"), "--point", join(out, point), "--json")).stdout,
			);
		expect((await classified("point.json")).loss).toBe(document.loss);
		expect((await classified("better.json")).loss).toBeLessThan(document.loss);
		expect(JSON.parse(readFileSync(join(out, "construct.json"), "utf8"))).toEqual(document);
	});

	it("same settings and seed, same bytes; another seed, another point", async () => {
		const written = async (seed: string) => {
			const out = emptyFolder();
			await say("construct", "soudry-2016/dead-units", "--seed", seed, "--out", out);
			return ["problem.yaml", "point.json", "better.json"].map((name) =>
				readFileSync(join(out, name), "utf8"),
			);
		};
		const first = await written("7");
		expect(await written("7")).toEqual(first);
		expect((await written("8"))[1]).not.toEqual(first[1]);
	});

	it("refuses a folder with results, replaces them with --force, and nothing else", async () => {
		const out = emptyFolder();
		const args = ["construct", "zhou-2018/relu-strict", "--out", out];
		expect((await say(...args)).code).toBe(0);
		const again = await say(...args);
		expect(again.code).toBe(2);
		expect(again.stderr).toMatch(/holds results already[\s\S]*--force/);
		expect((await say(...args, "--force")).code).toBe(0);
	});

	it("lists every construction with its claim and settings", async () => {
		const { stdout } = await say("construct", "--list");
		expect(stdout).toMatch(/soudry-2016\/kink\n {4}Leaky ReLU[\s\S]*--set width=6/);
		const { constructions } = JSON.parse((await say("construct", "--list", "--json")).stdout);
		for (const { id, claim } of constructions) {
			expect(id).toMatch(/^[a-z]+-\d{4}\/[a-z-]+$/);
			expect(claim.length).toBeGreaterThan(40);
		}
	});

	it("names what is wrong with an id, a setting or a value", async () => {
		const cases: readonly (readonly [readonly string[], RegExp])[] = [
			[["zhou-2018/relu-strikt"], /There is no construction[\s\S]*zhou-2018\/relu-strict/],
			[[], /needs the id/],
			[["zhou-2018/relu-strict", "--set", "width"], /name=value was expected/],
			[["zhou-2018/relu-strict", "--set", "widht=3"], /Did you mean "width"/],
			[["zhou-2018/relu-strict", "--set", "width=two"], /found "two"[\s\S]*whole number from 2/],
			[["zhou-2018/relu-strict", "--set", "problem=examples/xor.yaml"], /makes its own problem/],
		];
		for (const [args, message] of cases) {
			const { code, stderr } = await say("construct", ...args, "--out", emptyFolder());
			expect(code, args.join(" ")).toBe(2);
			expect(stderr).toMatch(message);
		}
	});
});
