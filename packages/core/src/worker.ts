/** What a worker of a survey's pool needs: the problem and the starts, no figures. */
export { chooseEngine } from "./numerics/kernels.ts";
export { parseProblem } from "./problem/parse.ts";
export type { Problem } from "./problem/problem.ts";
export { runTask, type StartResult, type SurveyTask } from "./survey/task.ts";
