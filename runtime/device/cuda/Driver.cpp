//===- Driver.cpp - the CUDA driver, found when it is first needed -----------------===//
//
// See Driver.h. The driver stays open as long as the process lives: it has threads of its own.
//
//===----------------------------------------------------------------------===//
#include "runtime/device/cuda/Driver.h"

#include "runtime/core/Runtime.h"

#include <dlfcn.h>
#include <sched.h>
#include <stdio.h>

namespace {

constexpr const char *driverName = "libcuda.so.1";

std::atomic<uint32_t> isOpen, opening;

/// Finds every function; false with the name of the first that is not there in `why`.
bool findFunctions(void *library, rn_cuda_functions *found, char *why, size_t capacity) {
  struct Entry {
    const char *symbol;
    size_t member;
  };
#define RN_CUDA_ENTRY(NAME, VERSION, PARAMETERS)                                                   \
  {#NAME #VERSION, offsetof(rn_cuda_functions, NAME)},
  static constexpr Entry entries[] = {RN_CUDA_FUNCTIONS(RN_CUDA_ENTRY)};
#undef RN_CUDA_ENTRY
  for (const Entry &entry : entries) {
    void *address = dlsym(library, entry.symbol);
    if (!address) {
      snprintf(why, capacity, "the CUDA driver is too old: %s has no %s", driverName, entry.symbol);
      return false;
    }
    *reinterpret_cast<void **>(reinterpret_cast<char *>(found) + entry.member) = address;
  }
  return true;
}

bool openDriver(char *why, size_t capacity) {
  void *library = dlopen(driverName, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char *reason = dlerror();
    snprintf(why, capacity, "there is no CUDA driver (%s)", reason ? reason : driverName);
    return false;
  }
  rn_cuda_functions found = {};
  bool good = findFunctions(library, &found, why, capacity);
  if (good) {
    rn_cuda = found;
    if (CUresult result = rn_cuda.cuInit(0)) {
      char text[256];
      rn_cuda_describe(result, text, sizeof text);
      snprintf(why, capacity, "the CUDA driver has no device for this process (cuInit: %s)", text);
      good = false;
    }
  }
  if (!good)
    dlclose(library);
  return good;
}

} // namespace

extern "C" {

rn_cuda_functions rn_cuda;

bool rn_cuda_open(char *why, size_t capacity) {
  if (isOpen.load(std::memory_order_acquire))
    return true;
  while (opening.exchange(1, std::memory_order_acquire))
    sched_yield();
  const bool good = isOpen.load(std::memory_order_relaxed) || openDriver(why, capacity);
  isOpen.store(good, std::memory_order_release);
  opening.store(0, std::memory_order_release);
  return good;
}

void rn_cuda_describe(CUresult result, char *text, size_t capacity) {
  const char *name = nullptr, *words = nullptr;
  if (rn_cuda.cuGetErrorName(result, &name) || !name)
    name = "an unknown error";
  if (rn_cuda.cuGetErrorString(result, &words) || !words)
    words = "the driver has no words for it";
  snprintf(text, capacity, "%s (%d): %s", name, result, words);
}

resnetc_status rn_cuda_status(CUresult result, const char *function, const char *call) {
  if (result == CUDA_SUCCESS)
    return RESNETC_OK;
  char text[256];
  rn_cuda_describe(result, text, sizeof text);
  return rn_fail(RESNETC_ERROR_DEVICE, "%s: %s failed: %s", call, function, text);
}

} // extern "C"
