import { beforeAll, describe, expect, it } from "vitest";
import { claims, moduloNames } from "../../src/certificate/certificate.ts";
import type { EmbeddedProblem } from "../../src/certificate/embedded-problem.ts";
import { digestOfCertificate, verify } from "../../src/certificate/verify.ts";
import { type Certified, certified, certifiedOtherwise } from "./certified.ts";
import { proved, refused } from "./prove.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Doc = { [key: string]: Json };
type Path = readonly (string | number)[];

let all: readonly Certified[];
let others: readonly Certified[];
beforeAll(async () => {
	all = await certified();
	others = await certifiedOtherwise();
});

const copyOf = (value: unknown): Doc => JSON.parse(JSON.stringify(value)) as Doc;

/** The certificate with a digest that belongs to its text. */
function stamped(doc: Doc): Doc {
	doc.digest = digestOfCertificate(doc);
	return doc;
}

function leaves(value: Json, path: Path = []): { path: Path; value: Json }[] {
	if (typeof value !== "object" || value === null) return [{ path, value }];
	return Object.entries(value).flatMap(([key, each]) =>
		leaves(each, [...path, Array.isArray(value) ? Number(key) : key]),
	);
}

function at(doc: Doc, path: Path): Json {
	return path.reduce((value: Json, key) => (value as Doc)[key as string], doc);
}

function put(doc: Doc, path: Path, value: Json): Doc {
	(at(doc, path.slice(0, -1)) as Doc)[path[path.length - 1] as string] = value;
	return doc;
}

const rejected = (doc: unknown, what: string) => {
	const { accepted, reason, statement } = verify(doc);
	expect(accepted, what).toBe(false);
	expect(statement, what).toBe(null);
	expect(reason.length, what).toBeGreaterThan(20);
};

describe("one change to the text of a certificate", () => {
	it("of any number, sign, text or flag is rejected", () => {
		expect(all.length).toBeGreaterThanOrEqual(26);
		let changes = 0;
		expect(all.length + others.length).toBeGreaterThanOrEqual(29);
		for (const { name, certificate } of [...all, ...others])
			for (const { path, value } of leaves(copyOf(certificate))) {
				const changed: Json[] =
					typeof value === "number"
						? [value + 1, -value - 1e-3, value === 0 ? 5e-324 : value * (1 + 2 ** -52)]
						: typeof value === "string"
							? [`${value}x`, value.replace(/.$/, ""), null]
							: typeof value === "boolean"
								? [!value]
								: [0, "x"];
				for (const other of changed) {
					if (other === value) continue;
					rejected(put(copyOf(certificate), path, other), `${name} ${path.join(".")}`);
					changes++;
				}
			}
		expect(changes).toBeGreaterThan(5000);
	});

	it("a field that is missing, or an entry of a list, is rejected, with a new digest too", () => {
		for (const { name, certificate } of [...all, ...others]) {
			const visit = (path: Path) => {
				const value = at(copyOf(certificate), path);
				if (typeof value !== "object" || value === null) return;
				for (const key of Object.keys(value)) {
					if (key === "digest") continue;
					const doc = copyOf(certificate);
					const holder = at(doc, path);
					if (Array.isArray(holder)) {
						// Without all of its gauge, or a correction of the centre, a proof may still go through.
						if (path.includes("gauge") || (path.length === 2 && path[1] === "centre")) continue;
						holder.splice(Number(key), 1);
					} else delete (holder as Doc)[key];
					rejected(doc, `${name} ${path.join(".")} without ${key}`);
					rejected(stamped(doc), `${name} ${path.join(".")} without ${key}, new digest`);
					visit([...path, Array.isArray(holder) ? Number(key) : key]);
				}
			};
			visit([]);
		}
	});
});

