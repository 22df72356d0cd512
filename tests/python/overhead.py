#!/usr/bin/env python3
"""What a call from Python costs beside the C interface: medians, in microseconds, of one image on one thread.

    RESNETC_PREFIX=PREFIX PYTHONPATH=python .venv/bin/python tests/python/overhead.py
"""
import time

import numpy as np
import resnetc
from resnetc import _abi

TINY = """resnetc 1
model tiny {
  input x : f32[N, 1, 2, 2]
  stem { conv 1x1 1; relu }
  head { avgpool global; fc 1 }
}
"""


def median(call, count=2000):
    times = []
    for _ in range(count):
        begin = time.perf_counter_ns()
        call()
        times.append(time.perf_counter_ns() - begin)
    return sorted(times)[count // 2] / 1000


def main():
    infer = _abi.runtime().resnetc_session_infer
    for name, source in (("tiny", TINY), ("resnet20", resnetc.shipped_models()["cifar_resnet"])):
        model = resnetc.load(resnetc.compile(source), threads=1)
        model.initialize()
        x = np.zeros((1, *model.info.input_shape), np.float32)
        out = model(x)
        session, image, answer = model._open().pointer, x.ctypes.data, out.ctypes.data
        print(f"{name}: {median(lambda: infer(session, image, 1, answer)):.2f} us by addresses, {median(lambda: model(x)):.2f} us "
              f"of arrays, {median(lambda: model(x, out=out)):.2f} us into an array")


if __name__ == "__main__":
    main()
