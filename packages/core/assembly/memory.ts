/** Reserves `bytes` of linear memory, aligned to 16; the contents are undefined. */
export function allocate(bytes: usize): usize {
	return heap.alloc(bytes);
}

/** Gives back what `allocate` reserved. */
export function release(pointer: usize): void {
	heap.free(pointer);
}
