import { addDyadic, compareDyadic, type Dyadic } from "../dyadic.ts";
import { between, type Enclosure } from "../enclosure.ts";
import { preciseArithmetic } from "../precise-interval.ts";

/** Beyond this, e^-|x| < 2^-11000. */
const far: Dyadic = { m: 8000n, e: 0 };
const tiny: Dyadic = { m: 1n, e: -11000 };
const zero: Dyadic = { m: 0n, e: 0 };
const opposite = ({ m, e }: Dyadic): Dyadic => ({ m: -m, e });

/** 1 / (1 + e^-x) to about `bits` binary digits of the result. */
export function sigmoidEnclosure(x: Dyadic, bits: number): Enclosure {
	if (compareDyadic(x, far) > 0) return between({ m: (1n << 200n) - 1n, e: -200 }, { m: 1n, e: 0 });
	if (compareDyadic(x, opposite(far)) < 0) return between(zero, tiny);
	const { add, constant, divide, exp } = preciseArithmetic(bits + 8);
	return divide(constant(1), add(constant(1), exp(opposed(x))));
}

/** log(1 + e^x) to about `bits` binary digits of the result; x + log(1 + e^-x) for x > 0. */
export function softplusEnclosure(x: Dyadic, bits: number): Enclosure {
	if (compareDyadic(x, far) > 0) return between(x, addDyadic(x, tiny));
	if (compareDyadic(x, opposite(far)) < 0) return between(zero, tiny);
	const { add, exp, log1p } = preciseArithmetic(bits + 8);
	if (x.m <= 0n) return log1p(exp(between(x, x)));
	return add(between(x, x), log1p(exp(opposed(x))));
}

function opposed(x: Dyadic): Enclosure {
	return between(opposite(x), opposite(x));
}
