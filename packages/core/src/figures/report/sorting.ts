/** Sorts a table by a click on a column's title; cells without a key come last. A report reads well without it. */
export const sortingScript = `
for (const table of document.querySelectorAll("table.sortable")) {
	const titles = [...table.tHead.rows[0].cells];
	const sort = (title, column) => {
		const up = title.getAttribute("aria-sort") !== "ascending";
		for (const other of titles) other.removeAttribute("aria-sort");
		title.setAttribute("aria-sort", up ? "ascending" : "descending");
		const body = table.tBodies[0];
		const key = (row) => row.cells[column].dataset.key;
		const compare = (a, b) => {
			const x = key(a), y = key(b);
			if (x === undefined || y === undefined) return (x === undefined) - (y === undefined);
			const order = x !== "" && y !== "" && !isNaN(x) && !isNaN(y) ? x - y : x < y ? -1 : x > y ? 1 : 0;
			return up ? order : -order;
		};
		body.append(...[...body.rows].sort(compare));
	};
	titles.forEach((title, column) => {
		title.tabIndex = 0;
		title.addEventListener("click", () => sort(title, column));
		title.addEventListener("keydown", (event) => { if (event.key === "Enter") sort(title, column); });
	});
}
`;
