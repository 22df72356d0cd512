//===- RNElementwiseOps.td - per-element layers, shortcuts, input ----------===//
#ifndef RN_ELEMENTWISE_OPS_TD
#define RN_ELEMENTWISE_OPS_TD

include "compiler/Dialect/RN/RNBase.td"

def RN_NormalizeOp : RN_ValueOp<"normalize", [AllTypesMatch<["input", "output"]>]> {
  let summary = "the declared input normalisation: (x - mean) / std per channel";
  let description = [{ normalize_c1: mean and std have one element per channel; every std is positive. }];
  let arguments = (ins RN_Act:$input, DenseF64ArrayAttr:$mean, DenseF64ArrayAttr:$std);
  let results = (outs RN_Act:$output);
  let hasVerifier = 1;
}

def RN_FromBytesOp : RN_ValueOp<"from_bytes", [RN_MemoryBound]> {
  let summary = "x * scale + shift of bytes, per channel: the numbers that the network reads";
  let description = [{
    from_bytes_c1: operand and result have one shape; the operand is in `#rn.channels_last` layout, with at most 4
    channels. from_bytes_c2: scale and shift have C elements.

    ```mlir
    %y = rn.from_bytes(%x, %scale, %shift)
       : (tensor<?x3x8x8xui8, #rn.channels_last>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x8x8xf32>
    ```
  }];
  let arguments = (ins RN_Bytes:$input, RN_Vector:$scale, RN_Vector:$shift);
  let results = (outs RN_Act:$output);
  let hasVerifier = 1;
}

def RN_CastOp : RN_ValueOp<"cast", [RN_MemoryBound]> {
  let summary = "the same values in another number format, rounded to the nearest, ties to even";
  let description = [{ cast_c1: shape and layout stay, the element type changes. }];
  let arguments = (ins AnyTypeOf<[RN_Act, RN_Filter, RN_Matrix]>:$input);
  let results = (outs AnyTypeOf<[RN_Act, RN_Filter, RN_Matrix]>:$output);
  let hasVerifier = 1;
}

def RN_ReluOp : RN_ValueOp<"relu", [RN_MemoryBound, AllTypesMatch<["input", "output"]>]> {
  let summary = "max(x, 0)";
  let arguments = (ins RN_Act:$input);
  let results = (outs RN_Act:$output);
}

