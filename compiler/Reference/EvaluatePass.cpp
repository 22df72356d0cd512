//===- EvaluatePass.cpp - run a function plainly and print what comes out ----------===//
//
// For tests that compare two modules by the text they print, and for looking at a model by hand.
//
//===----------------------------------------------------------------------===//
#include "compiler/Reference/Evaluator.h"
#include "compiler/Reference/Passes.h"
#include "compiler/Reference/RandomData.h"
#include "compiler/Reference/TensorFile.h"

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

/// Takes the value that a file gives for a tensor, if any. The tensor keeps its shape, since a
/// linear layer's weight may be held as that of a convolution.
LogicalResult replace(Tensor &tensor, const std::string &name, const NamedTensors &given,
                      Location loc) {
  auto entry = given.find(name);
  if (entry == given.end())
    return success();
  if (entry->second.size() != tensor.size())
    return emitError(loc) << "expects " << tensor.size() << " elements for '" << name << "', got "
                          << entry->second.size();
  tensor.values = entry->second.values;
  return success();
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
    NamedTensors given;
    if (!data.empty()) {
      auto read = readTensors(data, module.getLoc());
      if (failed(read))
        return failure();
      given = std::move(*read);
    }
    Variables variables = randomVariables(module, seed);
    for (auto &[name, value] : variables)
      if (failed(replace(value, name, given, module.getLoc())))
        return failure();
    if (auto prepare = module.lookupSymbol<func::FuncOp>("prepare"); prepare && prepare != target)
      if (failed(evaluate(prepare, {}, variables)))
        return failure();
    auto inputs = randomInputs(target, batch, seed);
    if (failed(inputs))
      return failure();
    for (auto [i, input] : llvm::enumerate(*inputs))
      if (failed(replace(input, nameOf(target.getArgAttrDict(i), "argument", i), given,
                         target.getLoc())))
        return failure();
    Variables before = variables;
    auto results = evaluate(target, *inputs, variables);
    if (failed(results))
      return failure();
    Variables written;
    for (const auto &[name, value] : variables)
      if (value.values != before[name].values)
        written[name] = value;
    if (!output.empty())
      return write(target, *results, written);
    for (auto [i, result] : llvm::enumerate(*results))
      print(llvm::outs(), "result " + Twine(i), result);
    for (const auto &[name, value] : written)
      print(llvm::outs(), "variable " + Twine(name), value);
    return success();
  }

  /// "gradient NAME" and "observation NAME" of what is left for a variable, others "argument N" or
  /// "result N".
  static std::string nameOf(DictionaryAttr attrs, StringRef what, unsigned index) {
    if (auto of = attrs ? attrs.getAs<StringAttr>(gradientOfName) : StringAttr())
      return "gradient " + of.str();
    if (auto of = attrs ? attrs.getAs<StringAttr>(observationOfName) : StringAttr())
      return "observation " + of.str();
    return what.str() + " " + std::to_string(index);
  }

  LogicalResult write(func::FuncOp target, ArrayRef<Tensor> results, Variables named) {
    for (auto [i, result] : llvm::enumerate(results))
      named[nameOf(target.getResultAttrDict(i), "result", i)] = result;
    return writeTensors(named, output, target.getLoc());
  }
};

} // namespace
} // namespace resnetc::rn
