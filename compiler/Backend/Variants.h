//===- Variants.h - the ways in which a backend computes its kernels -------------------===//
//
// A backend's families list their variants (variants.inc); a table finds those of a class, and nothing
// else knows which there are. Lists, rather than registration by static objects, keep every family
// when the backend is linked statically.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Contract.h"

#include <functional>
#include <stdexcept>

namespace resnetc {

using Params = std::map<std::string, int64_t>;

/// What a variant may look at when it proposes parameters.
template <typename TargetT> struct ScheduleQueryOf {
  const kernels::KernelSpec &spec;
  const TargetT &target;
  int64_t batchHint;
};

/// One schedule of a class. `candidates` lists parameters, best guess first, and is empty where the
/// variant does not fit the shape; `build` writes the kernel into the backend's builder.
template <typename TargetT, typename BuilderT> struct VariantOf {
  using Target = TargetT;
  std::string kernelClass;
  std::string name;
  std::function<std::vector<Params>(const ScheduleQueryOf<TargetT> &)> candidates;
  std::function<void(BuilderT &)> build;
};

/// A line of variants.inc.
#define KERNEL_VARIANT(CLASS, NAME, CANDIDATES, BUILD) {CLASS, NAME, CANDIDATES, BUILD},

/// The variants of a backend, by class.
template <typename Variant> class VariantTable {
public:
  /// Throws std::logic_error for a variant of a class that has no contract.
  explicit VariantTable(std::initializer_list<std::vector<Variant>> families) {
    for (const std::vector<Variant> &family : families)
      for (const Variant &one : family) {
        if (!kernels::findContract(one.kernelClass))
          throw std::logic_error("a variant of an unknown class '" + one.kernelClass + "'");
        variants[one.kernelClass].push_back(one);
      }
  }

  /// Those of a class; none where it is another backend's.
  const std::vector<Variant> &of(const std::string &kernelClass) const {
    static const std::vector<Variant> none;
    auto found = variants.find(kernelClass);
    return found == variants.end() ? none : found->second;
  }

  /// All that they propose, the default first.
  std::vector<kernels::KernelChoice> candidates(const kernels::KernelSpec &spec,
                                                const typename Variant::Target &target,
                                                int64_t batchHint) const {
    std::vector<kernels::KernelChoice> choices;
    for (const Variant &variant : of(spec.kernelClass)) {
      int64_t rank = 0;
      for (Params &params : variant.candidates({spec, target, batchHint}))
        choices.push_back({variant.name, std::move(params),
                           "table " + target.name + ", rank " + std::to_string(rank++)});
    }
    return choices;
  }

  /// The variant that a choice names; throws std::invalid_argument where the class has none such.
  const Variant &chosen(const kernels::KernelSpec &spec,
                        const kernels::KernelChoice &choice) const {
    for (const Variant &variant : of(spec.kernelClass))
      if (variant.name == choice.variant)
        return variant;
    throw std::invalid_argument("kernel class '" + spec.kernelClass + "' has no variant '" +
                                choice.variant + "'");
  }

private:
  std::map<std::string, std::vector<Variant>> variants;
};

/// A parameter of a schedule; throws std::logic_error where it has none of that name.
inline int paramOf(const kernels::KernelChoice &choice, const std::string &name) {
  auto found = choice.params.find(name);
  if (found == choice.params.end())
    throw std::logic_error("schedule '" + choice.variant + "' lacks the parameter '" + name + "'");
  return static_cast<int>(found->second);
}

} // namespace resnetc