describe("with a digest that fits, what is stated must follow", () => {
	const numberAt = (doc: Doc, key: string) => doc[key] as number;

	it("another claim, index, modulo or width", () => {
		for (const { name, certificate } of [...all, ...others]) {
			for (const claim of claims)
				if (claim !== certificate.claim && claim !== "critical-point")
					rejected(stamped(put(copyOf(certificate), ["claim"], claim)), `${name} as ${claim}`);
			const { index } = certificate;
			for (const other of [index === 0 ? 1 : 0, (index ?? 0) + 1, null])
				if (other !== index)
					rejected(stamped(put(copyOf(certificate), ["index"], other)), `${name} index ${other}`);
			for (const modulo of [
				[...certificate.modulo, ...moduloNames.filter((m) => !certificate.modulo.includes(m))].slice(
					0,
					certificate.modulo.length + 1,
				),
				...(certificate.modulo.length > 0 ? [certificate.modulo.slice(1)] : []),
			])
				rejected(stamped(put(copyOf(certificate), ["modulo"], modulo)), `${name} modulo ${modulo}`);
			const { widths } = certificate;
			rejected(
				stamped(put(copyOf(certificate), ["widths"], [widths === null ? 1 : widths[0] - 1, "Infinity"])),
				`${name} widths`,
			);
		}
	});

	it("a smaller loss, a narrower one, a smaller radius, larger uniqueness, eigenvalue or gap", () => {
		for (const { name, certificate } of [...all, ...others]) {
			const [low, high] = certificate.loss;
			const width = high - low;
			for (const loss of [
				[low - 3 * width - 1e-15, low - width - 1e-15],
				...(width > 0
					? [
							[low + 0.75 * width, high],
							[low, low],
							[high, low],
						]
					: []),
				[low - 2, low - 1],
			])
				rejected(stamped(put(copyOf(certificate), ["loss"], loss)), `${name} loss ${loss}`);
			for (const [key, factor] of [
				["radius", 0.5],
				["uniqueness", 1.001],
				["smallestEigenvalue", 1.001],
				["gap", 1.001],
			] as const) {
				const doc = copyOf(certificate);
				if (typeof doc[key] === "number" && numberAt(doc, key) > 0)
					rejected(stamped(put(doc, [key], numberAt(doc, key) * factor)), `${name} ${key}`);
				else if (doc[key] === null) rejected(stamped(put(doc, [key], 1e-3)), `${name} ${key} from nothing`);
			}
		}
	});

	it("a weaker statement is accepted: it follows too", () => {
		for (const { name, certificate } of all) {
			const doc = copyOf(certificate);
			doc.claim = "critical-point";
			doc.radius = certificate.radius * 2 + 1e-9;
			doc.loss = [certificate.loss[0] - 1, certificate.loss[1] + 1];
			doc.uniqueness = null;
			doc.gap = null;
			doc.smallestEigenvalue = null;
			expect(verify(stamped(doc)).accepted, name).toBe(true);
		}
	});

	it("other data, weights of the loss, activations and penalties", () => {
		for (const { name, certificate } of all) {
			const { data, branches, weightDecay } = certificate.problem as EmbeddedProblem;
			const far = data.x.length - 1;
			const swapped = copyOf(certificate);
			const ys = at(swapped, ["problem", "data", "y"]) as Json[];
			if (JSON.stringify(ys[0]) !== JSON.stringify(ys[far])) {
				[ys[0], ys[far]] = [ys[far], ys[0]];
				rejected(stamped(swapped), `${name} rows swapped`);
			}
			for (let i = 0; i < data.x.length; i++) {
				const weights = copyOf(certificate);
				put(
					weights,
					["problem", "data", "weights"],
					data.x.map((_, k) => (k === i ? 1.01 : 1)),
				);
				// A sample that is met exactly, or not seen at all, pulls at nothing.
				if (verify(stamped(weights)).accepted)
					expect(["hill", "valley", "linear saddle", "linear minimum"]).toContain(name);
			}
			const [hidden] = branches[0].layers;
			for (const other of ["tanh", "arctan", "softplus", "sigmoid", "relu"]) {
				if (other === hidden.activation.name) continue;
				const doc = copyOf(certificate);
				put(doc, ["problem", "branches", 0, "layers", 0, "activation"], { name: other, parameters: [] });
				if (!verify(stamped(doc)).accepted) continue;
				// Where all weights of the units are 0, only sigma(0), sigma'(0) and sigma''(0) count.
				const [centre] = copyOf(certificate.proof).centre as number[][];
				const own = hidden.width * (data.x[0].length + 1);
				expect(Math.max(...centre.slice(0, own).map(Math.abs)), `${name} ${other}`).toBeLessThan(1e-12);
			}
			const penalised = copyOf(certificate);
			put(penalised, ["problem", "weightDecay"], weightDecay + 1e-3);
			rejected(stamped(penalised), `${name} weight decay`);
		}
	});

	it("a centre, boxes, shifts, gauge and better point that prove less", () => {
		for (const { name, certificate } of all) {
			const proof = copyOf(certificate.proof);
			const centre = proof.centre as number[][];
			const dropped = proof.dropped as number[];
			centre[0].forEach((x, k) => {
				if (!dropped.includes(k))
					rejected(
						stamped(put(copyOf(certificate), ["proof", "centre", 0, k], x + 0.01 * (1 + Math.abs(x)))),
						`${name} centre ${k}`,
					);
			});
			const [near, away] = proof.boxes as number[];
			const [tight, wide] = proof.shifts as number[];
			for (const boxes of [
				[near, away * 1e5],
				[near * 1e-6, near * 1e-6],
				[0, away],
				[-near, away],
				[away, near],
			])
				if (boxes[0] !== boxes[1] || certificate.radius > boxes[0])
					rejected(stamped(put(copyOf(certificate), ["proof", "boxes"], boxes)), `${name} boxes ${boxes}`);
			for (const shifts of [
				[tight * 1.1, wide],
				[tight, wide * 1.2],
				[0, wide],
				[-tight, wide],
				[1e300, wide],
				[1e-300, wide],
			])
				rejected(stamped(put(copyOf(certificate), ["proof", "shifts"], shifts)), `${name} shifts ${shifts}`);
			const free = centre[0].findIndex((_, k) => !dropped.includes(k));
			rejected(
				stamped(
					put(
						copyOf(certificate),
						["proof", "dropped"],
						[...dropped, free].sort((a, b) => a - b),
					),
				),
				`${name} dropped`,
			);
			const gauge = proof.gauge as Json[];
			if (gauge.length > 0) {
				rejected(stamped(put(copyOf(certificate), ["proof", "gauge"], [])), `${name} no gauge`);
				rejected(
					stamped(put(copyOf(certificate), ["proof", "gauge"], [...gauge, gauge[0]])),
					`${name} gauge twice`,
				);
				rejected(
					stamped(put(copyOf(certificate), ["proof", "gaugeWeight"], 0)),
					`${name} gauge of no weight`,
				);
			} else
				for (const kind of ["scaling", "linear", "shift", "unseen", "pattern", "rotation"]) {
					const forged = [{ kind, branch: 0, layer: 0, unit: 0, from: 0, input: 0 }];
					rejected(stamped(put(copyOf(certificate), ["proof", "gauge"], forged)), `${name} with ${kind}`);
				}
			if (proof.better !== null) {
				const theta = at(proof, ["better", "theta"]) as number[];
				const worse = theta.map((x) => x + 1);
				rejected(stamped(put(copyOf(certificate), ["proof", "better", "theta"], worse)), `${name} better`);
			}
		}
	});
});

