import { orthonormalComplement } from "../numerics/qr.ts";
import type { Problem } from "../problem/problem.ts";
import { type ConeVector, coneVector } from "./cone-existence.ts";
import { coneNetwork, idleLoss, inputsOf, lossFactor } from "./cone-problem.ts";
import { criticalValues } from "./critical-values.ts";
import { unwhitened } from "./linear-factors.ts";
import type { LinearNetwork } from "./linear-network.ts";

/** A class of critical points of one ReLU layer in the open cone where `units` units are active on exactly `samples`. */
export interface ConeValue {
	readonly loss: number;
	readonly units: number;
	readonly samples: readonly number[];
	/** The linear problem of the active units; null when all units are dead. */
	readonly network: LinearNetwork | null;
	readonly selection: readonly number[];
	readonly counts: readonly number[];
	readonly kind: "minimum" | "saddle" | "flat";
	/** A weight vector of an active unit (of a dead one when all are). */
	readonly active: ConeVector;
	/** Whether it may have a part along right singular vectors of singular value 0. */
	readonly loose: boolean;
	/** A weight vector with negative preactivations everywhere, for the other units. */
	readonly dead: ConeVector | null;
}

/** More samples have too many patterns. */
export const sampleLimit = 12;
/** Linear programs solved at most. */
export const programLimit = 20_000;

/** The classes found, in no order, and whether every product cone was looked at. */
export interface ConeSearch {
	readonly values: readonly ConeValue[];
	readonly exhausted: boolean;
}

/**
 * All critical values of a covered problem (`outsideConeScope`) with at most 12 samples in its open product cones,
 * after Zhou & Liang (2018): there the loss is that of a shallow linear network on the samples J that the active units
 * I share, plus a constant. A class with selected triples S exists iff the cone holds a weight vector in the span of
 * the selected right singular vectors (and, with |I| > |S|, those of singular value 0) and of what X_J does not see.
 * In the cone a point is a local minimum iff it is a global one of the linear problem, else a strict saddle.
 */
export async function productCones(problem: Problem): Promise<ConeSearch> {
	const n = problem.data.samples;
	const inputs = Array.from({ length: n }, (_, i) => inputsOf(problem, i));
	const width = problem.network.branches[0].layers[0].width;
	const everything = identityRows(inputs[0].length);
	let programs = 0;
	const search = (rows: readonly Float64Array[], active: readonly boolean[]) => {
		programs++;
		return coneVector(rows, inputs, active);
	};
	const factor = lossFactor(problem);
	const values: ConeValue[] = [];
	const nobody: boolean[] = Array(n).fill(false);
	const dead = await search(everything, nobody);
	const everyone = [...nobody.keys()];
	if (dead !== null)
		values.push({
			loss: factor * idleLoss(problem, everyone),
			units: 0,
			samples: [],
			network: null,
			selection: [],
			counts: [],
			kind: "flat",
			active: dead,
			loose: true,
			dead,
		});
	for (const code of largestFirst(n)) {
		if (programs >= programLimit) return { values, exhausted: false };
		const active = everyone.map((i) => ((code >> i) & 1) === 1);
		if ((await search(everything, active)) === null) continue;
		const samples = everyone.filter((i) => active[i]);
		const idle = idleLoss(
			problem,
			everyone.filter((i) => !active[i]),
		);
		const found = new Map<string, ConeVector | null>();
		for (let units = dead === null ? width : 1; units <= width; units++) {
			const network = coneNetwork(problem, samples, units);
			for (const value of criticalValues(network)) {
				const r = value.counts.reduce((sum, p) => sum + p, 0);
				const loose = units > r;
				const key = `${value.counts.map((p) => (p > 0 ? 1 : 0))} ${loose}`;
				let vector = found.get(key);
				if (vector === undefined) {
					vector = await search(allowedRows(network, value.counts, loose), active);
					found.set(key, vector);
				}
				if (vector === null) continue;
				values.push({
					loss: factor * (value.loss + idle),
					units,
					samples,
					network,
					selection: value.selection,
					counts: value.counts,
					kind: value.kind,
					active: vector,
					loose,
					dead: units < width ? dead : null,
				});
			}
		}
	}
	return { values, exhausted: true };
}

/**
 * What weight vectors of active units are made of, as rows: selected right singular vectors (of a group of equal
 * eigenvalues all if one is, since it is free which), those of singular value 0, and what no active sample sees.
 */
function allowedRows(network: LinearNetwork, counts: readonly number[], loose: boolean): Float64Array[] {
	const { groups, right, inputs, sigma, widths } = network;
	const rho = inputs.rank;
	const d = widths[0];
	const places = groups.flatMap(({ first, count }, i) =>
		counts[i] > 0 ? Array.from({ length: count }, (_, k) => first + k) : [],
	);
	if (loose) for (let k = sigma.length; k < rho; k++) places.push(k);
	const rows = places.map((k) => unwhitened(network, right.subarray(k * rho, (k + 1) * rho), 1));
	const unseen = orthonormalComplement(inputs.directions, rho, d);
	for (let k = 0; k < d - rho; k++) rows.push(unseen.slice(k * d, (k + 1) * d));
	return rows;
}

/** 1 .. 2^n - 1 as sets of samples, the largest sets first: where nothing is idle the loss can be least. */
function largestFirst(n: number): number[] {
	const size = (code: number) => {
		let bits = 0;
		for (let rest = code; rest > 0; rest >>= 1) bits += rest & 1;
		return bits;
	};
	return Array.from({ length: (1 << n) - 1 }, (_, k) => k + 1).sort((a, b) => size(b) - size(a) || a - b);
}

function identityRows(n: number): Float64Array[] {
	return Array.from({ length: n }, (_, k) => {
		const row = new Float64Array(n);
		row[k] = 1;
		return row;
	});
}