def RN_ReluGradOp : RN_PureOp<"relu_grad", [RN_MemoryBound]> {
  let summary = "(gradient + gradient2) where the ReLU's output is positive or NaN, else 0";
  let description = [{ relu_grad_c1: all activations have one type. }];
  let arguments = (ins RN_Act:$gradient, RN_Act:$output, Optional<RN_Act>:$gradient2);
  let results = (outs RN_Act:$result);
  let assemblyFormat = [{
    $gradient (`plus` `(` $gradient2^ `)`)? `,` $output attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def RN_AddOp : RN_ValueOp<"add", [RN_MemoryBound, Commutative, AllTypesMatch<["lhs", "rhs", "output"]>]> {
  let summary = "elementwise sum";
  let arguments = (ins RN_Act:$lhs, RN_Act:$rhs);
  let results = (outs RN_Act:$output);
}

def RN_AddGradientsOp
    : RN_ValueOp<"add_gradients", [RN_MemoryBound, Commutative, AllTypesMatch<["lhs", "rhs", "output"]>]> {
  let summary = "what two readers of a value give back to its gradient, added up";
  let arguments = (ins RN_Act:$lhs, RN_Act:$rhs);
  let results = (outs RN_Act:$output);
}

def RN_ScaleShiftAddReluOp : RN_PureOp<"scale_shift_add_relu", [RN_MemoryBound, AttrSizedOperandSegments]> {
  let summary = "[relu](a * a_scale + a_shift + b * b_scale + b_shift) in one pass";
  let description = [{
    scale_shift_add_relu_c1: all activations have one type. scale_shift_add_relu_c2: a scale comes with its shift, with C elements;
    b's need b.
  }];
  let arguments = (ins RN_Act:$a, Optional<RN_Vector>:$a_scale, Optional<RN_Vector>:$a_shift,
                       Optional<RN_Act>:$b, Optional<RN_Vector>:$b_scale,
                       Optional<RN_Vector>:$b_shift, UnitAttr:$relu);
  let results = (outs RN_Act:$output);
  let assemblyFormat = [{
    $a (`affine` `(` $a_scale^ `,` $a_shift `)`)? (`plus` $b^)?
    (`affine_b` `(` $b_scale^ `,` $b_shift `)`)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def RN_One : RN_TensorOf<[F32], "isOneNumber($_self)", "Vector", "f32 vector of one element">;

def RN_ScaleByOp : RN_ValueOp<"scale_by", [RN_MemoryBound, AllTypesMatch<["input", "output"]>]> {
  let summary = "a map times one learned number (Bachlechner et al., arXiv:2003.04887)";
  let description = [{
    The gradient by the input is the same op on the gradient.
  }];
  let arguments = (ins RN_Act:$input, RN_One:$scale);
  let results = (outs RN_Act:$output);
}

def RN_ScaleByGradScaleOp : RN_ValueOp<"scale_by_grad_scale", [AllTypesMatch<["gradient", "input"]>]> {
  let summary = "gradient of scale_by by its scale: gradient * x summed over batch, channels and map";
  let arguments = (ins RN_Act:$gradient, RN_Act:$input);
  let results = (outs RN_One:$result);
}

def RN_SubsamplePadOp : RN_ValueOp<"subsample_pad", [RN_MemoryBound]> {
  let summary = "shortcut option A: every stride-th position, zero channels after the old ones";
  let description = [{
    subsample_pad_c1: strides are two positive numbers.
    subsample_pad_c2: the result is [N, K, ceil(H / stride), ceil(W / stride)], K >= C.
  }];
  let arguments = (ins RN_Act:$input, DenseI64ArrayAttr:$strides);
  let results = (outs RN_Act:$output);
  let hasVerifier = 1;
}

def RN_SubsamplePadGradOp : RN_PureOp<"subsample_pad_grad", [RN_MemoryBound]> {
  let summary = "gradient of subsample_pad by its input, plus an optional addend";
  let description = [{
    subsample_pad_grad_c1: gradient and result fit a subsample_pad. subsample_pad_grad_c2: the addend
    has the type of the result.
  }];
  let arguments = (ins RN_Act:$gradient, Optional<RN_Act>:$addend, DenseI64ArrayAttr:$strides);
  let results = (outs RN_Act:$result);
  let assemblyFormat = [{
    $gradient (`plus` `(` $addend^ `)`)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def RN_FlattenOp : RN_ValueOp<"flatten"> {
  let summary = "a map as one row per image, in CHW order";
  let description = [{ flatten_c1: the result is [N, C*H*W]. }];
  let arguments = (ins RN_Act:$input);
  let results = (outs RN_Rows:$output);
  let hasVerifier = 1;
}

def RN_UnflattenOp : RN_ValueOp<"unflatten"> {
  let summary = "rows as a map: the gradient of flatten";
  let description = [{ unflatten_c1: the input is [N, C*H*W] of the result's shape. }];
  let arguments = (ins RN_Rows:$input);
  let results = (outs RN_Act:$output);
  let hasVerifier = 1;
}

def RN_ToBlockedOp : RN_ValueOp<"to_blocked"> {
  let summary = "NCHW rows to channel blocks";
  let description = [{ to_blocked_c1: operand and result agree but for their encodings. }];
  let arguments = (ins RN_Act:$input);
  let results = (outs RN_Act:$output);
  let hasVerifier = 1;
}

def RN_ToNchwOp : RN_ValueOp<"to_nchw"> {
  let summary = "channel blocks to NCHW rows";
  let description = [{ to_nchw_c1: operand and result agree but for their encodings. }];
  let arguments = (ins RN_Act:$input);
  let results = (outs RN_Nchw:$output);
  let hasVerifier = 1;
}

#endif
