//===- Device.cpp - the CUDA devices of this process ------------------------------===//
//
// Which there are, what they can run, and their memory.
//
//===----------------------------------------------------------------------===//
#include "runtime/device/cuda/Cuda.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>

namespace {

struct Primary {
  CUdevice id;
  CUcontext context;
};
Primary primaries[RN_CUDA_MAX_DEVICES];
std::atomic<uint32_t> primariesLock;

/// An architecture whose name ends in a letter, as sm_90a, has instructions of that device alone.
bool isExact(const char *isa) {
  const size_t length = strlen(isa);
  return length > 0 && isa[length - 1] >= 'a' && isa[length - 1] <= 'z';
}

/// With the library go its modules, and its hold on the devices.
__attribute__((destructor)) void release() {
  rn_cuda_unload();
  for (Primary &primary : primaries)
    if (primary.context)
      rn_cuda.cuDevicePrimaryCtxRelease(primary.id);
}

} // namespace

extern "C" {

bool rn_cuda_find(int32_t ordinal, rn_cuda_gpu *gpu, char *why, size_t capacity) {
  int count = 0;
  if (!rn_cuda_open(why, capacity))
    return false;
  CUresult result = rn_cuda.cuDeviceGetCount(&count);
  if (count > RN_CUDA_MAX_DEVICES)
    count = RN_CUDA_MAX_DEVICES;
  if (result == CUDA_SUCCESS && (ordinal < 0 || ordinal >= count)) {
    snprintf(why, capacity, "there is no CUDA device %d: the driver has %d of them, from 0 on",
             ordinal, count);
    return false;
  }
  *gpu = {};
  gpu->ordinal = ordinal;
  if (result == CUDA_SUCCESS)
    result = rn_cuda.cuDeviceGet(&gpu->id, ordinal);
  if (result == CUDA_SUCCESS)
    result = rn_cuda.cuDeviceGetName(gpu->name, sizeof gpu->name, gpu->id);
  if (result == CUDA_SUCCESS)
    result = rn_cuda.cuDeviceGetAttribute(&gpu->major, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR,
                                          gpu->id);
  if (result == CUDA_SUCCESS)
    result = rn_cuda.cuDeviceGetAttribute(&gpu->minor, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR,
                                          gpu->id);
  if (result == CUDA_SUCCESS)
    return true;
  char text[256];
  rn_cuda_describe(result, text, sizeof text);
  snprintf(why, capacity, "the CUDA driver does not describe device %d (%s)", ordinal, text);
  return false;
}

bool rn_cuda_suits(const rn_cuda_gpu *gpu, const rn_variant *variant, char *why, size_t capacity) {
  const auto wanted = static_cast<int>(variant->architecture), has = 10 * gpu->major + gpu->minor;
  const bool exact = wanted == 0 || isExact(variant->isa); // 0: the emulator, which has no other
  if (exact ? has == wanted : has >= wanted)
    return true;
  snprintf(why, capacity, "device %d, %s, has compute capability %d.%d, where %s takes %d.%d%s",
           gpu->ordinal, gpu->name, gpu->major, gpu->minor, variant->isa, wanted / 10, wanted % 10,
           exact ? " and no other" : " or more");
  return false;
}

bool rn_cuda_fits(const rn_variant *variant, int32_t ordinal, char *why, size_t capacity) {
  rn_cuda_gpu gpu;
  if (ordinal >= 0)
    return rn_cuda_find(ordinal, &gpu, why, capacity) &&
           rn_cuda_suits(&gpu, variant, why, capacity);
  for (int32_t i = 0; i < RN_CUDA_MAX_DEVICES; ++i) {
    char ofThis[512];
    const bool found = rn_cuda_find(i, &gpu, ofThis, sizeof ofThis);
    if (found && rn_cuda_suits(&gpu, variant, ofThis, sizeof ofThis))
      return true;
    if (i == 0) // the first device's reason says the most
      snprintf(why, capacity, "%s", ofThis);
    if (!found)
      return false;
  }
  return false;
}

resnetc_status rn_cuda_primary(const rn_cuda_gpu *gpu, const char *call, CUcontext *context) {
  while (primariesLock.exchange(1, std::memory_order_acquire))
    sched_yield();
  Primary &primary = primaries[gpu->ordinal];
  resnetc_status status = RESNETC_OK;
  if (!primary.context)
    status = RN_CUDA(call, cuDevicePrimaryCtxRetain, &primary.context, gpu->id);
  primary.id = gpu->id;
  *context = primary.context;
  primariesLock.store(0, std::memory_order_release);
  return status;
}

resnetc_status rn_cuda_allocate(const rn_cuda_gpu *gpu, int64_t bytes, const char *what,
                                const char *call, CUdeviceptr *address) {
  const CUresult result = rn_cuda.cuMemAlloc(address, static_cast<size_t>(bytes));
  if (result != CUDA_ERROR_OUT_OF_MEMORY)
    return rn_cuda_status(result, "cuMemAlloc", call);
  size_t free = 0, total = 0;
  rn_cuda.cuMemGetInfo(&free, &total);
  char text[256];
  rn_cuda_describe(result, text, sizeof text);
  return rn_fail(
      RESNETC_ERROR_DEVICE,
      "%s: %s takes %lld bytes of device memory, and %zu of %zu are free on device %d, %s "
      "(cuMemAlloc failed: %s); take a smaller batch, or end what else uses the device",
      call, what, static_cast<long long>(bytes), free, total, gpu->ordinal, gpu->name, text);
}

} // extern "C"
