//===- NarrowProducts.cpp - multiplications in a target's faster format --------------===//
//
// Of f32 values, where the target has such a format: TF32 keeps ten bits of mantissa of each factor,
// and sums in f32. Choose phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/BatchCopies.h"
#include "compiler/Lowering/KernelMapping.h"
#include "compiler/Lowering/Passes.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNNARROWPRODUCTS
#include "compiler/Lowering/Passes.h.inc"

namespace {

class NarrowProductsPass : public impl::RNNarrowProductsBase<NarrowProductsPass> {
public:
  explicit NarrowProductsPass(const ScheduleSource &source) : source(&source) {}

private:
  void runOnOperation() override {
    const Target *target = requireTarget(getOperation());
    if (!target)
      return signalPassFailure();
    if (target->fastProducts == NumberFormat::F32)
      return;
    for (auto function : getOperation().getOps<func::FuncOp>())
      for (Operation &op : function.getBody().front())
        if (isa<KernelMappableOpInterface>(op) && failed(narrow(&op, *target)))
          return signalPassFailure();
  }

  LogicalResult narrow(Operation *op, const Target &target) {
    FailureOr<MappedKernel> kernel = mapToKernel(op);
    if (failed(kernel))
      return failure();
    kernels::KernelSpec spec = kernel->spec;
    if (kernels::multiplyAdds(spec) == 0 || spec.formats != kernels::Formats{})
      return success();
    spec.formats.compute = target.fastProducts;
    if (source->schedule(spec, target, batchOf(op)))
      op->setAttr(computeName, TypeAttr::get(FloatTF32Type::get(&getContext())));
    return success();
  }

  const ScheduleSource *source;
};

} // namespace

std::unique_ptr<Pass> createRNNarrowProducts(const ScheduleSource &source) {
  return std::make_unique<NarrowProductsPass>(source);
}

} // namespace resnetc::rn
