import type { CoreProver } from "../theory/prover.ts";
import { certify } from "./certify.ts";

/** A core proved by a certificate, lifted to every width. */
export const proveCore: CoreProver = (core, theta, better) => {
	const made = certify(core, theta, { better, lift: true });
	if ("failure" in made) return null;
	const { widths, gap, loss } = made.certificate;
	return widths === null || gap === null ? null : { from: widths[0], loss, gap };
};
