//===- Image.h - from a module of device functions to what a device loads ---------------===//
#pragma once

#include "compiler/Backend/Cuda/Targets.h"

#include "mlir/IR/BuiltinOps.h"

#include "llvm/Support/Error.h"

#include <string>

namespace resnetc::cuda {

/// What a driver or the emulator loads; the values of runtime/device/cuda/Kernel.h.
struct Image {
  int32_t format;
  int32_t architecture; ///< 80 for sm_80
  std::string bytes;
};

/// A context with the dialects that device functions are written in.
std::unique_ptr<mlir::MLIRContext> makeDeviceContext();

/// Lowers a module of the scf, arith, llvm and nvvm dialects, optimises it, and writes PTX, or for
/// the emulator its bitcode.
llvm::Expected<Image> makeImage(mlir::ModuleOp module, const CudaTarget &target);

/// Machine code of PTX text, where ptxas is found in PATH or CUDA_HOME; nothing where it is not.
llvm::Expected<std::optional<Image>> assemble(const Image &ptx, const CudaTarget &target);

/// The version that ptxas tells of itself, or "no ptxas".
const std::string &assemblerVersion();

} // namespace resnetc::cuda
