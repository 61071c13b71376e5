import { infinityNorm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";

/** A preactivation, or a sample's loss, that lies where its function has no derivative. */
export interface KinkContact {
	readonly sample: number;
	/** Number of the unit among all units of all layers in order; null for the loss itself. */
	readonly unit: number | null;
	/** Distance to the kink, signed. */
	readonly distance: number;
}

/**
 * Preactivations within `width` (relative to the largest preactivation of their unit, or to
 * the inputs where these are larger, at most 1) of a
 * kink of their activation, and samples whose loss is at a kink. Width 0 asks for exact contact.
 */
export function kinkContacts(objective: Objective, theta: Float64Array, width: number): KinkContact[] {
	const contacts: KinkContact[] = [];
	contacts.push(...unitContacts(objective, theta, width));
	contacts.push(...lossContacts(objective, theta, width));
	return contacts;
}

/** Whether any activation or the loss has a kink, so that the objective may fail to be differentiable. */
export function hasKinks(objective: Objective): boolean {
	const { network, loss } = objective.problem;
	if (loss.properties.kinks.length > 0) return true;
	return network.branches.some((branch) =>
		branch.layers.some((layer) => layer.activation.properties.kinks.length > 0),
	);
}

function unitContacts(objective: Objective, theta: Float64Array, width: number): KinkContact[] {
	const { network, data } = objective.problem;
	const layers = network.branches.flatMap((branch) => branch.layers);
	if (layers.every((layer) => layer.activation.properties.kinks.length === 0)) return [];
	const units = layers.reduce((sum, layer) => sum + layer.width, 0);
	const z = objective.preactivations(theta);
	const contacts: KinkContact[] = [];
	let unit = 0;
	// A unit whose preactivations all shrink to its kink is on it: what moves them is the size of the inputs.
	const reach = Math.min(1, infinityNorm(data.x));
	for (const layer of layers) {
		const { kinks } = layer.activation.properties;
		for (let j = 0; j < layer.width; j++, unit++) {
			if (kinks.length === 0) continue;
			let scale = reach;
			for (let i = 0; i < data.samples; i++) scale = Math.max(scale, Math.abs(z[i * units + unit]));
			for (let i = 0; i < data.samples; i++) {
				for (const kink of kinks) {
					const distance = z[i * units + unit] - kink;
					if (Math.abs(distance) <= width * scale) contacts.push({ sample: i, unit, distance });
				}
			}
		}
	}
	return contacts;
}

function lossContacts(objective: Objective, theta: Float64Array, width: number): KinkContact[] {
	const { loss, data } = objective.problem;
	const { kinks, coupling } = loss.properties;
	if (kinks.length === 0) return [];
	const outputs = objective.outputs(theta);
	const contacts: KinkContact[] = [];
	for (let i = 0; i < data.samples; i++) {
		for (let o = 0; o < data.outputs; o++) {
			const at = i * data.outputs + o;
			const argument = coupling === "margin" ? -data.y[at] * outputs[at] : outputs[at] - data.y[at];
			for (const kink of kinks) {
				const distance = argument - kink;
				if (Math.abs(distance) <= width * (1 + Math.abs(outputs[at])))
					contacts.push({ sample: i, unit: null, distance });
			}
		}
	}
	return contacts;
}
