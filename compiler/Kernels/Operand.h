//===- Operand.h - the buffers that kernels read and write -------------------------===//
//
// Describes an operand once: KernelInterface, a backend's parameters with their constant strides,
// and the benchmark's and tests' allocations all follow from it. Layouts are those of README.md.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Kernel.h"

namespace resnetc::kernels {

/// The layouts of README.md.
enum class Layout {
  Plain,
  Act,
  Nchw,
  Bytes,
  Weight,
  OhwiWeight,
  TransposedWeight,
  WinogradAct,
  WinogradWeight,
  PhaseWeight,
  Vec,
  Stats,
  Mat
};

/// One argument of a kernel class, with its shape.
struct Operand {
  std::string name;
  ElementType type = ElementType::F32;
  Layout layout = Layout::Plain;
  int64_t c = 0, k = 0; ///< channels that are real; weights have both, everything else has c
  /// Of weights in groups: channels in and out of one. Of a layer's c (or, transposed, k) channels
  /// there are those of a few merged groups, and zeros where an output does not see an input.
  int64_t groupC = 0, groupK = 0;
  std::vector<int64_t> extents; ///< innermost first, dense, without the batch
  bool batched = false;         ///< an outermost dimension of extent `n` follows
  bool wide = false;            ///< f32 in every format: a gradient of a parameter
  bool aligned = true;          ///< starts on 64 bytes; false for the caller's own memory
  bool output = false;
  bool inPlace = false; ///< an output whose old value is an input
  std::string aliasOf;  ///< input that this output may share memory with

  /// True for what holds zeros, the lanes beyond the last channel and weights between groups;
  /// `element` counts within one image.
  bool isPadding(int64_t element) const;
  int64_t elements() const; ///< of one image, or of the whole when not batched
  Operand out() const;      ///< the same as an output
  Operand updated() const;  ///< the same as an output that is also read
  Operand inF32() const;    ///< the same, wide
  Operand mayAlias(const std::string &input) const;
  Operand inGroups(int64_t eachK, int64_t eachC) const;
};

/// Pixels of the map of a spec that has one: h * w.
inline int64_t pixelsOf(const KernelSpec &spec) { return spec.get("h") * spec.get("w"); }

inline int64_t ceilDiv(int64_t a, int64_t b) { return (a + b - 1) / b; }

/// The name of one of several operands, or of its attribute: "x0".
inline std::string numbered(const std::string &name, int64_t part) {
  return name + std::to_string(part);
}

Operand actOperand(const std::string &name, int64_t c, int64_t h, int64_t w, int64_t v);
/// act with its map flattened to one dimension of h * w pixels.
Operand flatActOperand(const std::string &name, int64_t c, int64_t pixels, int64_t v);
/// The same for the map of a spec: its c channels of h * w pixels.
Operand mapOperand(const std::string &name, const KernelSpec &spec, int64_t v);
Operand nchwOperand(const std::string &name, int64_t c, int64_t h, int64_t w);
/// The caller's image of bytes, channels innermost.
Operand bytesOperand(const std::string &name, int64_t c, int64_t h, int64_t w);
Operand weightOperand(const std::string &name, int64_t k, int64_t c, int64_t kh, int64_t kw,
                      int64_t v);
Operand ohwiWeightOperand(const std::string &name, int64_t k, int64_t c, int64_t kh, int64_t kw,
                          int64_t v);
Operand transposedWeightOperand(const std::string &name, int64_t k, int64_t c, int64_t kh,
                                int64_t kw, int64_t v);
/// The input of a 3 x 3 convolution after its transform: at each of side * side positions the
/// channels of `tiles` tiles.
Operand winogradActOperand(const std::string &name, int64_t c, int64_t side, int64_t tiles,
                           int64_t v);
/// A 3 x 3 filter after its transform to side * side positions.
Operand winogradWeightOperand(const std::string &name, int64_t k, int64_t c, int64_t side,
                              int64_t v);
/// A filter in its phases, all channels of which lie together, after the transform to side * side
/// positions.
Operand phaseWeightOperand(const std::string &name, int64_t k, int64_t c, int64_t side,
                           int64_t stride, int64_t v);
Operand vecOperand(const std::string &name, int64_t c, int64_t v);
/// `numbers` a partial: 3 of values (pivot, sum and sum of squares about it), 2 of gradients.
Operand statsOperand(const std::string &name, int64_t c, int64_t partials, int64_t numbers,
                     int64_t v);
/// One vector of a block for each count of n: tensors as they lie, whatever their layout.
Operand vectorsOperand(const std::string &name, int64_t v);
Operand matOperand(const std::string &name, int64_t k);

} // namespace resnetc::kernels
