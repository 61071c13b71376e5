// Symmetric eigenvalues by Lossatlas, with the engine named on the command line.
import { createInterface } from "node:readline";
import { chooseEngine } from "../../../packages/core/dist/numerics/kernels.js";
import { symmetricEigen } from "../../../packages/core/dist/numerics/symmetric-eigen.js";
import { readFloats } from "./case-folder.mjs";

await chooseEngine(process.argv[2] ?? "portable");
for await (const line of createInterface({ input: process.stdin })) {
	const { folder, n, vectors, seconds } = JSON.parse(line);
	const matrix = readFloats(folder, "matrix");
	const { values } = symmetricEigen(matrix, n, vectors);
	let calls = 0;
	let spent = 0;
	const begin = process.hrtime.bigint();
	do {
		symmetricEigen(matrix, n, vectors);
		calls++;
		spent = Number(process.hrtime.bigint() - begin) * 1e-9;
	} while (spent < seconds);
	process.stdout.write(`${JSON.stringify({ seconds: spent / calls, values: Array.from(values) })}\n`);
}
