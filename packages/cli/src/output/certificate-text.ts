import type { Statement } from "@lossatlas/core/laboratory";

const claims: Readonly<Record<Statement["claim"], string>> = {
	"strict-local-minimum": "a strict local minimum",
	"local-minimum": "a local minimum",
	"global-minimum": "a global minimum",
	"local-maximum": "a local maximum",
	saddle: "a saddle",
	"critical-point": "a critical point",
	"loss-below-on-path": "a path on which the loss stays below a bound",
};

const degeneracies: Readonly<Record<Statement["modulo"][number], string>> = {
	scaling: "the rescaling of units",
	linear: "linear maps between layers",
	dead: "parameters on which the loss does not depend nearby",
	split: "the ways to split a unit",
	interpolation: "the manifold of interpolating parameters",
};

/** x with so many digits, never above it (sign -1) or below it (sign 1): a bound stays one when it is printed. */
export function boundText(x: number, digits: number, sign: -1 | 1): string {
	let near = x;
	for (let k = 0; k < 4 && sign * Number(near.toPrecision(digits)) < sign * x; k++)
		near += (sign * Math.abs(x)) / Number(`1e${digits}`);
	const text = near.toPrecision(digits);
	return sign * Number(text) >= sign * x ? text : String(x);
}

/** What a certificate states, for a person; `problem` is what it holds as such. */
export function describeStatement(statement: Statement, problem: unknown): string {
	const { claim, modulo, widths, index, loss, radius, uniqueness, smallestEigenvalue, gap } = statement;
	const up = modulo.map((name) => degeneracies[name]).join(", ");
	const rows: [string, string][] = [["proved", `${claims[claim]}${up === "" ? "" : `, up to ${up}`}`]];
	const inputs = (problem as { population?: { inputs?: unknown } } | null)?.population?.inputs;
	if (Array.isArray(inputs)) rows.push(["inputs", `every number of inputs from ${inputs[0]} on`]);
	if (widths !== null) rows.push(["widths", `every width of the hidden layer from ${widths[0]} on`]);
	rows.push([claim === "loss-below-on-path" ? "largest loss" : "loss", `between ${loss[0]} and ${loss[1]}`]);
	if (claim !== "loss-below-on-path")
		rows.push(
			radius === 0
				? ["where", "at the centre, exactly"]
				: ["within", `${boundText(radius, 3, 1)} of the centre, component by component`],
		);
	if (uniqueness !== null) rows.push(["the only one within", boundText(uniqueness, 3, -1)]);
	if (index !== null) rows.push(["index", String(index)]);
	if (smallestEigenvalue !== null)
		rows.push([
			"eigenvalues",
			`at least ${boundText(smallestEigenvalue, 6, -1)} in size${up === "" ? "" : " across the directions named"}`,
		]);
	if (gap !== null)
		rows.push([
			"better point",
			`its loss is lower by at least ${boundText(gap, 6, -1)}${gap > 0 && claim.endsWith("minimum") ? ": the minimum is bad" : ""}`,
		]);
	const width = Math.max(...rows.map(([name]) => name.length));
	return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
}
