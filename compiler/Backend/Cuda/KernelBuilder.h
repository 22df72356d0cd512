//===- KernelBuilder.h - the steps of a kernel while a class writes them ------------------===//
#pragma once

#include "compiler/Backend/Cuda/Function.h"
#include "compiler/Backend/Cuda/Image.h"
#include "compiler/Kernels/Operand.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace resnetc::cuda {

using namespace kernels;

/// How a step is launched: unitsPerImage * n + unitsFixed units of work, so many a block. The other
/// two dimensions of the grid are fixed.
struct Grid {
  int64_t unitsPerImage = 0, unitsFixed = 0, unitsPerBlock = 1;
  int gridY = 1, gridZ = 1;
  int threads = 256; ///< of a block
  int64_t sharedBytes = 0;
};

/// A tensor map of an operand of two bytes an element; members as those of rn_cuda_map (runtime/device/cuda/Kernel.h).
struct TensorMap {
  std::string operand;
  bool im2col = false;
  int perImage = -1;
  int64_t offset = 0;                  ///< bytes
  std::vector<int64_t> sizes, strides; ///< strides: bytes, of all dimensions but the innermost
  std::vector<int> box, steps;         ///< box: of im2col, channels and pixels
  std::vector<int> lower, upper;
};

/// Four channels of a pixel of a map: what one thread of a streaming kernel computes.
struct Quad {
  Number index;   ///< of the first among the map's elements, whole batch
  Number channel; ///< of the first, in blocks: an index into a vector of the map's channels
  Number pixel;   ///< y * w + x
  Number block, image;
};

/// The quad with zeros in the lanes beyond the last of a map's channels; `channel` is that of its first.
Number upToChannel(const Number &quad, const Number &channel, int channels);

class KernelBuilder {
public:
  KernelBuilder(const KernelSpec &spec, const KernelChoice &choice, const CudaTarget &target,
                std::string symbol);

  const KernelSpec &spec;
  const KernelChoice &choice;
  const CudaTarget &target;
  /// Device memory that the steps share, beside the arguments; does not depend on the batch.
  int64_t scratchBytes = 0;

  static constexpr int lanes = 16; ///< channels of a block
  /// An attribute of the spec.
  int get(const std::string &name) const { return static_cast<int>(spec.get(name)); }
  /// A parameter of the schedule; throws where absent.
  int param(const std::string &name) const;
  /// Blocks of channels.
  int blocks(const std::string &attr) const {
    return static_cast<int>(ceilDiv(spec.get(attr), lanes));
  }
  bool has(const std::string &operand) const;

  /// One more launch, whose function `body` writes; it may copy boxes by these maps.
  void step(const Grid &grid, llvm::function_ref<void()> body, std::vector<TensorMap> maps = {});
  /// One more launch of a thread for each of `perImage` units of an image, or of `fixed` ones in all,
  /// by its number.
  void forEach(int64_t perImage, int64_t fixed, llvm::function_ref<void(const Number &)> body);
  /// One more launch, a thread for each quad of a map of that many blocks of channels and pixels.
  void forEachQuad(int64_t blocks, int64_t pixels, llvm::function_ref<void(const Quad &)> body);

  /// Within a step, the operand of that name; throws where there is none.
  Pointer arg(const std::string &name) const;
  Pointer scratch() const;

  /// What `step` has collected.
  struct Step {
    std::string entry;
    Grid grid;
    std::vector<TensorMap> maps;
  };
  const std::vector<Step> &steps() const { return written; }
  size_t arguments() const { return operands.size(); }
  /// The number of the operand of that name; throws where there is none.
  size_t indexOf(const std::string &name) const;
  mlir::ModuleOp module() { return *device; }

private:
  std::string symbol;
  std::vector<Operand> operands;
  std::unique_ptr<mlir::MLIRContext> context;
  mlir::OwningOpRef<mlir::ModuleOp> device;
  std::vector<Step> written;
};

} // namespace resnetc::cuda
