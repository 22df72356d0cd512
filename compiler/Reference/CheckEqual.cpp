//===- CheckEqual.cpp - a transformed module computes what it did before ------------===//
//
// Differential testing: the plain module and a copy that went through the given passes are
// evaluated on the same random data and must agree. It guards every rewrite of the graph.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Reference/Evaluator.h"
#include "compiler/Reference/Passes.h"
#include "compiler/Reference/RandomData.h"

#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"

#include <cmath>

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNCHECKEQUAL
#include "compiler/Reference/Passes.h.inc"

namespace {

/// What one call computed.
struct Outcome {
  std::vector<Tensor> results;
  Variables variables; ///< As they are after the call.
};

/// The largest difference relative to the largest value, which counts as 1e-3 where it is smaller:
/// what is zero but for rounding is no reason to complain. Infinite where one is not a number.
double relativeDifference(const Tensor &plain, const Tensor &other) {
  double largest = 1e-3, difference = 0;
  for (int64_t i = 0; i < plain.size(); ++i) {
    double d = std::abs(plain[i] - other[i]);
    if (!std::isfinite(d))
      return HUGE_VAL;
    largest = std::max(largest, std::abs(plain[i]));
    difference = std::max(difference, d);
  }
  return difference / largest;
}

class CheckEqualPass : public impl::RNCheckEqualBase<CheckEqualPass> {
public:
  using RNCheckEqualBase::RNCheckEqualBase;

private:
  void getDependentDialects(DialectRegistry &registry) const override {
    OpPassManager passes(ModuleOp::getOperationName(), OpPassManager::Nesting::Implicit);
    llvm::raw_null_ostream ignored;
    if (succeeded(parsePassPipeline(pipeline, passes, ignored)))
      passes.getDependentDialects(registry);
  }

  void runOnOperation() override {
    ModuleOp module = getOperation();
    OpPassManager passes(ModuleOp::getOperationName(), OpPassManager::Nesting::Implicit);
    std::string message;
    llvm::raw_string_ostream errors(message);
    if (failed(parsePassPipeline(pipeline, passes, errors))) {
      module.emitError() << "expects a pipeline of passes, got '" << pipeline.getValue()
                         << "': " << message;
      return signalPassFailure();
    }
    // Passes may run only below the current op, so the copy lives at the module's end for a while.
    ModuleOp copy = module.clone();
    module.push_back(copy);
    LogicalResult result = runPipeline(passes, copy);
    copy->remove();
    OwningOpRef<ModuleOp> owner(copy);
    if (succeeded(result))
      result = compare(module, copy);
    if (succeeded(result) && replace)
      module.getBodyRegion().takeBody(copy.getBodyRegion());
    if (failed(result))
      signalPassFailure();
  }

  LogicalResult compare(ModuleOp plain, ModuleOp other) {
    if (batch < 1)
      return plain.emitError() << "expects a batch of at least 1, got " << batch.getValue();
    int compared = 0;
    for (auto function : plain.getOps<func::FuncOp>()) {
      auto twin = other.lookupSymbol<func::FuncOp>(function.getSymName());
      if (!twin || function.isExternal() || function.getSymName() == "prepare")
        continue;
      if (failed(compareFunction(plain, function, other, twin)))
        return failure();
      ++compared;
    }
    if (compared == 0)
      return plain.emitError() << "expects a function that both modules have, got none";
    return success();
  }

  LogicalResult compareFunction(ModuleOp plain, func::FuncOp function, ModuleOp other,
                                func::FuncOp twin) {
    auto inputs = randomInputs(function, batch, seed);
    if (failed(inputs))
      return failure();
    auto before = run(plain, function, *inputs), after = run(other, twin, *inputs);
    if (failed(before) || failed(after))
      return failure();
    if (before->results.size() != after->results.size())
      return function.emitError() << "expects " << before->results.size() << " results, got "
                                  << after->results.size() << " from the transformed function";
    for (size_t i = 0; i < before->results.size(); ++i)
      if (failed(compareTensors(function, "result " + Twine(i), before->results[i],
                                after->results[i])))
        return failure();
    for (const auto &[name, value] : before->variables) {
      auto entry = after->variables.find(name);
      if (entry == after->variables.end())
        return function.emitError()
               << "expects the variable '" << name << "' in the transformed module, got none";
      if (failed(compareTensors(function, "variable '" + Twine(name) + "'", value, entry->second)))
        return failure();
    }
    return success();
  }

  /// The function's results on random variables, once @prepare has run.
  FailureOr<Outcome> run(ModuleOp module, func::FuncOp function, ArrayRef<Tensor> inputs) {
    Outcome outcome;
    outcome.variables = randomVariables(module, seed);
    if (auto prepare = module.lookupSymbol<func::FuncOp>("prepare"))
      if (failed(evaluate(prepare, {}, outcome.variables)))
        return failure();
    auto results = evaluate(function, inputs, outcome.variables);
    if (failed(results))
      return failure();
    outcome.results = std::move(*results);
    return outcome;
  }

  LogicalResult compareTensors(func::FuncOp function, const Twine &what, const Tensor &plain,
                               const Tensor &other) {
    if (plain.shape != other.shape)
      return function.emitError() << "expects " << what << " of shape ["
                                  << ArrayRef<int64_t>(plain.shape) << "], got ["
                                  << ArrayRef<int64_t>(other.shape) << "]";
    double difference = relativeDifference(plain, other);
    if (difference <= tolerance)
      return success();
    return function.emitError() << "expects " << what << " of '" << function.getSymName()
                                << "' to stay within " << tolerance.getValue()
                                << " of the plain module's, got " << difference;
  }
};

} // namespace
} // namespace resnetc::rn
