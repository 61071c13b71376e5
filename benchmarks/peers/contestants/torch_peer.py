"""PyTorch, float64, one thread: `eager` (autograd), `func` (torch.func) or `compile` (torch.compile), by argument."""

import sys

import torch

from contestant import blocks, serve

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

# torch's softplus turns linear above its threshold; 40 makes the two agree to the last bit of float64.
ACTIVATIONS = {
    "softplus": lambda z: torch.nn.functional.softplus(z, threshold=40),
    "tanh": torch.tanh,
    "identity": lambda z: z,
}
ROOM = 2e9


class Torch:
    def __init__(self, mode):
        self.mode = mode

    def load(self, case):
        torch._dynamo.reset() if self.mode == "compile" else None
        self.case = case
        layout = blocks(case)
        names = [layer["activation"] for layer in case["layers"]]
        x, y = torch.from_numpy(case["x"]), torch.from_numpy(case["y"])
        n = len(x)

        def loss(theta):
            a = x
            for (w, b, width, inputs), name in zip(layout, names):
                a = ACTIVATIONS[name](a @ theta[w].reshape(width, inputs).T + theta[b])
            return 0.5 * ((a - y) ** 2).sum() / n

        self.loss = loss
        p = len(case["theta"])
        self.p = p
        units = sum(layer["width"] for layer in case["layers"])
        whole = 8.0 * p * n * units * 3
        self.slow = whole > 40 * ROOM
        self.chunk = None if whole <= ROOM else max(1, int(p * ROOM / whole))
        self.functional = torch.func.grad_and_value(loss)
        if self.mode == "compile":
            compiled = torch.compile(loss)

            def compiled_gradient(theta):
                theta = theta.requires_grad_()
                value = compiled(theta)
                return torch.autograd.grad(value, theta)[0], value.detach()

            self.functional = compiled_gradient

    def unable(self, what):
        if what == "hessian":
            if self.p > 5000:
                return "the Hessian does not fit"
            if self.mode != "func":
                return "offered by torch.func"
            if self.slow:
                return "more than a minute a call"
        if what == "hessian-vector" and self.mode != "func":
            return "offered by torch.func"
        return None

    def gradient(self, theta):
        theta = torch.from_numpy(theta)
        if self.mode == "eager":
            theta = theta.clone().requires_grad_()
            value = self.loss(theta)
            value.backward()
            return value.item(), theta.grad.numpy()
        gradient, value = self.functional(theta)
        return value.item(), gradient.numpy()

    def hessian(self, theta):
        theta = torch.from_numpy(theta)
        if not self.chunk:
            return (torch.func.hessian(self.loss)(theta).numpy(),)
        # What torch.func.hessian does, some directions at a time: all at once do not fit.
        along = lambda v: torch.func.jvp(torch.func.grad(self.loss), (theta,), (v,))[1]
        directions = torch.eye(self.p, dtype=torch.float64)
        return (torch.func.vmap(along, chunk_size=self.chunk)(directions).numpy(),)

    def hessian_vector(self, theta):
        v = torch.from_numpy(self.case["direction"])
        return (torch.func.jvp(torch.func.grad(self.loss), (torch.from_numpy(theta),), (v,))[1].numpy(),)


if __name__ == "__main__":
    serve(Torch(sys.argv[1]))
