import type { Conclusion } from "../theorem.ts";

/**
 * Linear networks have no bad valley (stated for one hidden layer by Venturi, Bandeira & Bruna 2018).
 *
 * Proof. It is enough that a path of non-increasing loss leads from every point to a global minimum. (0) With an output
 * bias, move it first to where it is best for the current weights, on a segment along which the loss is convex, and keep it
 * there: the loss is then that of the weights on centred data, without biases. Whitened, it is L = 1/2 |W - M|^2 + const,
 * W = A_l ... A_2 B; what of A_1 the inputs do not see stays as it is. (1) Follow the gradient flow of L in (A_1 := B, A_2,
 * ..., A_l). It keeps every C_j = A_(j+1)^T A_(j+1) - A_j A_j^T, so all |A_j|_F^2 differ by constants; replacing A_j A_j^T by
 * A_(j+1)^T A_(j+1) - C_j from j = 1 on, W W^T = (A_l A_l^T)^l + terms of degree at most 2l - 2 in the A_j. Since |W| <=
 * |M| + sqrt(2 L(start)), the A_j are bounded, and a bounded gradient flow of a polynomial converges to a critical point
 * (Lojasiewicz). (2) If that is no global minimum, it is no local minimum (the theorem), so by the curve selection lemma an
 * analytic curve starts there with lower loss on it; at its start the loss is strictly decreasing along it. Follow it a
 * little, and go to (1). Each round ends at a critical value below the last one, and there are finitely many: sums of
 * selected eigenvalues.
 */
export const linearValleys: Conclusion = {
	question: "bad-valley",
	answer: "excluded",
	for: "this-problem",
	witness: null,
	sentence:
		"From every point a path along which the loss never rises leads to a global minimum; past saddles it may take long to find.",
};
