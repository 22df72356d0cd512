//===- Target.cpp - from a -march value to a target --------------------------------===//
//
// A psABI level names a target at once. A CPU name is looked up in LLVM's table of x86 processors,
// and "native" asks the machine; both then get the widest target whose features they all have.
//
//===----------------------------------------------------------------------===//
#include "compiler/Targets/Target.h"
#include "compiler/Targets/X86.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/X86TargetParser.h"

#include <algorithm>

namespace resnetc {

const std::vector<Target> &allTargets() {
  static const std::vector<Target> targets = {x86Avx512Target(), x86Avx2Target()};
  return targets;
}

/// LLVM's name of a feature that /proc/cpuinfo calls `name`.
static llvm::StringRef llvmFeature(llvm::StringRef name) { return name == "bmi1" ? "bmi" : name; }

/// The widest target for which `hasFeature` holds on everything it needs.
template <typename HasFeature> static const Target *widest(HasFeature hasFeature) {
  for (const Target &target : allTargets())
    if (std::all_of(target.cpuFeatures.begin(), target.cpuFeatures.end(),
                    [&](const std::string &name) { return hasFeature(llvmFeature(name)); }))
      return &target;
  return nullptr;
}

const Target *findTarget(std::string_view march) {
  for (const Target &target : allTargets())
    if (march == target.march)
      return &target;
  if (march == "native") {
    const llvm::StringMap<bool> features = llvm::sys::getHostCPUFeatures();
    return widest([&](llvm::StringRef name) { return features.lookup(name); });
  }
  llvm::StringRef cpu(march.data(), march.size());
  if (llvm::X86::parseArchX86(cpu, /*Only64Bit=*/true) == llvm::X86::CK_None)
    return nullptr;
  llvm::SmallVector<llvm::StringRef> features;
  llvm::X86::getFeaturesForCPU(cpu, features, /*NeedPlus=*/false);
  return widest([&](llvm::StringRef name) { return llvm::is_contained(features, name); });
}

} // namespace resnetc
