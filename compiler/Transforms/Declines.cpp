//===- Declines.cpp - why an op stays a pass over memory of its own -----------------===//
#include "compiler/Transforms/Declines.h"

#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace resnetc::rn {

void Declines::attach() {
  for (auto &[op, byPattern] : reasons) {
    SmallVector<Attribute> texts;
    if (auto before = op->getAttrOfType<ArrayAttr>(declinedName))
      llvm::append_range(texts, before);
    for (auto &[pattern, reason] : byPattern)
      texts.push_back(StringAttr::get(op->getContext(), reason));
    op->setAttr(declinedName, ArrayAttr::get(op->getContext(), texts));
  }
  reasons.clear();
}

LogicalResult applyFusions(func::FuncOp function,
                           llvm::function_ref<void(RewritePatternSet &, Declines &)> add,
                           llvm::function_ref<void(Declines &)> inspect) {
  Declines declines;
  RewritePatternSet patterns(function.getContext());
  add(patterns, declines);
  GreedyRewriteConfig config;
  config.setListener(&declines);
  if (failed(applyPatternsGreedily(function, std::move(patterns), config)))
    return failure();
  if (inspect)
    inspect(declines);
  declines.attach();
  return success();
}

std::string makerText(Value value) {
  if (Operation *op = value.getDefiningOp())
    return op->getName().getStringRef().str() +
           (value.hasOneUse() ? "" : ", which has other readers");
  return "the caller";
}

std::string readersText(Value value) {
  SmallVector<StringRef> names;
  for (Operation *user : value.getUsers())
    if (!llvm::is_contained(names, user->getName().getStringRef()))
      names.push_back(user->getName().getStringRef());
  llvm::sort(names);
  return names.empty() ? "nobody" : llvm::join(names, ", ");
}

} // namespace resnetc::rn
