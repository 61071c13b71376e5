"""Critical points by SciPy's optimisers, start after start, on NumPy's or JAX's closed forms (by argument).

A request {"do": "search", "folder": F, "method": M, "tolerance": T} answers {"seconds", "losses", "gradients"}: wall time of
all starts, and the final loss and largest gradient component of each.
"""

import json
import sys
import time

import numpy as np
from scipy.optimize import minimize

from contestant import read_case


class WithDecay:
    """The mean squared error of a case plus decay / 2 |theta|^2."""

    def __init__(self, backend, decay):
        self.backend, self.decay = backend, decay

    def value_and_gradient(self, theta):
        value, gradient = self.backend.gradient(theta)
        return float(value) + 0.5 * self.decay * theta @ theta, np.asarray(gradient) + self.decay * theta

    def hessian(self, theta):
        (matrix,) = self.backend.hessian(theta)
        return np.asarray(matrix) + self.decay * np.eye(len(theta))


def backend_of(name):
    if name == "numpy":
        from numpy_closed_form import NumpyClosedForm

        return NumpyClosedForm()
    from jax_peer import Jax

    return Jax(True)


def main():
    backend = backend_of(sys.argv[1])
    for line in sys.stdin:
        request = json.loads(line)
        try:
            case = read_case(request["folder"])
            backend.load(case)
            objective = WithDecay(backend, case["decay"])
            starts = np.fromfile(request["folder"] + "/starts.bin").reshape(-1, len(case["theta"]))[: request["count"]]
            objective.value_and_gradient(starts[0]), objective.hessian(starts[0])
            second = request["method"] in ("trust-exact", "trust-ncg", "trust-krylov", "Newton-CG")
            losses, gradients = [], []
            begin = time.perf_counter()
            for theta in starts:
                found = minimize(
                    objective.value_and_gradient,
                    theta,
                    jac=True,
                    hess=objective.hessian if second else None,
                    method=request["method"],
                    options={"xtol": 1e-15, "maxiter": 2000} if request["method"] == "Newton-CG" else {"gtol": request["tolerance"], "maxiter": 2000},
                )
                losses.append(float(found.fun))
                gradients.append(float(np.max(np.abs(found.jac))))
            answer = {"seconds": time.perf_counter() - begin, "losses": losses, "gradients": gradients}
        except Exception as error:
            answer = {"unable": f"{type(error).__name__}: {str(error)[:200]}"}
        print(json.dumps(answer), flush=True)


main()
