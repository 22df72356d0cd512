//===- KernelClass.h - what one family of kernels provides -----------------------===//
//
// A class of kernels is its attributes and operands, its algorithm, and a list of variants:
// schedules with the parameters worth trying. Registry.cpp finds a class by name; nothing else knows which classes
// exist.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Attributes.h"
#include "compiler/Kernels/KernelBuilder.h"

#include <functional>
#include <memory>

namespace resnetc::kernels {

using Params = std::map<std::string, int64_t>;

/// What a variant may look at when it proposes parameters.
struct ScheduleQuery {
  const KernelSpec &spec;
  const Target &target;
  int64_t batchHint;
};

/// One schedule of a class. `candidates` lists parameters, best guess first, and is empty where the
/// variant does not fit the shape.
struct Variant {
  std::string name;
  std::function<std::vector<Params>(const ScheduleQuery &)> candidates;
  /// Writes the algorithm into the builder and schedules it.
  std::function<void(KernelBuilder &)> build;
};

/// One class of kernels.
struct KernelClass {
  std::string name;
  Attributes attributes;
  std::function<std::vector<Operand>(const KernelSpec &, const Target &)> operands;
  std::function<int64_t(const KernelSpec &)> multiplyAdds = nullptr;
  std::vector<Variant> variants = {}; ///< filled from variants.inc
};

/// A line of a family's variants.inc: the class it belongs to, and the variant.
struct VariantLine {
  std::string kernelClass;
  Variant variant;
};

/// Puts the lines of a variants.inc into their classes; a line without class is a bug and throws.
std::vector<KernelClass> withVariants(std::vector<KernelClass> classes,
                                      const std::vector<VariantLine> &lines);

/// Candidates of a variant that has no parameters.
std::vector<Params> noParams(const ScheduleQuery &query);

} // namespace resnetc::kernels
