//===- ChooseSchedules.cpp - how each op's kernel is computed ------------------------===//
//
// When algorithms and layouts stand, every op's kernel is known, and with it what a schedule
// depends on: the choice is noted on the op, and stays there until the op is a launch. Last of the
// choose phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/BatchCopies.h"
#include "compiler/Lowering/KernelMapping.h"
#include "compiler/Lowering/Passes.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNCHOOSESCHEDULES
#include "compiler/Lowering/Passes.h.inc"

namespace {

class ChooseSchedulesPass : public impl::RNChooseSchedulesBase<ChooseSchedulesPass> {
public:
  explicit ChooseSchedulesPass(const ScheduleSource &source) : source(&source) {}

private:
  void runOnOperation() override {
    ModuleOp module = getOperation();
    target = requireTarget(module);
    if (!target)
      return signalPassFailure();
    for (auto function : module.getOps<func::FuncOp>())
      for (Operation &op : function.getBody().front())
        if (isa<KernelMappableOpInterface>(op) && failed(choose(&op, batchOf(&op))))
          return signalPassFailure();
  }

  LogicalResult choose(Operation *op, int64_t batch) {
    FailureOr<MappedKernel> kernel = mapToKernel(op);
    if (failed(kernel))
      return failure();
    std::string key = kernel->spec.key() + " for " + std::to_string(batch);
    auto [known, isNew] = choices.try_emplace(key);
    if (isNew)
      if (auto choice = source->schedule(kernel->spec, *target, batch))
        known->second = scheduleAttr(&getContext(), *choice);
    if (known->second)
      op->setAttr(scheduleName, known->second);
    return success();
  }

  const ScheduleSource *source;
  const Target *target = nullptr;
  llvm::StringMap<ScheduleAttr> choices; ///< by the spec's key and the batch; null: no kernel
};

} // namespace

std::unique_ptr<Pass> createRNChooseSchedules(const ScheduleSource &source) {
  return std::make_unique<ChooseSchedulesPass>(source);
}

} // namespace resnetc::rn
