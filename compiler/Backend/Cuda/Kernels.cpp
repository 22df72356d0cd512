//===- Kernels.cpp - the kernels of CUDA -------------------------------------------------===//
//
// What is done with the variants.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Kernels.h"

#include "compiler/Backend/Cuda/HostStub.h"
#include "compiler/Backend/Cuda/Variant.h"
#include "compiler/Backend/Cuda/report/CostModel.h"
#include "compiler/Backend/Cuda/report/MachineCode.h"
#include "compiler/Kernels/Contract.h"

#include <stdexcept>

namespace resnetc::cuda {

#define KERNEL_FAMILY(FUNCTION) std::vector<Variant> FUNCTION();
#include "compiler/Backend/Cuda/families.inc"
#undef KERNEL_FAMILY

const VariantTable<Variant> &variants() {
  static const VariantTable<Variant> all{
#define KERNEL_FAMILY(FUNCTION) FUNCTION(),
#include "compiler/Backend/Cuda/families.inc"
#undef KERNEL_FAMILY
  };
  return all;
}

std::vector<KernelChoice> candidateSchedules(const KernelSpec &spec, const CudaTarget &target,
                                             int64_t batchHint) {
  contractOf(spec); // throws for a spec that has a problem
  // In f32, its multiplications perhaps in TF32, or in a format of 16 bits.
  const NumberFormat compute = spec.formats.compute;
  if (spec.formats != Formats{compute, isHalf(compute) ? compute : NumberFormat::F32})
    return {};
  return variants().candidates(spec, target, batchHint);
}

/// Machine code where there is an assembler, and PTX; of the emulated target bitcode.
static llvm::Expected<std::vector<Image>> imagesOf(KernelBuilder &builder,
                                                   const CudaTarget &target) {
  llvm::Expected<Image> image = makeImage(builder.module(), target);
  if (!image)
    return image.takeError();
  std::vector<Image> images;
  if (!target.emulated) {
    llvm::Expected<std::optional<Image>> code = assemble(*image, target);
    if (!code)
      return code.takeError();
    if (*code)
      images.push_back(std::move(**code));
  }
  images.push_back(std::move(*image));
  return images;
}

llvm::Expected<CompiledParts> compileKernel(const KernelSpec &spec, const KernelChoice &choice,
                                            const CudaTarget &target, const std::string &symbol,
                                            KernelOutput output) {
  KernelBuilder builder(spec, choice, target, symbol);
  variants().chosen(spec, choice).build(builder);
  if (output == KernelOutput::Loops) {
    std::string text;
    llvm::raw_string_ostream(text) << builder.module();
    return CompiledParts{text, builder.scratchBytes};
  }
  if (output == KernelOutput::Assembly) {
    llvm::Expected<Image> image = makeImage(builder.module(), target);
    if (!image)
      return image.takeError();
    return CompiledParts{std::move(image->bytes), builder.scratchBytes};
  }
  llvm::Expected<std::vector<Image>> images = imagesOf(builder, target);
  if (!images)
    return images.takeError();
  llvm::Expected<std::string> object = buildHostStub(symbol, builder, *images);
  if (!object)
    return object.takeError();
  return CompiledParts{std::move(*object), builder.scratchBytes};
}

KernelReport reportKernel(const KernelSpec &spec, const KernelChoice &choice,
                          const CudaTarget &target, const std::string &symbol,
                          llvm::StringRef object, int64_t n) {
  KernelBuilder builder(spec, choice, target, symbol);
  variants().chosen(spec, choice).build(builder);
  llvm::StringMap<Assembled> assembled = readMachineCode(object);
  KernelReport report;
  for (const KernelBuilder::Step &step : builder.steps()) {
    FunctionResources function{step.entry, step.grid.threads, step.grid.sharedBytes, {}, {}};
    if (auto found = assembled.find(step.entry); found != assembled.end()) {
      function.registers = found->second.registers;
      function.localBytes = found->second.localBytes;
    }
    report.functions.push_back(std::move(function));
  }
  for (const GpuFacts &device : devicesOf(target))
    report.predictions.push_back(predict(device, builder, report.functions, n));
  return report;
}

} // namespace resnetc::cuda
