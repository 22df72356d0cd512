//===- Prefetch.cpp - the input of a call that comes ----------------------------------===//
//
// A copy from the caller's own memory passes through the driver's, and the call waits for it. Through
// pinned memory it goes on by itself, while the device works on the call before. A call then takes it to
// its binding's place on the device, whose address the graphs know.
//
//===----------------------------------------------------------------------===//
#include "runtime/device/cuda/Cuda.h"

#include <sched.h>
#include <string.h>

namespace {

constexpr const char *call = "prefetch";

class Locked {
public:
  explicit Locked(rn_cuda_prefetches *all) : all(all) {
    while (all->lock.exchange(1, std::memory_order_acquire))
      sched_yield();
  }
  ~Locked() { all->lock.store(0, std::memory_order_release); }
  Locked(const Locked &) = delete;
  Locked &operator=(const Locked &) = delete;

private:
  rn_cuda_prefetches *all;
};

/// The bytes of a batch of images; 0 where the network takes none.
size_t inputBytes(const resnetc_context *context, int64_t batch) {
  const rn_function *infer = rn_function_of(context->variant, RESNETC_INFER, batch);
  for (int64_t i = 0; infer && i < infer->bindingCount; ++i)
    if (infer->bindings[i].kind == RN_BINDING_INPUT)
      return rn_binding_bytes(&infer->bindings[i], batch);
  return 0;
}

/// The stage that nobody waits for, or else the one that has been waited for the longest. Nobody takes
/// anything from it from here on.
rn_cuda_stage *claim(rn_cuda_prefetches *all) {
  Locked locked(all);
  rn_cuda_stage *oldest = &all->stages[0];
  for (rn_cuda_stage &stage : all->stages)
    if (oldest->source && (!stage.source || stage.number < oldest->number))
      oldest = &stage;
  oldest->source = nullptr;
  oldest->number = ++all->count;
  return oldest;
}

void drop(rn_cuda_prefetches *all) {
  Locked locked(all);
  for (rn_cuda_stage &stage : all->stages)
    stage.source = nullptr;
}

/// Makes what is not there yet. The device's context is current.
resnetc_status open(rn_cuda_context *cuda, rn_cuda_stage *stage, size_t bytes) {
  rn_cuda_prefetches *all = &cuda->prefetches;
  resnetc_status status = RESNETC_OK;
  if (!all->stream)
    status = RN_CUDA(call, cuStreamCreate, &all->stream, CU_STREAM_NON_BLOCKING);
  for (CUevent *event : {&stage->landed, &stage->taken})
    if (status == RESNETC_OK && !*event)
      status = RN_CUDA(call, cuEventCreate, event, CU_EVENT_DISABLE_TIMING);
  if (status == RESNETC_OK && !stage->memory)
    status = rn_cuda_allocate(&cuda->gpu, static_cast<int64_t>(bytes), "an input that comes", call,
                              &stage->memory);
  if (status == RESNETC_OK && !stage->pinned)
    status = RN_CUDA(call, cuMemHostAlloc, reinterpret_cast<void **>(&stage->pinned), bytes, 0);
  return status;
}

/// Starts the copy, when the pinned memory is free on the host's side and the device's on its own.
resnetc_status start(CUstream stream, const rn_cuda_stage &stage, const void *input, size_t bytes) {
  resnetc_status status = RN_CUDA(call, cuEventSynchronize, stage.landed);
  if (status != RESNETC_OK)
    return status;
  memcpy(stage.pinned, input, bytes);
  status = RN_CUDA(call, cuStreamWaitEvent, stream, stage.taken, 0);
  if (status == RESNETC_OK)
    status = RN_CUDA(call, cuMemcpyHtoDAsync, stage.memory, stage.pinned, bytes, stream);
  if (status != RESNETC_OK)
    return status;
  status = RN_CUDA(call, cuEventRecord, stage.landed, stream);
  if (status != RESNETC_OK) // nothing says when the pinned memory is free again
    rn_cuda.cuStreamSynchronize(stream);
  return status;
}

/// Copies what a stage has to a binding's place, behind its landing.
resnetc_status take(rn_cuda_context *cuda, const rn_cuda_stage &stage, CUdeviceptr to,
                    size_t bytes) {
  resnetc_status status = RN_CUDA(cuda->call, cuStreamWaitEvent, cuda->stream, stage.landed, 0);
  if (status == RESNETC_OK)
    status = RN_CUDA(cuda->call, cuMemcpyDtoDAsync, to, stage.memory, bytes, cuda->stream);
  if (status != RESNETC_OK)
    return status;
  status = RN_CUDA(cuda->call, cuEventRecord, stage.taken, cuda->stream);
  if (status != RESNETC_OK) // nothing says when the memory is free again
    rn_cuda.cuStreamSynchronize(cuda->stream);
  return status;
}

} // namespace

extern "C" {

resnetc_status rn_cuda_prefetch(resnetc_context *context, const void *input, int64_t batch) {
  rn_cuda_context *cuda = rnCudaOf(context);
  if (!input) {
    drop(&cuda->prefetches);
    return RESNETC_OK;
  }
  rn_cuda_stage *stage = claim(&cuda->prefetches);
  rn_cuda_current current(cuda->primary, call);
  resnetc_status status = current.status;
  if (status == RESNETC_OK)
    status = open(cuda, stage, inputBytes(context, context->maxBatch));
  if (status == RESNETC_OK)
    status = start(cuda->prefetches.stream, *stage, input, inputBytes(context, batch));
  Locked locked(&cuda->prefetches);
  stage->source = status == RESNETC_OK ? input : nullptr;
  stage->batch = batch;
  return status;
}

resnetc_status rn_cuda_take(rn_cuda_context *cuda, const void *input, int64_t batch, CUdeviceptr to,
                            size_t bytes, bool *found) {
  Locked locked(&cuda->prefetches);
  rn_cuda_stage *latest = nullptr; // of the same array, which may have been filled anew
  for (rn_cuda_stage &stage : cuda->prefetches.stages)
    if (stage.source == input) {
      if (!latest || stage.number > latest->number)
        latest = &stage;
    }
  *found = latest && latest->batch == batch;
  for (rn_cuda_stage &stage : cuda->prefetches.stages)
    if (stage.source == input)
      stage.source = nullptr;
  return *found ? take(cuda, *latest, to, bytes) : RESNETC_OK;
}

void rn_cuda_end_prefetches(rn_cuda_prefetches *prefetches) {
  if (prefetches->stream) {
    rn_cuda.cuStreamSynchronize(prefetches->stream);
    rn_cuda.cuStreamDestroy(prefetches->stream);
  }
  for (const rn_cuda_stage &stage : prefetches->stages) {
    for (CUevent event : {stage.landed, stage.taken})
      if (event)
        rn_cuda.cuEventDestroy(event);
    if (stage.memory)
      rn_cuda.cuMemFree(stage.memory);
    if (stage.pinned)
      rn_cuda.cuMemFreeHost(stage.pinned);
  }
}

} // extern "C"
