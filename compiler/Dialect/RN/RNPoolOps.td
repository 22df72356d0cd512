//===- RNPoolOps.td - pooling both ways -------------------------------===//
#ifndef RN_POOL_OPS_TD
#define RN_POOL_OPS_TD

include "compiler/Dialect/RN/RNBase.td"

/// Window (height, width), stride (down, across), padding (top, left, bottom, right).
defvar RN_Window = (ins DenseI64ArrayAttr:$window, DenseI64ArrayAttr:$strides,
                        DenseI64ArrayAttr:$pads);

def RN_MaxPoolOp : RN_PureOp<"max_pool", [AttrSizedOperandSegments]> {
  let summary = "largest value of each window; padding never wins";
  let description = [{
    With scale and shift, the input is first [in_relu](x * scale + shift). The optional second result is
    the winner's place in the window, row * width + column: the first among equals, the last NaN where
    there is one.
    max_pool_c1: window and strides are positive, pads non-negative and smaller than the window.
    max_pool_c2: the result is [N, C, OH, OW] as for a convolution. max_pool_c3: the index has its shape.
    max_pool_c4: scale and shift come together and have C elements; in_relu needs them.
    max_pool_c5: with an index, a window has at most 255 places.
  }];
  let arguments = !con((ins RN_Act:$input, Optional<RN_Vector>:$scale, Optional<RN_Vector>:$shift),
                       RN_Window, (ins UnitAttr:$in_relu));
  let results = (outs RN_Act:$output, Optional<RN_Index>:$index);
  let assemblyFormat = [{
    $input (`pre` `(` $scale^ `,` $shift `)`)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def RN_MaxPoolGradOp : RN_ValueOp<"max_pool_grad"> {
  let summary = "each window's gradient goes to its winner";
  let description = [{ max_pool_grad_c1: gradient, index and result fit a pool of that geometry. }];
  let arguments = !con((ins RN_Act:$gradient, RN_Index:$index), RN_Window);
  let results = (outs RN_Act:$result);
  let hasVerifier = 1;
}

def RN_AvgPoolOp : RN_ValueOp<"avg_pool"> {
  let summary = "sum of each window over its full size; padding counts as zeros";
  let description = [{
    The global pool is the one whose window is the map.
    avg_pool_c1: window and strides are positive, pads non-negative and smaller than the window.
    avg_pool_c2: the result is [N, C, OH, OW] as for a convolution.
  }];
  let arguments = !con((ins RN_Act:$input), RN_Window);
  let results = (outs RN_Act:$output);
  let hasVerifier = 1;
}

def RN_AvgPoolGradOp : RN_ValueOp<"avg_pool_grad"> {
  let summary = "each window's gradient spread evenly over it";
  let description = [{ avg_pool_grad_c1: gradient and result fit a pool of that geometry. }];
  let arguments = !con((ins RN_Act:$gradient), RN_Window);
  let results = (outs RN_Act:$result);
  let hasVerifier = 1;
}

#endif
