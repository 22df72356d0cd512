//===- Evaluable.td - how an op is evaluated plainly -----------------------===//
#ifndef RN_EVALUABLE_TD
#define RN_EVALUABLE_TD

include "mlir/IR/OpBase.td"

def EvaluableOpInterface : OpInterface<"EvaluableOpInterface"> {
  let cppNamespace = "::resnetc::rn";
  let description = [{
    Implemented outside the dialect, one model per op, in compiler/Reference: plain loops over doubles that
    follow the op's description word by word. They are the oracle of every optimisation and stay untuned.
  }];
  let methods = [
    InterfaceMethod<[{
        Computes the results, which the frame holds as zeros of the right shape, from the operands. Fails
        with a diagnostic where values are out of range, such as a label beyond the classes.
      }],
      "::llvm::LogicalResult", "evaluate", (ins "::resnetc::rn::Frame &":$frame)>
  ];
}

#endif
