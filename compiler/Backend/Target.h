//===- Target.h - a machine that kernels are made for ------------------------===//
//
// What the graph must know of a machine: whose kernels it runs, how it blocks channels, and how
// many cores share the work. What only kernels ask for is their backend's own.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Support/NumberFormat.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace resnetc {

class Backend;

/// What runs kernels: the processor that calls them, or a device beside it.
enum class Device { Processor, Cuda };

/// A machine: instruction set, processor, and cores used. Backends make them; they live as long as
/// the process.
struct Target {
  const Backend *backend = nullptr; ///< whose kernels it runs
  Device device = Device::Processor;
  /// Of a CUDA device: its compute capability, 90 for sm_90a; 0 for the emulator, and of processors.
  int64_t architecture = 0;
  std::string name;    ///< of the instruction set, as "avx512"; part of every kernel's key
  std::string hostCpu; ///< for LLVM's code generator: of the processor that calls the kernels
  std::string processor = "generic"; ///< of which the backend has a table; part of kernels' keys
  /// What it multiplies f32 in where that is faster and --accuracy allows it.
  NumberFormat fastProducts = NumberFormat::F32;
  int64_t channelBlock = 1; ///< channels that lie beside each other in a map
  /// Up to which convolutions read the caller's map, NCHW, as it is.
  int64_t nchwChannels = 0;
  /// Pixels of a partial of a convolution's statistics, counted over the batch; 0 where one is some rows of an image.
  int64_t statsAcross = 0;
  int64_t cores = fewCores;             ///< that a call is expected to run on
  std::vector<std::string> cpuFeatures; ///< what the machine must have, names as in /proc/cpuinfo

  /// Cores that are expected where nothing says how many there are.
  static constexpr int64_t fewCores = 2;

  /// What tells targets apart, "avx512/zen4/64"; for a generic processor and few cores the
  /// instruction set alone. findTarget takes it.
  std::string key() const {
    if (processor == "generic" && cores == fewCores)
      return name;
    return name + "/" + processor + "/" + std::to_string(cores);
  }

  /// Tasks that a kernel should have, so that the cores end at about the same time.
  int64_t wantedTasks() const { return 4 * std::max(cores, fewCores); }
};

} // namespace resnetc