describe("points that are not what they seem", () => {
	/** 1/2 (a w - y)^2 + decay/2 (a^2 + w^2): at 0 the eigenvalues are decay + y and decay - y. */
	const product = (y: number, decay: number) => ({
		lossatlas: 1,
		data: { inline: { x: [[1]], y: [y] } },
		network: {
			layers: [
				{ width: 1, activation: "identity", bias: false },
				{ width: 1, bias: false },
			],
		},
		loss: { name: "squared" },
		regularizer: { "weight-decay": decay },
	});

	it("a saddle whose negative eigenvalue is -1e-10 is a saddle, and cannot pass for a minimum", async () => {
		const saddle = await proved(product(0.25 + 1e-10, 0.25), [0, 0]);
		expect(saddle.claim).toBe("saddle");
		expect(saddle.index).toBe(1);
		expect(saddle.smallestEigenvalue).toBeGreaterThan(0.9e-10);
		const minimum = await proved(product(0.25 - 1e-10, 0.25), [0, 0]);
		expect(minimum.claim).toBe("strict-local-minimum");
		for (const claim of ["strict-local-minimum", "local-minimum", "global-minimum"]) {
			const forged = copyOf(saddle);
			Object.assign(forged, { claim, index: 0 });
			rejected(stamped(forged), claim);
			// The proof of the minimum with the data of the saddle.
			const mixed = copyOf(minimum);
			mixed.problem = copyOf(saddle.problem);
			rejected(stamped(Object.assign(mixed, { claim })), `mixed ${claim}`);
		}
	});

	it("a gradient of 1e-9 without a zero nearby: e^-z has no critical point", async () => {
		const slope = {
			lossatlas: 1,
			data: { inline: { x: [[1], [2], [-1]], y: [1, 1, -1] } },
			network: { layers: [{ width: 1, bias: false }] },
			loss: { name: "exponential" },
		};
		// d/dw mean e^(-w x) = -(2/3) e^-w - ...: about -1e-9 at w = 20.3.
		expect(await refused(slope, [20.3])).not.toBe(null);
		const kept = await proved({ ...slope, regularizer: { "weight-decay": 0.1 } }, [1.6065]);
		const forged = copyOf(kept);
		put(forged, ["problem", "weightDecay"], 0);
		put(forged, ["proof", "centre"], [[20.3]]);
		rejected(stamped(forged), "gradient 1e-9");
	});

	it.each(["tanh", "sigmoid", "erf", "softplus", "gaussian"])(
		"a plateau of %s at |theta| = 300",
		async (activation) => {
			const file = {
				lossatlas: 1,
				data: { inline: { x: [[1], [2], [-1.5]], y: [1, -1, 0.5] } },
				network: { layers: [{ width: 2, activation }, { width: 1 }] },
				loss: { name: "squared" },
			};
			const mean = 0.5 / 3;
			for (const sign of [1, -1])
				expect(await refused(file, [300 * sign, 300 * sign, 7, -7, 1e-3, 1e-3, mean])).not.toBe(null);
		},
	);

	it("a dead relu unit with weight decay is not critical; without, it is flat", async () => {
		const file = {
			lossatlas: 1,
			data: { inline: { x: [[1], [2]], y: [1, 2] } },
			network: { layers: [{ width: 1, activation: "relu" }, { width: 1 }] },
			loss: { name: "squared" },
		};
		const flat = await proved(file, [-1, -1, 0.5, 1.5]);
		expect(flat.claim).toBe("local-minimum");
		expect(flat.modulo).toEqual(["dead"]);
		const decayed = { ...file, regularizer: { "weight-decay": 0.01 } };
		expect(await refused(decayed, [-1, -1, 0.5, 1.5])).not.toBe(null);
	});
});
