//===- RNNormOps.td - batch normalisation, whole and in parts ----------===//
//
// Ioffe and Szegedy (2015), algorithm 1. The graph holds the whole ops; the fusion phase takes the
// training ones apart into statistics, a few numbers per channel, and one elementwise pass, so that each
// part can join a neighbour. Beside it stands the normalisation across channels that it replaced.
//
//===----------------------------------------------------------------------===//
#ifndef RN_NORM_OPS_TD
#define RN_NORM_OPS_TD

include "compiler/Dialect/RN/RNBase.td"

def RN_BatchNormOp : RN_ValueOp<"batch_norm", [AllTypesMatch<["input", "output"]>]> {
  let summary = "batch norm with given statistics: (x - mean) / sqrt(var + eps) * weight + bias";
  let description = [{ batch_norm_c1: the vectors have one element per channel. }];
  let arguments = (ins RN_Act:$input, RN_Vector:$weight, RN_Vector:$bias, RN_Vector:$mean,
                       RN_Vector:$variance, F64Attr:$eps);
  let results = (outs RN_Act:$output);
  let hasVerifier = 1;
}

def RN_BatchNormTrainOp : RN_ValueOp<"batch_norm_train", [AllTypesMatch<["input", "output"]>]> {
  let summary = "batch norm by the batch's own mean and biased variance, which it also returns";
  let description = [{ batch_norm_train_c1: the vectors have one element per channel. }];
  let arguments = (ins RN_Act:$input, RN_Vector:$weight, RN_Vector:$bias, F64Attr:$eps);
  let results = (outs RN_Act:$output, RN_Vector:$mean, RN_Vector:$variance);
  let hasVerifier = 1;
}

def RN_BatchNormGradOp : RN_ValueOp<"batch_norm_grad", [AllTypesMatch<["input", "gradient", "result"]>]> {
  let summary = "gradients of batch_norm_train by input, weight and bias";
  let description = [{ batch_norm_grad_c1: the vectors have one element per channel. }];
  let arguments = (ins RN_Act:$gradient, RN_Act:$input, RN_Vector:$mean, RN_Vector:$variance,
                       RN_Vector:$weight, F64Attr:$eps);
  let results = (outs RN_Act:$result, RN_Vector:$weight_gradient, RN_Vector:$bias_gradient);
  let hasVerifier = 1;
}

def RN_BnUnbiasedOp : RN_ValueOp<"bn_unbiased"> {
  let summary = "a batch's variance made unbiased by M / (M - 1), M = N * H * W, as long as M > 1";
  let description = [{
    Of `normalized`, what the variance is of, only the shape is read.
    bn_unbiased_c1: the vectors have one element per channel.
  }];
  let arguments = (ins RN_Vector:$variance, RN_Act:$normalized);
  let results = (outs RN_Vector:$unbiased);
  let hasVerifier = 1;
}

def RN_BnRunningOp : RN_ValueOp<"bn_running"> {
  let summary = "running statistics moved towards a batch's: r + momentum * (value - r)";
  let description = [{
    Where a `factor` is given and zero, they stay as they are.
    bn_running_c1: all vectors have the same length. bn_running_c2: factor has one element.
  }];
  let arguments = (ins RN_Vector:$mean, RN_Vector:$variance, RN_Vector:$running_mean,
                       RN_Vector:$running_variance, Optional<RN_Vector>:$factor, F64Attr:$momentum);
  let results = (outs RN_Vector:$new_mean, RN_Vector:$new_variance);
  let hasVerifier = 1;
}

def RN_BnInferenceOp : RN_ValueOp<"bn_inference"> {
  let summary = "given statistics as scale and shift: weight / sqrt(var + eps), bias - mean * scale";
  let description = [{ bn_inference_c1: all vectors have the same length. }];
  let arguments = (ins RN_Vector:$weight, RN_Vector:$bias, RN_Vector:$mean, RN_Vector:$variance,
                       F64Attr:$eps);
  let results = (outs RN_Vector:$scale, RN_Vector:$shift);
  let hasVerifier = 1;
}

