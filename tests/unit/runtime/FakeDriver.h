//===- FakeDriver.h - a CUDA driver for tests of the runtime -----------------------===//
//
// The shared library libcuda.so.1 of the tests. Its devices' memory is the host's, and its kernels are
// functions of the tests. Streams do what they are given when somebody waits for it, as late as a device may;
// or, where a test asks for that, those behind the first at once, as early as a device may: what lacks an
// order reads or writes at the wrong time in one of the two. Copies from and to memory that is not pinned are
// done with the caller's side when they return, as a driver's are. It counts what is made and freed, and fails
// where a test asks it to.
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
  std::map<void *, size_t> pinned;      ///< memory of the host
  std::set<void *> streams, events, graphs, executables, modules;
  CUstream late = nullptr;        ///< if not null, the one stream that does its work late
  std::function<void()> launched; ///< called once, by the next launch, when it is in its stream
  std::map<CUfunction, int> sharedBytes; ///< that were asked for
  int retained = 0, pushed = 0;          ///< contexts
};

__attribute__((visibility("default"))) Driver &driver();

} // namespace fake
