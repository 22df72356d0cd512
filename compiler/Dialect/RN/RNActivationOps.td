//===- RNActivationOps.td - activations beside ReLU, and dropout ---------===//
#ifndef RN_ACTIVATION_OPS_TD
#define RN_ACTIVATION_OPS_TD

include "compiler/Dialect/RN/RNBase.td"

def RN_PreluOp : RN_ValueOp<"prelu", [RN_MemoryBound, AllTypesMatch<["input", "output"]>]> {
  let summary = "x > 0 ? x : slope * x, one slope per channel (He et al., arXiv:1502.01852, equation 1)";
  let description = [{ prelu_c1: slope has one element per channel. }];
  let arguments = (ins RN_Act:$input, RN_Vector:$slope);
  let results = (outs RN_Act:$output);
  let hasVerifier = 1;
}

def RN_PreluGradOp : RN_ValueOp<"prelu_grad", [RN_MemoryBound, AllTypesMatch<["gradient", "input", "result"]>]> {
  let summary = "gradient of prelu by its input: gradient * (x > 0 ? 1 : slope)";
  let description = [{ prelu_grad_c1: slope has one element per channel. }];
  let arguments = (ins RN_Act:$gradient, RN_Act:$input, RN_Vector:$slope);
  let results = (outs RN_Act:$result);
  let hasVerifier = 1;
}

def RN_PreluGradSlopeOp : RN_ValueOp<"prelu_grad_slope", [AllTypesMatch<["gradient", "input"]>]> {
  let summary = "gradient of prelu by its slope: gradient * (x > 0 ? 0 : x) summed over batch and map";
  let description = [{ prelu_grad_slope_c1: the result has one element per channel. }];
  let arguments = (ins RN_Act:$gradient, RN_Act:$input);
  let results = (outs RN_Vector:$result);
  let hasVerifier = 1;
}

def RN_SigmoidOp : RN_ValueOp<"sigmoid", [RN_MemoryBound, AllTypesMatch<["input", "output"]>]> {
  let summary = "1 / (1 + exp(-x))";
  let arguments = (ins RN_Act:$input);
  let results = (outs RN_Act:$output);
}

def RN_SigmoidGradOp : RN_ValueOp<"sigmoid_grad", [RN_MemoryBound, AllTypesMatch<["gradient", "output", "result"]>]> {
  let summary = "gradient of sigmoid by its input, from its output: gradient * y * (1 - y)";
  let arguments = (ins RN_Act:$gradient, RN_Act:$output);
  let results = (outs RN_Act:$result);
}

def RN_ActivationKind : I32EnumAttr<"ActivationKind", "which activation", [
  I32EnumAttrCase<"Relu6", 0, "relu6">,
  I32EnumAttrCase<"Silu", 1, "silu">,
  I32EnumAttrCase<"Hardswish", 2, "hardswish">,
  I32EnumAttrCase<"LeakyRelu", 3, "leaky_relu">]> {
  let cppNamespace = "::resnetc::rn";
  let genSpecializedAttr = 0;
}
def RN_ActivationKindAttr : EnumAttr<RN_Dialect, RN_ActivationKind, "activation"> {
  let assemblyFormat = "`<` $value `>`";
}

def RN_ActivationOp : RN_ValueOp<"activation", [RN_MemoryBound, AllTypesMatch<["input", "output"]>]> {
  let summary = "an activation without learned parameters, by its kind";
  let description = [{
    With clamp(x) = min(max(x, 0), 6), which is NaN of NaN:

    - relu6: clamp(x) (Howard et al., arXiv:1704.04861)
    - silu: x / (1 + exp(-x)) (Elfwing et al., arXiv:1702.03118)
    - hardswish: x * clamp(x + 3) / 6 (Howard et al., arXiv:1905.02244)
    - leaky_relu: x > 0 ? x : slope * x (Maas et al., ICML 2013)

    activation_c1: leaky_relu has a slope, the others have none. activation_c2: the slope is finite as f32.

    ```mlir
    %1 = rn.activation(%0) {kind = #rn.activation<leaky_relu>, slope = 1.0e-2 : f64}
       : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    ```
  }];
  let arguments = (ins RN_Act:$input, RN_ActivationKindAttr:$kind, OptionalAttr<F64Attr>:$slope);
  let results = (outs RN_Act:$output);
  let hasVerifier = 1;
}

def RN_ActivationGradOp
    : RN_ValueOp<"activation_grad", [RN_MemoryBound, AllTypesMatch<["gradient", "input", "result"]>]> {
  let summary = "gradient of activation by its input";
  let description = [{
    With s = 1 / (1 + exp(-x)), as torch has it at the kinks:

    - relu6: 0 where x <= 0 or x >= 6, else gradient
    - silu: gradient * s * (1 + x * (1 - s))
    - hardswish: 0 where x <= -3, gradient where x >= 3, else gradient * (x / 3 + 1/2)
    - leaky_relu: x > 0 ? gradient : slope * gradient

    activation_grad_c1, activation_grad_c2: as those of activation.
  }];
  let arguments = (ins RN_Act:$gradient, RN_Act:$input, RN_ActivationKindAttr:$kind,
                       OptionalAttr<F64Attr>:$slope);
  let results = (outs RN_Act:$result);
  let hasVerifier = 1;
}

def RN_DropoutOp : RN_ValueOp<"dropout", [RN_MemoryBound, AllTypesMatch<["input", "output"]>]> {
  let summary = "x * 0 with probability `rate`, else x / (1 - rate) (Srivastava et al., JMLR 15, 2014)";
  let description = [{
    The mask is a function of the key, of `layer` (the number of the dropout layer in its network) and of
    the element, so the gradient is the same op on the gradient. With 32-bit words, h starts as the low
    word of the key ^ layer * 0x9E3779B9; h = mix(h); then for each of the key's high word, the image, and
    the place c*H*W + y*W + x in it, h = mix(h ^ word). The element stays if (h >> 8) * 2^-24 >= rate.
    mix(h): h ^= h >> 16; h *= 0x7feb352d; h ^= h >> 15; h *= 0x846ca68b; h ^= h >> 16 (C. Wellons, hash
    prospector).
    dropout_c1: 0 <= rate < 1. dropout_c2: layer is not negative. dropout_c3: the key has one element.
  }];
  let arguments = (ins RN_Act:$input, RN_Key:$key, F64Attr:$rate, I64Attr:$layer);
  let results = (outs RN_Act:$output);
  let hasVerifier = 1;
}

#endif
