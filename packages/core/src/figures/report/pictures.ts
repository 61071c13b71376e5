import { figures } from "../registry.ts";
import { escapeHtml } from "./escape.ts";

/** The figures that were drawn, in the order of the registry, each with its caption. */
export function picturesSection(svgs: Readonly<Record<string, string>>): string {
	return figures
		.flatMap(({ id, title, description }) => {
			if (!Object.hasOwn(svgs, id)) return [];
			return [
				`<figure id="${id}">
${svgs[id]}
<figcaption><strong>${escapeHtml(title)}.</strong> ${escapeHtml(description)}</figcaption>
</figure>`,
			];
		})
		.join("\n");
}
