import { step } from "./polynomial";

/**
 * T(x) = e^(-x^2) / (sqrt(pi) erfc x) - x for 0.35 <= x <= 28, so that
 * erfc x = e^(-x^2) / (sqrt(pi) (x + T(x))). T falls like 1 / (2 x): its errors hardly count.
 * A quotient of degrees 9 and 10 with positive coefficients, error below 2^-60 (x + T).
 */
export function erfcRemainder(x: v128): v128 {
	let p = f64x2.splat(1.2595080712829604e-5);
	p = step(p, x, 0.0002518778053976408);
	p = step(p, x, 0.0025095068741259855);
	p = step(p, x, 0.01606210746424549);
	p = step(p, x, 0.07219752029516045);
	p = step(p, x, 0.23567681223905956);
	p = step(p, x, 0.5595443503344252);
	p = step(p, x, 0.9375724915074648);
	p = step(p, x, 1.019375763614111);
	p = step(p, x, 0.5641895835473746);
	let q = f64x2.splat(2.5190161426172913e-5);
	q = step(q, x, 0.0005037556107216357);
	q = step(q, x, 0.0050442039144619095);
	q = step(q, x, 0.032627970351159344);
	q = step(q, x, 0.14937627414627028);
	q = step(q, x, 0.5027221070262778);
	q = step(q, x, 1.2560889473153172);
	q = step(q, x, 2.3009396664585995);
	q = step(q, x, 2.9671085097553798);
	q = step(q, x, 2.4508711815349224);
	q = step(q, x, 1.0);
	return f64x2.div(p, q);
}
