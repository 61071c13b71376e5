/** The seven questions that the theory desk answers, in the order of its document. */
export const questionIds = [
	"nonzero-training-error",
	"bad-local-minimum",
	"bad-differentiable-local-minimum",
	"bad-strict-local-minimum",
	"bad-basin",
	"bad-valley",
	"decreasing-path-to-infinity",
] as const;

export type QuestionId = (typeof questionIds)[number];

/** What a question asks, for people. "Bad" is sub-optimal: loss above the infimum. */
export const questionMeanings: Readonly<Record<QuestionId, string>> = {
	"nonzero-training-error": "Is there a local minimum that misclassifies a training sample?",
	"bad-local-minimum": "Is there a local minimum whose loss is above the infimum?",
	"bad-differentiable-local-minimum":
		"Is there a local minimum above the infimum at which the loss is differentiable?",
	"bad-strict-local-minimum": "Is there a strict local minimum above the infimum?",
	"bad-basin":
		"Is there a set-wise strict local minimum above the infimum: a compact set with lower loss than all points around it?",
	"bad-valley": "Does some component of a sublevel set hold no points near the infimum?",
	"decreasing-path-to-infinity":
		"Is there a path of strictly decreasing loss along which |theta| grows without bound?",
};

/** `vacuous`: the notion is empty for this problem, for instance no local minima at all. */
export type Answer = "excluded" | "exists" | "vacuous" | "undecided";

/** For which problems an answer holds: this one, or with probability one over its noise or its data. */
export type Extent = "this-problem" | "almost-every-noise" | "almost-every-data";
