//===- KernelView.cpp - one kernel's code for a reader ------------------------------===//
//
// Behind --emit=stmt, asm and ptx. Symbols end in a hash that nobody types, so their start is
// enough.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/KernelView.h"

#include "compiler/Support/Errors.h"

namespace resnetc {

static llvm::Expected<std::string> codeOf(const KernelJob &job, kernels::KernelOutput output) {
  llvm::Expected<KernelCode> code = job.target->backend->compile(job, output);
  if (!code)
    return code.takeError();
  return std::move(code->bytes);
}

static std::string listKernels(const std::vector<const KernelJob *> &jobs) {
  std::string list;
  for (const KernelJob *job : jobs)
    list += job->symbol + "  " + job->spec.key() + "  schedule " + job->choice.key() + "\n";
  return list;
}

llvm::Expected<std::string> viewKernel(const std::vector<KernelJob> &jobs, llvm::StringRef name,
                                       kernels::KernelOutput output) {
  std::vector<const KernelJob *> all, fitting;
  for (const KernelJob &job : jobs) {
    all.push_back(&job);
    if (job.symbol == name)
      return codeOf(job, output);
    if (llvm::StringRef(job.symbol).starts_with(name))
      fitting.push_back(&job);
  }
  if (name.empty())
    return listKernels(all);
  if (fitting.size() == 1)
    return codeOf(*fitting.front(), output);
  if (fitting.empty())
    return inputError("no kernel is called '" + name + "'; there are\n" + listKernels(all));
  return inputError("several kernels begin with '" + name + "':\n" + listKernels(fitting));
}

} // namespace resnetc
