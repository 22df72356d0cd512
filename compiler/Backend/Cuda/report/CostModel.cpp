//===- CostModel.cpp - how long a kernel should take ------------------------------------------===//
//
// Sources: NVIDIA A100 and H100 Tensor Core GPU Architecture whitepapers (multiprocessors, rates,
// shared memory, 5120 bytes a clock from the A100's L2 cache, taken for the H100's, too) and the H200's
// data sheet (memory). Latency of memory, 466 and 479 clocks, and mma.sync's 63 % of Hopper's rate:
// Luo et al., "Benchmarking and Dissecting the Nvidia Hopper GPU Architecture", 2024,
// arXiv:2402.13499. Limits of a multiprocessor: CUDA C++ Programming Guide, compute capabilities.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/report/CostModel.h"

#include "compiler/Backend/Cuda/product/Product.h"
#include "compiler/Kernels/Traffic.h"

#include <algorithm>

namespace resnetc::cuda {

namespace {

constexpr int64_t warp = 32, maxThreads = 2048, maxBlocks = 32, maxRegisters = 65536;
/// Of a memory's rate that kernels bound by it reach: 3.0 of 3.35 TB/s on an H100 (docs/cuda.md).
constexpr double memoryShare = 0.9;
/// From the end of a kernel to the next one's first instruction within a CUDA graph, in seconds: of the
/// H100's 0.4 ms for 161 updates what their bytes do not explain (docs/cuda.md).
constexpr double launchSeconds = 1.5e-6;
constexpr double tera = 1e12;

constexpr GpuFacts devices[] = {
    {"A100", 80, 108, 156 * tera, 312 * tera, 19.5 * tera, 1.0, 2.039 * tera, 7.2 * tera, 331e-9,
     164 << 10},
    {"H100", 90, 132, 494.7 * tera, 989.4 * tera, 66.9 * tera, 0.63, 3.35 * tera, 9.0 * tera,
     273e-9, 228 << 10},
    {"H200", 90, 132, 494.7 * tera, 989.4 * tera, 66.9 * tera, 0.63, 4.8 * tera, 9.0 * tera, 273e-9,
     228 << 10},
};

int64_t roundUp(int64_t value, int64_t to) { return ceilDiv(value, to) * to; }

int64_t blocksOf(const Grid &grid, int64_t n) {
  return ceilDiv(grid.unitsPerImage * n + grid.unitsFixed, grid.unitsPerBlock) * grid.gridY *
         grid.gridZ;
}

/// The step with the most threads: the others add up what it leaves.
size_t mainStep(const KernelBuilder &kernel, int64_t n) {
  const auto &steps = kernel.steps();
  auto threads = [&](const KernelBuilder::Step &step) {
    return blocksOf(step.grid, n) * step.grid.threads;
  };
  return static_cast<size_t>(
      std::max_element(steps.begin(), steps.end(),
                       [&](const auto &a, const auto &b) { return threads(a) < threads(b); }) -
      steps.begin());
}

double flopRate(const GpuFacts &device, const KernelBuilder &kernel) {
  const NumberFormat format = kernel.spec.formats.compute;
  const double share = kernel.choice.params.contains("warpgroups") ? 1 : device.tensorShare;
  if (isHalf(format))
    return device.half * share;
  return format == NumberFormat::TF32 ? device.tf32 * share : device.f32;
}

/// Bytes of operands and of partial results in scratch.
double bytesMoved(const KernelBuilder &kernel, int64_t n) {
  Traffic traffic = trafficOf(kernel.spec, KernelBuilder::lanes);
  return static_cast<double>((traffic.read += traffic.written).at(n) + 2 * kernel.scratchBytes);
}

/// Bytes that a block asks memory for before it waits: a product's slices that are on their way, else
/// a quad for each thread.
double bytesOnTheWay(const KernelBuilder &kernel, const FunctionResources &function) {
  constexpr int64_t bytesOfQuad = 16;
  const auto &params = kernel.choice.params;
  if (!params.contains("stages"))
    return static_cast<double>(function.threads * bytesOfQuad);
  const ProductShape shape = shapeOf(kernel.spec.formats.compute, params,
                                     ALayout::Rows); // a's layout adds no bytes that are asked for
  return static_cast<double>(shape.m + shape.n) * shape.sliceBytes * shape.groups * shape.ahead();
}

/// Bytes that the tiles of a product bring to shared memory; 0 for other kernels.
double tileBytes(const KernelBuilder &kernel, double multiplyAdds) {
  const auto &params = kernel.choice.params;
  auto m = params.find("m"), tileN = params.find("n");
  if (m == params.end() || tileN == params.end())
    return 0;
  const double each = isHalf(kernel.spec.formats.compute) ? 2 : 4;
  return multiplyAdds * each *
         (1 / static_cast<double>(m->second) + 1 / static_cast<double>(tileN->second));
}

} // namespace

std::vector<GpuFacts> devicesOf(const CudaTarget &target) {
  std::vector<GpuFacts> fitting;
  for (const GpuFacts &device : devices)
    if (device.architecture == target.architecture)
      fitting.push_back(device);
  return fitting;
}

int64_t residentBlocks(const GpuFacts &device, const FunctionResources &function) {
  constexpr int64_t registerUnit = 8, sharedUnit = 128, sharedOfSystem = 1024;
  const int64_t threads = roundUp(function.threads, warp);
  int64_t blocks = std::min(maxBlocks, maxThreads / threads);
  if (function.registers)
    blocks = std::min(blocks,
                      maxRegisters /
                          (threads * roundUp(std::max<int64_t>(*function.registers, registerUnit),
                                             registerUnit)));
  return std::min(blocks, device.sharedBytes /
                              (roundUp(function.sharedBytes, sharedUnit) + sharedOfSystem));
}

Prediction predict(const GpuFacts &device, const KernelBuilder &kernel,
                   const std::vector<FunctionResources> &functions, int64_t n) {
  const size_t step = mainStep(kernel, n);
  const FunctionResources &function = functions[step];
  const int64_t blocks = blocksOf(kernel.steps()[step].grid, n);
  const int64_t resident = std::max<int64_t>(residentBlocks(device, function), 1);
  // The multiprocessor with the most blocks ends last.
  const double balance =
      static_cast<double>(blocks) /
      static_cast<double>(roundUp(std::max<int64_t>(blocks, 1), device.multiprocessors));
  const auto active = static_cast<double>(std::min(blocks, resident * device.multiprocessors));
  const double memoryRate = std::min(device.memory * memoryShare,
                                     active * bytesOnTheWay(kernel, function) / device.latency);
  const double multiplyAdds = static_cast<double>(kernels::multiplyAdds(kernel.spec) * n);
  const bool isTensor = kernel.spec.formats.compute != NumberFormat::F32;

  struct Roof {
    const char *name;
    double seconds;
  };
  const Roof roofs[] = {
      {isTensor ? "tensor cores" : "multiply-adds",
       2 * multiplyAdds / (flopRate(device, kernel) * std::max(balance, 1e-3))},
      {"L2 cache", tileBytes(kernel, multiplyAdds) / (device.cache * std::max(balance, 1e-3))},
      {memoryRate < device.memory * memoryShare ? "latency" : "memory",
       bytesMoved(kernel, n) / memoryRate},
      {"launch", launchSeconds * static_cast<double>(kernel.steps().size())},
  };
  const Roof &highest =
      *std::max_element(std::begin(roofs), std::end(roofs),
                        [](const Roof &a, const Roof &b) { return a.seconds < b.seconds; });
  const double launches = std::end(roofs)[-1].seconds;
  const bool isLaunch = &highest == std::end(roofs) - 1;
  return {device.name, isLaunch ? launches : highest.seconds + launches, highest.name,
          static_cast<double>(resident * roundUp(function.threads, warp)) / maxThreads};
}

} // namespace resnetc::cuda
