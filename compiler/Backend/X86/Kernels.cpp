//===- Kernels.cpp - the kernels of x86 ----------------------------------------------===//
//
// Variants by class, and what is done with them. The list of families, rather than registration by
// static objects, keeps every family when the library is linked statically.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Kernels.h"

#include "compiler/Backend/X86/Variant.h"
#include "compiler/Kernels/Contract.h"

#include <stdexcept>

namespace resnetc::x86 {

#define KERNEL_FAMILY(FUNCTION) std::vector<Variant> FUNCTION();
#include "compiler/Backend/X86/families.inc"
#undef KERNEL_FAMILY

static std::map<std::string, std::vector<Variant>> collect() {
  std::map<std::string, std::vector<Variant>> variants;
  auto add = [&](std::vector<Variant> family) {
    for (Variant &one : family) {
      if (!findContract(one.kernelClass))
        throw std::logic_error("a variant of an unknown class '" + one.kernelClass + "'");
      variants[one.kernelClass].push_back(std::move(one));
    }
  };
#define KERNEL_FAMILY(FUNCTION) add(FUNCTION());
#include "compiler/Backend/X86/families.inc"
#undef KERNEL_FAMILY
  return variants;
}

const std::vector<Variant> &variantsOf(const std::string &kernelClass) {
  static const std::map<std::string, std::vector<Variant>> all = collect();
  static const std::vector<Variant> none;
  auto found = all.find(kernelClass);
  return found == all.end() ? none : found->second;
}

std::vector<Params> noParams(const ScheduleQuery &) { return {{}}; }

std::vector<KernelChoice> candidateSchedules(const KernelSpec &spec, const X86Target &target,
                                             int64_t batchHint) {
  contractOf(spec); // throws for a spec that has a problem
  std::vector<KernelChoice> choices;
  if (spec.formats != Formats{}) // f32 is all there is
    return choices;
  for (const Variant &variant : variantsOf(spec.kernelClass)) {
    int64_t rank = 0;
    for (Params &params : variant.candidates({spec, target, batchHint}))
      choices.push_back({variant.name, std::move(params),
                         "table " + target.name + ", rank " + std::to_string(rank++)});
  }
  return choices;
}

KernelChoice chooseSchedule(const KernelSpec &spec, const X86Target &target, int64_t batchHint) {
  std::vector<KernelChoice> choices = candidateSchedules(spec, target, batchHint);
  if (choices.empty())
    throw std::logic_error("no schedule for '" + spec.key() + "'");
  return choices.front();
}

static const Variant &variantOf(const KernelSpec &spec, const KernelChoice &choice) {
  for (const Variant &variant : variantsOf(spec.kernelClass))
    if (variant.name == choice.variant)
      return variant;
  throw std::invalid_argument("kernel class '" + spec.kernelClass + "' has no variant '" +
                              choice.variant + "'");
}

int64_t compileKernel(const KernelSpec &spec, const KernelChoice &choice, const X86Target &target,
                      const std::string &symbol, KernelOutput output, const std::string &path) {
  const Variant &variant = variantOf(spec, choice);
  KernelBuilder builder(spec, choice, target, kernelOperands(spec, target.channelBlock));
  try {
    variant.build(builder);
    return builder.compile(symbol, output, path);
  } catch (const Halide::Error &error) { // not a std::exception
    // Halide maps a stack for its compiler and does not look whether it got one.
    if (std::string_view(error.what()).find("mprotect failed") != std::string_view::npos)
      throw std::bad_alloc();
    throw std::runtime_error("kernel '" + spec.key() + "' with schedule '" + choice.key() +
                             "': " + error.what());
  }
}

} // namespace resnetc::x86
