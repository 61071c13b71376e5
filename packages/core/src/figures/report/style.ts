/** The look of a report: light or dark as the reader prefers, fit for print. */
export const style = `
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1b1b; --muted: #5c5c5c; --line: #d9d9d9; --band: #f5f6f8; --accent: #0072b2; --yes: #00694d; --no: #a84300; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181c; --ink: #e8e8e8; --muted: #a3a7ad; --line: #3a3e45; --band: #1e2126; --accent: #56b4e9; --yes: #4ccba1; --no: #f2935c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 2.6rem 0 .7rem; padding-top: .8rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
.verdict { font-size: 1.12rem; margin: 0 0 .6rem; overflow-wrap: anywhere; }
.caveat { border-left: 4px solid var(--accent); background: var(--band); padding: .6rem 1rem; }
nav { font-size: .92rem; margin: 1.2rem 0 0; }
nav a { margin-right: 1.1rem; }
a { color: var(--accent); }
.muted { color: var(--muted); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .88rem; line-height: 1.4; }
th, td { padding: .35rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--line); vertical-align: bottom; background: var(--band); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td:first-child { white-space: nowrap; }
.points td:nth-child(2) { white-space: nowrap; }
.points td:last-child { min-width: 22rem; }
.sortable thead th { cursor: pointer; }
.sortable th[aria-sort=ascending]::after { content: " \\2191"; }
.sortable th[aria-sort=descending]::after { content: " \\2193"; }
tr.none { color: var(--muted); }
.is-yes { color: var(--yes); font-weight: 600; }
.is-no { color: var(--no); }
.is-unknown { color: var(--muted); }
.swatch { display: inline-block; width: .75em; height: .75em; margin-right: .45em; border-radius: 2px; border: 1px solid var(--line); }
.typical { margin: .2rem 0; padding-left: 1.2rem; }
.typical li { margin-bottom: .5rem; }
.evidence { margin: .15rem 0 0; font-size: .85rem; color: var(--muted); }
.evidence span { display: inline-block; margin-right: 1rem; }
.evidence dt, .evidence dd { display: inline; margin: 0; }
.evidence dt::after { content: ":"; }
.evidence dd { font-variant-numeric: tabular-nums; }
figure { margin: 1.6rem 0; }
figure svg { display: block; width: 100%; max-width: 780px; height: auto; background: #fff; border: 1px solid var(--line); border-radius: 6px; }
figcaption { max-width: 780px; margin-top: .5rem; font-size: .92rem; color: var(--muted); }
pre { background: var(--band); padding: .7rem 1rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .9em; }
.digest { overflow-wrap: anywhere; }
.settings th { font-weight: 500; }
@media print {
	:root { --paper: #fff; --ink: #000; --muted: #444; --line: #bbb; --band: #f3f3f3; --accent: #00507d; --yes: #00523c; --no: #8a3700; }
	body { max-width: none; padding: 0; font-size: 10.5pt; }
	nav { display: none; }
	figure, tr, .caveat { break-inside: avoid; }
	h2, h3 { break-after: avoid; }
	thead { display: table-header-group; }
	.scroll { overflow: visible; }
	table { font-size: 7.5pt; }
	th, td { padding: .15rem .3rem; }
	.points td:last-child { min-width: 9rem; }
	.swatch { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
