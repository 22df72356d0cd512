"""The forward pass as an ONNX graph, run by onnxruntime: the oracle of logits (running statistics)."""
import numpy as np
import onnx
import onnx.helper as helper
import onnx.numpy_helper as numpy_helper
import onnxruntime

import nets


class _Graph:
    """The backend of `nets.build` whose values are names of ONNX tensors."""

    def __init__(self, weights, eps):
        self.weights, self.eps = weights, eps
        self.nodes, self.constants = [], []

    def emit(self, op, inputs, **attributes):
        out = f"{op}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, inputs, [out], **attributes))
        return out

    def constant(self, name, value):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def parameter(self, name):
        return self.constant(name, self.weights[name])

    def conv(self, x, name, channels, out, kernel, stride, bias=False):
        parameters = [self.parameter(f"{name}.{suffix}") for suffix in ("weight", "bias")[:1 + bias]]
        return self.emit("Conv", [x] + parameters, kernel_shape=[kernel] * 2,
                         strides=[stride] * 2, pads=[kernel // 2] * 4)

    def bn(self, x, name, channels):
        suffixes = ("weight", "bias", "running_mean", "running_var")
        return self.emit("BatchNormalization", [x] + [self.parameter(f"{name}.{s}") for s in suffixes],
                         epsilon=self.eps)

    def relu(self, x):
        return self.emit("Relu", [x])

    def maxpool(self, x, kernel, stride):
        return self.emit("MaxPool", [x], kernel_shape=[kernel] * 2, strides=[stride] * 2, pads=[kernel // 2] * 4)

    def avgpool(self, x, kernel=None):
        if kernel:
            return self.emit("AveragePool", [x], kernel_shape=[kernel] * 2, strides=[kernel] * 2)
        return self.emit("Flatten", [self.emit("GlobalAveragePool", [x])])

    def flatten(self, x):
        return self.emit("Flatten", [x])

    def add(self, x, y):
        return self.emit("Add", [x, y])

    def fc(self, x, name, channels, out):
        return self.emit("Gemm", [x, self.parameter(f"{name}.weight"), self.parameter(f"{name}.bias")], transB=1)

    def subsample_pad(self, x, stride, extra):
        tag = len(self.nodes)
        bounds = [self.constant(f"{key}_{tag}", np.array(value, np.int64)) for key, value in
                  (("starts", [0, 0]), ("ends", [2**31, 2**31]), ("axes", [2, 3]), ("steps", [stride, stride]))]
        x = self.emit("Slice", [x] + bounds)
        pads = self.constant(f"pads_{tag}", np.array([0, 0, 0, 0, 0, extra, 0, 0], np.int64))
        return self.emit("Pad", [x, pads])


def session(net, weights, threads=2):
    """A function from images (before `normalize`) to logits, any batch size."""
    graph = _Graph(weights, net.eps)
    logits = nets.build(net, graph, "x")
    images = helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, ["N", *net.input])
    result = helper.make_tensor_value_info(logits, onnx.TensorProto.FLOAT, ["N", net.classes])
    model = helper.make_model(
        helper.make_graph(graph.nodes, net.name, [images], [result], graph.constants),
        opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    running = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    return lambda x: running.run(None, {"x": nets.normalised(net, x)})[0]
