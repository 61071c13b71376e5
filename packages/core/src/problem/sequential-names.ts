import type { NamedArray } from "./table.ts";

const pattern = /^(?<prefix>.*?)(?<module>\d+)\.(?<role>weight|bias)$/;

/**
 * Arrays of a chain of modules, `0.weight`, `0.bias`, `2.weight`, ... (as PyTorch's nn.Sequential names
 * them, with a common prefix such as `net.` or none): by number of the module, weight before bias. Null
 * if any name has another form.
 */
export function arraysInSequence(arrays: readonly NamedArray[]): readonly NamedArray[] | null {
	const parsed = arrays.map((array) => ({ array, groups: pattern.exec(array.name)?.groups }));
	const prefix = parsed[0]?.groups?.prefix;
	const keyed: { array: NamedArray; module: number; order: number }[] = [];
	for (const { array, groups } of parsed) {
		if (groups === undefined || groups.prefix !== prefix) return null;
		keyed.push({ array, module: Number(groups.module), order: groups.role === "weight" ? 0 : 1 });
	}
	keyed.sort((a, b) => a.module - b.module || a.order - b.order);
	return keyed.map(({ array }) => array);
}
