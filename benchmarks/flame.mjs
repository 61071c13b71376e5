// node benchmarks/flame.mjs OUT.svg [STARTS]: a flame graph of one survey (teacher and student 2-4-1), and shares by room.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [out, starts = "2000"] = process.argv.slice(2);
if (out === undefined) {
	process.stderr.write("usage: node benchmarks/flame.mjs OUT.svg [STARTS]\n");
	process.exit(2);
}

function profile() {
	const folder = mkdtempSync(join(tmpdir(), "lossatlas-flame-"));
	const args = ["--cpu-prof", "--cpu-prof-interval", "200", "--cpu-prof-dir", folder];
	const done = spawnSync(process.execPath, [...args, join(here, "one-survey.mjs"), starts], {
		encoding: "utf8",
	});
	if (done.status !== 0) throw new Error(done.stderr);
	const [file] = readdirSync(folder);
	const found = JSON.parse(readFileSync(join(folder, file), "utf8"));
	rmSync(folder, { recursive: true });
	return found;
}

/** "room/file function" for a frame of ours; null for what is folded into its caller. */
function label({ functionName, url }) {
	if (url.startsWith("wasm:")) return `kernel ${functionName.split("/").slice(-2).join("/")}`;
	const ours = /packages\/core\/dist\/(.*)\.js$/.exec(url);
	if (ours !== null) return `${ours[1]} ${functionName}`;
	return functionName === "(garbage collector)" ? functionName : null;
}

/** The stacks as a tree of labels with their microseconds. */
function tree({ nodes, samples, timeDeltas }) {
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const parent = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
	const root = { name: "survey", time: 0, children: new Map() };
	samples.forEach((sample, k) => {
		const stack = [];
		for (let id = sample; id !== undefined; id = parent.get(id)) {
			const name = label(byId.get(id).callFrame);
			if (name !== null) stack.unshift(name);
		}
		if (!stack.some((name) => name.startsWith("survey/task"))) return;
		root.time += timeDeltas[k];
		let at = root;
		for (const name of stack) {
			if (!at.children.has(name)) at.children.set(name, { name, time: 0, children: new Map() });
			at = at.children.get(name);
			at.time += timeDeltas[k];
		}
	});
	return root;
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const colours = {
	kernel: "#d9822b",
	points: "#4c8bb8",
	search: "#6aa66a",
	objective: "#b08bc0",
	numerics: "#c7b04a",
};

/** A bar per frame, as wide as its time, the callers below. */
function draw(root) {
	const width = 1200;
	const height = 17;
	const bars = [];
	let depth = 0;
	const visit = (node, left, level) => {
		const share = node.time / root.time;
		if (share < 0.004) return;
		depth = Math.max(depth, level);
		bars.push({ node, left, level, share });
		let at = left;
		for (const child of [...node.children.values()].sort((a, b) => b.time - a.time)) {
			visit(child, at, level + 1);
			at += child.time / root.time;
		}
	};
	visit(root, 0, 0);
	const rects = bars.map(({ node, left, level, share }) => {
		const x = (width * left).toFixed(1);
		const y = (depth - level) * height;
		const w = Math.max(0.5, width * share - 0.5).toFixed(1);
		const fill = colours[node.name.split(/[/ ]/)[0]] ?? "#bbb";
		const room = Math.floor((width * share) / 6.3);
		const text =
			room < 4 ? "" : `<text x="${x}" dx="2" y="${y + 12}">${escaped(node.name.slice(0, room))}</text>`;
		const title = `<title>${escaped(node.name)}: ${(100 * share).toFixed(1)} %</title>`;
		return `<g>${title}<rect x="${x}" y="${y}" width="${w}" height="${height - 1}" fill="${fill}"/>${text}</g>`;
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${(depth + 1) * height}" font-family="sans-serif" font-size="11">\n<title>Where the time of a survey goes</title>\n${rects.join("\n")}\n</svg>\n`;
}

/** Time spent in the frames themselves, by label. */
function own(root) {
	const sums = new Map();
	const visit = (node) => {
		let inside = 0;
		for (const child of node.children.values()) {
			visit(child);
			inside += child.time;
		}
		sums.set(node.name, (sums.get(node.name) ?? 0) + node.time - inside);
	};
	visit(root);
	return [...sums].sort((a, b) => b[1] - a[1]);
}

const root = tree(profile());
writeFileSync(out, draw(root));
for (const [name, time] of own(root).slice(0, 25))
	process.stdout.write(`${((100 * time) / root.time).toFixed(1).padStart(5)} %  ${name}\n`);
process.stdout.write(`${(root.time / 1000 / Number(starts)).toFixed(2)} ms a start\n`);
