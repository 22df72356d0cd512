//===- Fusions.cpp - which neighbours each op took in, and which stayed alone -------===//
//
// Read from the graph as the fused phase left it: an op's optional operands are what was fused into
// it, and what the patterns said of an op that they left stands on it.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Fusions.h"

#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Pipeline/Locations.h"
#include "compiler/Transforms/Declines.h"

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
      .Case([&](rn::ScaleShiftAddReluOp apply) {
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

/// Why an op that moves much for little arithmetic is still there.
static std::string declinedReason(Operation *op) {
  if (!op->hasTrait<rn::MemoryBound>())
    return "";
  auto reasons = op->getAttrOfType<ArrayAttr>(rn::declinedName);
  if (!reasons)
    return "no kernel takes it in on its way in or out";
  return llvm::join(llvm::map_range(reasons.getAsRange<StringAttr>(),
                                    [](StringAttr reason) { return reason.getValue(); }),
                    "; ");
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
