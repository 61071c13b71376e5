import type { Network } from "./problem.ts";

/** Activations whose module of the same name in PyTorch computes another function, and how they differ. */
const differences: Readonly<Record<string, string>> = {
	softplus:
		"PyTorch's Softplus turns linear above a threshold of 20 (by default); here softplus is log(1 + e^t) everywhere. A critical point of one need not be one of the other.",
	gelu: 'GELU here is t Phi(t), exact; a network trained with approximate="tanh" computes another function.',
};

/** What to know about a point that another program trained, for the activations of a network. */
export function checkpointCaveats(network: Network): string[] {
	const names = network.branches.flatMap(({ layers }) => layers.map(({ activation }) => activation.name));
	return [...new Set(names)].flatMap((name) => differences[name] ?? []);
}
