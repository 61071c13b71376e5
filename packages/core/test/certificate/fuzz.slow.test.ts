import { expect, it } from "vitest";
import type { EmbeddedProblem } from "../../src/certificate/embedded-problem.ts";
import { digestOfCertificate, verify } from "../../src/certificate/verify.ts";
import type { Certificate } from "../../src/laboratory.ts";
import { numbers } from "../rigor/enclosure-cases.ts";
import { certified } from "./certified.ts";
import { proved } from "./prove.ts";

/** Cases; LOSSATLAS_CASES=1000000 for the long run. */
const cases = Number(process.env.LOSSATLAS_CASES ?? 20_000);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Certificates of two or three numbers, checked in a fraction of a millisecond. */
async function tiny(): Promise<Certificate[]> {
	const of = (activation: string, theta: readonly number[], more: object = {}) =>
		proved(
			{
				lossatlas: 1,
				data: { inline: { x: [[1]], y: [0.75] } },
				network: {
					layers: [
						{ width: 1, activation, bias: false },
						{ width: 1, bias: false },
					],
				},
				loss: { name: "squared" },
				...more,
			},
			theta,
		);
	const decay = { regularizer: { "weight-decay": 0.25 } };
	return [
		await of("identity", [0, 0], decay),
		await of("identity", [1, 0.75]),
		await of("relu", [1, 0.75]),
		await of("relu", [-1, 0.5]),
		await of("tanh", [0, 0], decay),
		await of("square", [1, 0.75]),
	];
}

const strange: readonly Json[] = [
	0,
	-0,
	1,
	-1,
	0.5,
	1e308,
	-1e308,
	5e-324,
	1e-300,
	2 ** 53,
	1e7,
	4096,
	300,
	1e-9,
	null,
	true,
	"",
	"x",
	"Infinity",
	"NaN",
	"tanh",
	"relu",
	"newton",
	"scaling",
	"pattern",
	"__proto__",
	"constructor",
	[],
	{},
	[[]],
	[0],
	[1, 2],
	[[1, 2], [3]],
];

/** Places of a value and all that it holds. */
function places(value: Json, into: { holder: Json[] | { [key: string]: Json }; key: string }[] = []) {
	if (typeof value !== "object" || value === null) return into;
	for (const key of Object.keys(value)) {
		into.push({ holder: value as { [key: string]: Json }, key });
		places((value as { [key: string]: Json })[key], into);
	}
	return into;
}

it(`${cases} damaged certificates (seed 7): an answer each time, and what is accepted is true`, async () => {
	const small = await tiny();
	const large = (await certified()).map(({ certificate }) => certificate);
	const random = numbers(7);
	const pick = <T>(list: readonly T[]): T => list[random.bits() % list.length];
	const counts = { accepted: 0, malformed: 0, digest: 0, failed: 0, unsupported: 0 };
	let slowest = 0;
	for (let k = 0; k < cases; k++) {
		const doc = JSON.parse(JSON.stringify(pick(k % 200 === 0 ? large : small))) as { [key: string]: Json };
		const changes = 1 + (random.bits() % 3);
		for (let c = 0; c < changes; c++) {
			const all = places(doc);
			if (all.length === 0) break;
			const { holder, key } = pick(all);
			const held = holder as { [key: string]: Json };
			const value = held[key];
			switch (random.bits() % 7) {
				case 0:
					held[key] = JSON.parse(JSON.stringify(pick(strange))) as Json;
					break;
				case 1:
					if (Array.isArray(holder)) holder.splice(Number(key), 1);
					else delete held[key];
					break;
				case 2:
					if (Array.isArray(holder)) holder.push(JSON.parse(JSON.stringify(value)) as Json);
					else
						held[pick(["extra", "input", "theta", "method"])] = JSON.parse(
							JSON.stringify(pick(strange)),
						) as Json;
					break;
				case 3: {
					const other = pick(all);
					held[key] = JSON.parse(
						JSON.stringify((other.holder as { [key: string]: Json })[other.key]),
					) as Json;
					break;
				}
				case 4:
					if (typeof value === "number") held[key] = random.anyFloat();
					break;
				default:
					if (typeof value === "number")
						held[key] = value * (1 + (random.unit() - 0.5) * 10 ** -(random.bits() % 16));
			}
		}
		if (k % 4 !== 0 && typeof doc === "object") {
			try {
				doc.digest = digestOfCertificate(doc);
			} catch {
				doc.digest = "0";
			}
		}
		const begun = performance.now();
		const found = verify(doc);
		slowest = Math.max(slowest, performance.now() - begun);
		expect(typeof found.accepted).toBe("boolean");
		expect(found.reason.length).toBeGreaterThan(10);
		if (found.accepted) {
			counts.accepted++;
			plausible(doc as unknown as Certificate);
		} else if (/^Malformed/.test(found.reason)) counts.malformed++;
		else if (/digest/.test(found.reason)) counts.digest++;
		else if (/^The proof/.test(found.reason)) counts.failed++;
		else counts.unsupported++;
	}
	console.log(`${JSON.stringify(counts)}; slowest ${slowest.toFixed(0)} ms`);
	expect(Math.min(...Object.values(counts))).toBeGreaterThan(cases / 1000);
}, 36_000_000);

