//===- GroupImages.cpp - many images in groups whose maps stay in the caches ---------------===//
//
// Layer by layer, the maps of many images have left the caches when the next layer reads them; image by image,
// weights have. So @infer, which knows nothing between images, is run for groups of images, one
// group after the other, each through the whole network. How many at once, the target says; a runtime
// cuts the batch (runtime/core/Call.cpp). First of the choose phase, as schedules are chosen for the group.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Backend.h"
#include "compiler/Dialect/RN/BatchCopies.h"
#include "compiler/Layout/BufferLayout.h"
#include "compiler/Lowering/KernelMapping.h"
#include "compiler/Lowering/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNGROUPIMAGES
#include "compiler/Lowering/Passes.h.inc"

namespace {

/// What a run of the function moves; what it computes from variables alone is done beforehand.
NetworkTraffic trafficOf(func::FuncOp function) {
  llvm::DenseSet<Value> weights;
  NetworkTraffic traffic;
  for (Operation &op : function.getBody().front().without_terminator()) {
    int64_t maps = 0;
    SmallVector<Type> types(op.getOperandTypes());
    llvm::append_range(types, op.getResultTypes());
    for (Type type : types)
      if (auto tensor = dyn_cast<RankedTensorType>(type))
        maps += bufferBytes(tensor).perImage;
    if (maps == 0)
      continue;
    traffic.maps.push_back(maps);
    for (Value operand : op.getOperands())
      if (auto type = dyn_cast<RankedTensorType>(operand.getType());
          type && weights.insert(operand).second)
        traffic.weights += bufferBytes(type).fixed;
  }
  return traffic;
}

class GroupImagesPass : public impl::RNGroupImagesBase<GroupImagesPass> {
public:
  using RNGroupImagesBase::RNGroupImagesBase;

private:
  void runOnOperation() override {
    const Target *target = requireTarget(getOperation(), march);
    if (!target)
      return signalPassFailure();
    auto infer = getOperation().lookupSymbol<func::FuncOp>("infer");
    if (!infer)
      return;
    if (int64_t images = target->backend->imagesAtOnce(*target, trafficOf(infer)); images > 0)
      infer->setAttr(imagesAtOnceName, OpBuilder(infer).getI64IntegerAttr(images));
  }
};

} // namespace
} // namespace resnetc::rn
