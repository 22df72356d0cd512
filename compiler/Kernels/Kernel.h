//===- Kernel.h - what the compiler asks of a kernel ---------------------------===//
//
// The border between the graph (MLIR) and the kernels. A kernel is named by its class and a few
// integers: the shape of the layer and which neighbours are fused into it. Equal specs share one
// kernel, whatever the network. Classes are the same on all machines (Contract.h); what computes
// them is a backend's (compiler/Backend).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Support/NumberFormat.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace resnetc::kernels {

/// Formats of a kernel's numbers. Vectors of coefficients, sums, statistics and what the caller gives
/// and gets are f32 whatever stands here.
struct Formats {
  NumberFormat compute = NumberFormat::F32;    ///< what is multiplied
  NumberFormat store = NumberFormat::F32;      ///< maps and weights in memory
  NumberFormat accumulate = NumberFormat::F32; ///< sums of products
  bool operator==(const Formats &) const = default;
};

/// Which kernel: a class, and the attributes that the class declares (Attributes.h).
struct KernelSpec {
  std::string kernelClass;                  ///< e.g. "conv"
  std::map<std::string, int64_t> attrs;     ///< e.g. {"c", 16}, {"relu", 1}
  std::map<std::string, double> reals = {}; ///< e.g. {"eps", 1e-5}
  Formats formats = {};

  /// The attribute as given, else its usual value. Throws std::logic_error where the class declares
  /// none of that name, or it is missing and has no usual value.
  int64_t get(const std::string &name) const;
  double real(const std::string &name) const;
  /// As `get`; nothing where the class has no such attribute.
  std::optional<int64_t> find(const std::string &name) const;
  /// Canonical text, "conv c=16 k=16 ...", without zeros and f32: equal keys mean equal kernels.
  std::string key() const;
  bool operator==(const KernelSpec &) const = default;
};

enum class ElementType { F32, BF16, FP16, I64, U8 };

/// Elements of maps and weights in a format.
ElementType elementOf(NumberFormat format);

/// Bytes of one element.
int64_t elementBytes(ElementType type);

/// One buffer argument. Its size in elements is `perImage * batch + fixed`; exactly one of the two
/// is non-zero.
struct KernelArg {
  std::string name;
  ElementType type = ElementType::F32;
  int64_t perImage = 0; ///< elements for each image of the batch
  int64_t fixed = 0;    ///< elements that do not depend on the batch
  bool output = false;
  bool inPlace = false; ///< an output that is also read (its old value is an input)
  int aliasOf = -1; ///< this output may share memory with that input argument, element by element
};

struct KernelInterface {
  std::vector<KernelArg> args;
};

/// A schedule: which variant of the class and its parameters, and why it was taken.
struct KernelChoice {
  std::string variant;                   ///< one of the backend's for the class
  std::map<std::string, int64_t> params; ///< tile sizes and the like
  std::string reason;                    ///< for --report; not part of the key
  std::string key() const;               ///< "tile tx=4 tc=4 ..."
};

/// How a 3 x 3 convolution goes by Winograd's algorithm.
struct WinogradForm {
  int64_t tile;        ///< outputs are computed in pieces of tile x tile: 2 or 4
  bool transformInput; ///< the input is transformed by a kernel of its own, not on the way
  bool taps = false;   ///< the filter is read as it is and transformed on the way, as the input
  bool operator==(const WinogradForm &) const = default;
};

/// When the filter is transformed for it, and from where a call has it.
enum class FilterTransform {
  Prepared,        ///< once for all calls
  PreparedInCache, ///< the same, in a network whose filters all stay in the caches between calls
  EachCall,        ///< in training the filter is another at every step
  TurnedRound      ///< the same, for the gradient by the input: with the filter turned round
};

inline bool isPrepared(FilterTransform filter) {
  return filter == FilterTransform::Prepared || filter == FilterTransform::PreparedInCache;
}

/// What a reader may want of a kernel: object code, assembly, or its loops before code generation.
enum class KernelOutput { Object, Assembly, Loops };

/// Why there is no such kernel, as "expects ...": its class does not exist, or an attribute is
/// missing, unknown, or of the wrong kind. Empty where all is right. The functions below throw
/// std::invalid_argument for a spec that has a problem.
std::string problemOf(const KernelSpec &spec);

/// What KernelSpec::key() says, read back; nothing where the text is no kernel's that there is.
std::optional<KernelSpec> parseSpec(const std::string &key);

/// The arguments of a kernel, in order, for channels in blocks of `block`.
KernelInterface kernelInterface(const KernelSpec &spec, int64_t block);

/// Partial sums an image (P in README.md) of the `stats` output; 0 where the class writes none.
/// Depends on the shape only, never on the schedule.
int64_t statsPartials(const KernelSpec &spec);

/// How many groups of a convolution of c to k channels are computed as one: the fewest of whose
/// channels in and out fill whole blocks, or all of them. Weights are stored for merged groups,
/// with zeros between their parts.
int64_t mergedGroups(int64_t c, int64_t k, int64_t groups, int64_t block);

/// Multiply-adds of one image (0 where the class has none worth counting).
int64_t multiplyAdds(const KernelSpec &spec);

} // namespace resnetc::kernels
