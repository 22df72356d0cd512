//===- FakeDriver.h - a CUDA driver for tests of the runtime -----------------------===//
//
// The shared library libcuda.so.1 of the tests. Its devices' memory is the host's, its kernels are
// functions of the tests, and streams do what they are given at once. It counts what is made and freed, and
// fails where a test asks it to.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/device/cuda/Driver.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace fake {

/// What a kernel does, with the grid's extent in x and the addresses of its arguments.
using DeviceKernel = std::function<void(unsigned blocks, void **parameters)>;

struct Gpu {
  int major, minor;
  std::string name;
};

/// All of the driver's state.
struct Driver {
  std::vector<Gpu> gpus = {{8, 0, "Fake A100"}};
  size_t memory = size_t{1} << 30;               ///< bytes of each device
  std::map<std::string, DeviceKernel> kernels;   ///< by name; in every module
  std::map<std::string, std::vector<int>> fails; ///< results of a function's next calls
  int failAt = 0;     ///< the call, counted from now on over all functions, that fails; 0: none
  std::string failed; ///< the function whose call that was
  std::map<std::string, int> calls;     ///< of every function
  std::vector<std::string> images;      ///< that were loaded; text, for tests
  std::map<CUdeviceptr, size_t> blocks; ///< of memory
  std::set<void *> streams, graphs, executables, modules;
  std::map<CUfunction, int> sharedBytes; ///< that were asked for
  int retained = 0, pushed = 0;          ///< contexts
};

__attribute__((visibility("default"))) Driver &driver();

} // namespace fake
