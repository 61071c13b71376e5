import type { Claim, Modulo, Statement } from "./certificate.ts";
import {
	type CheckedProblem,
	listAt,
	MalformedCertificate,
	numberAt,
	numbersAt,
	objectAt,
	wholeAt,
} from "./embedded-problem.ts";
import { gapTo, readBetter } from "./gap.ts";
import { readGenerators } from "./gauge.ts";
import { type NewtonProof, type ProvedPoint, proveCriticalPoint } from "./newton-proof.ts";
import { NotProved } from "./not-proved.ts";
import { proveSplit, type Split } from "./splitting.ts";

/** `proof` of the method "newton". */
function readNewton(file: Readonly<Record<string, unknown>>, problem: CheckedProblem): NewtonProof {
	const n = problem.parameters;
	const centre = listAt(file.centre, "proof.centre").map((row, k) => numbersAt(row, `proof.centre[${k}]`, n));
	if (centre.length < 1 || centre.length > 8)
		throw new MalformedCertificate("proof.centre", "one to eight rows were expected.");
	const boxes = numbersAt(file.boxes, "proof.boxes", 2);
	const shifts = numbersAt(file.shifts, "proof.shifts", 2);
	const dropped = listAt(file.dropped, "proof.dropped").map((k, i) =>
		wholeAt(k, `proof.dropped[${i}]`, 0, n - 1),
	);
	if (dropped.some((k, i) => i > 0 && k <= dropped[i - 1]))
		throw new MalformedCertificate("proof.dropped", "ascending places of parameters were expected.");
	if (shifts.some((s) => s <= 0))
		throw new MalformedCertificate("proof.shifts", "positive numbers were expected.");
	const gaugeWeight = numberAt(file.gaugeWeight, "proof.gaugeWeight");
	if (gaugeWeight < 0)
		throw new MalformedCertificate("proof.gaugeWeight", "a number of at least 0 was expected.");
	return {
		centre,
		bits: file.bits === null ? null : wholeAt(file.bits, "proof.bits", 54, 4096),
		boxes: [boxes[0], boxes[1]],
		shifts: [shifts[0], shifts[1]],
		gauge: readGenerators(file.gauge, "proof.gauge", problem),
		gaugeWeight,
		dropped,
	};
}

function readSplit(value: unknown, problem: CheckedProblem): Split | null {
	if (value === null) return null;
	const file = objectAt(value, "proof.split");
	const sign = wholeAt(file.sign, "proof.split.sign", -1, 1);
	if (sign === 0) throw new MalformedCertificate("proof.split.sign", "1 or -1 was expected.");
	return {
		unit: wholeAt(file.unit, "proof.split.unit", 0, problem.units - 1),
		sign: sign > 0 ? 1 : -1,
		shift: numberAt(file.shift, "proof.split.shift"),
	};
}

/** What a proof of the method "newton" shows. @throws NotProved, MalformedCertificate */
export function proveByNewton(problem: CheckedProblem, file: Readonly<Record<string, unknown>>): Statement {
	const proof = readNewton(file, problem);
	const split = readSplit(file.split, problem);
	const better = readBetter(file.better, "proof.better", problem);
	if (better !== null && (better.width !== null) !== (split !== null))
		throw new MalformedCertificate("proof.better", "a width goes with a split unit, and only with one.");
	const found = proveCriticalPoint(problem, proof);
	const { loss } = found;
	const gap = better === null ? null : gapTo(problem, loss, better);
	const common = {
		loss: [loss.lo, loss.hi] as const,
		radius: found.radius,
		uniqueness: found.uniqueness,
		smallestEigenvalue: found.smallestEigenvalue,
		gap,
	};
	if (split === null) {
		const modulo = moduloOf(proof);
		return { claim: claimOf(found, modulo), modulo, widths: null, index: found.index, ...common };
	}
	if (found.index !== 0 || proof.gauge.length > 0 || proof.dropped.length > 0)
		throw new NotProved("split", "Only a strict local minimum is split.");
	const from = proveSplit(problem, split, found.box);
	return {
		claim: "local-minimum",
		modulo: ["split"],
		widths: [Math.max(from, better?.width ?? 0), "Infinity"],
		index: 0,
		...common,
	};
}

function moduloOf({ gauge, dropped }: NewtonProof): Modulo[] {
	const mixing: readonly string[] = ["linear", "shift", "pattern", "rotation"];
	const modulo: Modulo[] = [];
	if (gauge.some(({ kind }) => kind === "scaling")) modulo.push("scaling");
	if (gauge.some(({ kind }) => mixing.includes(kind))) modulo.push("linear");
	if (dropped.length > 0 || gauge.some(({ kind }) => kind === "unseen")) modulo.push("dead");
	return modulo;
}

function claimOf({ index, rank }: ProvedPoint, modulo: readonly Modulo[]): Claim {
	if (index === 0) return modulo.length === 0 ? "strict-local-minimum" : "local-minimum";
	return index === rank ? "local-maximum" : "saddle";
}
