type Json = unknown;

const short = (value: Json): string => {
	const text = JSON.stringify(value) ?? "nothing";
	return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

const isObject = (value: Json): value is Record<string, Json> =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** What differs between two plans, field by field, in words; at most a few. */
export function planDifferences(before: Json, now: Json, path = "", most = 5): string[] {
	if (JSON.stringify(before) === JSON.stringify(now)) return [];
	if (isObject(before) && isObject(now)) {
		const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
		const found = keys.flatMap((key) =>
			planDifferences(before[key], now[key], path === "" ? key : `${path}.${key}`, most),
		);
		if (found.length > 0) return found.slice(0, most);
		return [`${path === "" ? "the fields" : path} stand in another order`];
	}
	if (Array.isArray(before) && Array.isArray(now) && before.length === now.length && before.some(isObject)) {
		return before.flatMap((each, k) => planDifferences(each, now[k], `${path}[${k}]`, most)).slice(0, most);
	}
	return [`${path} was ${short(before)}, now ${short(now)}`];
}
