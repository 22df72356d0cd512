//===- ValueKind.cpp - what the values of a module are --------------------------------===//
#include "compiler/Dialect/RN/ValueKind.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;

namespace resnetc::rn {

#include "compiler/Dialect/RN/ValueKinds.cpp.inc"

/// Of a variable that is no slot.
static ValueKind kindOf(Role role) {
  switch (role) {
  case Role::ConvWeight:
  case Role::LinearWeight:
    return ValueKind::Weight;
  case Role::Bias:
  case Role::BnWeight:
  case Role::BnBias:
  case Role::RunningMean:
  case Role::RunningVar:
  case Role::Slope:
  case Role::LossScale:
    return ValueKind::Vector;
  case Role::Momentum:
  case Role::Derived:
    return ValueKind::Any;
  }
  llvm_unreachable("all roles are handled");
}

/// What an argument is to the caller.
static ValueKind kindOf(Binding binding) {
  switch (binding) {
  case Binding::Input:
    return ValueKind::Nchw;
  case Binding::Labels:
  case Binding::Output:
    return ValueKind::Rows;
  case Binding::Key:
  case Binding::Hyper:
    return ValueKind::Numbers;
  }
  llvm_unreachable("all bindings are handled");
}

ValueKinds::ValueKinds(ModuleOp module) {
  for (auto variable : module.getOps<VariableOp>())
    variables[variable.getSymName()] = kindOf(variable.getRole());
  for (auto variable : module.getOps<VariableOp>())
    if (std::optional<StringRef> trained = variable.getSlotOf())
      variables[variable.getSymName()] = of(*trained);
  module.walk([&](WriteOp write) {
    ValueKind &kind = variables[write.getVariable()];
    if (kind == ValueKind::Any)
      kind = of(write.getValue());
  });
}

/// An attribute of a function's argument; null for another value, and where it is missing.
template <typename AttrTy> static AttrTy argumentAttr(BlockArgument argument, StringRef name) {
  auto function = dyn_cast_or_null<func::FuncOp>(argument.getOwner()->getParentOp());
  return function ? function.getArgAttrOfType<AttrTy>(argument.getArgNumber(), name) : AttrTy();
}

bool isCallersMap(Value value) {
  auto argument = dyn_cast<BlockArgument>(value);
  auto binding = argument ? argumentAttr<BindingAttr>(argument, bindingName) : BindingAttr();
  return binding && binding.getValue() == Binding::Input;
}

ValueKind ValueKinds::of(Value value) const {
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    if (auto binding = argumentAttr<BindingAttr>(argument, bindingName))
      return kindOf(binding.getValue());
    for (StringRef name : {gradientOfName, observationOfName})
      if (auto variable = argumentAttr<StringAttr>(argument, name))
        return of(variable.getValue());
    return ValueKind::Any;
  }
  Operation *op = value.getDefiningOp();
  auto kinds = dyn_cast<ResultKinds>(op);
  if (!kinds)
    return ValueKind::Any;
  ValueKind kind = kinds.getResultKinds()[cast<OpResult>(value).getResultNumber()];
  if (kind != ValueKind::Any)
    return kind;
  if (auto read = dyn_cast<ReadOp>(op))
    return of(read.getVariable());
  return of(
      op->getOperand(0)); // a cast, a transposed or stepped weight: the same with other values
}

} // namespace resnetc::rn
