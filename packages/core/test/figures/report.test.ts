import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { drawFigures, figureIds, reportHtml } from "../../src/figures/index.ts";
import { verdict } from "../../src/figures/report/verdict.ts";
import type { Atlas } from "../../src/survey/document.ts";
import { crowdedAtlas, emptyAtlas, wildAtlas } from "./extreme-atlases.ts";
import { sampleAtlas, samplePoint } from "./sample-atlas.ts";

const report = (atlas: Atlas): string => reportHtml(atlas, drawFigures(atlas));
const read = (html: string): Document => parseHTML(html).document as unknown as Document;
const renamed = (atlas: Atlas, name: string): Atlas => ({
	...atlas,
	survey: { ...atlas.survey, problem: { ...atlas.survey.problem, name } },
});

test("lists every point, with what is known of it", () => {
	for (const atlas of [sampleAtlas(), crowdedAtlas(), wildAtlas()]) {
		const rows = [...read(report(atlas)).querySelectorAll(".points tbody tr")];
		expect(rows.map((row) => row.querySelector("td")?.textContent)).toEqual(
			atlas.survey.points.map(({ id }) => id),
		);
	}
	const [p1] = read(report(sampleAtlas())).querySelectorAll(".points tbody tr");
	expect(p1.textContent).toContain("5 (5)");
	expect(p1.textContent).toContain("Family of 96 starts");
	expect(p1.textContent).toContain("is not claimed");
});

test("is one file: no reference leaves it", () => {
	const html = report(sampleAtlas());
	const document = read(html);
	for (const element of document.querySelectorAll("[src], link, img, iframe, object"))
		throw new Error(`reaches out: ${element.outerHTML}`);
	for (const link of document.querySelectorAll("[href]"))
		expect(document.getElementById((link.getAttribute("href") ?? "").slice(1))).not.toBeNull();
	expect(html.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:/);
	expect(html).not.toMatch(/url\((?!#)|@import/);
});

test("holds every figure with a caption, and only those that were drawn", () => {
	const document = read(report(sampleAtlas()));
	const shown = [...document.querySelectorAll("figure")].map((figure) => figure.id);
	expect(shown).toEqual([...figureIds]);
	for (const figure of document.querySelectorAll("figure")) {
		expect(figure.querySelector("svg")).not.toBeNull();
		expect(figure.querySelector("figcaption")?.textContent?.length).toBeGreaterThan(40);
	}
	expect(read(report(emptyAtlas())).querySelector("figure")).toBeNull();
});

test("text with markup stays text", () => {
	const atlas = sampleAtlas();
	const attack = '<script>alert("x")</script><img src=x onerror=y>';
	const [first, ...others] = atlas.survey.points;
	const hostile: Atlas = {
		...renamed(atlas, attack),
		starts: atlas.starts.map((start) => ({
			...start,
			sentence: attack,
			evidence: { [attack]: attack },
		})),
	};
	const html = report({
		...hostile,
		survey: {
			...hostile.survey,
			points: [{ ...first, reason: attack, orbit: attack }, ...others],
			notes: [attack],
			digest: attack,
			options: { [attack]: attack, init: attack },
		},
	});
	expect(html).not.toContain("<script>alert");
	expect(html).not.toContain("<img");
	expect(html.match(/<script>/g)).toHaveLength(1);
	const document = read(html);
	expect(document.querySelector("img")).toBeNull();
	expect(document.querySelector("h1")?.textContent).toContain(attack);
});

test("begins with what was surveyed and found", () => {
	const sentences = verdict(sampleAtlas());
	expect(sentences[0]).toContain("200 starts on “XOR, two sigmoid units”");
	expect(sentences[0]).toContain(
		"137 of them ended in 5 points of the list below: 1 minimum, 3 saddles and 1 undecided.",
	);
	expect(sentences[1]).toContain("it is global");
	expect(sentences).toContain(
		"49 starts drift to infinity; the loss tends to 0.04 (31 starts) and 0.05333 (18 starts).",
	);
	expect(read(report(sampleAtlas())).querySelector(".verdict")?.textContent).toBe(sentences[0]);
});

test("says that minima above the lowest loss are sub-optimal", () => {
	const atlas = sampleAtlas();
	const points = [
		samplePoint("p1", { loss: 0.1, trainingError: 0 }),
		samplePoint("p2", { loss: 0.2, trainingError: 0.5 }),
		samplePoint("p3", { loss: 0.1 + 1e-12, trainingError: null }),
	];
	const sentences = verdict({
		...atlas,
		starts: [],
		survey: { ...atlas.survey, points },
	});
	expect(sentences).toContain(
		"1 minimum lies above the lowest loss reached (p2): sub-optimal local minima, to float64 precision.",
	);
	expect(sentences.join(" ")).toContain("1 of 2 minima misclassify training samples.");
});

test("claims nothing where nothing was found", () => {
	const html = report(emptyAtlas());
	expect(html).toContain("nothing was searched");
	expect(html).toContain("No critical point was found");
});

test("tells computed from proved, and how to run it again", () => {
	const document = read(report(sampleAtlas()));
	expect(document.getElementById("reading")?.textContent).toContain("none of them is proved");
	expect(document.getElementById("reading")?.textContent).toContain("No theorem was consulted");
	const settings = document.getElementById("settings")?.textContent ?? "";
	expect(settings).toContain(
		"lossatlas survey PROBLEM --starts 200 --seed 1 --target all --init normal:1 --solver auto --budget 20000 --tolerance 1e-10",
	);
	expect(settings).toContain(sampleAtlas().survey.digest);
	const text = document.body.textContent ?? "";
	for (const word of ["converged", "drifting", "kink", "gradient-flat", "budget", "overflow"])
		expect(text).toContain(word);
	expect(text).toContain("Symmetries found");
	expect(text).toContain("growth logarithmic");
});

test("the same atlas gives the same report, without undefined values", () => {
	for (const make of [sampleAtlas, wildAtlas, emptyAtlas]) {
		const html = report(make());
		expect(report(make())).toBe(html);
		expect(html.replace(/<script>[\s\S]*<\/script>/, "")).not.toMatch(/undefined|\bNaN\b|\[object/);
	}
});
