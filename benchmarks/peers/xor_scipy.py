"""XOR with SciPy's optimisers: what `success` means there.

A 2-2-1 network, sigmoid in both layers, half the mean squared error, targets 0.1 and 0.9; the same
objective as examples/xor.yaml. Weights are drawn as Glorot normal, biases 0. Prints, per method, how
many runs SciPy calls a success (its own flag) and at which loss levels they ended.

    pip install numpy scipy
    python benchmarks/peers/xor_scipy.py
"""

import collections

import numpy as np
import scipy
from scipy.optimize import minimize

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)
Y = np.array([0.1, 0.9, 0.9, 0.1])


def sigmoid(t):
    return 0.5 * (1 + np.tanh(0.5 * t))


def loss(theta):
    w, b, a, c = theta[:4].reshape(2, 2), theta[4:6], theta[6:8], theta[8]
    h = sigmoid(X @ w.T + b)
    f = sigmoid(h @ a + c)
    r = f - Y
    delta = r * f * (1 - f) / 4
    back = np.outer(delta, a) * h * (1 - h)
    gradient = np.concatenate([(back.T @ X).ravel(), back.sum(0), h.T @ delta, [delta.sum()]])
    return np.mean(r * r) / 2, gradient


def start(rng):
    theta = np.zeros(9)
    theta[:4] = rng.normal(size=4) * np.sqrt(2 / 4)
    theta[6:8] = rng.normal(size=2) * np.sqrt(2 / 3)
    return theta


def level(value):
    for target in (0, 0.04, 0.16 / 3, 0.08):
        if abs(value - target) < 2e-4:
            return f"{target:.4f}"
    return "other"


if __name__ == "__main__":
    print(f"scipy {scipy.__version__}, numpy {np.__version__}, 500 starts")
    for method, options in {
        "BFGS": {"maxiter": 10000},
        "L-BFGS-B": {"maxiter": 10000, "maxfun": 100000},
        "CG": {"maxiter": 10000},
    }.items():
        rng = np.random.default_rng(1)
        counts, norms = collections.Counter(), collections.defaultdict(list)
        for _ in range(500):
            result = minimize(loss, start(rng), jac=True, method=method, options=options)
            if result.success:
                counts[level(result.fun)] += 1
                norms[level(result.fun)].append(np.linalg.norm(result.x))
        parts = [f"{n} at {k} (|theta| {np.median(norms[k]):.0f})" for k, n in sorted(counts.items())]
        print(f"{method:9s} success {sum(counts.values()):3d}: " + ", ".join(parts))
