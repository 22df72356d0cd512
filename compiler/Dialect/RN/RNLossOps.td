//===- RNLossOps.td - the loss and the optimiser's step -----------------===//
#ifndef RN_LOSS_OPS_TD
#define RN_LOSS_OPS_TD

include "compiler/Dialect/RN/RNBase.td"

def RN_SoftmaxCrossEntropyOp : RN_ValueOp<"softmax_cross_entropy"> {
  let summary = "per image (loss, 1 if right else 0), and the mean loss's gradient by the logits";
  let description = [{
    The class is right where the label's logit is the first of the greatest, of which NaN is one.
    Loss and gradient are multiplied by `weight`, the share of an auxiliary head in the whole loss.
    softmax_cross_entropy_c1: logits and gradient are [N, K], labels [N], rows [N, 2].
    softmax_cross_entropy_c2: weight is finite and not negative.
  }];
  let arguments = (ins RN_Rows:$logits, RN_Labels:$labels, DefaultValuedAttr<F64Attr, "1.0">:$weight);
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
    p = p - lr * (nesterov ? d + momentum * v : v).
    sgd_c1: hyper has four elements.
  }];
  let arguments = (ins RN_AnyTensor:$parameter, RN_AnyTensor:$velocity, RN_AnyTensor:$gradient,
                       RN_Numbers:$hyper);
  let results = (outs RN_AnyTensor:$new_parameter, RN_AnyTensor:$new_velocity);
  let hasVerifier = 1;
}

#endif
