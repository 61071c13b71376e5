import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
	engineInUse,
	InputError,
	type Plan,
	parsePlan,
	type Results,
	reproductionOf,
	reproductionReport,
	reproductions,
	tableOfSweep,
} from "@lossatlas/core";
import { svgToPng } from "../figures/rasterize.ts";
import { writeWhole } from "../formats/atomic-write.ts";
import { printDocument } from "../output/json-output.ts";
import { runSweep, type SweepFlags } from "./sweep.ts";

interface Flags extends SweepFlags {
	readonly list?: boolean;
}

/** `reproduce ID --out DIR`, `reproduce --list` */
export async function reproduceCommand(id: string | undefined, flags: Flags): Promise<void> {
	if (flags.list === true) return list(flags.json === true);
	if (id === undefined)
		throw new InputError(
			"reproduce needs the id of an experiment.",
			{},
			"lossatlas reproduce --list shows them.",
		);
	const reproduction = reproductionOf(id);
	const folder = flags.out ?? join("lossatlas-out", id.replace("/", "-"));
	const results: Record<string, Results[string]> = {};
	for (const [name, file] of Object.entries(reproduction.plans)) {
		process.stderr.write(`${name}:\n`);
		results[name] = await resultOf(await parsePlan(file), { ...flags, out: join(folder, name) });
	}
	const { markdown, html, figures } = reproductionReport(reproduction, results, engineInUse());
	await mkdir(join(folder, "figures"), { recursive: true });
	for (const [name, svg] of Object.entries(figures)) {
		await writeWhole(join(folder, "figures", `${name}.svg`), svg);
		await writeWhole(join(folder, "figures", `${name}.png`), svgToPng(svg));
	}
	await writeWhole(join(folder, "report.md"), markdown);
	await writeWhole(join(folder, "report.html"), html);
	const findings = reproduction.findings(results);
	if (flags.json)
		printDocument({
			schema: "lossatlas/reproduce@1",
			id,
			findings,
			plans: Object.fromEntries(
				Object.entries(results).map(([name, { cells, digest }]) => [name, { cells, digest }]),
			),
			engine: engineInUse(),
		});
	else
		process.stdout.write(
			`${[reproduction.title, "", ...findings.map((finding) => `- ${finding}`), "", `Report: ${join(folder, "report.html")}`].join("\n")}\n`,
		);
}

async function resultOf(plan: Plan, flags: SweepFlags): Promise<Results[string]> {
	const { document, axes } = await runSweep(plan, flags);
	const { done, failed, total } = document.cells;
	return {
		table: tableOfSweep(plan, document, axes),
		rows: document.rows,
		digest: document.digest,
		cells: { done, failed, total },
	};
}

function list(json: boolean): void {
	const known = reproductions.map(({ id, title }) => ({ id, title }));
	if (json) printDocument({ schema: "lossatlas/reproductions@1", reproductions: known });
	else process.stdout.write(known.map(({ id, title }) => `${id}\n    ${title}\n`).join(""));
}
