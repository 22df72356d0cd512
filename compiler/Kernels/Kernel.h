//===- Kernel.h - what the compiler asks of a kernel ---------------------------===//
//
// The border between the graph (MLIR) and the kernels (Halide). A kernel is named by its class and
// a few integers: the shape of the layer and which neighbours are fused into it. Equal specs share
// one kernel, whatever the network. Nothing here includes Halide or MLIR.
//
// Calling convention of the object code, for every class:
//   int SYMBOL(void *userContext, int32_t n, halide_buffer_t *arg0, halide_buffer_t *arg1, ...)
// `n` is the batch (or, where the class says so, a number of vectors). Arguments are in the order
// of `KernelInterface::args`. The code reads only the `host` field of a buffer: extents and strides
// are constants or `n`. It keeps no state, needs less than 64 KiB of stack with its tasks, and may
// call halide_do_par_for, halide_malloc and halide_free (scratch memory of the thread it runs on),
// all with `userContext` or what a task was given for it, halide_error_out_of_memory, memcpy and
// memset, nothing else. It returns 0, or the status of what it called and that failed.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Targets/Target.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace resnetc::kernels {

/// Which kernel: a class, and the attributes that the class declares (Attributes.h).
struct KernelSpec {
  std::string kernelClass;              ///< e.g. "conv"
  std::map<std::string, int64_t> attrs; ///< e.g. {"c", 16}, {"relu", 1}
  std::map<std::string, double> reals;  ///< e.g. {"eps", 1e-5}

  /// The attribute as given, else its usual value. Throws std::logic_error where the class declares
  /// none of that name, or it is missing and has no usual value.
  int64_t get(const std::string &name) const;
  double real(const std::string &name) const;
  /// As `get`; nothing where the class has no such attribute.
  std::optional<int64_t> find(const std::string &name) const;
  /// Canonical text, "conv c=16 k=16 ...", without zeros: equal keys mean equal kernels.
  std::string key() const;
  bool operator==(const KernelSpec &) const = default;
};

enum class ElementType { F32, I64, U8 };

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
  std::string variant;                   ///< a name from the class's variants.inc
  std::map<std::string, int64_t> params; ///< tile sizes and the like
  std::string reason;                    ///< for --report; not part of the key
  std::string key() const;               ///< "tile tx=4 tc=4 ..."
};

/// Why there is no such kernel, as "expects ...": its class does not exist, or an attribute is
/// missing, unknown, or of the wrong kind. Empty where all is right. The functions below throw
/// std::invalid_argument for a spec that has a problem.
std::string problemOf(const KernelSpec &spec);

/// The arguments of a kernel, in order.
KernelInterface kernelInterface(const KernelSpec &spec, const Target &target);

/// The default schedule: the target's table, narrowed to what fits the shape. `batchHint` is the
/// batch the caller expects most (every other size still runs).
KernelChoice chooseSchedule(const KernelSpec &spec, const Target &target, int64_t batchHint);

/// Every schedule worth trying, the default first; for tests, benchmarks and the tuner.
std::vector<KernelChoice> candidateSchedules(const KernelSpec &spec, const Target &target,
                                             int64_t batchHint);

/// How a 3 x 3 convolution goes by Winograd's algorithm.
struct WinogradForm {
  int64_t tile;        ///< outputs are computed in pieces of tile x tile: 2 or 4
  bool transformInput; ///< the input is transformed by a kernel of its own, not on the way
};

/// The form in which Winograd's algorithm should beat direct convolution for a spec of class
/// "conv", at the batch that is expected most; nothing where it does not apply or does not pay.
std::optional<WinogradForm> chooseWinograd(const KernelSpec &conv, const Target &target,
                                           int64_t batchHint);

enum class KernelOutput { Object, Assembly, Stmt };

/// Compiles one kernel to `path`. Returns the scratch bytes that one thread needs at most, blocks
/// as runtime/core/Abi.h has them. Safe to call from several threads. Throws a std::exception when
/// the schedule is illegal for the spec: a bug, never a user's mistake.
int64_t compileKernel(const KernelSpec &spec, const KernelChoice &choice, const Target &target,
                      const std::string &symbol, KernelOutput output, const std::string &path);

/// Partial sums an image (P in README.md) of the `stats` output; 0 where the class writes none.
/// Depends on the shape and the target only, never on the schedule.
int64_t statsPartials(const KernelSpec &spec, const Target &target);

/// How many groups of a convolution of c to k channels are computed as one: the fewest of whose
/// channels in and out fill whole vectors, or all of them. Weights are stored for merged groups,
/// with zeros between their parts.
int64_t mergedGroups(int64_t c, int64_t k, int64_t groups, const Target &target);

/// Multiply-adds of one image (0 where the class has none worth counting).
int64_t multiplyAdds(const KernelSpec &spec);

} // namespace resnetc::kernels
