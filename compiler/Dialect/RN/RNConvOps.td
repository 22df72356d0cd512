//===- RNConvOps.td - convolution and fully connected layers ------------===//
#ifndef RN_CONV_OPS_TD
#define RN_CONV_OPS_TD

include "compiler/Dialect/RN/RNBase.td"

/// Stride (down, across) and zero padding (top, left, bottom, right).
defvar RN_Geometry = (ins DenseI64ArrayAttr:$strides, DenseI64ArrayAttr:$pads);
/// Parts of equal size into which the channels of input and output are cut (1: one whole).
defvar RN_Groups = (ins DefaultValuedAttr<I64Attr, "1">:$groups);

def RN_ConvOp : RN_PureOp<"conv", [AttrSizedOperandSegments]> {
  let summary = "2-d cross-correlation with what is fused before and after it";
  let description = [{
    y = [relu]( conv(pad0([in_relu](x * scale + shift)), w) + bias + residual )

    Layers come in as the plain op; the fusion passes fill the optional operands. The optional second
    result gathers what bn_stats does of y.

    conv_c1: strides are two positive numbers, pads four non-negative ones.
    conv_c2: the input has `groups` times as many channels as the filter.
    conv_c3: the result is [N, K, OH, OW], OH = (H + top + bottom - KH) / stride + 1, OW likewise.
    conv_c4: scale and shift come together and have C elements; in_relu needs them.
    conv_c5: bias has K elements; the residual has the type of the result.
    conv_c6: the sums are [N, 3, K], and are not taken together with bias, residual or relu.
    conv_c7: a filter in `#rn.winograd` layout needs the strides of its side and one group; one in phases also an input
             as the caller has it: row-major, or of bytes.
    conv_c8: an input in `#rn.winograd_tiles` layout needs such a filter of the same side and the output's
             tiles, and takes no scale.
    conv_c9: groups is positive and divides K; group g of the outputs reads group g of the inputs alone.
    conv_c10: an input of bytes is in `#rn.channels_last` layout, with at most 4 channels in one group, and takes a
             scale.
    conv_c11: `winograd_tile`, the side of the tiles of outputs, says that the op goes by Winograd's algorithm and
              transforms input and filter on the way; both then have other layouts than Winograd's, the filter is of
              3 x 3, strides are 1 and there is one group.

    ```mlir
    %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
       : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    ```
  }];
  let arguments = !con((ins RN_ActOrBytes:$input, RN_Filter:$filter, Optional<RN_Vector>:$scale,
                            Optional<RN_Vector>:$shift, Optional<RN_Vector>:$bias,
                            Optional<RN_Act>:$residual),
                       RN_Geometry, (ins UnitAttr:$in_relu, UnitAttr:$relu), RN_Groups,
                       (ins OptionalAttr<ConfinedAttr<I64Attr, [IntPositive]>>:$winograd_tile));
  let results = (outs RN_Act:$output, Optional<RN_Moments>:$sums);
  let assemblyFormat = [{
    $input `,` $filter (`pre` `(` $scale^ `,` $shift `)`)? (`bias` `(` $bias^ `)`)?
    (`residual` `(` $residual^ `)`)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def RN_ConvGradInputOp : RN_PureOp<"conv_grad_input"> {
  let summary = "gradient of a convolution by its input, plus an optional addend";
  let description = [{
    conv_grad_input_c1: gradient, filter and result fit a convolution of that geometry.
    conv_grad_input_c2: the addend has the type of the result.
  }];
  let arguments = !con((ins RN_Act:$gradient, RN_Filter:$filter, Optional<RN_Act>:$addend), RN_Geometry,
                       RN_Groups);
  let results = (outs RN_Act:$result);
  let assemblyFormat = [{
    $gradient `,` $filter (`plus` `(` $addend^ `)`)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def RN_ConvGradWeightOp : RN_PureOp<"conv_grad_weight", [AttrSizedOperandSegments]> {
  let summary = "gradient of a convolution by its filter, summed over the batch";
  let description = [{
    The input takes the same prologue as in `rn.conv`.
    conv_grad_weight_c1: input, gradient and result fit a convolution of that geometry.
    conv_grad_weight_c2: scale and shift come together and have C elements; in_relu needs them.
    conv_grad_weight_c3: input and gradient are both in `#rn.winograd_tiles` layouts, of the same tiles, or neither;
             if they are, there is no scale.
    conv_grad_weight_c4: of an input of bytes conv_c10 holds.
    conv_grad_weight_c5: `winograd_tile`, the side of the tiles of outputs, says that the op goes by Winograd's
             algorithm and transforms both operands on the way; they then have no `#rn.winograd_tiles` layout.
  }];
  let arguments = !con((ins RN_ActOrBytes:$input, Optional<RN_Vector>:$scale, Optional<RN_Vector>:$shift,
                            RN_Act:$gradient), RN_Geometry, (ins UnitAttr:$in_relu), RN_Groups,
                       (ins OptionalAttr<ConfinedAttr<I64Attr, [IntPositive]>>:$winograd_tile));
  let results = (outs RN_Filter:$result);
  let assemblyFormat = [{
    $input (`pre` `(` $scale^ `,` $shift `)`)? `,` $gradient attr-dict `:`
    functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def RN_ConvGradBiasOp : RN_ValueOp<"conv_grad_bias"> {
  let summary = "sum of the gradient over batch and map";
  let description = [{ conv_grad_bias_c1: the result has one element per channel. }];
  let arguments = (ins RN_Act:$gradient);
  let results = (outs RN_Vector:$result);
  let hasVerifier = 1;
}

def RN_TransposeFilterOp : RN_ValueOp<"transpose_filter"> {
  let summary = "the same filter or linear weight in the transposed layout";
  let description = [{
    A logical identity: only the encoding differs.
    transpose_filter_c1: operand and result agree but for their encodings.
  }];
  let arguments = (ins RN_AnyTensor:$filter);
  let results = (outs RN_AnyTensor:$result);
  let hasVerifier = 1;
}

def RN_WinogradFilterOp : RN_ValueOp<"winograd_filter"> {
  let summary = "the same filter in the layout of Winograd's convolution";
  let description = [{
    A logical identity: only the encoding differs. With `transposed` it is the filter w'[c, k, r, s] =
    w[k, c, 2 - r, 2 - s], by which a convolution's gradient by its input is a convolution of the gradient by
    its output.
    winograd_filter_c1: operand and result agree but for their encodings and, transposed, the first two dimensions.
    winograd_filter_c2: the result has a `#rn.winograd` layout, transposed not one in phases.
  }];
  let arguments = (ins RN_Filter:$filter, UnitAttr:$transposed);
  let results = (outs RN_Filter:$result);
  let hasVerifier = 1;
}

def RN_WinogradInputOp : RN_PureOp<"winograd_input", [AttrSizedOperandSegments]> {
  let summary = "the same activations in the layout that Winograd's convolution reads";
  let description = [{
    A logical identity but for the prologue, which is that of `rn.conv`; `pads` are those of the convolution,
    whose zeros become part of the layout.
    winograd_input_c1: input and result agree but for their encodings.
    winograd_input_c2: the result has a `#rn.winograd_tiles` layout of the tiles that those pads give.
    winograd_input_c3: scale and shift come together and have C elements; in_relu needs them.
  }];
  let arguments = (ins RN_Act:$input, Optional<RN_Vector>:$scale, Optional<RN_Vector>:$shift,
                       DenseI64ArrayAttr:$pads, UnitAttr:$in_relu);
  let results = (outs RN_Act:$result);
  let assemblyFormat = [{
    $input (`pre` `(` $scale^ `,` $shift `)`)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def RN_WinogradGradientOp : RN_ValueOp<"winograd_gradient"> {
  let summary = "a gradient in the layout that Winograd's gradient by the filter reads";
  let description = [{
    A logical identity.
    winograd_gradient_c1: operand and result agree but for their encodings.
    winograd_gradient_c2: the result has a `#rn.winograd_tiles` layout for gradients, of tiles that cover the map.
  }];
  let arguments = (ins RN_Act:$gradient);
  let results = (outs RN_Act:$result);
  let hasVerifier = 1;
}

def RN_LinearOp : RN_PureOp<"linear"> {
  let summary = "fully connected layer over the flattened map, in CHW order";
  let description = [{
    linear_c1: the weight is [K, C*H*W]. linear_c2: bias has K elements. linear_c3: the result is [N, K].
  }];
  let arguments = (ins RN_Act:$input, RN_Matrix:$weight, Optional<RN_Vector>:$bias);
  let results = (outs RN_Rows:$output);
  let assemblyFormat = [{
    $input `,` $weight (`bias` `(` $bias^ `)`)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def RN_LinearGradInputOp : RN_ValueOp<"linear_grad_input"> {
  let summary = "gradient of a fully connected layer by its input";
  let description = [{ linear_grad_input_c1: gradient, weight and result fit a linear layer. }];
  let arguments = (ins RN_Rows:$gradient, RN_Matrix:$weight);
  let results = (outs RN_Act:$result);
  let hasVerifier = 1;
}

def RN_LinearGradWeightOp : RN_ValueOp<"linear_grad_weight"> {
  let summary = "gradient of a fully connected layer by its weight, summed over the batch";
  let description = [{ linear_grad_weight_c1: input, gradient and result fit a linear layer. }];
  let arguments = (ins RN_Act:$input, RN_Rows:$gradient);
  let results = (outs RN_Matrix:$result);
  let hasVerifier = 1;
}

def RN_LinearGradBiasOp : RN_ValueOp<"linear_grad_bias"> {
  let summary = "sum of the gradient over the batch";
  let description = [{ linear_grad_bias_c1: the result has one element per column. }];
  let arguments = (ins RN_Rows:$gradient);
  let results = (outs RN_Vector:$result);
  let hasVerifier = 1;
}

#endif
