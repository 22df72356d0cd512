//===- Load.cpp - a kernel's code on a device ---------------------------------------===//
//
// A kernel has images for several architectures; the first that fits the device is loaded when the
// kernel is first launched there, and stays as long as the library.
//
//===----------------------------------------------------------------------===//
#include "runtime/device/cuda/Cuda.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

namespace {

/// What a kernel has loaded on one device: the list of all of them, then the steps' functions.
struct Loaded {
  Loaded *next;
  CUcontext primary;
  CUmodule module;
  CUfunction functions[1];
};
Loaded *allLoaded;
std::atomic<uint32_t> loading;

/// More dynamic shared memory than this has to be asked for.
constexpr int32_t freeSharedBytes = 48 << 10;

bool imageFits(const rn_cuda_image &image, const rn_cuda_gpu &gpu) {
  const int32_t major = image.architecture / 10, minor = image.architecture % 10;
  switch (image.format) {
  case RN_CUDA_CUBIN:
    return major == gpu.major && minor <= gpu.minor;
  case RN_CUDA_PTX:
    return gpu.major > 0 && image.architecture <= 10 * gpu.major + gpu.minor;
  default:
    return gpu.major == 0 && gpu.minor == 0;
  }
}

const rn_cuda_image *chooseImage(const rn_cuda_kernel &kernel, const rn_cuda_gpu &gpu) {
  for (int64_t i = 0; i < kernel.imageCount; ++i)
    if (imageFits(kernel.images[i], gpu))
      return &kernel.images[i];
  return nullptr;
}

/// What the kernel has, for a device that none of it fits: "cubin sm_80, PTX sm_80".
void listImages(const rn_cuda_kernel &kernel, char *text, size_t capacity) {
  size_t used = 0;
  text[0] = 0;
  for (int64_t i = 0; i < kernel.imageCount && used < capacity; ++i) {
    const rn_cuda_image &image = kernel.images[i];
    const char *format = image.format == RN_CUDA_CUBIN ? "cubin"
                         : image.format == RN_CUDA_PTX ? "PTX"
                                                       : "code for the emulator, as";
    used += static_cast<size_t>(snprintf(text + used, capacity - used, "%s%s sm_%d",
                                         used ? ", " : "", format, image.architecture));
  }
}

/// Of PTX the driver's own assembler may complain; its words are part of the failure's.
resnetc_status loadModule(const rn_cuda_context *cuda, const rn_cuda_kernel &kernel,
                          const rn_cuda_image &image, CUmodule *module) {
  char log[1024] = "";
  int options[] = {CU_JIT_ERROR_LOG_BUFFER, CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES};
  void *values[] = {log, reinterpret_cast<void *>(sizeof log)};
  const CUresult result = rn_cuda.cuModuleLoadDataEx(module, image.bytes, 2, options, values);
  if (result == CUDA_SUCCESS)
    return RESNETC_OK;
  char text[256];
  rn_cuda_describe(result, text, sizeof text);
  log[sizeof log - 1] = 0;
  return rn_fail(RESNETC_ERROR_DEVICE,
                 "%s: cuModuleLoadDataEx failed for kernel %s on device %d, %s: %s%s%s", cuda->call,
                 kernel.steps[0].entry, cuda->gpu.ordinal, cuda->gpu.name, text,
                 *log ? "; the driver's assembler says: " : "", log);
}

resnetc_status findFunctions(const rn_cuda_context *cuda, const rn_cuda_kernel &kernel,
                             CUmodule module, CUfunction *functions) {
  resnetc_status status = RESNETC_OK;
  for (int64_t i = 0; i < kernel.stepCount && status == RESNETC_OK; ++i) {
    const rn_cuda_step &step = kernel.steps[i];
    status = RN_CUDA(cuda->call, cuModuleGetFunction, &functions[i], module, step.entry);
    if (status == RESNETC_OK && step.sharedBytes > freeSharedBytes)
      status = RN_CUDA(cuda->call, cuFuncSetAttribute, functions[i],
                       CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES, step.sharedBytes);
  }
  return status;
}

resnetc_status load(const rn_cuda_context *cuda, const rn_cuda_kernel &kernel, Loaded **result) {
  const rn_cuda_image *image = chooseImage(kernel, cuda->gpu);
  if (!image) {
    char images[256];
    listImages(kernel, images, sizeof images);
    return rn_fail(
        RESNETC_ERROR_DEVICE,
        "%s: kernel %s has no code for device %d, %s, of compute capability %d.%d; it has "
        "%s",
        cuda->call, kernel.steps[0].entry, cuda->gpu.ordinal, cuda->gpu.name, cuda->gpu.major,
        cuda->gpu.minor, images);
  }
  auto *loaded = static_cast<Loaded *>(
      malloc(sizeof(Loaded) + static_cast<size_t>(kernel.stepCount) * sizeof(CUfunction)));
  if (!loaded)
    return rn_fail(RESNETC_ERROR_MEMORY, "%s: the process is out of memory", cuda->call);
  resnetc_status status = loadModule(cuda, kernel, *image, &loaded->module);
  if (status == RESNETC_OK) {
    status = findFunctions(cuda, kernel, loaded->module, loaded->functions);
    if (status != RESNETC_OK)
      rn_cuda.cuModuleUnload(loaded->module);
  }
  if (status != RESNETC_OK) {
    free(loaded);
    return status;
  }
  loaded->primary = cuda->primary;
  *result = loaded;
  return RESNETC_OK;
}

} // namespace

extern "C" {

resnetc_status rn_cuda_load(const rn_cuda_context *cuda, rn_cuda_kernel *kernel,
                            const CUfunction **functions) {
  void **place = &kernel->loaded[cuda->gpu.ordinal];
  void *known = __atomic_load_n(place, __ATOMIC_ACQUIRE);
  resnetc_status status = RESNETC_OK;
  if (!known) {
    while (loading.exchange(1, std::memory_order_acquire))
      sched_yield();
    known = __atomic_load_n(place, __ATOMIC_ACQUIRE);
    Loaded *loaded = nullptr;
    if (!known)
      status = load(cuda, *kernel, &loaded);
    if (loaded) {
      loaded->next = allLoaded;
      allLoaded = loaded;
      known = loaded->functions;
      __atomic_store_n(place, known, __ATOMIC_RELEASE);
    }
    loading.store(0, std::memory_order_release);
  }
  *functions = static_cast<const CUfunction *>(known);
  return status;
}

void rn_cuda_unload(void) {
  while (Loaded *loaded = allLoaded) {
    CUcontext before;
    allLoaded = loaded->next;
    if (rn_cuda.cuCtxPushCurrent(loaded->primary) == CUDA_SUCCESS) {
      rn_cuda.cuModuleUnload(loaded->module);
      rn_cuda.cuCtxPopCurrent(&before);
    }
    free(loaded);
  }
}

} // extern "C"
