import { cos, log, sin } from "./elementary.ts";

/** A stream of random numbers: the k-th draw depends on (seed, name of the stream, k) alone. */
export interface RandomStream {
	/** In (0, 1), a multiple of 2^-53 plus 2^-54. */
	uniform(): number;
	/** Standard normal (Box & Muller 1958). */
	normal(): number;
	/** An integer in 0 .. count - 1, without bias beyond 2^-53. */
	below(count: number): number;
}

const multiplier0 = 0xd2511f53;
const multiplier1 = 0xcd9e8d57;
const weyl0 = 0x9e3779b9;
const weyl1 = 0xbb67ae85;

/** High and low 32 bits of the product of two 32-bit numbers. */
function product(a: number, b: number): [number, number] {
	const al = a & 0xffff;
	const ah = a >>> 16;
	const bl = b & 0xffff;
	const bh = b >>> 16;
	const low = al * bl;
	const middle = ah * bl + (low >>> 16);
	const cross = al * bh + (middle & 0xffff);
	const high = ah * bh + Math.floor(middle / 65536) + Math.floor(cross / 65536);
	return [high >>> 0, Math.imul(a, b) >>> 0];
}

/**
 * Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011): four 32-bit numbers from a counter of four and a
 * key of two 32-bit numbers. Counter 0, key 0 gives 6627e8d5 e169c58d bc57ac4c 9b00dbd8.
 */
export function philox(
	counter: readonly [number, number, number, number],
	key: readonly [number, number],
): [number, number, number, number] {
	let [c0, c1, c2, c3] = counter;
	let [k0, k1] = key;
	for (let round = 0; round < 10; round++) {
		const [h0, l0] = product(multiplier0, c0);
		const [h1, l1] = product(multiplier1, c2);
		[c0, c1, c2, c3] = [(h1 ^ c1 ^ k0) >>> 0, l1, (h0 ^ c3 ^ k1) >>> 0, l0];
		k0 = (k0 + weyl0) >>> 0;
		k1 = (k1 + weyl1) >>> 0;
	}
	return [c0, c1, c2, c3];
}

/** FNV-1a over the UTF-16 code units of the parts of a name: a 32-bit number of a stream. */
function hashName(parts: readonly (string | number)[]): number {
	let hash = 0x811c9dc5;
	const text = parts.join("/");
	for (let k = 0; k < text.length; k++) {
		hash ^= text.charCodeAt(k);
		hash = Math.imul(hash, 0x01000193);
	}
	return hash >>> 0;
}

/**
 * The random stream of a seed (an integer below 2^53) and a name. Numbers in the name make streams of
 * their own, up to 2^32 of each; streams do not depend on the order in which they are used.
 *
 * @example
 * randomStream(1, "start", 7).normal();
 */
export function randomStream(seed: number, ...name: readonly (string | number)[]): RandomStream {
	if (!Number.isSafeInteger(seed) || seed < 0)
		throw new RangeError(`A seed is an integer from 0 to 2^53 - 1, not ${seed}.`);
	const key = [seed >>> 0, Math.floor(seed / 4294967296) >>> 0] as const;
	const words = name.filter((part) => typeof part === "string");
	const numbers = name.filter((part) => typeof part === "number");
	const stream = hashName([...words, ...numbers.slice(1)]);
	const first = (numbers[0] ?? 0) >>> 0;
	let block = 0;
	let held: number[] = [];
	let spare: number | null = null;
	const word = (): number => {
		if (held.length === 0) {
			const counter = [block >>> 0, Math.floor(block / 4294967296), first, stream] as const;
			held = philox(counter, key).reverse();
			block++;
		}
		return held.pop() as number;
	};
	const uniform = (): number => {
		const high = word() >>> 5;
		const low = word() >>> 6;
		return (high * 67108864 + low + 0.5) / 9007199254740992;
	};
	return {
		uniform,
		normal() {
			if (spare !== null) {
				const value = spare;
				spare = null;
				return value;
			}
			const radius = Math.sqrt(-2 * log(uniform()));
			const angle = 6.283185307179586 * uniform();
			spare = radius * sin(angle);
			return radius * cos(angle);
		},
		below(count) {
			return Math.min(count - 1, Math.floor(count * uniform()));
		},
	};
}
