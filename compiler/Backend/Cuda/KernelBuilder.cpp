//===- KernelBuilder.cpp - the steps of a kernel while a class writes them ----------------===//
#include "compiler/Backend/Cuda/KernelBuilder.h"

#include "compiler/Backend/Variants.h"

#include "compiler/Kernels/Contract.h"

#include <stdexcept>

namespace resnetc::cuda {

KernelBuilder::KernelBuilder(const KernelSpec &spec, const KernelChoice &choice,
                             const CudaTarget &target, std::string symbol)
    : spec(spec), choice(choice), target(target), symbol(std::move(symbol)),
      operands(kernelOperands(spec, lanes)), context(makeDeviceContext()),
      device(mlir::ModuleOp::create(mlir::UnknownLoc::get(context.get()))) {}

int KernelBuilder::param(const std::string &name) const { return paramOf(choice, name); }

bool KernelBuilder::has(const std::string &name) const {
  return llvm::any_of(operands, [&](const Operand &operand) { return operand.name == name; });
}

void KernelBuilder::step(const Grid &grid, llvm::function_ref<void()> body,
                         std::vector<TensorMap> maps) {
  std::string entry = symbol + "_" + std::to_string(written.size());
  FunctionScope scope(*device, entry, static_cast<unsigned>(operands.size()) + 1, grid.threads,
                      static_cast<unsigned>(maps.size()));
  written.push_back({entry, grid, std::move(maps)});
  body();
}

void KernelBuilder::forEach(int64_t perImage, int64_t fixed,
                            llvm::function_ref<void(const Number &)> body) {
  Grid grid;
  grid.unitsPerImage = perImage;
  grid.unitsFixed = fixed;
  grid.unitsPerBlock = grid.threads;
  step(grid, [&] {
    Number unit = blockIndex() * grid.threads + threadIndex();
    when(isWithin(unit, count() * perImage + fixed), [&] { body(unit); });
  });
}

void KernelBuilder::forEachQuad(int64_t blocks, int64_t pixels,
                                llvm::function_ref<void(const Quad &)> body) {
  constexpr int quads = lanes / 4;
  forEach(blocks * pixels * quads, 0, [&](const Number &unit) {
    Number place = unit / quads, plane = place / pixels;
    Number block = plane % blocks;
    body({unit * 4, block * lanes + unit % quads * 4, place % pixels, block, plane / blocks});
  });
}

Number upToChannel(const Number &quad, const Number &channel, int channels) {
  if (channels % KernelBuilder::lanes == 0)
    return quad;
  Number each = quadOf({channel, channel + 1, channel + 2, channel + 3});
  return choose(isWithin(each, channels), quad, 0.0);
}

size_t KernelBuilder::indexOf(const std::string &name) const {
  for (auto [i, operand] : llvm::enumerate(operands))
    if (operand.name == name)
      return i;
  throw std::invalid_argument("kernel class '" + spec.kernelClass + "' has no operand '" + name +
                              "'");
}

Pointer KernelBuilder::arg(const std::string &name) const {
  const size_t index = indexOf(name);
  return argument(static_cast<unsigned>(index), operands[index].type);
}

Pointer KernelBuilder::scratch() const {
  return argument(static_cast<unsigned>(operands.size()), ElementType::F32);
}

} // namespace resnetc::cuda
