import { integer, oneOf } from "../problem/setting.ts";
import { liangBinary } from "../theory/theorems/liang-2018.ts";
import type { Construction } from "./construction.ts";
import { type Core, type SamplePair, splitCore } from "./split-core.ts";

/** 76 samples, whole multiplicities. */
const pairs: readonly SamplePair[] = [
	{ label: -1, c: 1, z: 0.9867627363812621, weight: 5 },
	{ label: -1, c: 1, z: 3.988434505193889, weight: 3 },
	{ label: -1, c: 3, z: -2.698340338480129, weight: 3 },
	{ label: -1, c: 3, z: -0.4204886680058845, weight: 6 },
	{ label: 1, c: 1, z: -0.968015028601585, weight: 1 },
	{ label: 1, c: 3, z: 0.36700275006857874, weight: 4 },
	{ label: 1, c: 3, z: 1.8523617334027405, weight: 16 },
];
const offset = -0.10358038717392226;
const outgoing = 0.2880354369520797;
const loss = { name: "hinge-power", power: 4 };

/** tanh t = 2 s(2 t) - 1 carries the tanh core to the sigmoid s. */
const cores: Readonly<Record<string, Core>> = {
	tanh: { pairs, repeat: true, activation: "tanh", loss, incoming: 1, outgoing, offset },
	sigmoid: {
		pairs,
		repeat: true,
		activation: "sigmoid",
		loss,
		incoming: 2,
		outgoing: 2 * outgoing,
		offset: offset - outgoing,
	},
	"sigmoid-weighted": {
		pairs: [
			{ label: 1, c: 1, z: -6, weight: 0.03636763296402986 },
			{ label: 1, c: 1, z: -2, weight: 0.04786348563046421 },
			{ label: 1, c: 4, z: 0.25, weight: 0.07414875197996945 },
			{ label: 1, c: 4, z: 4.75, weight: 0.06803655032388885 },
			{ label: -1, c: 4, z: -4, weight: 0.22028597763056096 },
			{ label: -1, c: 4, z: -0.75, weight: 0.049109454666742366 },
			{ label: -1, c: 1, z: 1.75, weight: 0.004188146804346226 },
		],
		repeat: false,
		activation: "sigmoid",
		loss,
		incoming: 1,
		outgoing: 0.839154072323078,
		offset: -0.23219858007550886,
	},
};

/**
 * Increasing activations that are not convex: on classes in different subspaces (ranks 2, 2, 3) a local minimum of one
 * unit misclassifies, and its splits do at every width. Under a positive second derivative the splitting matrix cannot
 * be positive definite there, which is the guarantee seen from the other side.
 */
export const splitTanh: Construction = {
	id: "liang-2018/split-tanh",
	title: "Tanh and sigmoid units: a bad local minimum at every width",
	citation: liangBinary,
	claim:
		"76 samples of two classes in different subspaces, tanh or sigmoid units with biases, hinge-power 4: a bad local minimum with training error 26/76 (tanh, sigmoid) at every width; also a weighted variant.",
	settings: [
		integer("width", 3, "hidden units", 1, 200),
		oneOf("variant", ["tanh", "sigmoid", "sigmoid-weighted"], "activation and data"),
	],
	takes: { problem: "no", point: "no" },
	build: (values, seed) =>
		splitCore(
			cores[String(values.variant)],
			Number(values.width),
			seed,
			values.variant === "sigmoid-weighted" ? null : 26 / 76,
		),
};
