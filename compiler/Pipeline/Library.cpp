//===- Library.cpp - from planned modules to a library ---------------------------===//
//
// A library is descriptor, host functions, runtime, kernels. In an archive each is a member, and
// kernels are members of their own, so that a program with two networks of one compiler holds the
// kernels that they share once.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Library.h"

#include "compiler/Backend/HostObject.h"
#include "compiler/Codegen/Link.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/Support/BLAKE3.h"

namespace resnetc {

/// What this compiler puts before the names that an archive has for itself: archives of one
/// compiler share runtime and kernels in a program, those of two do not.
static std::string privatePrefix() {
  llvm::BLAKE3 hash;
  for (const Backend *backend : allBackends())
    hash.update(backend->version());
  hash.update(runtimeObject().bytes);
  hash.update(cudaObject().bytes);
  constexpr size_t digits = 12;
  return "rn_" + llvm::toHex(hash.final(), /*LowerCase=*/true).substr(0, digits) + "_";
}

/// Only a shared library answers resnetc_query: two archives or objects may meet in one program.
static bool hasQuery(const LibraryInput &input) { return input.kind == LibraryKind::Shared; }

static llvm::Expected<ObjectFile> buildDescriptorObject(const LibraryInput &input) {
  llvm::LLVMContext context;
  auto module = buildDescriptor(input.model, hasQuery(input), context);
  if (!module)
    return module.takeError();
  auto bytes = emitHost(**module, baselineCpu, HostOutput::Object);
  if (!bytes)
    return bytes.takeError();
  return ObjectFile{input.model.symbolPrefix + "_model.o", std::move(*bytes)};
}

static llvm::Expected<ObjectFile> buildHostObject(const LibraryInput &input, size_t variant) {
  llvm::LLVMContext context;
  auto module = translateHost(input.hosts[variant], context);
  if (!module)
    return module.takeError();
  const Target &target = *input.model.variants[variant].target;
  auto bytes = emitHost(**module, target.hostCpu, HostOutput::Object);
  if (!bytes)
    return bytes.takeError();
  return ObjectFile{input.model.symbolPrefix + "_" + target.name + "_host.o", std::move(*bytes)};
}

/// A function's threads need what the greediest of its kernels does.
static void addScratch(ModelDescription &model, const std::vector<CompiledKernel> &kernels,
                       const std::vector<KernelJob> &jobs) {
  llvm::StringMap<int64_t> needs;
  for (auto [job, kernel] : llvm::zip_equal(jobs, kernels))
    needs[job.symbol] = kernel.scratchBytes;
  auto add = [&](FunctionDescription &function) {
    for (const std::string &kernel : function.kernels)
      function.scratchBytes = std::max(function.scratchBytes, needs.at(kernel));
  };
  for (VariantDescription &variant : model.variants) {
    add(variant.prepare);
    add(variant.update);
    llvm::for_each(variant.infer, add);
    llvm::for_each(variant.grad, add);
  }
}

llvm::Expected<std::vector<ObjectFile>> buildObjects(LibraryInput &input,
                                                     const KernelCompilerOptions &options,
                                                     KernelCompilerStatistics &statistics) {
  auto kernels = compileKernels(input.kernels, options, statistics);
  if (!kernels)
    return kernels.takeError();
  addScratch(input.model, *kernels, input.kernels);
  std::vector<ObjectFile> objects;
  auto descriptor = buildDescriptorObject(input);
  if (!descriptor)
    return descriptor.takeError();
  objects.push_back(std::move(*descriptor));
  for (size_t variant = 0; variant < input.hosts.size(); ++variant) {
    auto host = buildHostObject(input, variant);
    if (!host)
      return host.takeError();
    objects.push_back(std::move(*host));
  }
  objects.push_back(runtimeObject());
  if (llvm::any_of(input.model.variants, [](const VariantDescription &variant) {
        return variant.target->device == Device::Cuda;
      }))
    objects.push_back(cudaObject());
  for (CompiledKernel &kernel : *kernels)
    objects.push_back(std::move(kernel.object));
  return objects;
}

llvm::Expected<std::string> buildLibrary(const LibraryInput &input,
                                         const std::vector<ObjectFile> &objects) {
  std::vector<std::string> exports = exportedSymbols(input.model, hasQuery(input));
  switch (input.kind) {
  case LibraryKind::Shared:
    return linkShared(objects, exports, input.fileName);
  case LibraryKind::Archive:
    return writeStaticArchive(objects, exports, privatePrefix());
  case LibraryKind::Object:
    return linkRelocatable(objects, exports);
  }
  llvm_unreachable("all kinds are handled");
}

} // namespace resnetc
