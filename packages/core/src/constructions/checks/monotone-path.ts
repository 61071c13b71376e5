import type { SelfCheck } from "./self-check.ts";

/** Largest upward step that is rounding, relative to 1 + the loss before it. */
const upward = 1e-12;
/** How near to the infimum a path must end, attained or not. */
const near = { attained: 1e-9, approached: 1e-6 };

/** The loss, evaluated anew at every point of the path, never rises and ends at the infimum. */
export const pathNeverRises: SelfCheck = ({ objective, construct }) => {
	const { path } = construct;
	if (path === null) return [];
	const n = objective.parameters;
	let worst = 0;
	let before = objective.value(path.theta.slice(0, n));
	for (let k = 1; k < path.points; k++) {
		const value = objective.value(path.theta.slice(k * n, (k + 1) * n));
		worst = Math.max(worst, (value - before) / (1 + Math.abs(before)));
		before = value;
	}
	const gap = before - path.infimum;
	return [
		{ what: "largest relative upward step along the path", value: worst, passed: worst <= upward },
		{
			what: `loss at the end of the path minus the infimum ${path.infimum}`,
			value: gap,
			passed: gap <= (path.attained ? near.attained : near.approached),
		},
	];
};
