import type { Action } from "./actions/action.ts";
import { checkAction } from "./actions/check.ts";
import { constructAction } from "./actions/construct.ts";
import { surveyAction } from "./actions/survey.ts";
import { trainAction } from "./actions/train.ts";

/** Everything that a plan can do in a cell. */
export const actions: readonly Action[] = [surveyAction, trainAction, checkAction, constructAction];
