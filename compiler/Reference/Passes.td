//===- Passes.td - passes that evaluate, for tests --------------------------===//
#ifndef RN_REFERENCE_PASSES_TD
#define RN_REFERENCE_PASSES_TD

include "mlir/Pass/PassBase.td"

def RNEvaluate : Pass<"rn-evaluate", "::mlir::ModuleOp"> {
  let summary = "run a function by the reference evaluator and print what comes out";
  let description = [{
    Inputs and variables are random but repeatable. Prints, for every result and every written variable, its
    shape, sum, sum of squares and first values. @prepare runs first when the module has it.

    `data` names a safetensors file (F32, F64, I64) with values that take the place of the random ones: variables by
    name, inputs as "argument 0", "argument 1", ... With `output`, results and written variables go to such a file
    (F64) instead: gradients under the names of their variables, other results as "result 0", ...
  }];
  let options = [
    Option<"function", "function", "std::string", "\"infer\"", "which function">,
    Option<"batch", "batch", "int64_t", "2", "the size of the batch">,
    Option<"seed", "seed", "uint64_t", "1", "what the random data start from">,
    Option<"data", "data", "std::string", "\"\"", "a safetensors file with values to use instead">,
    Option<"output", "output", "std::string", "\"\"", "a safetensors file for what comes out">
  ];
}

def RNCheckEqual : Pass<"rn-check-equal", "::mlir::ModuleOp"> {
  let summary = "run passes on a copy of the module and compare what both compute";
  let description = [{
    Every function that the module and its transformed copy share is evaluated on the same random data.
    Results and written variables must agree within `tolerance` of the largest value of each tensor. The
    module itself is left as it was; with `replace` it becomes the transformed copy.

    ```
    resnetc-opt model.mlir --rn-check-equal="pipeline='rn-fuse-epilogue,rn-split-prepare' batch=3"
    ```
  }];
  let options = [
    Option<"pipeline", "pipeline", "std::string", "\"\"", "the passes, as in --pass-pipeline">,
    Option<"batch", "batch", "int64_t", "2", "the size of the batch">,
    Option<"seed", "seed", "uint64_t", "1", "what the random data start from">,
    Option<"tolerance", "tolerance", "double", "1e-9", "allowed difference, relative to the largest value">,
    Option<"replace", "replace", "bool", "false", "go on with the transformed module">
  ];
}

#endif
