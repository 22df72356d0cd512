//===- Problem.h - one kernel, one batch: inputs and expected outputs ----------------===//
//
// Inputs are random, with zeros in the padding lanes. A reference writes every output in double,
// and beside each value the sum of the magnitudes that went into it, which bounds the rounding
// error.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Kernels.h"
#include "compiler/Kernels/Contract.h"

#include <map>

namespace resnetc::x86::test {

/// An output as the reference sees it; both arrays start as zeros and have the kernel's layout.
struct Expected {
  std::vector<double> value, magnitude;
  void set(int64_t at, double v, double m) {
    value[at] = v;
    magnitude[at] = m;
  }
};

class Problem {
public:
  /// Ordinary values, or a few infinities and NaNs among them: in all operands of which each is
  /// met by some of the outputs alone.
  enum class Values { Ordinary, Special };
  Problem(const KernelSpec &spec, const Target &target, int64_t n,
          Values values = Values::Ordinary);

  const KernelSpec &spec;
  const int64_t n, lanes;
  const bool isSpecial;
  const int64_t groups,
      merged; ///< of a convolution, and how many of them its weights are stored for
  std::vector<Operand> operands;
  std::map<std::string, std::vector<unsigned char>> initial; ///< inputs and in-place outputs
  std::map<std::string, Expected> expected;                  ///< outputs

  /// An attribute, 0 where the class has none of that name.
  int64_t get(const std::string &name) const { return spec.find(name).value_or(0); }
  bool has(const char *name) const;
  const Operand &operand(const std::string &name) const;
  int64_t elements(const Operand &operand) const;

  /// Offsets in the layouts; channels are counted over all blocks, and all groups.
  int64_t act(int64_t image, int64_t channel, int64_t y, int64_t x, int64_t channels,
              int64_t height, int64_t width) const;
  int64_t weight(int64_t output, int64_t input, int64_t ky,
                 int64_t kx) const; ///< wt, of an image too
  int64_t transposed(int64_t output, int64_t input, int64_t ky, int64_t kx) const;

  /// Input values; `floats` is for inner loops, where looking up a name would take longest.
  const float *floats(const char *name) const;
  double value(const char *name, int64_t at) const;
  double x(int64_t image, int64_t channel, int64_t y,
           int64_t x) const; ///< "x" of c, h, w; image, bytes or act
  const unsigned char *bytes(const char *name) const { return initial.at(name).data(); }

private:
  /// Of a window's weights and map, for the offsets: by name they would take longer than the arithmetic.
  const int64_t c, k, h, w, kh, kw;
  const bool nchwInput;
  const float *xData = nullptr;
  Layout xLayout = Layout::Plain;
  void fill(const Operand &operand);
  /// Writes an element of a float input, or a byte of an image.
  void put(const Operand &operand, int64_t at, double value);
  std::map<std::string, std::vector<float>>
      widened; ///< the values of inputs of 16 bits and of bytes
  void addSpecials(const Operand &operand);
  uint64_t state;
  double random(); ///< in [-1, 1)
};

/// Writes every entry of `expected`.
using Reference = void (*)(Problem &problem);
/// The reference of each class.
const std::map<std::string, Reference> &references();

} // namespace resnetc::x86::test
