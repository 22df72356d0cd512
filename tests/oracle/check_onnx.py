"""The ONNX file that resnetc writes against the compiled library and against an ONNX file that it did not write."""
import numpy as np
import onnx
import onnxruntime

import check_forward
import compare
import nets
import onnx_forward


def check(driver, record, case, source, library):
    """Checked with shape inference, then run on the smallest batch of the case."""
    net = case.net
    weights = case.weights(check_forward.WEIGHTS_SEED)
    stored = driver.save_weights(f"{net.name}-forward", weights)
    path = driver.work / f"{net.name}.onnx"
    driver.run("resnetc", source, "--emit=onnx", f"--weights={stored}", "-o", path, *case.flags)
    try:
        onnx.checker.check_model(onnx.load(path), full_check=True)
    except (onnx.checker.ValidationError, onnx.shape_inference.InferenceError) as error:
        record.add(f"onnx {net.name} checker", "failed", str(error))
        return
    batch = min(case.forward_batches)
    x, _ = nets.random_batch(net, batch, check_forward.BATCH_SEED + batch)
    exported = _run(path, x)
    record.difference(f"onnx {net.name} = library", compare.of_logits(exported, np.load(driver.predict(library, stored, x))))
    record.difference(f"onnx {net.name} = oracle", compare.of_logits(exported, onnx_forward.session(net, weights)(x)))


def _run(path, x):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, ["CPUExecutionProvider"]).run(None, {"x": x})[0]
