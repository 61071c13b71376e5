import type { Atlas } from "../survey/document.ts";

/** One picture of an atlas: what it shows and how it is drawn. */
export interface Figure {
	/** Its name in files and on the command line. */
	readonly id: string;
	readonly title: string;
	/** What a reader sees in it and how to read it, in one or two sentences. */
	readonly description: string;
	/**
	 * The picture as a self-contained SVG, with its legend and notes; null when the atlas holds nothing
	 * to show. The same atlas gives the same string. `document` creates the elements; a detached one is
	 * made when it is not given.
	 */
	draw(atlas: Atlas, document?: Document): string | null;
}
