/** Advance widths of the printable ASCII characters of DejaVu Sans, in thousandths of the font size. */
const ascii = [
	318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636,
	636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295,
	295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838,
	500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521,
	392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

const others: Readonly<Record<string, number>> = {
	"⁰": 401,
	"¹": 401,
	"²": 401,
	"³": 401,
	"⁴": 401,
	"⁵": 401,
	"⁶": 401,
	"⁷": 401,
	"⁸": 401,
	"⁹": 401,
	"⁻": 528,
	"·": 318,
	"–": 500,
	θ: 612,
	λ: 592,
};

/** Width of a line of text in pixels, in the font of the figures at the given size. */
export function textWidth(text: string, size: number): number {
	let thousandths = 0;
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		thousandths += ascii[code - 32] ?? others[character] ?? 838;
	}
	return (thousandths * size) / 1000;
}

/** Cuts text to lines of at most `width` pixels, between words; a longer word is cut between characters. */
export function wrapText(text: string, size: number, width: number): string[] {
	const lines: string[] = [];
	let line = "";
	for (const word of text.split(" ")) {
		const longer = line === "" ? word : `${line} ${word}`;
		if (textWidth(longer, size) <= width) {
			line = longer;
			continue;
		}
		if (line !== "") lines.push(line);
		line = "";
		for (const character of word) {
			if (line !== "" && textWidth(line + character, size) > width) {
				lines.push(line);
				line = "";
			}
			line += character;
		}
	}
	if (line !== "") lines.push(line);
	return lines;
}

/** The text, or its beginning with an ellipsis, in at most `width` pixels. */
export function shorten(text: string, size: number, width: number): string {
	if (textWidth(text, size) <= width) return text;
	let kept = "";
	for (const character of text) {
		if (textWidth(`${kept}${character}…`, size) > width) break;
		kept += character;
	}
	return `${kept.trimEnd()}…`;
}
