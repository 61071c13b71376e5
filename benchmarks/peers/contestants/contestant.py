"""What every Python peer shares: reading a case, and answering the bench's requests.

A request is one JSON line on standard input, an answer one JSON line on standard output:
    {"do": "load", "folder": F}                         reads F/case.json and its arrays
    {"do": "compute", "what": W, "to": FILE}            value (gradient only) and result as raw float64
    {"do": "time", "what": W, "seconds": S}             calls again and again for S seconds
W is "gradient" (value and gradient), "hessian" or "hessian-vector". Theta changes a little from call to call, so that
nothing can be remembered.
"""

import json
import os
import sys
import time

import numpy as np


def read_case(folder):
    with open(os.path.join(folder, "case.json")) as file:
        case = json.load(file)
    n, d, k = case["samples"], case["inputs"], case["layers"][-1]["width"]
    raw = lambda name: np.fromfile(os.path.join(folder, name + ".bin"))
    case["x"] = raw("x").reshape(n, d)
    case["y"] = raw("y").reshape(n, k)
    case["theta"] = raw("theta")
    case["direction"] = raw("direction")
    return case


def blocks(case):
    """Offsets in theta: per layer (weights, biases, width, inputs)."""
    out, at, inputs = [], 0, case["inputs"]
    for layer in case["layers"]:
        width = layer["width"]
        out.append((slice(at, at + width * inputs), slice(at + width * inputs, at + width * (inputs + 1)), width, inputs))
        at += width * (inputs + 1)
        inputs = width
    return out


def serve(contestant):
    """`contestant` has load(case), unable(what) -> reason or None, and a method per work that takes theta."""
    case = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["do"] == "load":
                case = read_case(request["folder"])
                contestant.load(case)
                answer = {}
            else:
                what = request["what"]
                work = getattr(contestant, what.replace("-", "_"), None)
                reason = "not offered" if work is None else contestant.unable(what)
                if reason is not None:
                    answer = {"unable": reason}
                elif request["do"] == "compute":
                    np.concatenate([np.ravel(np.asarray(part, float)) for part in work(case["theta"])]).tofile(request["to"])
                    answer = {}
                else:
                    answer = {"seconds": per_call(work, case["theta"], request["seconds"])}
        except Exception as error:  # a peer that cannot is a result, not a crash of the bench
            answer = {"unable": f"{type(error).__name__}: {str(error)[:200]}"}
        print(json.dumps(answer), flush=True)


def per_call(work, theta, seconds):
    thetas = [theta * (1 + 1e-9 * k) for k in range(8)]
    calls, k = 1, 0
    while True:
        start = time.perf_counter()
        for _ in range(calls):
            work(thetas[k & 7])
            k += 1
        spent = time.perf_counter() - start
        if spent >= seconds:
            return spent / calls
        calls = max(calls + 1, int(calls * min(10, 1.2 * seconds / max(spent, 1e-9))))
