import { linearInertia } from "./linear-inertia.ts";
import type { LinearNetwork } from "./linear-network.ts";

/** One critical value of a linear network: a choice of singular triples of M. */
export interface CriticalValue {
	readonly loss: number;
	/** One entry per positive eigenvalue, descending: 1 if selected. Of equal ones the first are marked. */
	readonly selection: readonly number[];
	/** How many of each group of equal eigenvalues are selected, p_1 .. p_q. */
	readonly counts: readonly number[];
	readonly kind: "minimum" | "saddle";
	/**
	 * Minimum: whether it is a strict one. Saddle: whether the Hessian of the canonical point (`realize`
	 * without a seed) has a negative eigenvalue.
	 */
	readonly strict: boolean;
	/** Negative and zero Hessian eigenvalues of the canonical point. */
	readonly index: number;
	readonly nullity: number;
	/**
	 * Whether other critical points of this value can have another inertia: with three layers or more,
	 * also another strictness.
	 */
	readonly inertiaVaries: boolean;
}

/**
 * All critical values, best first and lazily: scale (residue + 1/2 sum of the eigenvalues not
 * selected), one for each (p_1 .. p_q) with 0 <= p_i <= m_i and sum p_i <= K.
 *
 * Each is attained; no critical point has another value. Without a hidden layer there is one.
 */
export function* criticalValues(network: LinearNetwork): Generator<CriticalValue, void, undefined> {
	const queue = new BestFirst();
	const best = fill(network, [], null);
	queue.push({ counts: best, from: 0, key: excess(network, best) });
	for (let node = queue.pop(); node !== null; node = queue.pop()) {
		yield criticalValue(network, node.counts);
		if (network.depth === 1) return;
		// Every other choice in this part of the tree first differs at some group j, with fewer there.
		for (let j = node.from; j < node.counts.length; j++) {
			if (node.counts[j] === 0) continue;
			const counts = fill(network, node.counts.slice(0, j), node.counts[j] - 1);
			queue.push({ counts, from: j, key: excess(network, counts) });
		}
	}
}

/** How many critical values `criticalValues` lists. */
export function countCriticalValues(network: LinearNetwork): bigint {
	if (network.depth === 1) return 1n;
	// ways[k]: choices of k triples from the groups so far.
	let ways: bigint[] = [1n];
	for (const { count } of network.groups) {
		const next: bigint[] = [];
		for (let k = 0; k <= Math.min(network.capacity, ways.length - 1 + count); k++) {
			let sum = 0n;
			for (let p = Math.max(0, k - ways.length + 1); p <= Math.min(count, k); p++) sum += ways[k - p];
			next.push(sum);
		}
		ways = next;
	}
	return ways.reduce((sum, n) => sum + n, 0n);
}

/** The critical value with p_i of the i-th group selected. */
export function criticalValue(network: LinearNetwork, counts: readonly number[]): CriticalValue {
	const minimum = isOptimal(network, counts);
	const inertia = linearInertia(network, counts);
	return {
		loss: network.scale * (network.residue + excess(network, counts)),
		selection: selectionOf(network, counts),
		counts,
		kind: minimum ? "minimum" : "saddle",
		strict: minimum ? inertia.nullity === 0 : inertia.index > 0,
		index: inertia.index,
		nullity: inertia.nullity,
		inertiaVaries: inertia.varies,
	};
}

/** Whether p is what the best choice selects: the K largest eigenvalues. */
export function isOptimal(network: LinearNetwork, counts: readonly number[]): boolean {
	return fill(network, [], null).every((p, i) => p === counts[i]);
}

/** 1 for the first p_i places of each group, 0 elsewhere. */
export function selectionOf(network: LinearNetwork, counts: readonly number[]): number[] {
	return network.groups.flatMap(({ count }, i) =>
		Array.from({ length: count }, (_, k) => (k < counts[i] ? 1 : 0)),
	);
}

/** Choices of singular triples that select p_i of each group, prod_i binom(m_i, p_i). */
export function alternatives({ groups }: LinearNetwork, counts: readonly number[]): bigint {
	let product = 1n;
	groups.forEach(({ count }, i) => {
		for (let k = 1; k <= counts[i]; k++) product = (product * BigInt(count - counts[i] + k)) / BigInt(k);
	});
	return product;
}

/** 1/2 sum of the eigenvalues that are not selected, smallest first. */
function excess(network: LinearNetwork, counts: readonly number[]): number {
	let sum = 0;
	for (let i = network.groups.length - 1; i >= 0; i--) {
		const { count, first } = network.groups[i];
		for (let k = count - 1; k >= counts[i]; k--) {
			const sigma = network.sigma[first + k];
			sum += 0.5 * sigma * sigma;
		}
	}
	return sum;
}

/** The best choice that begins with `fixed`, then takes at most `limit` of the next group. */
function fill(network: LinearNetwork, fixed: readonly number[], limit: number | null): number[] {
	let room = network.capacity;
	const counts = fixed.slice();
	for (const p of fixed) room -= p;
	for (let i = fixed.length; i < network.groups.length; i++) {
		const most = i === fixed.length && limit !== null ? limit : network.groups[i].count;
		const p = Math.min(most, room);
		counts.push(p);
		room -= p;
	}
	return counts;
}

interface Node {
	readonly counts: number[];
	/** Groups before this one are fixed in the node's part of the tree. */
	readonly from: number;
	readonly key: number;
}

/** A binary heap: smallest key first, equal keys in lexicographic order of counts, larger first. */
class BestFirst {
	readonly #nodes: Node[] = [];

	push(node: Node): void {
		const nodes = this.#nodes;
		let k = nodes.length;
		nodes.push(node);
		while (k > 0) {
			const parent = (k - 1) >> 1;
			if (!before(node, nodes[parent])) break;
			nodes[k] = nodes[parent];
			k = parent;
		}
		nodes[k] = node;
	}

	pop(): Node | null {
		const nodes = this.#nodes;
		const top = nodes[0];
		const last = nodes.pop();
		if (last === undefined) return null;
		if (nodes.length === 0) return top;
		let k = 0;
		for (;;) {
			let child = 2 * k + 1;
			if (child >= nodes.length) break;
			if (child + 1 < nodes.length && before(nodes[child + 1], nodes[child])) child++;
			if (!before(nodes[child], last)) break;
			nodes[k] = nodes[child];
			k = child;
		}
		nodes[k] = last;
		return top;
	}
}

function before(a: Node, b: Node): boolean {
	if (a.key !== b.key) return a.key < b.key;
	const i = a.counts.findIndex((p, k) => p !== b.counts[k]);
	return i >= 0 && a.counts[i] > b.counts[i];
}
