import { beforeAll, describe, expect, it } from "vitest";
import { elementaryFunctions, elementaryNames } from "../../src/numerics/elementary.ts";
import { mpfrUlpError, places, type UlpError, ulpBounds } from "./elementary-reference.ts";

const count = Number(process.env.LOSSATLAS_POINTS ?? 100_000);
const seed = 7919;
let ulpError: UlpError;

beforeAll(async () => {
	ulpError = await mpfrUlpError();
});

describe(`elementary functions against MPFR at ${count} places (seed ${seed})`, () => {
	for (const name of elementaryNames)
		it(`${name} stays within ${ulpBounds[name]} ulp`, () => {
			let worst = 0;
			let where = Number.NaN;
			for (const x of places(name, count, seed)) {
				const error = ulpError(name, x, elementaryFunctions[name](x));
				if (error > worst) [worst, where] = [error, x];
			}
			console.info(`${name}: ${worst.toFixed(3)} ulp at ${where}`);
			expect(worst, `worst at ${where}`).toBeLessThanOrEqual(ulpBounds[name]);
		}, 3_600_000);
});
