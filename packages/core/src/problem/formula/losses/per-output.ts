import type { Field } from "../field.ts";
import type { LossDefinition } from "../loss.ts";

/** A loss sum_o l(f_o - y_o) from [l, l', l''] of one residual r: a diagonal Hessian. */
export function perOutputLoss(
	inResidual: <T>(field: Field<T>, r: T, p: readonly number[]) => [T, T, T],
): LossDefinition["evaluate"] {
	return (field, f, y, p) => {
		const terms = f.map((output, o) => inResidual(field, field.subtract(output, field.constant(y[o])), p));
		return {
			value: terms.map(([value]) => value).reduce((a, b) => field.add(a, b)),
			gradient: terms.map(([, first]) => first),
			hessian: terms.flatMap(([, , second], o) => f.map((_, q) => (q === o ? second : field.constant(0)))),
		};
	};
}
