import { type CheckDocument, check, engineInUse } from "@lossatlas/core/laboratory";
import { readPoint } from "../formats/point-reader.ts";
import { Interrupted } from "../output/failure.ts";
import { Interruption } from "../output/interruption.ts";
import { printDocument } from "../output/json-output.ts";
import { readProblem } from "../survey-options.ts";

interface Flags {
	readonly point?: string;
	readonly remedies?: boolean;
	readonly all?: boolean;
	readonly json?: boolean;
}

/** `check PROBLEM` */
export async function checkCommand(path: string, flags: Flags): Promise<void> {
	const problem = await readProblem(path);
	for (const note of problem.notes) process.stderr.write(`${note}\n`);
	const interruption = new Interruption();
	try {
		const point = flags.point === undefined ? null : await readPoint(problem, flags.point);
		const document = await check(problem, {
			remedies: flags.remedies !== false,
			signal: interruption.signal,
			...(point === null ? {} : { point: point.theta }),
		});
		if (flags.json) printDocument({ ...document, engine: engineInUse() });
		else process.stdout.write(describeCheck(document, flags.all === true));
	} catch (error) {
		if (!interruption.signal.aborted) throw error;
		throw new Interrupted("Interrupted.", "Nothing was to be saved; run the command again.");
	} finally {
		interruption.leaveToSystem();
	}
}

const marks = { holds: "+", fails: "-", undecided: "?" } as const;
const extents = {
	"this-problem": "",
	"almost-every-noise": " (with probability one over the noise)",
	"almost-every-data": " (with probability one over the data)",
} as const;

/** The answers, the theorems that speak, and what would change the verdict, as text for a person. */
export function describeCheck(document: CheckDocument, all: boolean): string {
	const { problem, questions, theorems, remedies } = document;
	const lines = [
		`${problem.name}: ${problem.samples} samples, ${problem.inputs} inputs, ${problem.outputs} output${problem.outputs === 1 ? "" : "s"}, ${problem.parameters} parameters`,
		"",
	];
	const width = Math.max(...questions.map(({ question }) => question.length));
	for (const { question, answer, for: extent, because, sentence, witness } of questions) {
		const by = because.length === 0 ? "" : `  [${because.join(", ")}]`;
		lines.push(`${question.padEnd(width)}  ${answer}${extents[extent]}${by}`);
		if (because.length > 0) lines.push(indented(sentence, 4));
		if (witness?.construct)
			lines.push(
				indented(
					`Witness: ${witness.point === null ? "" : "a point of this problem (theta with --json); "}see lossatlas construct ${witness.construct}.`,
					4,
				),
			);
	}
	const count = (applies: string) => theorems.filter((theorem) => theorem.applies === applies).length;
	lines.push(
		"",
		`${theorems.length} theorems: ${count("yes")} apply, ${count("no")} do not, ${count("undecided")} undecided.`,
	);
	for (const theorem of theorems) {
		if (!all && theorem.applies === "no") continue;
		lines.push(
			"",
			`${theorem.id}: ${theorem.applies === "yes" ? "applies" : theorem.applies === "no" ? "does not apply" : "undecided"}. ${theorem.title}`,
		);
		for (const { status, title, sentence } of theorem.hypotheses)
			lines.push(indented(`${marks[status]} ${title} ${sentence}`, 2));
	}
	if (!all && count("no") > 0) {
		lines.push("", "What keeps the others from applying:");
		for (const theorem of theorems.filter(({ applies }) => applies === "no")) {
			const failed = theorem.hypotheses.find(({ status }) => status === "fails");
			lines.push(indented(`${theorem.id}: ${failed?.sentence ?? ""}`, 2));
		}
	}
	if (remedies !== null) {
		lines.push(
			"",
			remedies.length === 0
				? "No change that was tried would improve an answer."
				: "What would change the verdict:",
		);
		for (const { sentence } of remedies) lines.push(indented(`* ${sentence}`, 2));
	}
	return `${lines.join("\n")}\n`;
}

/** Wraps a paragraph at 110 columns. */
function indented(text: string, depth: number): string {
	const pad = " ".repeat(depth);
	const lines: string[] = [];
	let line = "";
	for (const word of text.split(" ")) {
		if (line !== "" && depth + line.length + 1 + word.length > 110) {
			lines.push(pad + line);
			line = word;
		} else line = line === "" ? word : `${line} ${word}`;
	}
	lines.push(pad + line);
	return lines.join("\n");
}
