//===- Launch.cpp - what the object code of a kernel calls --------------------------===//
//
// See Kernel.h. A failure's text is in last_error when the status comes back through the host
// function.
//
//===----------------------------------------------------------------------===//
#include "runtime/device/cuda/Cuda.h"

namespace {

/// More arguments than any kernel has.
constexpr int64_t maxArguments = 64;

/// Most blocks in x.
constexpr int64_t maxGrid = INT32_MAX;

resnetc_status makeMaps(const rn_cuda_context *cuda, const rn_cuda_step &step, int32_t n,
                        void *const *arguments, CUtensorMap *maps) {
  resnetc_status status = RESNETC_OK;
  for (int64_t i = 0; i < step.mapCount && status == RESNETC_OK; ++i) {
    const rn_cuda_map &map = step.maps[i];
    const auto address = reinterpret_cast<uint64_t>(arguments[map.argument]);
    const CUresult result = rnEncodeTensorMap(rn_cuda, map, address, n, &maps[i]);
    status = rn_cuda_status(
        result, map.im2col ? "cuTensorMapEncodeIm2col" : "cuTensorMapEncodeTiled", cuda->call);
  }
  return status;
}

resnetc_status launchStep(const rn_cuda_context *cuda, const rn_cuda_step &step,
                          CUfunction function, int32_t n, void **parameters) {
  const int64_t units = step.unitsPerImage * n + step.unitsFixed;
  const int64_t blocks = (units + step.unitsPerBlock - 1) / step.unitsPerBlock;
  if (blocks < 1)
    return RESNETC_OK;
  if (blocks > maxGrid)
    return rn_fail(RESNETC_ERROR_SHAPE,
                   "%s: kernel %s would take %lld blocks for this batch, where a device runs %lld; "
                   "take a smaller one",
                   cuda->call, step.entry, static_cast<long long>(blocks),
                   static_cast<long long>(maxGrid));
  const auto extent = [](int64_t value) { return static_cast<unsigned>(value); };
  return RN_CUDA(cuda->call, cuLaunchKernel, function, extent(blocks), extent(step.gridY),
                 extent(step.gridZ), extent(step.threads), 1, 1, extent(step.sharedBytes),
                 cuda->stream, parameters, nullptr);
}

} // namespace

extern "C" {

int32_t rn_cuda_wait(void *device) {
  const auto *cuda = static_cast<const rn_cuda_context *>(device);
  return RN_CUDA(cuda->call, cuStreamSynchronize, cuda->stream);
}

resnetc_status rn_cuda_enter(resnetc_context *context, const rn_function *function,
                             const char *name, rn_frame *frame) {
  rn_cuda_context *cuda = rnCudaOf(context);
  rn_call_watch *watch = &context->watch;
  const rn_variant *variant = context->variant;
  frame->watch = &watch->asWatch;
  rn_watch_begin(watch, variant, function, name, frame->batch,
                 /*runsToItsEnd=*/function == &variant->update);
  const bool launchByLaunch = watch->hook || function == &variant->prepare;
  int32_t result =
      launchByLaunch ? function->entry(frame) : rn_cuda_replay(cuda, function->entry, frame);
  result = rn_watch_end(watch, result);
  return result < 0 ? rn_kernel_status(cuda->call, result, nullptr)
                    : static_cast<resnetc_status>(result);
}

int32_t rn_cuda_launch(void *userContext, rn_cuda_kernel *kernel, int32_t n,
                       void *const *arguments) {
  auto *cuda = static_cast<rn_cuda_context *>(userContext);
  bool fits = kernel->argumentCount <= maxArguments && kernel->scratchBytes <= cuda->scratchBytes;
  for (int64_t i = 0; i < kernel->stepCount; ++i)
    fits = fits && kernel->steps[i].mapCount <= RN_CUDA_MAX_MAPS;
  if (!fits)
    return rn_fail(RESNETC_ERROR_INTERNAL, "%s: kernel %s was compiled for more than a context has",
                   cuda->call, kernel->steps[0].entry);
  const CUfunction *functions = nullptr;
  resnetc_status status = rn_cuda_load(cuda, kernel, &functions);
  CUdeviceptr scratch = cuda->scratch;
  CUtensorMap maps[RN_CUDA_MAX_MAPS];
  void *parameters[maxArguments + 3] = {&n};
  for (int64_t i = 0; i < kernel->argumentCount; ++i)
    parameters[i + 1] = const_cast<void **>(&arguments[i]);
  parameters[kernel->argumentCount + 1] = &scratch;
  for (int64_t i = 0; i < kernel->stepCount && status == RESNETC_OK; ++i) {
    status = makeMaps(cuda, kernel->steps[i], n, arguments, maps);
    parameters[kernel->argumentCount + 2] = kernel->steps[i].mapCount ? maps : nullptr;
    if (status == RESNETC_OK)
      status = launchStep(cuda, kernel->steps[i], functions[i], n, parameters);
  }
  return status;
}

} // extern "C"
