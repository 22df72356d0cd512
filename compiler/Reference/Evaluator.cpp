//===- Evaluator.cpp - run a function of rn ops on plain tensors ------------------===//
//
// One walk over the only block of the function. Results are allocated here, within a budget, so
// that the models of the ops can neither run out of memory nor choose a wrong shape.
//
//===----------------------------------------------------------------------===//
#include "compiler/Reference/Evaluator.h"
#include "compiler/Dialect/RN/RNOps.h"

#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace resnetc::rn {

#include "compiler/Reference/Evaluable.cpp.inc"

void registerReferenceModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, RNDialect *) {
    attachActivationReferences(*context);
    attachConvReferences(*context);
    attachElementwiseReferences(*context);
    attachJoinReferences(*context);
    attachLossReferences(*context);
    attachNormReferences(*context);
    attachPoolReferences(*context);
  });
}

std::vector<int64_t> shapeOf(RankedTensorType type, int64_t batch) {
  std::vector<int64_t> shape(type.getShape());
  if (!shape.empty() && ShapedType::isDynamic(shape[0]))
    shape[0] = batch;
  return shape;
}

namespace {

class Evaluation {
public:
  Evaluation(func::FuncOp function, Variables &variables)
      : function(function), variables(variables) {}

  FailureOr<std::vector<Tensor>> run(ArrayRef<Tensor> inputs) {
    if (!function.getBody().hasOneBlock())
      return function.emitError() << "expects a function of one block to evaluate, got "
                                  << function.getBody().getBlocks().size();
    Block &body = function.getBody().front();
    if (failed(bindArguments(body, inputs)))
      return failure();
    for (Operation &op : body.without_terminator())
      if (failed(step(op)))
        return failure();
    auto end = dyn_cast<func::ReturnOp>(body.back());
    if (!end)
      return body.back().emitError() << "expects func.return at the end of a function to evaluate";
    std::vector<Tensor> results;
    for (Value value : end.getOperands())
      results.push_back(frame[value]);
    for (auto &[name, tensor] : written)
      variables[name] = std::move(tensor);
    return results;
  }

private:
  LogicalResult bindArguments(Block &body, ArrayRef<Tensor> inputs) {
    if (inputs.size() != body.getNumArguments())
      return function.emitError() << "expects " << body.getNumArguments() << " inputs, got "
                                  << inputs.size();
    for (auto [argument, input] : llvm::zip_equal(body.getArguments(), inputs)) {
      auto type = dyn_cast<RankedTensorType>(argument.getType());
      if (!type)
        return function.emitError()
               << "expects ranked tensors as arguments, got " << argument.getType();
      if (!type.getShape().empty() && type.isDynamicDim(0) && batch < 0 && !input.shape.empty())
        batch = input.shape[0];
      if (input.shape != shapeOf(type, batch))
        return function.emitError() << "expects an input that fits " << type << ", got ["
                                    << ArrayRef<int64_t>(input.shape) << "]";
      if (failed(reserve(function, input.shape)))
        return failure();
      frame.define(argument, input);
    }
    return success();
  }

  LogicalResult step(Operation &op) {
    if (auto read = dyn_cast<ReadOp>(op))
      return evaluateRead(read);
    if (auto write = dyn_cast<WriteOp>(op)) {
      written[write.getVariable().str()] = frame[write.getValue()];
      return success();
    }
    if (auto constant = dyn_cast<ConstantOp>(op))
      return evaluateConstant(constant);
    auto evaluable = dyn_cast<EvaluableOpInterface>(op);
    if (!evaluable)
      return op.emitOpError() << "has no reference evaluation";
    for (Value result : op.getResults()) {
      std::vector<int64_t> shape = shapeOf(cast<RankedTensorType>(result.getType()), batch);
      if (failed(reserve(&op, shape)))
        return failure();
      frame.define(result, Tensor(shape));
    }
    return evaluable.evaluate(frame);
  }

  LogicalResult evaluateRead(ReadOp read) {
    auto entry = variables.find(read.getVariable().str());
    if (entry == variables.end())
      return read.emitOpError() << "expects a value for the variable, got none";
    auto type = read.getValue().getType();
    if (ArrayRef<int64_t>(entry->second.shape) != type.getShape())
      return read.emitOpError() << "expects a value that fits " << type << ", got ["
                                << ArrayRef<int64_t>(entry->second.shape) << "]";
    if (failed(reserve(read, entry->second.shape)))
      return failure();
    frame.define(read.getValue(), entry->second);
    return success();
  }

  LogicalResult evaluateConstant(ConstantOp constant) {
    auto values = constant.getValue().tryGetValues<APFloat>();
    if (!values)
      return constant.emitOpError()
             << "expects elements that can be read, got " << constant.getValue();
    std::vector<int64_t> shape = shapeOf(constant.getResult().getType(), batch);
    if (failed(reserve(constant, shape)))
      return failure();
    Tensor tensor(shape);
    int64_t i = 0;
    for (const APFloat &value : *values)
      tensor[i++] = value.convertToDouble();
    frame.define(constant.getResult(), std::move(tensor));
    return success();
  }

  LogicalResult reserve(Operation *op, ArrayRef<int64_t> shape) {
    std::optional<int64_t> count = checkedProduct(shape);
    if (count && *count >= 0 && *count <= maxElements - used) {
      used += *count;
      return success();
    }
    return op->emitError() << "expects at most " << maxElements
                           << " elements in the tensors of one evaluation, got more";
  }

  func::FuncOp function;
  Variables &variables;
  Variables written;
  Frame frame;
  int64_t batch = -1; ///< Unknown until an argument has it.
  int64_t used = 0;
};

} // namespace

FailureOr<std::vector<Tensor>> evaluate(func::FuncOp function, ArrayRef<Tensor> inputs,
                                        Variables &variables) {
  return Evaluation(function, variables).run(inputs);
}

} // namespace resnetc::rn
