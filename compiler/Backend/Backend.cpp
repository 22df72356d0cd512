//===- Backend.cpp - the backends of this process ----------------------------------===//
#include "compiler/Backend/Backend.h"

#include "compiler/Support/Errors.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

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

static bool isFor(const Target &target, std::optional<Device> device) {
  return !device || target.device == *device;
}

const Target *findTarget(llvm::StringRef name, std::optional<Device> device) {
  for (const Backend *backend : backends()) {
    const Target *target = name.empty() ? backend->targets().front() : backend->findTarget(name);
    if (target && isFor(*target, device))
      return target;
  }
  return nullptr;
}

std::string targetNames(std::optional<Device> device) {
  std::string names;
  for (const Backend *backend : backends())
    for (const Target *target : backend->targets()) {
      const bool emulated = target->device == Device::Cuda && target->architecture == 0;
      if (isFor(*target, device) && !emulated)
        names += (names.empty() ? "" : " or ") + target->name;
    }
  return names;
}

llvm::Expected<std::unique_ptr<CallableKernel>> Backend::load(const kernels::KernelSpec &spec,
                                                              const kernels::KernelChoice &,
                                                              const Target &target) const {
  return bugError("the kernel '" + llvm::Twine(spec.key()) + "' for " + target.name +
                  " cannot be called here");
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
