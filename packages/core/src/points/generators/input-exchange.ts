import { layerPlaces } from "../hidden-layer.ts";
import { discrete, type EndGenerator } from "./generator.ts";

/** Under a Gaussian law the axes of an orthonormal teacher may be exchanged: columns of the first layer's weights. */
export const inputExchange: EndGenerator = (problem) => {
	if (problem.population === null || problem.population.teacher < 2) return [];
	const { teacher } = problem.population;
	const [[first]] = layerPlaces(problem);
	return [
		{
			...discrete,
			hidden: null,
			sentence: `exchanges of the ${teacher} axes of the teacher`,
			unitTraits: {},
			endTraits: { exchangeableInputs: teacher },
			move(theta, draw) {
				const moved = theta.slice();
				const turn = 1 + Math.floor(((draw() + 1) / 2) * (teacher - 1));
				for (let j = 0; j < first.width; j++)
					for (let p = 0; p < teacher; p++)
						moved[first.weight + j * first.inputs + p] =
							theta[first.weight + j * first.inputs + ((p + turn) % teacher)];
				return moved;
			},
		},
	];
};
