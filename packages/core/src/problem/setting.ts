import { nearestName } from "./formula/nearest-name.ts";
import { InputError } from "./input-error.ts";

/** A value that a person may set, `--set name=value`. */
export interface Setting {
	readonly name: string;
	readonly kind: "integer" | "number" | "word";
	readonly default: number | string;
	/** One sentence: what it is and what is admissible. */
	readonly meaning: string;
	accepts(value: number | string): boolean;
}

export type SettingValues = Readonly<Record<string, number | string>>;

/** A setting that is a whole number of at least `least`, at most `most`. */
export function integer(name: string, fallback: number, meaning: string, least = 1, most = 1000): Setting {
	return {
		name,
		kind: "integer",
		default: fallback,
		meaning: `${meaning}: a whole number from ${least} to ${most}.`,
		accepts: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
	};
}

/** A setting that is one of a few words. */
export function oneOf(name: string, words: readonly string[], meaning: string): Setting {
	return {
		name,
		kind: "word",
		default: words[0],
		meaning: `${meaning}: ${words.join(", ")}.`,
		accepts: (value) => words.includes(String(value)),
	};
}

/** A setting that is a number strictly between two bounds. */
export function numberBetween(
	name: string,
	fallback: number,
	meaning: string,
	above: number,
	below: number,
): Setting {
	return {
		name,
		kind: "number",
		default: fallback,
		meaning: `${meaning}: a number above ${above}${below === Infinity ? "" : ` and below ${below}`}.`,
		accepts: (value) => typeof value === "number" && value > above && value < below,
	};
}

/** A setting that is a number from `least` on and below `below`. */
export function number(
	name: string,
	fallback: number,
	meaning: string,
	least: number,
	below: number,
): Setting {
	return {
		name,
		kind: "number",
		default: fallback,
		meaning: `${meaning}: a number from ${least} on and below ${below}.`,
		accepts: (value) => typeof value === "number" && value >= least && value < below,
	};
}

/**
 * Defaults with the given values (numbers, or words as a command line has them) in their places.
 *
 * @param owner whose settings they are, for messages: "The construction liang-2018/dead-relu".
 * @throws InputError for a name that is no setting, with the nearest that is, or a value that is not admissible.
 */
export function settle(
	owner: string,
	settings: readonly Setting[],
	given: Readonly<Record<string, number | string>>,
): SettingValues {
	const names = settings.map(({ name }) => name);
	for (const name of Object.keys(given))
		if (!names.includes(name)) {
			const near = nearestName(name, names);
			throw new InputError(
				`${owner} has no setting "${name}".`,
				{ field: name },
				near ? `Did you mean "${near}"?` : `Its settings: ${names.join(", ") || "none"}.`,
			);
		}
	return Object.fromEntries(
		settings.map((setting) => {
			const raw = given[setting.name] ?? setting.default;
			const value = setting.kind === "word" || raw === "" ? raw : Number(raw);
			if (!setting.accepts(value))
				throw new InputError(
					`${owner}, setting ${setting.name}: found ${JSON.stringify(raw)}.`,
					{ field: setting.name },
					setting.meaning,
				);
			return [setting.name, value];
		}),
	);
}
