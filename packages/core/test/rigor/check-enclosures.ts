import { nextUp } from "../../src/rigor/directed.ts";
import type { Interval } from "../../src/rigor/interval.ts";
import * as intervals from "../../src/rigor/interval.ts";
import { type Mpfr, type MpfrField, mpfrField } from "../oracle/mpfr-field.ts";
import { argumentsOf, numbers, unaryCases } from "./enclosure-cases.ts";

/** What was seen of one operation. */
export interface Soundness {
	readonly name: string;
	readonly points: number;
	/** Arguments whose value, by MPFR, lies outside. */
	readonly misses: (number | readonly number[])[];
	/** Largest number of steps between float64 neighbours from the lower to the upper end. */
	readonly widest: number;
}

function steps({ lo, hi }: Interval): number {
	let count = 0;
	for (let x = lo; x < hi && count < 9; x = nextUp(x)) count++;
	return count;
}

function outside(field: MpfrField, value: Mpfr, { lo, hi }: Interval): boolean {
	return field.compare(value, field.constant(lo)) < 0 || field.compare(value, field.constant(hi)) > 0;
}

/** Every elementary function at `count` numbers each, against MPFR with 320 bits. */
export async function checkFunctions(count: number, seed: number): Promise<Soundness[]> {
	const field = await mpfrField(320);
	return unaryCases.map((each) => {
		const misses: number[] = [];
		let widest = 0;
		for (const x of argumentsOf(each, count, seed)) {
			const found = each.enclose(intervals.point(x));
			if (outside(field, each.value(field, field.constant(x)), found)) misses.push(x);
			widest = Math.max(widest, steps(found));
			field.reset();
		}
		return { name: each.name, points: count, misses, widest };
	});
}

interface Operation {
	readonly name: string;
	readonly enclose: (a: Interval, b: Interval) => Interval;
	readonly exact: (field: MpfrField, a: Mpfr, b: Mpfr) => Mpfr;
}

export const operations: readonly Operation[] = [
	{ name: "add", enclose: intervals.add, exact: (f, a, b) => f.add(a, b) },
	{ name: "subtract", enclose: intervals.subtract, exact: (f, a, b) => f.subtract(a, b) },
	{ name: "multiply", enclose: intervals.multiply, exact: (f, a, b) => f.multiply(a, b) },
	{ name: "divide", enclose: intervals.divide, exact: (f, a, b) => f.divide(a, b) },
];

/** + - * / at `count` pairs each, against MPFR with 2200 bits (sums and products of float64 are exact then). */
export async function checkOperations(count: number, seed: number): Promise<Soundness[]> {
	const field = await mpfrField(2200);
	return operations.map(({ name, enclose, exact }) => {
		const random = numbers(seed);
		const misses: [number, number][] = [];
		let widest = 0;
		for (let k = 0; k < count; k++) {
			const a = random.anyFloat();
			// As often a number of about the same size, so that cancellation and exact results occur.
			let b = k % 2 === 0 ? random.anyFloat() : a * (random.bits() / 2147483648 - 1);
			if (k % 5 === 0) b = Math.fround(b);
			if (!Number.isFinite(b) || (name === "divide" && b === 0)) b = 1;
			const found = enclose(intervals.point(a), intervals.point(b));
			if (outside(field, exact(field, field.constant(a), field.constant(b)), found)) misses.push([a, b]);
			widest = Math.max(widest, steps(found));
			field.reset();
		}
		return { name, points: count, misses, widest };
	});
}
