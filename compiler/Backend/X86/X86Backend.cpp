//===- X86Backend.cpp - kernels for x86 by Halide -------------------------------------===//
//
// The kernels of this folder as a backend.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/X86Backend.h"

#include "compiler/Backend/X86/HalideCall.h"
#include "compiler/Backend/X86/Kernels.h"
#include "compiler/Backend/X86/LaunchAdapter.h"
#include "compiler/Backend/X86/Runner/Runner.h"
#include "compiler/Backend/X86/Version.h"
#include "compiler/Support/MemoryFile.h"

namespace resnetc::x86 {

namespace {

const X86Target &own(const Target &target) { return static_cast<const X86Target &>(target); }

std::string describe(const kernels::KernelSpec &spec, const kernels::KernelChoice &choice,
                     const Target &target) {
  return "kernel '" + spec.key() + "', schedule '" + choice.key() + "', target " + target.name;
}

/// A kernel of the runner.
class X86Kernel : public CallableKernel {
public:
  X86Kernel(const kernels::KernelSpec &spec, const kernels::KernelChoice &choice,
            const Target &target)
      : kernel(spec, choice, own(target)) {}

  int call(int32_t n, const std::vector<void *> &buffers, int threads) const override {
    return kernel.call(n, buffers, threads);
  }

private:
  LoadedKernel kernel;
};

class X86Backend : public Backend {
public:
  std::vector<const Target *> targets() const override {
    std::vector<const Target *> all;
    for (const X86Target &target : allTargets())
      all.push_back(&target);
    return all;
  }
  const Target *findTarget(llvm::StringRef name) const override { return x86::findTarget(name); }
  const Target *withCores(const Target &target, int64_t cores) const override {
    return x86::withCores(own(target), cores);
  }

  bool canFuse(FusionKind) const override { return true; }
  std::vector<kernels::KernelChoice> schedules(const kernels::KernelSpec &spec,
                                               const Target &target, int64_t batch) const override {
    if (!kernels::problemOf(spec).empty())
      return {};
    return candidateSchedules(spec, own(target), batch);
  }
  std::optional<kernels::WinogradForm>
  chooseWinograd(const kernels::KernelSpec &conv, const Target &target, int64_t batch,
                 kernels::FilterTransform filter) const override {
    return x86::chooseWinograd(conv, own(target), batch, filter);
  }
  bool keepsInCache(const Target &target, int64_t filterBytes) const override {
    return x86::keepsInCache(own(target), filterBytes);
  }
  int64_t imagesAtOnce(const Target &target, const NetworkTraffic &traffic) const override {
    return x86::imagesAtOnce(own(target), traffic);
  }

  double memoryBalance(const Target &target) const override { return own(target).balance; }

  llvm::Expected<KernelCode> compile(const KernelJob &job,
                                     kernels::KernelOutput output) const override {
    KernelCode code;
    llvm::Error error = callHalide(
        [&] {
          MemoryFile file;
          code.scratchBytes = compileKernel(job.spec, job.choice, own(*job.target), job.symbol,
                                            output, file.path());
          code.bytes = file.read();
        },
        describe(job.spec, job.choice, *job.target));
    if (error)
      return error;
    return code;
  }
  bool runsHere(const Target &target) const override { return x86::runsHere(own(target)); }
  llvm::Expected<std::unique_ptr<CallableKernel>> load(const kernels::KernelSpec &spec,
                                                       const kernels::KernelChoice &choice,
                                                       const Target &target) const override {
    std::unique_ptr<CallableKernel> kernel;
    llvm::Error error =
        callHalide([&] { kernel = std::make_unique<X86Kernel>(spec, choice, target); },
                   describe(spec, choice, target));
    if (error)
      return error;
    return kernel;
  }
  std::string library() const override { return halideVersion(); }
  llvm::StringRef version() const override { return kernelVersion(); }
  mlir::LLVM::LLVMFuncOp buildLaunch(mlir::OpBuilder &builder, mlir::Location loc,
                                     llvm::StringRef symbol, unsigned arguments) const override {
    return buildLaunchAdapter(builder, loc, Backend::buildLaunch(builder, loc, symbol, arguments));
  }
};

} // namespace

const Backend &backend() {
  static const X86Backend backend;
  return backend;
}

} // namespace resnetc::x86
