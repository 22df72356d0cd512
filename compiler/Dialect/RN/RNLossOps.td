//===- RNLossOps.td - the loss and the optimiser's step -----------------===//
#ifndef RN_LOSS_OPS_TD
#define RN_LOSS_OPS_TD

include "compiler/Dialect/RN/RNBase.td"

def RN_SoftmaxCrossEntropyOp : RN_ValueOp<"softmax_cross_entropy"> {
  let summary = "per image (loss, 1 if right else 0), and the mean loss's gradient by the logits";
  let description = [{
    The class is right where the label's logit is the first of the greatest, of which NaN is one.
    Loss and gradient are multiplied by `weight`, the share of an auxiliary head in the whole loss; the gradient
    also by `scale`, where that is given, so that formats with a small exponent hold what follows from it.
    softmax_cross_entropy_c1: logits and gradient are [N, K], labels [N], rows [N, 2].
    softmax_cross_entropy_c2: weight is finite and not negative. softmax_cross_entropy_c3: scale has one element.
  }];
  let arguments = (ins RN_Rows:$logits, RN_Labels:$labels, Optional<RN_Vector>:$scale,
                       DefaultValuedAttr<F64Attr, "1.0">:$weight);
  let results = (outs RN_Rows:$gradient, RN_Rows:$rows);
  let hasVerifier = 1;
}

def RN_ReduceLossOp : RN_ValueOp<"reduce_loss"> {
  let summary = "(mean of the first column, sum of the second) of [N, 2] rows";
  let description = [{
    Of several rows, the means are added and the second column is the first one's: the losses of a network
    with auxiliary heads, and how often the network itself was right.
    reduce_loss_c1: rows are [N, 2], the result is [2]. reduce_loss_c2: there is at least one.
  }];
  let arguments = (ins Variadic<RN_Rows>:$rows);
  let results = (outs RN_Numbers:$result);
  let hasVerifier = 1;
}

def RN_SgdOp : RN_ValueOp<"sgd", [AllTypesMatch<["parameter", "velocity", "gradient", "new_parameter",
                                                 "new_velocity"]>]> {
  let summary = "one step of SGD with momentum (Sutskever et al. 2013) and weight decay";
  let description = [{
    hyper = (lr, momentum, weight_decay, nesterov). d = g + weight_decay * p; v = momentum * v + d;
    p = p - lr * (nesterov ? d + momentum * v : v). With a `factor` g is first multiplied by it, and where it is
    zero p and v stay as they are.
    sgd_c1: hyper has four elements. sgd_c2: factor has one.
  }];
  let arguments = (ins RN_AnyTensor:$parameter, RN_AnyTensor:$velocity, RN_AnyTensor:$gradient,
                       RN_Numbers:$hyper, Optional<RN_Vector>:$factor);
  let results = (outs RN_AnyTensor:$new_parameter, RN_AnyTensor:$new_velocity);
  let hasVerifier = 1;
}

def RN_ZerosOp : RN_ValueOp<"zeros"> {
  let summary = "a vector of zeros, for ops that write over it";
  let results = (outs RN_Vector:$result);
}

def RN_FindNonfiniteOp : RN_ValueOp<"find_nonfinite", [AllTypesMatch<["found", "new_found"]>]> {
  let summary = "1 where an element is NaN or infinite, else what was found before";
  let description = [{ find_nonfinite_c1: found has one element. }];
  let arguments = (ins RN_AnyTensor:$input, RN_Vector:$found);
  let results = (outs RN_Vector:$new_found);
  let hasVerifier = 1;
}

def RN_NextLossScaleOp : RN_ValueOp<"next_loss_scale", [AllTypesMatch<["scale", "good_steps", "found", "new_scale",
                                                                      "new_good_steps", "factor"]>]> {
  let summary = "what multiplies the loss in the next step, and what divides the gradients of this one";
  let description = [{
    Dynamic loss scaling (Micikevicius et al., 2018, arXiv:1710.03740, section 3.2), with the steps of PyTorch's GradScaler.
    Where found is not zero: factor = 0, scale = max(scale * backoff, 2^-126), good_steps = 0. Else factor = 1 / scale,
    good_steps = good_steps + 1; when that reaches `interval`, good_steps = 0, and scale = scale * growth if that is finite.

    next_loss_scale_c1: all vectors have one element. next_loss_scale_c2: growth is finite and at least 1.
    next_loss_scale_c3: backoff is positive and at most 1. next_loss_scale_c4: interval is at least 1.
  }];
  let arguments = (ins RN_Vector:$scale, RN_Vector:$good_steps, RN_Vector:$found,
                       F64Attr:$growth, F64Attr:$backoff, I64Attr:$interval);
  let results = (outs RN_Vector:$new_scale, RN_Vector:$new_good_steps, RN_Vector:$factor);
  let hasVerifier = 1;
}

#endif
