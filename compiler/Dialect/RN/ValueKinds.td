//===- ValueKinds.td - what tensors are, whatever their shape --------------===//
#ifndef RN_VALUE_KINDS_TD
#define RN_VALUE_KINDS_TD

include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpBase.td"

/// The definition of an op says it of each result, by the type that it declares.
def RN_ValueKind : I32EnumAttr<"ValueKind", "what a tensor is", [
  I32EnumAttrCase<"Any", 0, "any">,            // one of several, as a variable's value: see ValueKind.h
  I32EnumAttrCase<"Map", 1, "map">,            // [N, C, H, W]: activations, and positions in them
  I32EnumAttrCase<"Nchw", 2, "nchw">,          // the same as the caller has it
  I32EnumAttrCase<"Rows", 3, "rows">,          // [N, ...]: logits, losses and labels
  I32EnumAttrCase<"Partials", 4, "partials">,  // [N, S, C]: sums over a map, which their reader finishes
  I32EnumAttrCase<"Vector", 5, "vector">,      // [C]: a number for each channel or class
  I32EnumAttrCase<"Weight", 6, "weight">,      // of a convolution or linear layer
  I32EnumAttrCase<"Numbers", 7, "numbers">]> { // the loss, keys, the optimiser's numbers
  let cppNamespace = "::resnetc::rn";
  let genSpecializedAttr = 0;
}

def RN_ResultKinds : OpInterface<"ResultKinds"> {
  let cppNamespace = "::resnetc::rn";
  let description = [{ Every op of values has it, from the types that its definition declares. }];
  let methods = [InterfaceMethod<"What each result is; those that may be absent come last.",
                                 "::llvm::ArrayRef<::resnetc::rn::ValueKind>", "getResultKinds">];
}

#endif
