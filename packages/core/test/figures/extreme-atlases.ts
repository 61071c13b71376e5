import type { StartRecord } from "../../src/survey/document.ts";
import { assemble, samplePoint, sampleSlice, sampleStart, stream } from "./sample-atlas.ts";

/** No start, no point. */
export const emptyAtlas = () => assemble("nothing", [], []);

/** One start that drifts; no point. */
export const driftingAtlas = () =>
	assemble(
		"one start",
		[],
		[
			sampleStart(0, "drifting", null, {
				first: 1,
				last: 1e-3,
				gradient: 1e-9,
				size: 1e3,
			}),
		],
	);

/** One start, one point, in one parameter's worth of spectrum. */
export const singleAtlas = () =>
	assemble(
		"one point",
		[samplePoint("p1", { loss: 0.5, hits: 1 })],
		[
			sampleStart(0, "converged", "p1", {
				first: 2,
				last: 0.5,
				gradient: 0,
				size: 3,
			}),
		],
		{ spectra: { p1: [0.5, 0.5, 1] }, slice: null },
	);

/** 500 points from 2000 starts with losses over many decades and a long name. */
export const crowdedAtlas = () => {
	const random = stream(7);
	const kinds = ["minimum", "saddle", "saddle", "maximum", "undecided"] as const;
	const points = Array.from({ length: 500 }, (_, i) => {
		const index = Math.floor(random() * 9);
		return samplePoint(`p${i + 1}`, {
			kind: kinds[i % kinds.length],
			loss: 10 ** (6 * random() - 4) * (1 + index),
			index,
			hits: 1 + Math.floor(50 * random() ** 6),
			orbit: "815915283247897734345611269596115894272000000000",
			isolated: i % 7 === 0 ? "no" : "yes",
		});
	});
	const starts = Array.from({ length: 2000 }, (_, i) => {
		const drifts = i % 5 === 0;
		const point = points[Math.floor(500 * random() ** 3)];
		return sampleStart(
			i,
			i === 77 ? "overflow" : drifts ? "drifting" : "converged",
			drifts ? null : point.id,
			{
				first: 10 ** (3 * random()),
				last: drifts ? random() : point.loss,
				gradient: drifts ? 1e-7 * random() : 1e-15 * random(),
				size: drifts ? 1e3 * (1 + random()) : 1 + 9 * random(),
			},
			drifts ? { evidence: { infimum: random() } } : {},
		);
	});
	const spectra = Object.fromEntries(
		points.map(({ id }) => [
			id,
			Array.from({ length: 9 }, () => (random() - 0.3) * 10 ** (8 * random() - 6)).sort((a, b) => a - b),
		]),
	);
	return assemble(
		"a network with a very long name that nobody would want to read in full, on data that have one just as long, and longer still",
		points,
		starts,
		{ spectra, slice: sampleSlice("p1") },
	);
};

/** Losses 0, 1e-30 and 1e20 together, traces and grid values that are not finite. */
export const wildAtlas = () => {
	const points = [
		samplePoint("p1", { loss: 0, hits: 3, nullity: 2, nullityExplained: null }),
		samplePoint("p2", { loss: 1e-30, hits: 1 }),
		samplePoint("p3", { loss: 1e20, hits: 100000, kind: "saddle", index: 9 }),
		samplePoint("p4", { loss: Number.NaN, hits: 1, kind: "undecided" }),
		samplePoint("p5", { loss: Number.POSITIVE_INFINITY, hits: 1, index: null }),
		samplePoint("p6", { loss: 0.25, hits: 1, kind: "not-critical" }),
	];
	const broken = sampleStart(1, "overflow", null, {
		first: 1,
		last: Number.POSITIVE_INFINITY,
		gradient: Number.NaN,
		size: Number.POSITIVE_INFINITY,
	});
	const starts: StartRecord[] = [
		sampleStart(0, "converged", "p1", {
			first: 1e20,
			last: 0,
			gradient: 0,
			size: 1e20,
		}),
		{
			...broken,
			trace: {
				evaluations: [0, 1, 2, 3, 4, 5],
				loss: [1e308, 1, Number.NaN, 2, Number.POSITIVE_INFINITY, Number.NaN],
				gradientNorm: [1, 0, 1e-300, Number.NaN, 1, 1],
				norm: [0, 1, 1e300, Number.POSITIVE_INFINITY, 1, 1],
			},
		},
		{
			...sampleStart(2, "budget", null, {
				first: 1,
				last: 1,
				gradient: 1,
				size: 1,
			}),
			trace: { evaluations: [], loss: [], gradientNorm: [], norm: [] },
		},
	];
	const slice = sampleSlice("p1", 11);
	return assemble("extremes", points, starts, {
		spectra: {
			p1: [0, 0, 1e-300, 1, 1e20],
			p2: [Number.NaN, 1e-9],
			p3: [-1e20, -1e-5, -1e-12],
			p6: [0, 0, 0],
		},
		slice: {
			...slice,
			values: slice.values.map((value, i) =>
				i === 0 ? Number.NaN : i > 115 ? Number.POSITIVE_INFINITY : i === 50 ? 1e300 : value,
			),
		},
	});
};
