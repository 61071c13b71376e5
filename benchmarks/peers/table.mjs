// The result document as a Markdown table with ratios.

/** Three digits and a unit. */
export function time(seconds) {
	const [factor, unit] =
		seconds >= 1 ? [1, "s"] : seconds >= 1e-3 ? [1e3, "ms"] : seconds >= 1e-6 ? [1e6, "us"] : [1e9, "ns"];
	return `${(seconds * factor).toPrecision(3)} ${unit}`;
}

const isOurs = (name) => name.startsWith("lossatlas");
const two = (ratio) => (ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(2));

/** The fastest peer of a row, and the ratio of each of our engines to it. */
export function compare({ results, limit }) {
	const timed = Object.entries(results).filter(([, result]) => result.median !== undefined);
	const peers = timed.filter(([name]) => !isOurs(name)).sort((a, b) => a[1].median - b[1].median);
	if (peers.length === 0) return null;
	const [fastest, { median }] = peers[0];
	const ratios = timed
		.filter(([name]) => isOurs(name))
		.map(([name, result]) => ({ engine: name.split(" ")[1], ratio: median / result.median }));
	return { fastest, median, ratios, atLimit: median / limit };
}

function line(row) {
	const { results, what, goals = {} } = row;
	const compared = compare(row);
	const engines = Object.entries(results).filter(([name, result]) => isOurs(name) && result.median);
	const peers = Object.entries(results).filter(([name, result]) => !isOurs(name) && result.median);
	const ratio = (compared?.ratios ?? []).map(({ engine, ratio }) => {
		const goal = goals[engine];
		return `${engine} ${two(ratio)}${goal === undefined ? "" : ` (${ratio >= goal ? "" : "not "}${goal})`}`;
	});
	return [
		row.case,
		what,
		engines.map(([name, { median }]) => `${name.split(" ")[1]} ${time(median)}`).join("<br>"),
		peers.map(([name, { median }]) => `${name} ${time(median)}`).join("<br>"),
		ratio.join("<br>"),
		compared === null ? "" : two(compared.atLimit),
		`${row.rounds} (${row.dropped})`,
	];
}

const head = ["work", "of", "Lossatlas", "peers", "ratio (goal)", "ratio at the limit", "rounds (dropped)"];

export function markdown(rows) {
	return [head, head.map(() => "---"), ...rows.map(line)]
		.map((cells) => `| ${cells.join(" | ")} |`)
		.join("\n");
}

/** The table of a whole run, with what its columns mean. */
export function explained({ peak, rows }) {
	const giga = (rate) => (rate === null ? "none" : `${(rate / 1e9).toFixed(1)} G/s`);
	return [
		`Peak of float64 multiply-adds in WebAssembly (128 bits): ${giga(peak.mulAdd128)} separate, ${giga(peak.fused128)} fused.`,
		"Each figure is the median of the rounds that count, all contestants interleaved on one core; a row was timed only after" +
			" all agreed on its numbers to 1e-12 of the largest. _Ratio_: fastest peer over ours; the goal in brackets, with _not_" +
			" where it is missed. _Ratio at the limit_: the fastest peer over the time that the multiply-adds alone take at the" +
			" peak of 128-bit registers plus our activations in the first cache.",
		markdown(rows),
	].join("\n\n");
}
