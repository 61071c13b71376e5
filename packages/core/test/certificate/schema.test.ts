import { expect, it } from "vitest";
import { certificateSchema, verificationSchema } from "../../src/certificate/certificate-schema.ts";
import { certifyPath, documentSchema, parseProblem, verify } from "../../src/laboratory.ts";
import { certified, certifiedOtherwise, core, coreFile } from "./certified.ts";
import { proved } from "./prove.ts";

it("certificates of every method, and what verify says of them, are as the JSON Schema has it", async () => {
	const population = {
		lossatlas: 1,
		data: { population: { law: "gaussian", inputs: 7, teacher: { width: 7, activation: "relu" } } },
		network: {
			layers: [
				{ width: 7, activation: "relu", bias: false },
				{ width: 1, fixed: "ones" },
			],
		},
		loss: { name: "squared" },
	};
	const [d, o, r, c, l] = [0.996923, -0.03508, 0.185991, -0.632704, 0.261691];
	const spurious = Array.from({ length: 49 }, (_, at) => {
		const [i, p] = [Math.floor(at / 7), at % 7];
		return i < 6 ? (p === i ? d : p < 6 ? o : l) : p < 6 ? r : c;
	});
	const path = certifyPath(await parseProblem(coreFile), [new Float64Array(4), Float64Array.from(core)]);
	if ("failure" in path) throw new Error(path.failure.reason);
	const all = [
		...(await certified()).map(({ certificate }) => certificate),
		...(await certifiedOtherwise()).map(({ certificate }) => certificate),
		await proved(population, spurious),
		path.certificate,
	];
	const methods = new Set<string>();
	for (const each of all) {
		const text = JSON.parse(JSON.stringify(each));
		expect(certificateSchema.parse(text)).toEqual(text);
		verificationSchema.parse(verify(text));
		methods.add(each.proof.method);
	}
	expect([...methods].sort()).toEqual(["interpolation", "kinks", "newton", "path", "population"]);
	expect(documentSchema("certificate")).toMatchObject({ type: "object" });
});
