//===- Kernels.cpp - the kernels of x86 ----------------------------------------------===//
//
// What is done with the variants.
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

const VariantTable<Variant> &variants() {
  static const VariantTable<Variant> all{
#define KERNEL_FAMILY(FUNCTION) FUNCTION(),
#include "compiler/Backend/X86/families.inc"
#undef KERNEL_FAMILY
  };
  return all;
}

std::vector<KernelChoice> candidateSchedules(const KernelSpec &spec, const X86Target &target,
                                             int64_t batchHint) {
  contractOf(spec);              // throws for a spec that has a problem
  if (spec.formats != Formats{}) // f32 is all there is
    return {};
  if (spec.find("across").value_or(0)) // statistics are of rows of an image
    return {};
  return variants().candidates(spec, target, batchHint);
}

KernelChoice chooseSchedule(const KernelSpec &spec, const X86Target &target, int64_t batchHint) {
  std::vector<KernelChoice> choices = candidateSchedules(spec, target, batchHint);
  if (choices.empty())
    throw std::logic_error("no schedule for '" + spec.key() + "'");
  return choices.front();
}

/// The spec with the pixels of its maps in rows of `across`, where the choice has that: the buffers
/// are the same, whatever is called a row of them.
static KernelSpec arranged(KernelSpec spec, const KernelChoice &choice) {
  auto across = choice.params.find("across");
  if (across == choice.params.end())
    return spec;
  int64_t pixels = spec.get("h") * spec.get("w");
  spec.attrs["w"] = across->second;
  spec.attrs["h"] = pixels / across->second;
  return spec;
}

int64_t compileKernel(const KernelSpec &asked, const KernelChoice &choice, const X86Target &target,
                      const std::string &symbol, KernelOutput output, const std::string &path) {
  const KernelSpec spec = arranged(asked, choice);
  const Variant &variant = variants().chosen(spec, choice);
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
