//===- TargetOption.cpp - the processors of a command line, as targets -----------------===//
//
// See TargetOption.h.
//
//===----------------------------------------------------------------------===//
#include "tools/TargetOption.h"

#include "compiler/Support/Errors.h"

namespace resnetc {

static llvm::Error unknown(llvm::StringRef cpu) {
  if (cpu == "native")
    return inputError("this machine has neither AVX-512 nor AVX2 with FMA; name the machine that "
                      "is to run the library, -march=x86-64-v3 or x86-64-v4");
  return llvm::createStringError("'-march' knows no processor '" + cpu +
                                 "' with AVX-512 or AVX2; it takes native, x86-64-v3, x86-64-v4 or "
                                 "a processor's name");
}

llvm::Expected<std::vector<const Target *>> readTargets(llvm::StringRef march, int64_t cores) {
  llvm::SmallVector<llvm::StringRef> cpus;
  march.split(cpus, ',');
  std::vector<const Target *> wanted, targets;
  for (llvm::StringRef cpu : cpus) {
    wanted.push_back(cpu.empty() ? nullptr : findTarget(cpu, Device::Processor));
    if (!wanted.back())
      return unknown(cpu);
  }
  for (const Backend *backend : allBackends())
    for (const Target *each : backend->targets())
      for (const Target *target : wanted)
        if (target->name == each->name) {
          targets.push_back(backend->withCores(*target, cores));
          break;
        }
  return targets;
}

} // namespace resnetc
