import { trainingError } from "../../points/training-error.ts";
import type { CheckResult } from "../construction.ts";
import type { SelfCheck } from "./self-check.ts";

const relative = 1e-9;

/** The loss and the training error are those of the formula; a claimed misclassification is no tie. */
export const claimedValue: SelfCheck = ({ objective, construct }) => {
	const { claim, theta } = construct;
	const results: CheckResult[] = [];
	if (claim.loss !== null) {
		const gap = Math.abs(objective.value(theta) - claim.loss);
		results.push({
			what: `difference between the loss and the claimed value ${claim.loss}`,
			value: gap,
			passed: gap <= relative * (1 + Math.abs(claim.loss)),
		});
	}
	if (claim.trainingError !== null) {
		const found = trainingError(objective, theta);
		const error = found?.error ?? Number.NaN;
		results.push({
			what: `training error, claimed ${claim.trainingError}`,
			value: error,
			passed: Math.abs(error - claim.trainingError) <= 1e-12,
		});
		const ties = found?.ties ?? Number.NaN;
		results.push({ what: "samples on the decision boundary (ties)", value: ties, passed: ties === 0 });
	}
	return results;
};
