import { engineNames, solverNames } from "@lossatlas/core/names";
import { type Command, Option } from "commander";

/** Options as the parser hands them over. */
export interface SurveyFlags {
	readonly starts: string;
	readonly seed: string;
	readonly target: "minima" | "all";
	readonly init: string;
	readonly solver?: string;
	readonly budget?: string;
	readonly tolerance?: string;
	readonly threads?: string;
	readonly json?: boolean;
}

export const engineOption = () =>
	new Option(
		"--engine <name>",
		"portable: the same bits everywhere; fused: faster, needs Node 22; native: OpenBLAS for layers of hundreds of units",
	)
		.choices([...engineNames])
		.default("portable");

/** The options that change a survey's result, and `--threads`. */
export function addSurveyOptions(command: Command): Command {
	return command
		.addOption(engineOption())
		.option("--starts <count>", "how many starts", "100")
		.option("--seed <integer>", "fixes everything that is random", "1")
		.addOption(
			new Option("--target <minima|all>", "local minima, or critical points of every index")
				.choices(["minima", "all"])
				.default("minima"),
		)
		.option("--init <how>", "glorot, he, normal:SCALE, or a point file to start from", "glorot")
		.option("--solver <name>", `one of ${solverNames.join(", ")} (default: by target and size)`)
		.option("--budget <evaluations>", "passes over the data that a start may cost")
		.option("--tolerance <number>", "gradient at which a run is examined last (default: 1e-10)")
		.option("--threads <count>", "changes only the time (default: all cores)");
}
