import type { CanonicalPlan } from "@lossatlas/core/laboratory";
import type { StoredRow } from "../store/columns.ts";

/** To a process that runs cells: first the plan, then cells. */
export type ToCells =
	| { readonly kind: "plan"; readonly plan: CanonicalPlan; readonly engine: string }
	| { readonly kind: "cells"; readonly cells: readonly number[] };

/** From it: each row as soon as it is there; after the `last` it ends, whatever cells are left. */
export type FromCells =
	| { readonly kind: "ready" }
	| { readonly kind: "row"; readonly row: StoredRow; readonly last: boolean };
