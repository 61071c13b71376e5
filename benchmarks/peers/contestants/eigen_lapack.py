"""Symmetric eigenvalues by LAPACK, through NumPy."""

import json
import sys
import time

import numpy as np

for line in sys.stdin:
    request = json.loads(line)
    n = request["n"]
    matrix = np.fromfile(request["folder"] + "/matrix.bin").reshape(n, n)
    work = np.linalg.eigh if request["vectors"] else np.linalg.eigvalsh
    values = np.linalg.eigvalsh(matrix)
    calls, begin = 0, time.perf_counter()
    while True:
        work(matrix)
        calls += 1
        spent = time.perf_counter() - begin
        if spent >= request["seconds"]:
            break
    print(json.dumps({"seconds": spent / calls, "values": values.tolist()}), flush=True)
