"""The programs that run an ONNX file: onnxruntime and OpenVINO, each as its users set it up for one stream of calls.

The size of the batch is fixed before the file is compiled: both then know all shapes, as resnetc does.
"""
import numpy as np

import timing


class Onnxruntime:
    def __init__(self):
        import onnxruntime
        self.package = onnxruntime

    def about(self):
        return self.package.__version__

    def load(self, onnx, images, out, threads, **_):
        """Compiles the network, and writes its logits of the images."""
        x = np.load(images)
        options = self.package.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        options.add_free_dimension_override_by_name("N", len(x))
        session = self.package.InferenceSession(onnx, options, ["CPUExecutionProvider"])
        self.call = lambda: session.run(None, {"x": x})[0]
        np.save(out, self.call())

    def block(self, seconds):
        return timing.block_ms(self.call, seconds)


class OpenVino:
    def __init__(self):
        import openvino
        self.package = openvino

    def about(self):
        return self.package.__version__

    def load(self, onnx, images, out, threads, **_):
        """Compiles the network, and writes its logits of the images."""
        x = np.load(images)
        core = self.package.Core()
        model = core.read_model(onnx)
        model.reshape(list(x.shape))
        # f32 is said, since some processors would get bf16.
        compiled = core.compile_model(model, "CPU", {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_NUM_THREADS": threads,
                                                     "INFERENCE_PRECISION_HINT": "f32"})
        request, result = compiled.create_infer_request(), compiled.output(0)
        self.call = lambda: request.infer({0: x}, share_inputs=True, share_outputs=True)
        np.save(out, self.call()[result])

    def block(self, seconds):
        return timing.block_ms(self.call, seconds)
