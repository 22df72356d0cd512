//===- Specialize.cpp - a copy of each function for each batch that is named --------===//
//
// What is fastest for one image is not so for sixteen: fewer rows in a task, another algorithm. A
// copy for each named batch gets its own choices, from here on; all of them share the variables.
// First of the choose phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/BatchCopies.h"
#include "compiler/Dialect/RN/RNDialect.h"
#include "compiler/Lowering/Passes.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNSPECIALIZE
#include "compiler/Lowering/Passes.h.inc"

namespace {

class SpecializePass : public impl::RNSpecializeBase<SpecializePass> {
public:
  using RNSpecializeBase::RNSpecializeBase;

private:
  void runOnOperation() override {
    SmallVector<int64_t> named(batches.begin(), batches.end());
    if (named.empty())
      named.push_back(1);
    if (llvm::any_of(named, [](int64_t batch) { return batch < 1; })) {
      getOperation().emitError("expects batches of at least 1");
      return signalPassFailure();
    }
    for (StringRef name : {"infer", "grad"})
      if (auto function = getOperation().lookupSymbol<func::FuncOp>(name))
        copy(function, named);
  }

  void copy(func::FuncOp function, ArrayRef<int64_t> batches) {
    SmallVector<int64_t> named = batchesOf(function, batches);
    OpBuilder b(&getContext());
    function->setAttr(batchName, b.getI64IntegerAttr(named.front()));
    b.setInsertionPointAfter(function);
    for (int64_t batch : ArrayRef(named).drop_front()) {
      auto copy = cast<func::FuncOp>(b.clone(*function));
      copy.setName((function.getName() + "_b" + Twine(batch)).str());
      copy->setAttr(batchName, b.getI64IntegerAttr(batch));
      copy->setAttr(copyOfName, FlatSymbolRefAttr::get(function));
    }
  }

  /// Each once, and none larger than what the function takes at once.
  static SmallVector<int64_t> batchesOf(func::FuncOp function, ArrayRef<int64_t> batches) {
    auto most = function->getAttrOfType<IntegerAttr>(imagesAtOnceName);
    SmallVector<int64_t> distinct;
    for (int64_t batch : batches) {
      if (most)
        batch = std::min(batch, most.getInt());
      if (!llvm::is_contained(distinct, batch))
        distinct.push_back(batch);
    }
    return distinct;
  }
};

} // namespace
} // namespace resnetc::rn
