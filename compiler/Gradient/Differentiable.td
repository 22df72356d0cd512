//===- Differentiable.td - how an op is differentiated -----------------===//
#ifndef RN_DIFFERENTIABLE_TD
#define RN_DIFFERENTIABLE_TD

include "mlir/IR/OpBase.td"

def DifferentiableOpInterface : OpInterface<"DifferentiableOpInterface"> {
  let cppNamespace = "::resnetc::rn";
  let description = [{ Implemented outside the dialect, one rule per op, in compiler/Gradient. }];
  let methods = [
    InterfaceMethod<[{
        Builds the gradient of the loss by each operand, given its gradient by each result.
        `resultGradients` has one value per result, null where the result does not reach the loss.
        `operandGradients` comes with one null per operand; the rule fills those with `wanted[i]` set.
        Fails with a diagnostic when the op is in a form that has no rule.
      }],
      "::llvm::LogicalResult", "buildGradient",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::ValueRange":$resultGradients,
           "::llvm::ArrayRef<bool>":$wanted,
           "::llvm::MutableArrayRef<::mlir::Value>":$operandGradients)>,
    InterfaceMethod<[{ True for an op that starts the backward pass: its own results are the loss. }],
      "bool", "isLoss", (ins), "", [{ return false; }]>
  ];
}

#endif
