//===- Registry.cpp - the classes of kernels by name ------------------------------===//
//
// Collects the families that classes.inc lists. The list, rather than registration by static
// objects, keeps every family when the library is linked statically.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Registry.h"

#include <algorithm>
#include <stdexcept>

namespace resnetc::kernels {

#define KERNEL_FAMILY(FUNCTION) std::vector<KernelClass> FUNCTION();
#include "compiler/Kernels/classes.inc"
#undef KERNEL_FAMILY

static std::map<std::string, KernelClass> collect() {
  std::map<std::string, KernelClass> classes;
  auto add = [&](std::vector<KernelClass> family) {
    for (KernelClass &one : family)
      classes.emplace(one.name, std::move(one));
  };
#define KERNEL_FAMILY(FUNCTION) add(FUNCTION());
#include "compiler/Kernels/classes.inc"
#undef KERNEL_FAMILY
  return classes;
}

const std::map<std::string, KernelClass> &allKernelClasses() {
  static const std::map<std::string, KernelClass> classes = collect();
  return classes;
}

const KernelClass *findKernelClass(const std::string &name) {
  auto found = allKernelClasses().find(name);
  return found == allKernelClasses().end() ? nullptr : &found->second;
}

std::vector<KernelClass> withVariants(std::vector<KernelClass> classes,
                                      const std::vector<VariantLine> &lines) {
  for (const VariantLine &line : lines) {
    auto found = std::find_if(classes.begin(), classes.end(),
                              [&](const KernelClass &one) { return one.name == line.kernelClass; });
    if (found == classes.end())
      throw std::logic_error("variant of an unknown class '" + line.kernelClass + "'");
    found->variants.push_back(line.variant);
  }
  return classes;
}

std::vector<Params> noParams(const ScheduleQuery &) { return {{}}; }

} // namespace resnetc::kernels
