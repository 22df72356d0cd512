//===- Kernels.cpp - the kernels of CUDA -------------------------------------------------===//
//
// Variants by class, and what is done with them.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Kernels.h"

#include "compiler/Backend/Cuda/HostStub.h"
#include "compiler/Backend/Cuda/Variant.h"
#include "compiler/Kernels/Contract.h"

#include <stdexcept>

namespace resnetc::cuda {

#define KERNEL_FAMILY(FUNCTION) std::vector<Variant> FUNCTION();
#include "compiler/Backend/Cuda/families.inc"
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
#include "compiler/Backend/Cuda/families.inc"
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

std::vector<KernelChoice> candidateSchedules(const KernelSpec &spec, const CudaTarget &target,
                                             int64_t batchHint) {
  contractOf(spec); // throws for a spec that has a problem
  std::vector<KernelChoice> choices;
  // In f32, its multiplications perhaps in TF32, or in bf16.
  const bool narrow = spec.formats.compute == NumberFormat::BF16;
  if (spec.formats !=
      Formats{spec.formats.compute, narrow ? NumberFormat::BF16 : NumberFormat::F32})
    return choices;
  for (const Variant &variant : variantsOf(spec.kernelClass)) {
    int64_t rank = 0;
    for (Params &params : variant.candidates({spec, target, batchHint}))
      choices.push_back({variant.name, std::move(params),
                         "table " + target.name + ", rank " + std::to_string(rank++)});
  }
  return choices;
}

static const Variant &variantOf(const KernelSpec &spec, const KernelChoice &choice) {
  for (const Variant &variant : variantsOf(spec.kernelClass))
    if (variant.name == choice.variant)
      return variant;
  throw std::invalid_argument("kernel class '" + spec.kernelClass + "' has no variant '" +
                              choice.variant + "'");
}

template <typename T> static T require(llvm::Expected<T> value) {
  if (!value)
    throw std::runtime_error(llvm::toString(value.takeError()));
  return std::move(*value);
}

CompiledParts compileKernel(const KernelSpec &spec, const KernelChoice &choice,
                            const CudaTarget &target, const std::string &symbol,
                            KernelOutput output) {
  KernelBuilder builder(spec, choice, target, symbol);
  variantOf(spec, choice).build(builder);
  if (output == KernelOutput::Loops) {
    std::string text;
    llvm::raw_string_ostream(text) << builder.module();
    return {text, builder.scratchBytes};
  }
  std::vector<Image> images = {require(makeImage(builder.module(), target))};
  if (output == KernelOutput::Assembly)
    return {images.front().bytes, builder.scratchBytes};
  if (!target.emulated)
    if (std::optional<Image> code = require(assemble(images.front(), target)))
      images.insert(images.begin(), std::move(*code));
  return {require(buildHostStub(symbol, builder, images)), builder.scratchBytes};
}

} // namespace resnetc::cuda
