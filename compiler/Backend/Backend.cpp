//===- Backend.cpp - the backends of this process ----------------------------------===//
#include "compiler/Backend/Backend.h"

#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace resnetc {

static std::vector<const Backend *> &backends() {
  static std::vector<const Backend *> all;
  return all;
}

void registerBackend(const Backend &backend) {
  if (!llvm::is_contained(backends(), &backend))
    backends().push_back(&backend);
}

llvm::ArrayRef<const Backend *> allBackends() { return backends(); }

const Target *findTarget(llvm::StringRef name) {
  for (const Backend *backend : backends())
    if (const Target *target =
            name.empty() ? backend->targets().front() : backend->findTarget(name))
      return target;
  return nullptr;
}

std::string targetNames() {
  std::string names;
  for (const Backend *backend : backends())
    for (const Target *target : backend->targets())
      names += (names.empty() ? "" : " or ") + target->name;
  return names;
}

LLVM::LLVMFuncOp Backend::buildLaunch(OpBuilder &builder, Location loc, StringRef symbol,
                                      unsigned arguments) const {
  auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
  SmallVector<Type> inputs = {pointer, builder.getI32Type()};
  inputs.append(arguments, pointer);
  auto type = LLVM::LLVMFunctionType::get(builder.getI32Type(), inputs);
  auto kernel = LLVM::LLVMFuncOp::create(builder, loc, symbol, type);
  kernel.setVisibility_(LLVM::Visibility::Hidden);
  return kernel;
}

} // namespace resnetc
