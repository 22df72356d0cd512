//===- Backend.h - what makes kernels for a kind of machine ------------------------===//
//
// The graph above knows no other word for a machine. A backend says which targets it has, which
// neighbours its kernels can compute in one, which schedules a kernel has, and compiles them; the
// contracts of kernels (compiler/Kernels) are the same for all. Errors come back as values.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/KernelReport.h"
#include "compiler/Backend/NetworkTraffic.h"
#include "compiler/Backend/Target.h"
#include "compiler/Kernels/Kernel.h"

#include "mlir/IR/Builders.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

// The dialect's header takes three seconds to compile.
namespace mlir::LLVM {
class LLVMFuncOp;
}

namespace resnetc {

/// Neighbours that some kernels compute with their op, by the pass that joins them.
enum class FusionKind {
  Epilogue,     ///< a residual and a ReLU after a convolution
  Statistics,   ///< sums for a batch norm after the convolution before it
  Prologue,     ///< an affine map and a ReLU before a convolution or its gradient by the filter
  PoolPrologue, ///< the same before a pool
  Gradient,     ///< masks and sums of gradients
};

/// One kernel to compile.
struct KernelJob {
  kernels::KernelSpec spec;
  kernels::KernelChoice choice;
  const Target *target = nullptr;
  std::string symbol;
};

/// A kernel, compiled.
struct KernelCode {
  std::string bytes;
  /// That one thread needs at most, blocks as runtime/core/Abi.h has them; of a kernel for a CUDA
  /// device, bytes of device memory for all of it.
  int64_t scratchBytes = 0;
};

/// A kernel in this process, to measure it; compiled models call theirs another way.
class CallableKernel {
public:
  virtual ~CallableKernel() = default;
  /// Calls it for a batch of n with buffers in the order of its interface, on at most `threads`
  /// threads. Returns its status: 0 where all went well.
  virtual int call(int32_t n, const std::vector<void *> &buffers, int threads) const = 0;
};

/// The interface; one object for each kind of machine.
class Backend {
public:
  virtual ~Backend() = default;

  /// The targets that it has without a processor's table, the most capable first.
  virtual std::vector<const Target *> targets() const = 0;
  /// The target of that name: an instruction set, a processor, "native", or the key of a target.
  /// Null where the backend has none.
  virtual const Target *findTarget(llvm::StringRef name) const = 0;
  /// The same target for another number of cores.
  virtual const Target *withCores(const Target &target, int64_t cores) const = 0;

  /// Whether its kernels compute such neighbours.
  virtual bool canFuse(FusionKind kind) const = 0;
  /// Every schedule of a kernel worth trying at the batch that is expected most (every other runs,
  /// too), the default first; none where the backend has no such kernel.
  virtual std::vector<kernels::KernelChoice>
  schedules(const kernels::KernelSpec &spec, const Target &target, int64_t batch) const = 0;
  /// The form in which Winograd's algorithm should beat direct convolution for a spec of class
  /// "conv" or "conv_grad_weight", operands transformed before or on the way; nothing where it does
  /// not apply or does not pay.
  virtual std::optional<kernels::WinogradForm>
  chooseWinograd(const kernels::KernelSpec &conv, const Target &target, int64_t batch,
                 kernels::FilterTransform filter) const {
    return std::nullopt;
  }

  /// Multiply-adds that a target does while one f32 comes from its memory.
  virtual double memoryBalance(const Target &target) const { return 30; }

  /// Whether filters of so many bytes, all read by every call, are still in the caches at the next.
  virtual bool keepsInCache(const Target &target, int64_t filterBytes) const { return false; }

  /// The images that should go through inference together: larger batches go in groups of as many, so
  /// that their maps stay in the caches. 0: all of a batch.
  virtual int64_t imagesAtOnce(const Target &target, const NetworkTraffic &traffic) const {
    return 0;
  }

  /// Compiles one kernel. Safe to call from several threads.
  virtual llvm::Expected<KernelCode> compile(const KernelJob &job,
                                             kernels::KernelOutput output) const = 0;
  /// Whether this machine can run kernels for a target.
  virtual bool runsHere(const Target &target) const { return false; }
  /// Compiles one kernel into this process, for a target that runs here.
  virtual llvm::Expected<std::unique_ptr<CallableKernel>> load(const kernels::KernelSpec &spec,
                                                               const kernels::KernelChoice &choice,
                                                               const Target &target) const;
  /// What it makes kernels with, and in which version: "Halide 21.0.0".
  virtual std::string library() const = 0;
  /// Changes whenever the code that makes kernels does: kernels are kept under it.
  virtual llvm::StringRef version() const = 0;
  /// What of this machine decides a kernel's bytes, such as an assembler that is there or not:
  /// kernels are kept under it as well. Asked only where kernels are compiled.
  virtual std::string environment() const { return ""; }
  /// A function `int (void *context, int32_t n, void *argument, ...)` that calls the kernel of that
  /// symbol. Without an adapter of its own, a backend's kernels have this form themselves.
  virtual mlir::LLVM::LLVMFuncOp buildLaunch(mlir::OpBuilder &builder, mlir::Location loc,
                                             llvm::StringRef symbol, unsigned arguments) const;
  /// What a report says of a kernel with that object code, launched for n; nothing where the backend
  /// knows no more than follows from the spec.
  virtual KernelReport report(const KernelJob &job, llvm::StringRef object, int64_t n) const {
    return {};
  }
};

/// Makes a backend known to findTarget, after those that are; one that is known already stays
/// where it is. Its object lives as long as the process.
void registerBackend(const Backend &backend);

/// All that were registered, in that order.
llvm::ArrayRef<const Backend *> allBackends();

/// The target of that name by the first backend that has one, and without a name the first of all;
/// null where there is none. With a device, only targets for it count.
const Target *findTarget(llvm::StringRef name, std::optional<Device> device = std::nullopt);

/// Names of targets for a message: "avx512 or avx2". That of the emulator, which is for tests, is not
/// among them.
std::string targetNames(std::optional<Device> device = std::nullopt);

} // namespace resnetc
