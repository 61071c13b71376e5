import type { Certificate } from "../certificate/certificate.ts";
import { certify } from "../certificate/certify.ts";
import type { Problem } from "../problem/problem.ts";
import type { PointProof, SurveyPoint } from "./document.ts";

/** What was proved of one point, and the certificate where there is one. */
export interface CertifiedPoint {
	readonly id: string;
	readonly proof: PointProof;
	readonly certificate: Certificate | null;
}

/**
 * Certificates of the points of a survey, best first, one at a time; the best minimum serves as the better point of those whose loss
 * is clearly higher.
 */
export function* certifyPoints(problem: Problem, points: readonly SurveyPoint[]): Iterable<CertifiedPoint> {
	const best = points.find(({ kind }) => kind === "minimum");
	for (const point of points) {
		const margin = best === undefined ? 0 : 1e-9 * (1 + Math.abs(best.loss));
		const better =
			best !== undefined && point.loss > best.loss + margin ? { better: Float64Array.from(best.theta) } : {};
		const result = certify(problem, Float64Array.from(point.theta), better);
		if ("failure" in result) {
			const { quantity, reason } = result.failure;
			yield { id: point.id, certificate: null, proof: { proved: null, quantity, reason } };
			continue;
		}
		const { problem: _, proof: __, schema: ___, digest: ____, ...statement } = result.certificate;
		yield {
			id: point.id,
			certificate: result.certificate,
			proof: { proved: statement, quantity: null, reason: null },
		};
	}
}
