import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";

/** The font of all figures, shipped with the program so that pictures are alike on every machine. */
export const fontFile = fileURLToPath(new URL("../../assets/fonts/DejaVuSans.ttf", import.meta.url));

/**
 * Rasterises an SVG to PNG at `scale` pixels per SVG unit (default 2), with the shipped font alone.
 * Throws when the SVG cannot be read.
 */
export function svgToPng(svg: string, scale = 2): Uint8Array {
	if (!(scale > 0) || !Number.isFinite(scale))
		throw new RangeError(`The scale of a picture must be a positive number, got ${scale}; try 2.`);
	const picture = new Resvg(svg, {
		background: "white",
		fitTo: { mode: "zoom", value: scale },
		font: {
			loadSystemFonts: false,
			fontFiles: [fontFile],
			defaultFontFamily: "DejaVu Sans",
			sansSerifFamily: "DejaVu Sans",
		},
	});
	return new Uint8Array(picture.render().asPng());
}
