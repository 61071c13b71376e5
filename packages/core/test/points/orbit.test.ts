import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { flipUnit } from "../../src/points/generators/sign-flip.ts";
import { orbitSize } from "../../src/points/orbit.ts";
import { type Symmetries, symmetriesOf } from "../../src/points/symmetries.ts";
import { permuteUnits } from "../../src/points/unit-moves.ts";
import { buildProblem, type LayerSketch, point, rows } from "./build-problem.ts";

const out = { width: 1, activation: "identity" } as const;

function symmetriesFor(layers: readonly LayerSketch[]): Symmetries {
	const outputs = layers[layers.length - 1].width;
	return symmetriesOf(createObjective(buildProblem({ x: rows(9, 2, 1), y: rows(9, outputs, 2), layers })));
}

/** All copies of theta under exchanges and flips, by carrying out each of them. */
function bruteForce(theta: Float64Array, { hidden, units }: Symmetries): number {
	let copies = [theta];
	hidden.forEach((layer, l) => {
		const { permutable, flip } = units[l];
		if (permutable)
			copies = copies.flatMap((copy) =>
				permutations(layer.width).map((order) => permuteUnits(copy, layer, order)),
			);
		if (flip !== null)
			copies = copies.flatMap((copy) =>
				Array.from({ length: 2 ** layer.width }, (_, bits) => {
					const moved = copy.slice();
					for (let j = 0; j < layer.width; j++) if ((bits >> j) & 1) flipUnit(moved, layer, j, flip);
					return moved;
				}),
			);
	});
	return new Set(copies.map((copy) => Array.from(copy, (t) => Math.round(t * 1e6) + 0).join())).size;
}

function permutations(n: number): number[][] {
	if (n === 0) return [[]];
	return permutations(n - 1).flatMap((rest) =>
		Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n - 1, ...rest.slice(at)]),
	);
}

describe("orbitSize", () => {
	it("is n! for softplus and n! 2^n for tanh at a point in general position", () => {
		const plain = symmetriesFor([{ width: 5, activation: "softplus" }, out]);
		expect(orbitSize(point(plain.problem.network.parameters, 1), plain)).toBe("120");
		const odd = symmetriesFor([{ width: 5, activation: "tanh" }, out]);
		expect(orbitSize(point(odd.problem.network.parameters, 1), odd)).toBe("3840");
	});

	it("is exact beyond 2^53", () => {
		const wide = symmetriesFor([{ width: 25, activation: "tanh" }, out]);
		const expected = 15511210043330985984000000n * (1n << 25n);
		expect(orbitSize(point(wide.problem.network.parameters, 1), wide)).toBe(expected.toString());
	});

	it("is 1 at 0, where every symmetry fixes the point", () => {
		for (const name of ["tanh", "softplus", "gaussian", "sigmoid"]) {
			const deep = symmetriesFor([{ width: 4, activation: name }, { width: 3, activation: name }, out]);
			expect(orbitSize(new Float64Array(deep.problem.network.parameters), deep)).toBe("1");
		}
	});

	it("does not count what a continuous symmetry joins", () => {
		const linear = symmetriesFor([{ width: 4, activation: "identity" }, out]);
		expect(orbitSize(point(linear.problem.network.parameters, 1), linear)).toBe("1");
		expect(linear.notes.join()).toContain("no factor of an orbit's size");
		const relu = symmetriesFor([{ width: 2, activation: "relu" }, out]);
		// unit 2 is unit 1 scaled by 2: (w, b, a) = (1, 1, 1; 4) and (2, 2, 2; 2)
		expect(orbitSize(Float64Array.of(1, 1, 2, 2, 1, 2, 4, 2, 0), relu)).toBe("1");
	});

	it("agrees with carrying out every exchange and flip, at points with coincidences", () => {
		const cases: { layers: LayerSketch[]; values: readonly number[] }[] = [];
		for (const name of ["tanh", "sigmoid", "gaussian", "softplus"]) {
			for (const values of [
				[-1, 0, 1],
				[0, 1],
				[1, -1],
				[-2, -1, 0, 1, 2],
			]) {
				cases.push({ layers: [{ width: 3, activation: name }, out], values });
				cases.push({
					layers: [{ width: 2, activation: name }, { width: 2, activation: "tanh" }, out],
					values,
				});
				cases.push({
					layers: [
						{ width: 2, activation: name, bias: false },
						{ width: 2, activation: name },
						{ width: 2, activation: "identity" },
					],
					values,
				});
			}
		}
		cases.push({
			layers: [{ width: 3, activation: "tanh", noise: true }, out],
			values: [-1, 0, 1],
		});
		for (const { layers, values } of cases) {
			const symmetries = symmetriesFor(layers);
			for (let seed = 1; seed <= 12; seed++) {
				const theta = point(symmetries.problem.network.parameters, seed).map(
					(t) => values[Math.floor(((t + 1) / 2) * values.length)],
				);
				const told = `${layers.map((l) => l.activation).join("-")} at ${theta.join()}`;
				expect(`${told}: ${orbitSize(theta, symmetries)}`).toBe(`${told}: ${bruteForce(theta, symmetries)}`);
			}
		}
	});
});
