import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** Laws with a density: independent draws are jointly absolutely continuous. */
const withDensity = new Set(["normal", "uniform"]);

/** The noise factors are independent draws from a law with a density. */
export const continuousNoise: Hypothesis = {
	id: "continuous-noise",
	title:
		"Fixed noise factors, independent draws from a law with a density, act on every hidden unit and sample.",
	latex: "(\\varepsilon_{in}) \\text{ jointly absolutely continuous}",
	evaluate({ problem }) {
		const { noise } = problem.canonical.network as {
			readonly noise?: { readonly law: string; readonly sigma?: number };
		};
		if (noise === undefined) return fails("There are no noise factors.");
		if (!withDensity.has(noise.law))
			return fails(`The law ${noise.law} of the noise has no density.`, { law: noise.law });
		return (noise.sigma ?? 0) > 0
			? holds(`The noise factors are independent draws, law ${noise.law}, sigma ${noise.sigma}.`, {
					...noise,
				})
			: fails("The noise has sigma 0.");
	},
};
