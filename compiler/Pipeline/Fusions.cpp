//===- Fusions.cpp - which neighbours each op took in, and which stayed alone -------===//
//
// Read from the graph as the fused phase left it: an op's optional operands are what was fused into
// it, and an op that only moves data is one that no neighbour could take. So the report says what
// is, not what a pass meant to do.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Fusions.h"

#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Pipeline/Locations.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace resnetc {

static std::vector<std::string> takenBy(Operation *op) {
  std::vector<std::string> taken;
  auto note = [&](bool present, const char *what) {
    if (present)
      taken.push_back(what);
  };
  llvm::TypeSwitch<Operation *>(op)
      .Case([&](rn::ConvOp conv) {
        note(bool(conv.getScale()), "scale and shift of its input");
        note(conv.getInRelu(), "ReLU of its input");
        note(bool(conv.getBias()), "bias, or a batch norm folded into filter and bias");
        note(bool(conv.getResidual()), "residual add");
        note(conv.getRelu(), "ReLU");
        note(bool(conv.getSums()), "sums for the batch norm after it");
      })
      .Case([&](rn::ConvGradWeightOp grad) {
        note(bool(grad.getScale()), "scale and shift of its input");
        note(grad.getInRelu(), "ReLU of its input");
      })
      .Case([&](rn::ConvGradInputOp grad) {
        note(bool(grad.getAddend()), "sum with the other branch's gradient");
      })
      .Case([&](rn::SubsamplePadGradOp grad) {
        note(bool(grad.getAddend()), "sum with the other branch's gradient");
      })
      .Case([&](rn::MaxPoolOp pool) {
        note(bool(pool.getScale()), "scale and shift of its input");
        note(pool.getInRelu(), "ReLU of its input");
      })
      .Case([&](rn::ApplyOp apply) {
        note(apply.getAScale() && apply.getB(), "batch norm before the sum");
        note(bool(apply.getBScale()), "batch norm of the other branch");
        note(bool(apply.getB()), "sum of two branches");
        note(apply.getRelu(), "ReLU");
      })
      .Case([&](rn::GradStatsOp stats) {
        note(bool(stats.getGradient2()), "sum of two gradients");
        note(bool(stats.getOutput()), "ReLU mask by the output's sign");
        note(bool(stats.getScale()), "ReLU mask computed from scale and shift");
      })
      .Case([&](rn::BnGradApplyOp apply) {
        note(bool(apply.getScale()), "ReLU mask computed from scale and shift");
      })
      .Case([&](rn::ReluGradOp grad) { note(bool(grad.getGradient2()), "sum of two gradients"); });
  return taken;
}

static std::string producer(Value value) {
  if (Operation *op = value.getDefiningOp())
    return op->getName().getStringRef().str() +
           (value.hasOneUse() ? "" : ", which has other readers");
  return "the caller";
}

static std::string readers(Value value) {
  llvm::SmallVector<StringRef> names;
  for (Operation *user : value.getUsers())
    if (!llvm::is_contained(names, user->getName().getStringRef()))
      names.push_back(user->getName().getStringRef());
  llvm::sort(names);
  return names.empty() ? "nobody" : llvm::join(names, ", ");
}

/// Why an op that only moves data is still there.
static std::string declinedReason(Operation *op) {
  return llvm::TypeSwitch<Operation *, std::string>(op)
      .Case([](rn::ReluOp relu) {
        return "its input is made by " + producer(relu.getInput()) + ", so no kernel ends in it";
      })
      .Case([](rn::AddOp add) {
        return "its sides are made by " + producer(add.getLhs()) + " and " +
               producer(add.getRhs()) + ", so no kernel ends in it";
      })
      .Case([](rn::ApplyOp apply) {
        if (apply.getB())
          return "a sum of two maps has no place on the way into a kernel; read by " +
                 readers(apply.getOutput());
        return "read by " + readers(apply.getOutput()) + ", not all of which normalise their input";
      })
      .Case([](rn::BnStatsOp stats) {
        return "the values are made by " + producer(stats.getInput()) + ", which gathers no sums";
      })
      .Case([](rn::ReluGradOp grad) {
        return "read by " + readers(grad.getResult()) + ", not by a batch norm's gradient alone";
      })
      .Case<rn::PreluOp, rn::SigmoidOp, rn::LrnOp, rn::MaxOp, rn::GateOp, rn::ConcatOp>(
          [](auto) { return "no kernel takes it in on its way in or out"; })
      .Case<rn::GradStatsOp>(
          [](auto) { return "batch norm's sums must be complete before its gradient can start"; })
      .Case<rn::BnGradApplyOp>(
          [](auto) { return "no convolution gradient takes batch norm's gradient on its way in"; })
      .Default([](Operation *) { return ""; });
}

std::vector<Fusion> listFusions(ModuleOp module) {
  std::vector<Fusion> fusions;
  for (auto function : module.getOps<func::FuncOp>())
    function.walk([&](Operation *op) {
      Fusion fusion{function.getSymName().str(), op->getName().getStringRef().str(),
                    placeText(op->getLoc()), takenBy(op), declinedReason(op)};
      if (!fusion.taken.empty() || !fusion.declined.empty())
        fusions.push_back(std::move(fusion));
    });
  return fusions;
}

} // namespace resnetc
