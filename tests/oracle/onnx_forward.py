"""The forward pass as an ONNX graph, run by onnxruntime: the oracle of logits (running statistics)."""
import numpy as np
import onnx
import onnx.helper as helper
import onnx.numpy_helper as numpy_helper
import onnxruntime

import nets


class _Graph:
    """Emits one operation of the network after the other; values are names of ONNX tensors."""

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

    def conv(self, node, x):
        names = [f"{node.name}.weight"] + ([f"{node.name}.bias"] if node.bias else [])
        return self.emit("Conv", [x] + [self.parameter(name) for name in names], kernel_shape=node.kernel,
                         strides=node.stride, pads=node.pad + node.pad, group=node.groups)

    def bn(self, node, x):
        names = [f"{node.scale_name}.weight", f"{node.scale_name}.bias",
                 f"{node.name}.running_mean", f"{node.name}.running_var"]
        return self.emit("BatchNormalization", [x] + [self.parameter(name) for name in names], epsilon=self.eps)

    def relu(self, node, x):
        return self.emit("Relu", [x])

    def prelu(self, node, x):
        name = f"{node.name}.weight"
        return self.emit("PRelu", [x, self.constant(name, self.weights[name].reshape(-1, 1, 1))])

    def sigmoid(self, node, x):
        return self.emit("Sigmoid", [x])

    def relu6(self, node, x):
        ends = [self.constant(f"end_{end}_{node.index}", np.float32(end)) for end in (0, 6)]
        return self.emit("Clip", [x, *ends])

    def silu(self, node, x):
        return self.emit("Mul", [x, self.emit("Sigmoid", [x])])

    def hardswish(self, node, x):
        return self.emit("HardSwish", [x])

    def leaky_relu(self, node, x):
        return self.emit("LeakyRelu", [x], alpha=node.slope)

    def scale(self, node, x):
        return self.emit("Mul", [x, self.parameter(f"{node.name}.weight")])

    def dropout(self, node, x):
        return x

    def lrn(self, node, x):
        return self.emit("LRN", [x], size=node.size, alpha=node.alpha, beta=node.beta, bias=float(node.k))

    def maxpool(self, node, x):
        return self.emit("MaxPool", [x], kernel_shape=node.kernel, strides=node.stride, pads=node.pads)

    def avgpool(self, node, x):
        return self.emit("AveragePool", [x], kernel_shape=node.kernel, strides=node.stride, pads=node.pads,
                         count_include_pad=1)

    def globalpool(self, node, x):
        return self.emit("GlobalAveragePool", [x])

    def fc(self, node, x):
        flat = self.emit("Flatten", [x])
        suffixes = ("weight", "bias") if node.bias else ("weight",)
        y = self.emit("Gemm", [flat] + [self.parameter(f"{node.name}.{s}") for s in suffixes], transB=1)
        shape = self.constant(f"shape_{node.index}", np.array([0, -1, 1, 1], np.int64))
        return self.emit("Reshape", [y, shape])

    def add(self, node, x, y):
        return self.emit("Add", [x, y])

    def max(self, node, x, y):
        return self.emit("Max", [x, y])

    def concat(self, node, *parts):
        return self.emit("Concat", list(parts), axis=1)

    def gate(self, node, value, gate, carry=None):
        passed = self.emit("Mul", [value, gate])
        if carry is None:
            return passed
        one = self.constant(f"one_{node.index}", np.ones(1, np.float32))
        return self.emit("Add", [passed, self.emit("Mul", [carry, self.emit("Sub", [one, gate])])])

    def subsample_pad(self, node, x):
        bounds = [self.constant(f"{key}_{node.index}", np.array(value, np.int64)) for key, value in
                  (("starts", [0, 0]), ("ends", [2**31, 2**31]), ("axes", [2, 3]), ("steps", node.stride))]
        x = self.emit("Slice", [x] + bounds)
        pads = self.constant(f"pads_{node.index}", np.array([0, 0, 0, 0, 0, node.extra, 0, 0], np.int64))
        return self.emit("Pad", [x, pads])


def session(net, weights, threads=2):
    """A function from images (before `normalize`) to logits, any batch size."""
    graph = _Graph(weights, net.eps)
    values = {net.images.index: "x"}
    for node in net.needed():
        if node.inputs:
            values[node.index] = getattr(graph, node.op)(node, *(values[source.index] for source in node.inputs))
    logits = graph.emit("Flatten", [values[net.logits.index]])
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
