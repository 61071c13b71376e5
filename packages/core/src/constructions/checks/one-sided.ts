import { kinkTest } from "../../points/kink-test.ts";
import { kinkContacts } from "../../points/kinks.ts";
import type { SelfCheck } from "./self-check.ts";

/** Preactivations this near, relatively, lie on a kink. */
const contact = 1e-14;

/** At kinks there is no Hessian: the one-sided first- and second-order tests find no descent from a claimed minimum. */
export const oneSidedTests: SelfCheck = ({ objective, construct }) => {
	const { claim, theta } = construct;
	if (!claim.kinked) return [];
	const contacts = kinkContacts(objective, theta, contact);
	const { kind } = kinkTest(objective, theta, contacts);
	const results = [
		{ what: "preactivations on a kink, claimed some", value: contacts.length, passed: contacts.length > 0 },
	];
	if (!claim.kind.endsWith("minimum") || claim.kind === "not-a-local-minimum") return results;
	return [
		...results,
		{
			what: "descents found by the one-sided tests",
			value: kind === "saddle" || kind === "not-critical" ? 1 : 0,
			passed: kind === "minimum" || kind === "undecided",
		},
	];
};
