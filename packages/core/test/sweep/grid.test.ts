import fc from "fast-check";
import { expect, test } from "vitest";
import { type Axis, Grid, readAxes } from "../../src/sweep/grid.ts";

/** All cells by nested loops: the first axis outermost; an axis that is zipped with an earlier one goes with it. */
function byLoops(axes: readonly Axis[], zip: readonly (readonly string[])[]): Record<string, unknown>[] {
	const leaderOf = (name: string) => {
		const group = zip.find((names) => names.includes(name));
		return group === undefined ? name : axes.find((axis) => group.includes(axis.name))?.name;
	};
	let cells: { values: Record<string, unknown>; at: Record<string, number> }[] = [{ values: {}, at: {} }];
	for (const { name, values } of axes) {
		const leader = leaderOf(name);
		cells = cells.flatMap((cell) =>
			leader === name
				? values.map((value, k) => ({
						values: { ...cell.values, [name]: value },
						at: { ...cell.at, [name]: k },
					}))
				: [{ ...cell, values: { ...cell.values, [name]: values[cell.at[String(leader)]] } }],
		);
	}
	return cells.map(({ values }) => values);
}

test("cells are numbered as nested loops run, the last axis fastest, zipped axes as one", () => {
	const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 });
	fc.assert(
		fc.property(sizes, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (lengths, chosen) => {
			const axes = lengths.map((length, a) => ({
				name: `a${a}`,
				values: Array.from({ length }, (_, k) => 10 * a + k),
			}));
			const group = axes.filter(
				({ values }, a) => chosen[a] && values.length === axes[chosen.indexOf(true)]?.values.length,
			);
			const zip = group.length > 1 ? [group.map(({ name }) => name).reverse()] : [];
			const grid = new Grid(axes, zip);
			const expected = byLoops(axes, zip);
			expect(grid.cells).toBe(expected.length);
			expect(Array.from({ length: grid.cells }, (_, cell) => grid.at(cell))).toEqual(expected);
		}),
	);
});

test("two zipped axes stand in the place of the first of them", () => {
	const axes = readAxes({ width: [1, 2], seed: [7, 8], samples: [10, 20] });
	const grid = new Grid(axes, [["samples", "width"]]);
	expect(Array.from({ length: grid.cells }, (_, cell) => Object.values(grid.at(cell)).join(" "))).toEqual([
		"1 7 10",
		"1 8 10",
		"2 7 20",
		"2 8 20",
	]);
});

const valuesOf = (given: Parameters<typeof readAxes>[0][string]) => readAxes({ x: given })[0].values;

test.each<[string, Parameters<typeof readAxes>[0][string], unknown[]]>([
	["tenths without rounding noise", { from: 0.1, to: 0.7, step: 0.1 }, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]],
	["the end only where a step meets it", { from: 10, to: 99, step: 30 }, [10, 40, 70]],
	["an end that rounding misses", { from: 0, to: 0.3, step: 0.1 }, [0, 0.1, 0.2, 0.3]],
	["one value", { from: 5, to: 5, step: 1 }, [5]],
	["through zero", { from: -0.2, to: 0.2, step: 0.2 }, [-0.2, 0, 0.2]],
	["powers of ten", { from: 1e-3, to: 10, factor: 10 }, [0.001, 0.01, 0.1, 1, 10]],
	["powers of a half", { from: 1, to: 5, factor: 1.5 }, [1, 1.5, 2.25, 3.375]],
	["a count from 1", { count: 3, first: 1 }, [1, 2, 3]],
	["a count from 0", { count: 2, first: 0 }, [0, 1]],
	["texts", ["relu", "tanh"], ["relu", "tanh"]],
	["a list of minus zero", [-0, 1], [0, 1]],
])("%s", (_, given, expected) => {
	expect(valuesOf(given)).toEqual(expected);
});

test("whole numbers beyond twelve digits stay as they are", () => {
	const powers = valuesOf({ from: 1, to: 2 ** 50, factor: 2 });
	expect(powers).toEqual(Array.from({ length: 51 }, (_, k) => 2 ** k));
	const first = 1234567890123;
	expect(valuesOf({ from: first, to: first + 3, step: 1 })).toEqual([0, 1, 2, 3].map((k) => first + k));
});

test("a million values are read and found to be distinct", () => {
	const [{ values }] = readAxes({ seed: { count: 1_000_000, first: 1 } });
	expect([values.length, values.at(-1)]).toEqual([1_000_000, 1_000_000]);
	const doubled = Array.from({ length: 200_000 }, (_, k) => (k === 199_999 ? 7 : k));
	expect(() => readAxes({ x: doubled })).toThrow(/holds 7 twice/);
});

test("a grid beyond 2^53 cells is refused; one of a million cells knows each of them", () => {
	const thousand = Array.from({ length: 1000 }, (_, k) => k);
	const axes = (count: number) =>
		Array.from({ length: count }, (_, a) => ({ name: `a${a}`, values: thousand }));
	expect(() => new Grid(axes(6), [])).toThrow(/more combinations/);
	expect(new Grid(axes(2), []).at(123_456)).toEqual({ a0: 123, a1: 456 });
});
