"""Critical points by JAX: one compiled program over all starts, `vmap` of a `while_loop` of damped Newton steps.

The Hessian is the closed form, shifted by -lambda_min and a damping that follows the ratio of gain and prediction (as in
Levenberg-Marquardt); a start that has converged is carried along until the last one has. Requests and answers as in points_scipy.py;
"batch" starts are taken at once.
"""

import json
import sys
import time

import numpy as np

from contestant import read_case
from jax_peer import Jax, jax, jnp

MOST_STEPS = 500


def search_of(case, tolerance):
    peer = Jax(True)
    peer.load(case)
    x, y, decay = peer.x, peer.y, case["decay"]
    names = [layer["activation"] for layer in case["layers"]]
    gradient_of = peer.closed_gradient(names)
    hessian_of = peer.closed_hessian(names, len(case["x"]))
    identity = jnp.eye(len(case["theta"]))

    def evaluate(theta):
        value, gradient = gradient_of(theta, x, y)
        return value + 0.5 * decay * theta @ theta, gradient + decay * theta

    def going(state):
        _, _, gradient, _, steps = state
        return (jnp.max(jnp.abs(gradient)) > tolerance) & (steps < MOST_STEPS)

    def step(state):
        theta, value, gradient, damping, steps = state
        values, vectors = jnp.linalg.eigh(hessian_of(theta, x, y) + decay * identity)
        shift = jnp.maximum(0, -1.1 * values[0]) + damping * jnp.maximum(jnp.max(jnp.abs(gradient)), 1e-14)
        coordinates = vectors.T @ gradient
        move = -vectors @ (coordinates / (values + shift))
        trial = theta + move
        trial_value, trial_gradient = evaluate(trial)
        predicted = -(gradient @ move + 0.5 * jnp.sum(values * (vectors.T @ move) ** 2))
        ratio = (value - trial_value) / predicted
        tiny = predicted <= 1e-13 * jnp.abs(value)
        better = jnp.max(jnp.abs(trial_gradient)) < jnp.max(jnp.abs(gradient))
        accepted = jnp.where(tiny, better, ratio > 1e-4)
        damping = jnp.where(accepted & (tiny | (ratio > 0.75)), damping / 4, jnp.where(accepted & (ratio > 0.25), damping, 4 * damping + 1e-8))
        keep = lambda new, old: jnp.where(accepted, new, old)
        return keep(trial, theta), keep(trial_value, value), keep(trial_gradient, gradient), damping, steps + 1

    def search(theta):
        value, gradient = evaluate(theta)
        theta, value, gradient, _, steps = jax.lax.while_loop(going, step, (theta, value, gradient, jnp.asarray(1.0), 0))
        return value, jnp.max(jnp.abs(gradient)), steps

    return jax.jit(jax.vmap(search))


def main():
    for line in sys.stdin:
        request = json.loads(line)
        try:
            case = read_case(request["folder"])
            starts = np.fromfile(request["folder"] + "/starts.bin").reshape(-1, len(case["theta"]))[: request["count"]]
            batch = min(request["batch"], len(starts))
            search = search_of(case, request["tolerance"])
            jax.block_until_ready(search(jnp.asarray(starts[:batch] * 0.99)))
            losses, gradients = [], []
            begin = time.perf_counter()
            for k in range(0, len(starts), batch):
                values, norms, _ = jax.block_until_ready(search(jnp.asarray(starts[k : k + batch])))
                losses += np.asarray(values).tolist()
                gradients += np.asarray(norms).tolist()
            answer = {"seconds": time.perf_counter() - begin, "losses": losses, "gradients": gradients}
        except Exception as error:
            answer = {"unable": f"{type(error).__name__}: {str(error)[:200]}"}
        print(json.dumps(answer), flush=True)


main()
