import { type Axis, decadeAxis, linearAxis, magnitudeAxis, roundingFloor } from "../axis.ts";

/** How a plan asks for an axis of numbers. */
export type AxisScale = "linear" | "log";

const scales: Readonly<Record<AxisScale | "best", (values: readonly number[]) => Axis>> = {
	linear: (values) => linearAxis(values),
	log: (values) => decadeAxis(values, roundingFloor(values)),
	best: (values) => magnitudeAxis(values),
};

/** The axis of a scale, or the one that shows the values best. */
export function scaledAxis(values: readonly number[], scale: AxisScale | undefined): Axis {
	return scales[scale ?? "best"](values);
}
