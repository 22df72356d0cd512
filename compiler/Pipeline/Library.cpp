//===- Library.cpp - from planned modules to a library ---------------------------===//
//
// A library is descriptor, host functions, runtime, kernels. In an archive each is a member, and
// kernels are members of their own, so that a program with two networks holds the kernels that they
// share once.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Library.h"

#include "compiler/Codegen/HostObject.h"
#include "compiler/Codegen/Link.h"

#include "llvm/IR/LLVMContext.h"

namespace resnetc {

/// Only a shared library answers resnetc_query: two archives or objects may meet in one program.
static bool hasQuery(const LibraryInput &input) { return input.kind == LibraryKind::Shared; }

static llvm::Expected<ObjectFile> buildDescriptorObject(const LibraryInput &input) {
  llvm::LLVMContext context;
  auto module = buildDescriptor(input.model, hasQuery(input), context);
  if (!module)
    return module.takeError();
  auto bytes = emitHost(**module, "x86-64", HostOutput::Object);
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
  auto bytes = emitHost(**module, target.march, HostOutput::Object);
  if (!bytes)
    return bytes.takeError();
  return ObjectFile{input.model.symbolPrefix + "_" + target.name + "_host.o", std::move(*bytes)};
}

llvm::Expected<std::vector<ObjectFile>> buildObjects(const LibraryInput &input,
                                                     const KernelCompilerOptions &options,
                                                     KernelCompilerStatistics &statistics) {
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
  auto kernels = compileKernels(input.kernels, options, statistics);
  if (!kernels)
    return kernels.takeError();
  objects.insert(objects.end(), std::make_move_iterator(kernels->begin()),
                 std::make_move_iterator(kernels->end()));
  return objects;
}

llvm::Expected<std::string> buildLibrary(const LibraryInput &input,
                                         const std::vector<ObjectFile> &objects) {
  std::vector<std::string> exports = exportedSymbols(input.model, hasQuery(input));
  switch (input.kind) {
  case LibraryKind::Shared:
    return linkShared(objects, exports, input.fileName);
  case LibraryKind::Archive:
    return writeStaticArchive(objects);
  case LibraryKind::Object:
    return linkRelocatable(objects, exports);
  }
  llvm_unreachable("all kinds are handled");
}

} // namespace resnetc
