//===- Contracts.cpp - the contracts by name ---------------------------------------===//
//
// Collects the families that families.inc lists. The list, rather than registration by static
// objects, keeps every family when the library is linked statically.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Contract.h"

namespace resnetc::kernels {

#define KERNEL_FAMILY(FUNCTION) std::vector<KernelContract> FUNCTION();
#include "compiler/Kernels/families.inc"
#undef KERNEL_FAMILY

static std::map<std::string, KernelContract> collect() {
  std::map<std::string, KernelContract> contracts;
  auto add = [&](std::vector<KernelContract> family) {
    for (KernelContract &one : family)
      contracts.emplace(one.name, std::move(one));
  };
#define KERNEL_FAMILY(FUNCTION) add(FUNCTION());
#include "compiler/Kernels/families.inc"
#undef KERNEL_FAMILY
  return contracts;
}

const std::map<std::string, KernelContract> &allContracts() {
  static const std::map<std::string, KernelContract> contracts = collect();
  return contracts;
}

const KernelContract *findContract(const std::string &name) {
  auto found = allContracts().find(name);
  return found == allContracts().end() ? nullptr : &found->second;
}

} // namespace resnetc::kernels
