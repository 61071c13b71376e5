"""JAX, jit, float64: gradient and Hessian by automatic differentiation, or (argument `closed-form`) by hand."""

import os
import sys

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import jax
import jax.numpy as jnp

from contestant import blocks, serve

jax.config.update("jax_enable_x64", True)

ACTIVATIONS = {"softplus": jax.nn.softplus, "tanh": jnp.tanh, "identity": lambda z: z}
# Bytes of intermediates that one vectorised Hessian may hold.
ROOM = 2e9


def softplus2(z):
    e = jnp.exp(-jnp.abs(z))
    s = jnp.where(z >= 0, 1, e) / (1 + e)
    return jnp.maximum(z, 0) + jnp.log1p(e), s, s * (1 - s)


def tanh2(z):
    a = jnp.tanh(z)
    return a, 1 - a * a, -2 * a * (1 - a * a)


def identity2(z):
    return z, jnp.ones_like(z), jnp.zeros_like(z)


CLOSED = {"softplus": softplus2, "tanh": tanh2, "identity": identity2}


class Jax:
    def __init__(self, closed_form):
        self.closed_form = closed_form

    def load(self, case):
        self.case = case
        self.blocks = blocks(case)
        x, y = jnp.asarray(case["x"]), jnp.asarray(case["y"])
        self.x, self.y = x, y
        self.direction = jnp.asarray(case["direction"])
        names = [layer["activation"] for layer in case["layers"]]

        def loss(theta, x, y):
            a = x
            for (w, b, width, inputs), name in zip(self.blocks, names):
                a = ACTIVATIONS[name](a @ theta[w].reshape(width, inputs).T + theta[b])
            return 0.5 * jnp.sum((a - y) ** 2) / len(x)

        p, n = len(case["theta"]), len(x)
        units = sum(layer["width"] for layer in case["layers"])
        whole = 8.0 * p * n * units * 3
        self.slow = whole > 50 * ROOM

        if self.closed_form:
            # Batched work of its own shape: chunks of samples bound the memory of J.
            shallow = len(self.blocks) == 2 and self.blocks[1][2] == 1
            self.unable_hessian = None if shallow else "closed form written for one hidden layer and one output"
            self.value_and_gradient = jax.jit(self.closed_gradient(names))
            self.full_hessian = jax.jit(self.closed_hessian(names, n)) if shallow else None
        else:
            self.unable_hessian = "the Hessian does not fit" if p > 5000 else None
            self.value_and_gradient = jax.jit(jax.value_and_grad(loss))
            if whole <= ROOM:
                self.full_hessian = jax.jit(jax.hessian(loss))
            else:
                rows = max(1, int(p * ROOM / whole))
                product = lambda theta, x, y, v: jax.jvp(lambda t: jax.grad(loss)(t, x, y), (theta,), (v,))[1]
                self.full_hessian = jax.jit(
                    lambda theta, x, y: jax.lax.map(lambda v: product(theta, x, y, v), jnp.eye(p), batch_size=rows)
                )
        self.product = jax.jit(
            lambda theta, x, y, v: jax.jvp(lambda t: jax.grad(loss)(t, x, y), (theta,), (v,))[1]
        )

    def closed_gradient(self, names):
        def gradient(theta, x, y):
            parts, a = [(x,)], x
            for (w, b, width, inputs), name in zip(self.blocks, names):
                parts.append(CLOSED[name](a @ theta[w].reshape(width, inputs).T + theta[b]))
                a = parts[-1][0]
            r = a - y
            e, out = r / len(x), [None] * (2 * len(self.blocks))
            for l in range(len(self.blocks) - 1, -1, -1):
                w, b, width, inputs = self.blocks[l]
                delta = e * parts[l + 1][1]
                out[2 * l] = (delta.T @ parts[l][0]).ravel()
                out[2 * l + 1] = delta.sum(0)
                e = delta @ theta[w].reshape(width, inputs)
            return 0.5 * jnp.sum(r * r) / len(x), jnp.concatenate(out)

        return gradient

    def closed_hessian(self, names, n):
        (w, b, h, d), (v, c, _, _) = self.blocks
        p = h * (d + 2) + 1

        def part(theta, x, y):
            z = x @ theta[w].reshape(h, d).T + theta[b]
            a, d1, d2 = CLOSED[names[0]](z)
            r = (a @ theta[v] + theta[c] - y[:, 0]) / n
            g = d1 * theta[v]
            one = jnp.ones((len(x), 1))
            jacobian = jnp.concatenate([(g[:, :, None] * x[:, None, :]).reshape(len(x), h * d), g, a, one], 1)
            xt = jnp.concatenate([x, one], 1)
            bend = jnp.einsum("sj,sk,sm->jkm", r[:, None] * d2 * theta[v], xt, xt)
            slope = jnp.einsum("sj,sk->jk", r[:, None] * d1, xt)
            own = jnp.zeros((p, p))
            units = jnp.arange(h)
            rows = jnp.concatenate([(units * d)[:, None] + jnp.arange(d)[None, :], (h * d + units)[:, None]], 1)
            own = own.at[rows[:, :, None], rows[:, None, :]].add(bend)
            own = own.at[rows, (h * (d + 1) + units)[:, None]].add(slope)
            own = own.at[(h * (d + 1) + units)[:, None], rows].add(slope)
            return jacobian.T @ jacobian / n + own

        size = n if n <= 2000 else 1000

        def hessian(theta, x, y):
            if n <= size:
                return part(theta, x, y)
            chunks = (x.reshape(-1, size, d), y.reshape(-1, size, 1))
            return jax.lax.scan(lambda sum, chunk: (sum + part(theta, *chunk), None), jnp.zeros((p, p)), chunks)[0]

        return hessian

    def unable(self, what):
        if what == "hessian":
            if not self.closed_form and self.slow:
                return "more than a minute a call"
            return self.unable_hessian
        if what == "hessian-vector" and self.closed_form:
            return "as the automatic one"
        return None

    def gradient(self, theta):
        return jax.block_until_ready(self.value_and_gradient(theta, self.x, self.y))

    def hessian(self, theta):
        return (jax.block_until_ready(self.full_hessian(theta, self.x, self.y)),)

    def hessian_vector(self, theta):
        return (jax.block_until_ready(self.product(theta, self.x, self.y, self.direction)),)


if __name__ == "__main__":
    serve(Jax(sys.argv[1:] == ["closed-form"]))