const sigmas: Readonly<Record<string, (z: number) => number>> = {
	identity: (z) => z,
	relu: (z) => Math.max(z, 0),
	"leaky-relu": (z) => (z >= 0 ? z : 0.01 * z),
	tanh: Math.tanh,
	square: (z) => z * z,
	softplus: (z) => Math.log1p(Math.exp(z)),
	sin: Math.sin,
	sigmoid: (z) => 1 / (1 + Math.exp(-z)),
};

/** The loss of one branch with squared loss, from the certificate's own numbers, as anybody would write it. */
function lossOf({ problem }: Certificate, theta: readonly number[]): number | null {
	const { branches, data, loss, reduction, weightDecay } = problem as EmbeddedProblem;
	if (branches.length !== 1 || loss.name !== "squared") return null;
	let sum = 0;
	let total = 0;
	data.x.forEach((x, i) => {
		let below: readonly number[] = x;
		let place = 0;
		for (const { width, bias, activation, fixed } of branches[0].layers) {
			const values = fixed ?? theta;
			const from = fixed === null ? place : 0;
			const inputs = below.length;
			const sigma = sigmas[activation.name];
			const current = below;
			below = Array.from({ length: width }, (_, j) => {
				let z = bias ? values[from + width * inputs + j] : 0;
				for (let p = 0; p < inputs; p++) z += values[from + j * inputs + p] * current[p];
				return sigma(z);
			});
			if (fixed === null) place += width * (inputs + (bias ? 1 : 0));
		}
		const weight = data.weights?.[i] ?? 1;
		total += weight;
		below.forEach((f, o) => {
			sum += (weight * (f - data.y[i][o]) ** 2) / 2;
		});
	});
	const mean = reduction === "mean" ? sum / total : sum;
	return mean + (weightDecay / 2) * theta.reduce((s, t) => s + t * t, 0);
}

/** Loss and gradient in plain float64 agree with what was accepted. */
function plausible(certificate: Certificate): void {
	const { proof, loss } = certificate;
	const centre = (proof.centre ?? proof.theta) as unknown[];
	if (!Array.isArray(centre) || centre.flat().some((x) => typeof x !== "number")) return;
	const rows = (Array.isArray(centre[0]) ? centre : [centre]) as number[][];
	const theta = rows[0].map((_, k) => rows.reduce((sum, row) => sum + row[k], 0));
	const value = lossOf(certificate, theta);
	if (value === null || !Number.isFinite(value)) return;
	const room = 1e-9 * (1 + Math.abs(value)) + certificate.radius;
	const text = JSON.stringify(certificate).slice(0, 2000);
	expect(value, text).toBeGreaterThanOrEqual(loss[0] - room);
	expect(value, text).toBeLessThanOrEqual(loss[1] + room);
	if ((certificate.problem as EmbeddedProblem).branches[0].layers.some(({ noise }) => noise !== null)) return;
	const size = Math.max(...theta.map(Math.abs), 1);
	const h = 1e-6;
	theta.forEach((_, k) => {
		const near = (sign: number) =>
			lossOf(
				certificate,
				theta.map((t, j) => (j === k ? t + sign * h : t)),
			) ?? 0;
		expect(Math.abs(near(1) - near(-1)) / (2 * h), text).toBeLessThan(1e-3 * (1 + Math.abs(value)) * size);
	});
}
