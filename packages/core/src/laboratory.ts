/** Everything but the figures: what most commands load, without a drawing library. */
export type { Certificate, Claim as CertifiedClaim, Modulo, Statement } from "./certificate/certificate.ts";
export {
	type CertifyFailure,
	type CertifyOptions,
	type CertifyResult,
	certify,
	certifyPath,
} from "./certificate/certify.ts";
export { widthWith, withHiddenWidth } from "./certificate/other-width.ts";
export { type Verification, verify } from "./certificate/verify.ts";
export { enumerate } from "./closed-forms/enumerate.ts";
export type {
	EnumerateDocument,
	EnumeratedValue,
	EnumerateOptions,
	RealizedPoint,
} from "./closed-forms/enumeration.ts";
export {
	type ConstructDocument,
	type Constructed,
	type ConstructOptions,
	construct,
	constructionOf,
} from "./constructions/construct.ts";
export type {
	CheckResult,
	Claim,
	Construct,
	ConstructedPath,
	Construction,
} from "./constructions/construction.ts";
export { constructions } from "./constructions/constructions.ts";
export { type EngineName, engineNames, isReproducible } from "./numerics/engines.ts";
export { chooseEngine, engineIdentity, engineInUse } from "./numerics/kernels.ts";
export { createObjective, createObjective as objective } from "./objective/create-objective.ts";
export type { Objective } from "./objective/objective.ts";
export { classifyPoint, classifyPoint as classify } from "./points/classification.ts";
export type { Classification, Tristate } from "./points/point.ts";
export { activationNames } from "./problem/formula/activations.ts";
export { lossNames } from "./problem/formula/losses.ts";
export { nearestName } from "./problem/formula/nearest-name.ts";
export { InputError, type InputPlace } from "./problem/input-error.ts";
export { type ParseOptions, parseProblem } from "./problem/parse.ts";
export {
	arraysFromPoint,
	type PointRead,
	pointDocument,
	pointFromArrays,
	pointFromDocument,
} from "./problem/point-file.ts";
export type { Dataset, Network, Problem } from "./problem/problem.ts";
export { writeProblemText } from "./problem/problem-text.ts";
export { problemJsonSchema } from "./problem/specification.ts";
export type { Column, DataSource, FileContents, NamedArray, Table } from "./problem/table.ts";
export { type Init, initialPoint, parseInit } from "./search/initialisers.ts";
export { type OutcomeKind, outcomeKinds } from "./search/outcome.ts";
export { solverNames, solvers } from "./search/solvers.ts";
export { optimizers } from "./search/training/optimizers.ts";
export { schedules } from "./search/training/schedules.ts";
export { type TrainDocument, train } from "./search/training/train.ts";
export type { TrainOptions } from "./search/training/training-options.ts";
export { check } from "./survey/check-with-proofs.ts";
export { digestOf } from "./survey/digest.ts";
export type { Atlas, StartRecord, SurveyDocument, SurveyPoint } from "./survey/document.ts";
export { describeOptions, type SettledOptions, type SurveyOptions, settleOptions } from "./survey/options.ts";
export { type Survey, type SurveyEvent, type SurveyRun, survey } from "./survey/survey.ts";
export { type Pool, runTask, type StartResult, type SurveyTask } from "./survey/task.ts";
export { type SweepDocument, SweepSummary } from "./sweep/document.ts";
export { documentSchema, documentSchemaNames } from "./sweep/document-schemas.ts";
export type { AxisValue } from "./sweep/grid.ts";
export type { MeasureValue } from "./sweep/measure.ts";
export { type CanonicalPlan, type Plan, type PlanFiles, parsePlan, planOf } from "./sweep/plan.ts";
export { type Round, Rounds } from "./sweep/rounds.ts";
export { type CellRow, CellRunner, failedCell } from "./sweep/run-cell.ts";
export { fillIn } from "./sweep/template.ts";
export type { CheckDocument, CheckOptions } from "./theory/check.ts";
export { type QuestionId, questionIds, questionMeanings } from "./theory/question.ts";
export type { Citation, Conclusion, Theorem } from "./theory/theorem.ts";
export { theorems } from "./theory/theorems.ts";
export type { Witness } from "./theory/witness.ts";
