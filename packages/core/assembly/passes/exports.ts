import { objectiveGradient } from "./backward";
import { networkOutputs, objectiveValue } from "./forward";
import { hessianWork as workOf, objectiveHessian } from "./hessian";
import { objectiveHessianVector } from "./hessian-vector";
import { networkJacobian } from "./jacobian";
import { Network } from "./network";
import { gradientRounding } from "./rounding";

/** The passes as the host calls them: with addresses. */
export function value(net: usize): f64 {
	return objectiveValue(changetype<Network>(net));
}
export function gradient(net: usize): f64 {
	return objectiveGradient(changetype<Network>(net));
}
export function hessianVector(net: usize, ready: bool): void {
	objectiveHessianVector(changetype<Network>(net), ready);
}
export function hessian(net: usize, out: usize, linear: bool, work: usize, ready: bool): void {
	objectiveHessian(changetype<Network>(net), out, linear, work, ready);
}
export function hessianWork(net: usize): usize {
	return workOf(changetype<Network>(net));
}
export function jacobian(net: usize, out: usize): void {
	networkJacobian(changetype<Network>(net), out);
}
export function outputs(net: usize, out: usize, preactivations: usize): void {
	networkOutputs(changetype<Network>(net), out, preactivations);
}
export function rounding(net: usize, coupled: bool, ready: bool): void {
	gradientRounding(changetype<Network>(net), coupled, ready);
}
