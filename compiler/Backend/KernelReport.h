//===- KernelReport.h - what a backend tells of a compiled kernel -------------------------===//
//
// For --report, beside what follows from the kernel's spec.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace resnetc {

/// What one function of a kernel takes of a device.
struct FunctionResources {
  std::string entry;                 ///< its name
  int64_t threads = 0;               ///< of a block
  int64_t sharedBytes = 0;           ///< of a block
  std::optional<int64_t> registers;  ///< of a thread; known where there is machine code
  std::optional<int64_t> localBytes; ///< of a thread: registers that were spilled lie there
};

/// How long one launch of a kernel should take on a device.
struct Prediction {
  std::string device;
  double seconds = 0;
  std::string bound;    ///< what it waits for: "tensor cores", "L2 cache", "memory", ...
  double occupancy = 0; ///< threads that a full multiprocessor holds, of those that it could
};

struct KernelReport {
  std::vector<FunctionResources> functions;
  std::vector<Prediction> predictions; ///< for each device that the backend has facts of
};

} // namespace resnetc
