//===- RNJoinOps.td - joins of branches beside the sum, and their gradients ---===//
#ifndef RN_JOIN_OPS_TD
#define RN_JOIN_OPS_TD

include "compiler/Dialect/RN/RNBase.td"

def RN_MaxOp : RN_ValueOp<"max", [RN_MemoryBound, AllTypesMatch<["lhs", "rhs", "output"]>]> {
  let summary = "elementwise the larger of two maps (a unit of maxout: Goodfellow et al., arXiv:1302.4389)";
  let arguments = (ins RN_Act:$lhs, RN_Act:$rhs);
  let results = (outs RN_Act:$output);
}

def RN_MaxGradOp : RN_ValueOp<"max_grad", [RN_MemoryBound, AllTypesMatch<["gradient", "lhs", "rhs", "result"]>]> {
  let summary = "gradient of max by its left operand, or with `right` by its right one";
  let description = [{
    Of equal values the left one wins: by the left operand the gradient is 0 where lhs < rhs, by the right
    one where lhs >= rhs; where one is NaN both have it.
  }];
  let arguments = (ins RN_Act:$gradient, RN_Act:$lhs, RN_Act:$rhs, UnitAttr:$right);
  let results = (outs RN_Act:$result);
}

def RN_GateOp : RN_PureOp<"gate", [RN_MemoryBound, AllTypesMatch<["value", "output"]>]> {
  let summary = "value * gate + carry * (1 - gate), or value * gate alone";
  let description = [{
    With the carry it is a highway layer (Srivastava et al., arXiv:1505.00387, equation 3), with one gate
    per channel a squeeze-and-excitation (Hu et al., arXiv:1709.01507, equation 4).
    gate_c1: the gate has the value's shape, or is [N, C, 1, 1] with its channels.
    gate_c2: the carry has the type of the value.
  }];
  let arguments = (ins RN_Act:$value, RN_Act:$gate, Optional<RN_Act>:$carry);
  let results = (outs RN_Act:$output);
  let assemblyFormat = [{
    $value `,` $gate (`carry` `(` $carry^ `)`)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def RN_GateGradCarryOp : RN_ValueOp<"gate_grad_carry", [RN_MemoryBound, AllTypesMatch<["gradient", "result"]>]> {
  let summary = "gradient of gate by its carry: gradient * (1 - gate)";
  let description = [{ gate_grad_carry_c1: the gate has the gradient's shape, or is [N, C, 1, 1]. }];
  let arguments = (ins RN_Act:$gradient, RN_Act:$gate);
  let results = (outs RN_Act:$result);
  let hasVerifier = 1;
}

def RN_GateGradGateOp : RN_PureOp<"gate_grad_gate", [RN_MemoryBound, AllTypesMatch<["gradient", "value"]>]> {
  let summary = "gradient of gate by the gate: gradient * (value - carry), summed over the map for one gate per channel";
  let description = [{
    gate_grad_gate_c1: the result has the gradient's shape, or is [N, C, 1, 1].
    gate_grad_gate_c2: the carry has the type of the value.
  }];
  let arguments = (ins RN_Act:$gradient, RN_Act:$value, Optional<RN_Act>:$carry);
  let results = (outs RN_Act:$result);
  let assemblyFormat = [{
    $gradient `,` $value (`carry` `(` $carry^ `)`)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def RN_ConcatOp : RN_ValueOp<"concat", [RN_MemoryBound]> {
  let summary = "the channels of several maps, one after the other";
  let description = [{
    concat_c1: there are 1 to 8 inputs. concat_c2: all have the result's height and width.
    concat_c3: the result has as many channels as all inputs together.
  }];
  let arguments = (ins Variadic<RN_Act>:$inputs);
  let results = (outs RN_Act:$output);
  let hasVerifier = 1;
  let extraClassDeclaration = resultKinds # [{ static constexpr unsigned maxParts = 8; }];
}

def RN_SliceOp : RN_ValueOp<"slice", [RN_MemoryBound]> {
  let summary = "channels start, start + 1 ... of a map: the gradient of concat by one input";
  let description = [{
    slice_c1: the result has the input's height and width. slice_c2: its channels lie within the input's.
  }];
  let arguments = (ins RN_Act:$input, I64Attr:$start);
  let results = (outs RN_Act:$output);
  let hasVerifier = 1;
}

#endif
