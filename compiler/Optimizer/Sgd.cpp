//===- Sgd.cpp - stochastic gradient descent with momentum -----------------------===//
//
// Appends to @update one step of every variable that @grad leaves a gradient for: Sutskever et al.,
// "On the importance of initialization and momentum in deep learning" (2013), with the weight decay
// added to the gradient.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Optimizer/Passes.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNSGD
#include "compiler/Optimizer/Passes.h.inc"

namespace {

/// Adds velocities behind all other variables of a module.
class Velocities {
public:
  explicit Velocities(ModuleOp module) : symbols(module) {
    for (auto variable : module.getOps<VariableOp>())
      last = variable;
  }

  /// The variable's own; made when the module has none yet.
  VariableOp of(VariableOp variable) {
    std::string name = "momentum." + variable.getSymName().str();
    if (auto existing = symbols.lookup<VariableOp>(name))
      return existing;
    OpBuilder b(variable.getContext());
    b.setInsertionPointAfter(last);
    last = VariableOp::create(b, variable.getLoc(), name, Role::Momentum, variable.getType(),
                              /*trainable=*/false, SymbolRefAttr::get(variable), APFloat(0.0),
                              variable.getUserShapeAttr(), IntegerAttr());
    symbols.insert(last);
    return last;
  }

  VariableOp variable(StringRef name) { return symbols.lookup<VariableOp>(name); }

private:
  SymbolTable symbols;
  VariableOp last;
};

class SgdPass : public impl::RNSgdBase<SgdPass> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    auto grad = module.lookupSymbol<func::FuncOp>("grad");
    auto update = module.lookupSymbol<func::FuncOp>("update");
    if (!grad || !update)
      return;
    Velocities velocities(module);
    SmallVector<VariableOp> trained = addGradients(grad, update, velocities);
    Builder attrs(&getContext());
    Value hyper = addArgument(
        update, RankedTensorType::get({4}, attrs.getF32Type()),
        attrs.getNamedAttr(bindingName, BindingAttr::get(&getContext(), Binding::Hyper)));
    OpBuilder b(update.getBody().front().getTerminator());
    unsigned first = update.getNumArguments() - 1 - trained.size();
    for (auto [i, variable] : llvm::enumerate(trained))
      step(b, variable, velocities.of(variable), update.getArgument(first + i), hyper);
  }

  static Value addArgument(func::FuncOp function, Type type, NamedAttribute attribute) {
    unsigned index = function.getNumArguments();
    (void)function.insertArgument(
        index, type, DictionaryAttr::get(function.getContext(), attribute), function.getLoc());
    return function.getArgument(index);
  }

  /// The gradients that @grad returns as arguments of @update; gives their variables, in order. All
  /// are added at once: a function's type and attributes live as long as the context.
  static SmallVector<VariableOp> addGradients(func::FuncOp grad, func::FuncOp update,
                                              Velocities &velocities) {
    SmallVector<VariableOp> trained;
    SmallVector<Type> types;
    SmallVector<DictionaryAttr> attrs;
    SmallVector<Location> places;
    for (unsigned i = 0; i < grad.getNumResults(); ++i)
      if (auto name = grad.getResultAttrOfType<StringAttr>(i, gradientOfName)) {
        trained.push_back(velocities.variable(name));
        types.push_back(grad.getResultTypes()[i]);
        Builder b(update.getContext());
        attrs.push_back(b.getDictionaryAttr(b.getNamedAttr(gradientOfName, name)));
        places.push_back(trained.back().getLoc());
      }
    SmallVector<unsigned> indices(types.size(), update.getNumArguments());
    (void)update.insertArguments(indices, types, attrs, places);
    return trained;
  }

  static void step(OpBuilder &b, VariableOp variable, VariableOp velocity, Value gradient,
                   Value hyper) {
    Location loc = variable.getLoc();
    Type type = gradient.getType();
    Value value = ReadOp::create(b, loc, type, variable.getSymName());
    Value old = ReadOp::create(b, loc, type, velocity.getSymName());
    auto next = SgdOp::create(b, loc, type, type, value, old, gradient, hyper, Value());
    WriteOp::create(b, loc, variable.getSymName(), next.getNewParameter());
    WriteOp::create(b, loc, velocity.getSymName(), next.getNewVelocity());
  }
};

} // namespace
} // namespace resnetc::rn
