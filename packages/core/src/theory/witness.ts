/** Something that exists, written down: a point of this problem, or the construction that makes an example. */
export interface Witness {
	/** Id of the construction that makes it, with its settings; null for a point that no construction makes. */
	readonly construct: string | null;
	readonly settings: Readonly<Record<string, number | string>>;
	/** The point, on this very problem; null when only the construction is named. */
	readonly point: readonly number[] | null;
	/** Its loss in float64. */
	readonly loss: number | null;
	/** A point of lower loss, or the reason why there is one ("the infimum is 0: ..."). */
	readonly better: {
		readonly point: readonly number[] | null;
		readonly loss: number;
		readonly reason: string;
	} | null;
	/**
	 * What float64 did to it: "exact" when the stored numbers themselves are proved to be the point; "rounded" when
	 * the theorem proves a point that these numbers approximate.
	 */
	readonly exactness: "exact" | "rounded";
}
