import { listText } from "../number-text.ts";
import { shownOf } from "./statistic.ts";
import type { SweepFigureSpec } from "./sweep-figures.ts";
import { isNumeric, type SweepAxis, type SweepTable } from "./sweep-table.ts";

/** What the axes of a table ask for, for one of its measures. */
type Choice = (measure: string) => SweepFigureSpec;

/**
 * The figures drawn when a plan names none, one for each measure that has a value: along two axes of numbers a heat map,
 * along one curves, a third axis of any kind as panels. Axes with one value are passed over. More than three axes need a
 * plan that says what to do with them: there are no figures then, as when no axis is left.
 *
 * @example
 * defaultSweepFigures(table).map(spec => drawSweepFigure(table, spec));
 */
export function defaultSweepFigures(table: SweepTable): SweepFigureSpec[] {
	const choice = choose(table.axes);
	if (choice === null) return [];
	return table.measures.filter((measure) => shownOf(table, measure) !== null).map(choice);

	function choose(axes: readonly SweepAxis[]): Choice | null {
		const varied = axes.filter(({ values }) => values.length > 1);
		const used = varied.length > 0 ? varied : axes.slice(0, 1);
		const ordered = [...used.filter(isNumeric), ...used.filter((axis) => !isNumeric(axis))];
		const [first, second, third] = ordered.map(({ name }) => name);
		if (first === undefined || ordered.length > 3) return null;
		const words = (measure: string): string => capital(shownOf(table, measure)?.words ?? measure);
		const title = (measure: string): string =>
			`${words(measure)} by ${listText(ordered.map(({ name }) => name))}`;
		const numbers = used.filter(isNumeric).length;
		if (second === undefined || numbers === 1)
			return (measure) => ({
				kind: "curves",
				title: title(measure),
				x: first,
				y: measure,
				...(second === undefined ? {} : { by: second }),
				...(third === undefined ? {} : { panels: third }),
			});
		return (measure) => ({
			kind: "heat-map",
			title: title(measure),
			x: first,
			y: second,
			colour: measure,
			...(third === undefined ? {} : { panels: third }),
		});
	}
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
