//===- EvaluatePass.cpp - run a function plainly and print what comes out ----------===//
//
// For tests that compare two modules by the text they print, and for looking at a model by hand.
//
//===----------------------------------------------------------------------===//
#include "compiler/Reference/Evaluator.h"
#include "compiler/Reference/Passes.h"
#include "compiler/Reference/RandomData.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNEVALUATE
#include "compiler/Reference/Passes.h.inc"

namespace {

/// One line: name, shape, sum, sum of squares, first values.
void print(llvm::raw_ostream &out, const Twine &name, const Tensor &tensor) {
  out << name << " [";
  llvm::interleaveComma(tensor.shape, out);
  out << "]";
  double sum = 0, squares = 0;
  for (double value : tensor.values)
    sum += value, squares += value * value;
  out << llvm::format(" sum %.6g squares %.6g first", sum, squares);
  for (int64_t i = 0; i < std::min<int64_t>(4, tensor.size()); ++i)
    out << llvm::format(" %.6g", tensor[i]);
  out << "\n";
}

class EvaluatePass : public impl::RNEvaluateBase<EvaluatePass> {
public:
  using RNEvaluateBase::RNEvaluateBase;

private:
  void runOnOperation() override {
    if (failed(run(getOperation())))
      signalPassFailure();
    markAllAnalysesPreserved();
  }

  LogicalResult run(ModuleOp module) {
    auto target = module.lookupSymbol<func::FuncOp>(function);
    if (!target || target.isExternal())
      return module.emitError() << "expects a function named '" << function.getValue()
                                << "' to evaluate";
    if (batch < 1)
      return module.emitError() << "expects a batch of at least 1, got " << batch.getValue();
    Variables variables = randomVariables(module, seed);
    if (auto prepare = module.lookupSymbol<func::FuncOp>("prepare"); prepare && prepare != target)
      if (failed(evaluate(prepare, {}, variables)))
        return failure();
    auto inputs = randomInputs(target, batch, seed);
    if (failed(inputs))
      return failure();
    Variables before = variables;
    auto results = evaluate(target, *inputs, variables);
    if (failed(results))
      return failure();
    for (auto [i, result] : llvm::enumerate(*results))
      print(llvm::outs(), "result " + Twine(i), result);
    for (const auto &[name, value] : variables)
      if (value.values != before[name].values)
        print(llvm::outs(), "variable " + Twine(name), value);
    return success();
  }
};

} // namespace
} // namespace resnetc::rn
