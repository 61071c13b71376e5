import type { Field } from "../field.ts";
import type { LossDefinition } from "../loss.ts";

/**
 * A loss l(z) of the margin variable z = -y f, one output, from [l, l', l''] in z:
 * dl/df = -y l'(z), d2l/df2 = y^2 l''(z). Throws a RangeError when there are several outputs.
 */
export function marginLoss(
	inMargin: <T>(field: Field<T>, z: T, p: readonly number[]) => [T, T, T],
): LossDefinition["evaluate"] {
	return (field, f, y, p) => {
		if (f.length !== 1)
			throw new RangeError(`A margin loss has one output with target +1 or -1; found ${f.length} outputs.`);
		const opposite = field.constant(-y[0]);
		const z = field.multiply(opposite, f[0]);
		const [value, first, second] = inMargin(field, z, p);
		return {
			value,
			gradient: [field.multiply(opposite, first)],
			hessian: [field.multiply(field.multiply(opposite, opposite), second)],
		};
	};
}
