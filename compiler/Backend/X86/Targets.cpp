//===- Targets.cpp - from a -march value to a target --------------------------------===//
//
// A psABI level names an instruction set at once. A CPU name is looked up in LLVM's table of x86
// processors, and "native" asks the machine; both then get the widest instruction set whose features
// they all have, and the caches and balance of their processor where Processors.inc has it.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Targets.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/X86TargetParser.h"

#include <algorithm>
#include <map>
#include <mutex>

namespace resnetc::x86 {

const std::vector<X86Target> &allTargets() {
  static const std::vector<X86Target> targets = {avx512Target(), avx2Target()};
  return targets;
}

/// LLVM's name of a feature that /proc/cpuinfo calls `name`.
static llvm::StringRef llvmFeature(llvm::StringRef name) { return name == "bmi1" ? "bmi" : name; }

/// Whether `hasFeature` holds on everything that a target needs.
template <typename HasFeature> static bool hasAll(const X86Target &target, HasFeature hasFeature) {
  return llvm::all_of(target.cpuFeatures,
                      [&](const std::string &name) { return hasFeature(llvmFeature(name)); });
}

bool runsHere(const X86Target &target) {
  const llvm::StringMap<bool> features = llvm::sys::getHostCPUFeatures();
  return hasAll(target, [&](llvm::StringRef name) { return features.lookup(name); });
}

/// The widest target for which `hasFeature` holds on everything it needs.
template <typename HasFeature> static const X86Target *widest(HasFeature hasFeature) {
  for (const X86Target &target : allTargets())
    if (hasAll(target, hasFeature))
      return &target;
  return nullptr;
}

namespace {

/// A line of Processors.inc.
struct Processor {
  llvm::StringRef name, cpus;
  int64_t l1Bytes, l2Bytes, l3Bytes;
  double balance;
};

constexpr Processor processors[] = {
#define PROCESSOR(...) {__VA_ARGS__},
#include "compiler/Backend/X86/Processors.inc"
};

} // namespace

/// One object for each target that is asked for, by its key.
static const X86Target *intern(X86Target target) {
  static std::mutex mutex;
  static std::map<std::string, X86Target> known;
  std::lock_guard lock(mutex);
  std::string key = target.key();
  return &known.try_emplace(key, std::move(target)).first->second;
}

/// The instruction set on the processor of that name, or on a generic one.
static X86Target onProcessor(X86Target target,
                             llvm::function_ref<bool(const Processor &)> matches) {
  for (const Processor &processor : processors)
    if (matches(processor)) {
      target.processor = processor.name.str();
      target.l1Bytes = processor.l1Bytes;
      target.l2Bytes = processor.l2Bytes;
      target.l3Bytes = processor.l3Bytes;
      target.balance = processor.balance;
    }
  return target;
}

static const X86Target *onCpu(const X86Target *target, llvm::StringRef cpu) {
  return target ? intern(onProcessor(*target,
                                     [&](const Processor &processor) {
                                       llvm::SmallVector<llvm::StringRef> cpus;
                                       processor.cpus.split(cpus, ' ');
                                       return llvm::is_contained(cpus, cpu);
                                     }))
                : nullptr;
}

/// The target of a key with processor and cores; null where it has none.
static const X86Target *fromKey(llvm::StringRef key) {
  auto [name, rest] = key.split('/');
  auto [processor, cores] = rest.split('/');
  for (const X86Target &target : allTargets())
    if (name == target.name) {
      X86Target found =
          onProcessor(target, [&](const Processor &p) { return p.name == processor; });
      bool known = rest.empty() || processor == found.processor;
      if (!known || (!rest.empty() && (cores.getAsInteger(10, found.cores) || found.cores < 1)))
        return nullptr;
      return intern(std::move(found));
    }
  return nullptr;
}

const X86Target *withCores(const X86Target &target, int64_t cores) {
  X86Target other = target;
  other.cores = cores;
  return intern(std::move(other));
}

const X86Target *findTarget(std::string_view march) {
  for (const X86Target &target : allTargets())
    if (march == target.hostCpu)
      return intern(target);
  llvm::StringRef cpu(march.data(), march.size());
  if (const X86Target *target = fromKey(cpu))
    return target;
  if (cpu == "native") {
    const llvm::StringMap<bool> features = llvm::sys::getHostCPUFeatures();
    return onCpu(widest([&](llvm::StringRef name) { return features.lookup(name); }),
                 llvm::sys::getHostCPUName());
  }
  if (llvm::X86::parseArchX86(cpu, /*Only64Bit=*/true) == llvm::X86::CK_None)
    return nullptr;
  llvm::SmallVector<llvm::StringRef> features;
  llvm::X86::getFeaturesForCPU(cpu, features, /*NeedPlus=*/false);
  return onCpu(widest([&](llvm::StringRef name) { return llvm::is_contained(features, name); }),
               cpu);
}

} // namespace resnetc::x86
