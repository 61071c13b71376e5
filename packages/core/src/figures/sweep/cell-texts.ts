import { numberText } from "../number-text.ts";
import { textWidth } from "../text-width.ts";
import { shareText } from "./statistic.ts";

/** The number of a cell and half the width of its interval, NaN without one. */
interface CellNumbers {
	readonly value: number;
	readonly half: number;
}

/** A way to write numbers, with the room to leave beside them. */
interface Writing {
	readonly value: (value: number) => string;
	readonly half: (half: number) => string;
	readonly margin: number;
	/** What a reader must be told about it; null when nothing. */
	readonly note: string | null;
}

/** How the numbers of all cells are written: alike in each, or not at all. */
export interface CellTexts extends Writing {
	/** Font size; 0 when there is no room. */
	readonly size: number;
	/** Font size of the intervals below the numbers; 0 when there is no room or no interval. */
	readonly halfSize: number;
}

/** 0.25 as .25 */
const withoutZero = (text: string): string => text.replace("0.", ".");

/** 3.2×10⁻¹⁶ as 3.2e−16 */
function shortPower(value: number): string {
	const text = numberText(value, 2);
	return text.includes("10⁻") || text.includes("×") || text.length > 5
		? value.toExponential(1).replace(".0", "").replace(/-/g, "−").replace("e+", "e")
		: text;
}

const roomy = { margin: 4, note: null };
const shares: readonly Writing[] = [
	{ ...roomy, value: shareText, half: (half) => `±${half.toFixed(2)}` },
	{
		margin: 1,
		note: null,
		value: (value) => withoutZero(shareText(value)),
		half: (half) => `±${withoutZero(half.toFixed(2))}`,
	},
];
const quantities: readonly Writing[] = [
	{ ...roomy, value: (value) => numberText(value, 3), half: (half) => `±${numberText(half, 2)}` },
	{ ...roomy, value: (value) => numberText(value, 2), half: (half) => `±${numberText(half, 2)}` },
	{
		margin: 2,
		note: "In the cells, 2e−5 is 2×10⁻⁵.",
		value: shortPower,
		half: (half) => `±${shortPower(half)}`,
	},
];

const sizes = [11, 10, 9, 8];

/** The largest writing that has room in cells of the given size. */
export function cellTexts(
	cells: readonly CellNumbers[],
	share: boolean,
	room: { width: number; height: number },
): CellTexts {
	const finite = cells.filter(({ value }) => Number.isFinite(value));
	const halves = finite.map(({ half }) => half).filter(Number.isFinite);
	const writings = share ? shares : quantities;
	const fits = (texts: readonly string[], size: number, margin: number): boolean =>
		texts.every((text) => textWidth(text, size) + margin <= room.width);
	for (const writing of writings) {
		const values = finite.map(({ value }) => writing.value(value));
		const size = sizes.find((own) => own + 5 <= room.height && fits(values, own, writing.margin));
		if (size === undefined) continue;
		const small = [9, 8].filter((own) => halves.length > 0 && own <= size && size + own + 9 <= room.height);
		const halfSize = small.find((own) => fits(halves.map(writing.half), own, writing.margin)) ?? 0;
		const powers = [...values, ...(halfSize > 0 ? halves.map(writing.half) : [])].some((text) =>
			/\de/.test(text),
		);
		return { ...writing, size, halfSize, note: powers ? writing.note : null };
	}
	return { ...writings[0], size: 0, halfSize: 0 };
}
