//===- CudaBackend.cpp - kernels for CUDA devices as a backend ---------------------------===//
#include "compiler/Backend/Cuda/CudaBackend.h"

#include "compiler/Backend/Cuda/Image.h"
#include "compiler/Backend/Cuda/Kernels.h"
#include "compiler/Support/Errors.h"

#include "llvm/Config/llvm-config.h"

namespace resnetc::cuda {

namespace {

const CudaTarget &own(const Target &target) { return static_cast<const CudaTarget &>(target); }

class CudaBackend : public Backend {
public:
  std::vector<const Target *> targets() const override {
    std::vector<const Target *> all;
    for (const CudaTarget &target : allTargets())
      all.push_back(&target);
    return all;
  }
  const Target *findTarget(llvm::StringRef name) const override { return cuda::findTarget(name); }
  /// A device has all of its multiprocessors.
  const Target *withCores(const Target &target, int64_t) const override { return &target; }

  /// Maps before a convolution are kernels of their own.
  bool canFuse(FusionKind kind) const override { return kind != FusionKind::Prologue; }
  std::vector<kernels::KernelChoice> schedules(const kernels::KernelSpec &spec,
                                               const Target &target, int64_t batch) const override {
    if (!kernels::problemOf(spec).empty())
      return {};
    return candidateSchedules(spec, own(target), batch);
  }

  llvm::Expected<KernelCode> compile(const KernelJob &job,
                                     kernels::KernelOutput output) const override {
    try {
      llvm::Expected<CompiledParts> parts =
          compileKernel(job.spec, job.choice, own(*job.target), job.symbol, output);
      if (!parts)
        return parts.takeError();
      return KernelCode{std::move(parts->bytes), parts->scratchBytes};
    } catch (const std::bad_alloc &) {
      throw;
    } catch (const std::exception &error) {
      return bugError("kernel '" + llvm::Twine(job.spec.key()) + "', schedule '" +
                      job.choice.key() + "', target " + job.target->name + ": " + error.what());
    }
  }
  std::string library() const override { return "LLVM " LLVM_VERSION_STRING; }
  llvm::StringRef version() const override {
    static const std::string version = library() + " " +
#include "compiler/Backend/Cuda/Version.inc"
        ;
    return version;
  }
  std::string environment() const override { return assemblerVersion(); }
  KernelReport report(const KernelJob &job, llvm::StringRef object, int64_t n) const override {
    return reportKernel(job.spec, job.choice, own(*job.target), job.symbol, object, n);
  }
};

} // namespace

const Backend &backend() {
  static const CudaBackend backend;
  return backend;
}

} // namespace resnetc::cuda
