//===- SmallKernel.cpp - kernels of a few instructions on the emulator -------------------===//
#include "tests/cuda/emulator/SmallKernel.h"

#include "compiler/Backend/Cuda/Image.h"

namespace resnetc::cuda::test {

static Outcome launch(const std::string &image, int threads, Floats &memory, int64_t sharedBytes,
                      llvm::ArrayRef<MapBytes> maps = {}) {
  auto program = emulator::Program::load({image, "kernel"});
  if (!program)
    return {llvm::toString(program.takeError()), {}};
  emulator::GlobalMemory global;
  global.add("in", memory.in.data(), static_cast<int64_t>(memory.in.size() * sizeof(float)));
  global.add("out", memory.out.data(), static_cast<int64_t>(memory.out.size() * sizeof(float)));
  int32_t n = 1;
  float *in = memory.in.data(), *out = memory.out.data();
  const void *parameters[] = {&n, &in, &out, maps.data()};
  auto counts = (*program)->launch({"k", {}, threads, sharedBytes, parameters}, global);
  if (!counts)
    return {llvm::toString(counts.takeError()), {}};
  return {"", *counts};
}

Outcome run(int threads, Floats &memory, llvm::function_ref<void()> body, int64_t sharedBytes,
            llvm::ArrayRef<MapBytes> maps) {
  auto context = makeDeviceContext();
  mlir::OpBuilder builder(context.get());
  mlir::OwningOpRef<mlir::ModuleOp> module =
      mlir::ModuleOp::create(builder, builder.getUnknownLoc());
  {
    FunctionScope scope(*module, "k", 2, threads, static_cast<unsigned>(maps.size()));
    body();
  }
  auto image = makeImage(*module, *findTarget(maps.empty() ? "emulated" : "emulated_90a"));
  if (!image)
    return {llvm::toString(image.takeError()), {}};
  return launch(image->bytes, threads, memory, sharedBytes, maps);
}

Outcome runText(int threads, Floats &memory, const std::string &text) {
  return launch(text, threads, memory, 0);
}

} // namespace resnetc::cuda::test
