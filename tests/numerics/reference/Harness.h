//===- Harness.h - run functions of rn text, differentiate them numerically -----===//
//
// The reference evaluator is the oracle of every optimisation, so it is itself anchored here: by
// values computed by hand, by finite differences, and by fused forms that must equal their parts.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Reference/Evaluator.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/ADT/StringRef.h"
#include <gtest/gtest.h>

#include <memory>

namespace resnetc::rn::test {

/// A module of rn text in a context of its own.
class Model {
public:
  /// Parses and verifies; `errors` tells what was wrong.
  explicit Model(const std::string &text);

  /// Runs a function; a test failure and no results when it cannot be evaluated.
  std::vector<Tensor> run(llvm::StringRef function, llvm::ArrayRef<Tensor> inputs);
  /// Runs a function that may fail.
  mlir::FailureOr<std::vector<Tensor>> tryRun(llvm::StringRef function,
                                              llvm::ArrayRef<Tensor> inputs);

  mlir::func::FuncOp function(llvm::StringRef name);

  /// Random but repeatable inputs of that function: shuffled grids without zero, of which no two
  /// have a value in common, so that no maximum ties and no ReLU stands at its kink.
  std::vector<Tensor> gridInputs(llvm::StringRef name, int64_t batch);

  mlir::MLIRContext context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  Variables variables;
  std::vector<std::string> errors; ///< Text of every diagnostic so far.

private:
  std::unique_ptr<mlir::ScopedDiagnosticHandler> handler;
};

/// The values (2 i + 1/2) / count - 1 in a shuffled order.
Tensor gridTensor(std::vector<int64_t> shape, uint64_t seed);

/// Central differences of sum(weights * results[result]) by every element of inputs[argument].
Tensor numericGradient(Model &model, llvm::StringRef function, std::vector<Tensor> inputs,
                       size_t argument, const Tensor &weights, size_t result = 0);

/// Both have one shape, NaN and infinities in the same places, and differ elsewhere by at most
/// `tolerance` of the largest value (or of 1e-3).
void expectClose(const Tensor &got, const Tensor &expected, double tolerance,
                 const std::string &what);

/// Runs `@f` of the text and expects its results.
void expectValues(const std::string &text, llvm::ArrayRef<Tensor> inputs,
                  const std::vector<Tensor> &expected, double tolerance = 1e-13);

/// Adds `@g` beside `@f`: the arguments of `@f` and the gradient of its first result go in;
/// gradients of all f32 operands of the only differentiable op of `@f` come out. Those operands are
/// arguments of `@f`, whose numbers are returned.
std::vector<size_t> buildGradientFunction(Model &model);

} // namespace resnetc::rn::test