def RN_FoldBnOp : RN_PureOp<"fold_bn"> {
  let summary = "a filter and bias that have the batch norm after them folded in";
  let description = [{
    s = weight / sqrt(var + eps); filter * s; (filter_bias - mean) * s + bias.
    fold_bn_c1: the vectors have one element per output channel of the filter.
  }];
  let arguments = (ins RN_Filter:$filter, RN_Vector:$weight, RN_Vector:$bias, RN_Vector:$mean,
                       RN_Vector:$variance, Optional<RN_Vector>:$filter_bias, F64Attr:$eps);
  let results = (outs RN_Filter:$folded, RN_Vector:$folded_bias);
  let assemblyFormat = [{
    $filter `,` $weight `,` $bias `,` $mean `,` $variance (`bias` `(` $filter_bias^ `)`)?
    attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def RN_BnStatsOp : RN_ValueOp<"bn_stats", [RN_MemoryBound]> {
  let summary = "per image and channel: a pivot, the sum of x - pivot, and the sum of its square";
  let description = [{
    The pivot is the mean of a few of the values: sums about it keep the variance of values whose
    mean is large beside their deviation.
    bn_stats_c1: the result is [N, 3, C].
  }];
  let arguments = (ins RN_Act:$input);
  let results = (outs RN_Moments:$sums);
  let hasVerifier = 1;
}

def RN_BnFinalizeOp : RN_ValueOp<"bn_finalize"> {
  let summary = "mean, biased variance, scale and shift of a batch from its sums";
  let description = [{
    `positions` is the number of summed values of one image, H * W.
    bn_finalize_c1: sums are [N, 3, C]; the vectors have C elements.
    bn_finalize_c2: there is at least one position.
  }];
  let arguments = (ins RN_Moments:$sums, RN_Vector:$weight, RN_Vector:$bias, I64Attr:$positions,
                       F64Attr:$eps);
  let results = (outs RN_Vector:$mean, RN_Vector:$variance, RN_Vector:$scale, RN_Vector:$shift);
  let hasVerifier = 1;
}

def RN_GradStatsOp : RN_PureOp<"grad_stats", [RN_MemoryBound, AttrSizedOperandSegments]> {
  let summary = "the sums that batch norm's gradient needs, of a masked gradient g";
  let description = [{
    g = (gradient + gradient2) where the mask holds, else 0. The mask is `output > 0`, or
    `input * scale + shift > 0`, each also where that is NaN, or absent. Sums, per image and channel: g, and g * (input - mean).
    The optional second result is g itself.
    grad_stats_c1: all activations have one type. grad_stats_c2: scale and shift come together, with C
    elements, and not with output. grad_stats_c3: sums are [N, 2, C]; mean has C elements.
  }];
  let arguments = (ins RN_Act:$gradient, Optional<RN_Act>:$gradient2, Optional<RN_Act>:$output,
                       RN_Act:$input, RN_Vector:$mean, Optional<RN_Vector>:$scale,
                       Optional<RN_Vector>:$shift);
  let results = (outs RN_Sums:$sums, Optional<RN_Act>:$masked);
  let assemblyFormat = [{
    $gradient (`plus` `(` $gradient2^ `)`)? `,` $input `,` $mean (`where` `(` $output^ `)`)?
    (`where_affine` `(` $scale^ `,` $shift `)`)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def RN_BnGradFinalizeOp : RN_ValueOp<"bn_grad_finalize"> {
  let summary = "batch norm's parameter gradients, and its input gradient as a*g + b*x + c";
  let description = [{
    With M = N * positions and s = 1 / sqrt(var + eps): bias gradient = sum g; weight gradient =
    s * sum g*(x - mean); a = weight * s; b = -a * s * weight_gradient / M;
    c = -a * bias_gradient / M - b * mean.
    bn_grad_finalize_c1: sums are [N, 2, C]; the vectors have C elements.
    bn_grad_finalize_c2: there is at least one position.
  }];
  let arguments = (ins RN_Sums:$sums, RN_Vector:$mean, RN_Vector:$variance, RN_Vector:$weight,
                       I64Attr:$positions, F64Attr:$eps);
  let results = (outs RN_Vector:$weight_gradient, RN_Vector:$bias_gradient, RN_Vector:$a,
                      RN_Vector:$b, RN_Vector:$c);
  let hasVerifier = 1;
}

def RN_BnGradApplyOp : RN_PureOp<"bn_grad_apply", [RN_MemoryBound, AttrSizedOperandSegments]> {
  let summary = "a * g + b * x + c, g masked by x * scale + shift > 0, or NaN, when these are given";
  let description = [{
    bn_grad_apply_c1: all activations have one type; the vectors have C elements.
    bn_grad_apply_c2: scale and shift come together.
  }];
  let arguments = (ins RN_Act:$gradient, RN_Act:$input, Optional<RN_Vector>:$scale,
                       Optional<RN_Vector>:$shift, RN_Vector:$a, RN_Vector:$b, RN_Vector:$c);
  let results = (outs RN_Act:$result);
  let assemblyFormat = [{
    $gradient `,` $input (`where_affine` `(` $scale^ `,` $shift `)`)? `,` $a `,` $b `,` $c
    attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

defvar RN_Lrn = (ins I64Attr:$size, F64Attr:$alpha, F64Attr:$beta, F64Attr:$k);

def RN_LrnOp : RN_ValueOp<"lrn", [RN_MemoryBound, AllTypesMatch<["input", "output"]>]> {
  let summary = "local response normalisation: x * s^-beta (Krizhevsky et al. 2012, section 3.3)";
  let description = [{
    s = k + alpha / size * (sum of x^2 over the `size` channels around this one that there are).
    lrn_c1: size is odd and positive. lrn_c2: alpha and beta are finite and not negative, k is positive.
  }];
  let arguments = !con((ins RN_Act:$input), RN_Lrn);
  let results = (outs RN_Act:$output);
  let hasVerifier = 1;
}

def RN_LrnGradOp : RN_ValueOp<"lrn_grad", [RN_MemoryBound, AllTypesMatch<["gradient", "input", "result"]>]> {
  let summary = "gradient of lrn by its input";
  let description = [{
    dx_i = g_i * s_i^-beta - 2 * alpha * beta / size * x_i * (sum over the channels j around i of
    g_j * x_j * s_j^(-beta - 1)).
    lrn_grad_c1: size, alpha, beta and k are those of an lrn.
  }];
  let arguments = !con((ins RN_Act:$gradient, RN_Act:$input), RN_Lrn);
  let results = (outs RN_Act:$result);
  let hasVerifier = 1;
}

#endif
