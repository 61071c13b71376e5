"""NumPy with BLAS: gradient by hand-written backpropagation, Hessian in closed form.

One hidden layer, one output: H = J^T C J by BLAS `dsyrk`, plus the second derivatives of the network, block by block.
Deeper: for each unit u the rows of u's weights as one matrix product over the samples (the structure that Lossatlas
uses, with BLAS inside).
"""

import numpy as np
from scipy.linalg.blas import dsyrk

from contestant import blocks, serve


def softplus(z, order):
    e = np.exp(-np.abs(z))
    a = np.maximum(z, 0) + np.log1p(e)
    s = np.where(z >= 0, 1, e) / (1 + e)
    return (a, s) if order == 1 else (a, s, s * (1 - s))


def tanh(z, order):
    a = np.tanh(z)
    s = 1 - a * a
    return (a, s) if order == 1 else (a, s, -2 * a * s)


def identity(z, order):
    return (z, np.ones_like(z), np.zeros_like(z))[: order + 1]


ACTIVATIONS = {"softplus": softplus, "tanh": tanh, "identity": identity}


class NumpyClosedForm:
    def load(self, case):
        self.case = case
        self.blocks = blocks(case)
        self.activations = [ACTIVATIONS[layer["activation"]] for layer in case["layers"]]

    def unable(self, what):
        if what == "hessian" and len(self.case["theta"]) > 5000:
            return "the Hessian does not fit"
        return None

    def forward(self, theta, order):
        a = self.case["x"]
        parts = [(a,)]
        for (w, b, width, inputs), act in zip(self.blocks, self.activations):
            parts.append(act(a @ theta[w].reshape(width, inputs).T + theta[b], order))
            a = parts[-1][0]
        return parts

    def gradient(self, theta):
        parts = self.forward(theta, 1)
        n = len(self.case["x"])
        r = parts[-1][0] - self.case["y"]
        out = np.empty_like(theta)
        e = r / n
        for l in range(len(self.blocks) - 1, -1, -1):
            w, b, width, inputs = self.blocks[l]
            delta = e * parts[l + 1][1]
            out[w] = (delta.T @ parts[l][0]).ravel()
            out[b] = delta.sum(0)
            if l:
                e = delta @ theta[w].reshape(width, inputs)
        return 0.5 * np.vdot(r, r) / n, out

    def hessian_vector(self, theta, v=None):
        v = self.case["direction"] if v is None else v
        parts = self.forward(theta, 2)
        n = len(self.case["x"])
        r = (parts[-1][0] - self.case["y"]) / n
        da, tangents = None, []
        for l, (w, b, width, inputs) in enumerate(self.blocks):
            dz = parts[l][0] @ v[w].reshape(width, inputs).T + v[b]
            if l:
                dz += da @ theta[w].reshape(width, inputs).T
            da = parts[l + 1][1] * dz
            tangents.append((dz, da))
        out = np.empty_like(theta)
        e, de = r, tangents[-1][1] / n
        for l in range(len(self.blocks) - 1, -1, -1):
            w, b, width, inputs = self.blocks[l]
            _, d1, d2 = parts[l + 1]
            delta = e * d1
            ddelta = de * d1 + e * d2 * tangents[l][0]
            g = ddelta.T @ parts[l][0]
            if l:
                g += delta.T @ tangents[l - 1][1]
                de = ddelta @ theta[w].reshape(width, inputs) + delta @ v[w].reshape(width, inputs)
                e = delta @ theta[w].reshape(width, inputs)
            out[w] = g.ravel()
            out[b] = ddelta.sum(0)
        return (out,)

    def hessian(self, theta):
        shallow = len(self.blocks) == 2 and self.blocks[1][2] == 1
        return (self.shallow_hessian(theta) if shallow else self.structured_hessian(theta),)

    def shallow_hessian(self, theta):
        (w, b, h, d), (v, c, _, _) = self.blocks
        parts = self.forward(theta, 2)
        x, n = self.case["x"], len(self.case["x"])
        z1, d1, d2 = parts[1]
        r = (parts[2][0] - self.case["y"])[:, 0] / n
        out_weights = theta[v]
        g = d1 * out_weights
        p = len(theta)
        jacobian = np.empty((n, p))
        np.multiply(g[:, :, None], x[:, None, :], out=jacobian[:, w].reshape(n, h, d))
        jacobian[:, b] = g
        jacobian[:, v] = z1
        jacobian[:, c] = 1
        hessian = dsyrk(1 / n, jacobian.T, lower=0).copy()
        hessian = np.triu(hessian) + np.triu(hessian, 1).T
        xt = np.concatenate([x, np.ones((n, 1))], 1)
        bend = r[:, None] * d2 * out_weights
        for k in range(d + 1):
            for m in range(d + 1):
                rows = (w.start + d * np.arange(h) + k) if k < d else b.start + np.arange(h)
                columns = (w.start + d * np.arange(h) + m) if m < d else b.start + np.arange(h)
                hessian[rows, columns] += bend.T @ (xt[:, k] * xt[:, m])
            slope = (r[:, None] * d1).T @ xt[:, k]
            rows = (w.start + d * np.arange(h) + k) if k < d else b.start + np.arange(h)
            hessian[rows, v.start + np.arange(h)] += slope
            hessian[v.start + np.arange(h), rows] += slope
        return hessian

    def structured_hessian(self, theta):
        parts = self.forward(theta, 2)
        n, depth, p = len(self.case["x"]), len(self.blocks), len(theta)
        ones = np.ones((n, 1))
        inputs = [np.concatenate([parts[l][0], ones], 1) for l in range(depth)]
        weights = [theta[w].reshape(width, k) for w, _, width, k in self.blocks]
        e = (parts[-1][0] - self.case["y"]) / n
        es, deltas = [None] * depth, [None] * depth
        for l in range(depth - 1, -1, -1):
            es[l], deltas[l] = e, e * parts[l + 1][1]
            e = deltas[l] @ weights[l]
        # Columns in the order (unit, input, bias) per layer, put in place at the end.
        starts = np.cumsum([0] + [width * (k + 1) for _, _, width, k in self.blocks])
        hessian = np.zeros((p, p))
        for l in range(depth):
            for u in range(self.blocks[l][2]):
                da = np.zeros_like(parts[l + 1][0])
                da[:, u] = parts[l + 1][1][:, u]
                dzs, das = {l: None}, {l: da}
                for m in range(l + 1, depth):
                    dz = np.outer(das[m - 1][:, u], weights[m][:, u]) if m == l + 1 else das[m - 1] @ weights[m].T
                    dzs[m] = dz
                    das[m] = parts[m + 1][1] * dz
                de = das[depth - 1] / n
                row = slice(starts[l] + u * (self.blocks[l][3] + 1), starts[l] + (u + 1) * (self.blocks[l][3] + 1))
                for m in range(depth - 1, l - 1, -1):
                    _, d1, d2 = parts[m + 1]
                    ddelta = de * d1
                    if m > l:
                        ddelta += es[m] * d2 * dzs[m]
                    else:
                        ddelta[:, u] += es[m][:, u] * d2[:, u]
                    k = self.blocks[m][3]
                    panel = ddelta[:, :, None] * inputs[m][:, None, :]
                    if m > l:
                        panel[:, :, :k] += deltas[m][:, :, None] * das[m - 1][:, None, :]
                        de = ddelta @ weights[m]
                    hessian[row, starts[m] : starts[m + 1]] = inputs[l].T @ panel.reshape(n, -1)
        hessian = np.triu(hessian) + np.triu(hessian, 1).T
        order = np.empty(p, int)
        for l, (w, b, width, k) in enumerate(self.blocks):
            place = starts[l] + np.arange(width)[:, None] * (k + 1) + np.arange(k + 1)[None, :]
            order[w] = place[:, :k].ravel()
            order[b] = place[:, k]
        return hessian[np.ix_(order, order)]


if __name__ == "__main__":
    serve(NumpyClosedForm())
