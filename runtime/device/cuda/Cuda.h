//===- Cuda.h - what the files that run kernels on CUDA devices share --------------===//
//
// As in the core runtime: no exceptions, libc only. Memory of the host is the caller's, but for the
// lists of functions that have been loaded (Load.cpp), which live as long as the library.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/core/Runtime.h"
#include "runtime/device/cuda/Driver.h"
#include "runtime/device/cuda/Kernel.h"

/// One device, as the driver describes it.
struct rn_cuda_gpu {
  int32_t ordinal;
  CUdevice id;
  int32_t major, minor; ///< compute capability; 0.0 is the emulator's
  char name[64];
};

/// The launches of one function for one batch, to be replayed. Their addresses are the context's own
/// and the state's.
struct rn_cuda_graph {
  int32_t (*entry)(const rn_frame *); ///< null: the place is free
  int64_t batch;
  const char *state;
  uint64_t lastUse;
  CUgraphExec executable; ///< null until the second call
};

/// Batches whose graphs are kept: a training has a last, smaller one, and an evaluation its own.
constexpr int rnCudaGraphs = 12;

/// The input of a call that comes, on its way to the device by pinned memory.
struct rn_cuda_stage {
  const void *source; ///< the caller's array that has been taken up; null: none
  int64_t batch;
  uint64_t number;    ///< of the prefetch
  char *pinned;       ///< null before the stage's first prefetch, as are all that follow
  CUdeviceptr memory; ///< where it lands, as much
  CUevent landed;     ///< the latest copy from `pinned`
  CUevent taken; ///< the latest copy from `memory` to a binding's place, in the context's stream
};

/// A loader hands over the next input as soon as it has given out the one before, whose call may not have begun.
constexpr int rnCudaStages = 2;

/// All of a context. A prefetch and a call may be of different threads.
struct rn_cuda_prefetches {
  std::atomic<uint32_t> lock; ///< of who changes a stage's `source`, or takes what it has
  uint64_t count;             ///< of prefetches so far
  CUstream stream;            ///< of copies from pinned memory; null before the first
  rn_cuda_stage stages[rnCudaStages];
};

/// A device's side of a resnetc_context; what host functions know as userContext.
struct rn_cuda_context {
  rn_cuda_gpu gpu;
  CUcontext primary;
  CUstream stream;
  bool ownsStream;
  bool hasUpdated;    ///< since `finish`
  bool withoutGraphs; ///< once a capture has failed
  const char *call;   ///< that runs at present, for texts
  CUdeviceptr memory; ///< all of the context's: arena, scratch, constants, bindings
  CUdeviceptr scratch, constants, bindings, updateBindings;
  int64_t scratchBytes;
  rn_cuda_prefetches prefetches;
  uint64_t uses; ///< of graphs so far
  rn_cuda_graph graphs[rnCudaGraphs];
};

/// Places in device memory are multiples of it.
constexpr int64_t rnCudaAlignment = 256;

inline int64_t rnCudaAlign(int64_t bytes) {
  return (bytes + rnCudaAlignment - 1) / rnCudaAlignment * rnCudaAlignment;
}

inline rn_cuda_context *rnCudaOf(const resnetc_context *context) {
  return static_cast<rn_cuda_context *>(context->device);
}

/// While it lives, the device's primary context is the thread's own.
class rn_cuda_current {
public:
  rn_cuda_current(CUcontext primary, const char *call)
      : status(RN_CUDA(call, cuCtxPushCurrent, primary)) {}
  ~rn_cuda_current() {
    CUcontext ignored;
    if (status == RESNETC_OK)
      rn_cuda.cuCtxPopCurrent(&ignored);
  }
  rn_cuda_current(const rn_cuda_current &) = delete;
  rn_cuda_current &operator=(const rn_cuda_current &) = delete;

  const resnetc_status status;
};

extern "C" {

/// Describes device number `ordinal`; false, with the reason in `why`.
bool rn_cuda_find(int32_t ordinal, rn_cuda_gpu *gpu, char *why, size_t capacity);

/// Whether the device runs the variant's kernels; else false, with what they need in `why`.
bool rn_cuda_suits(const rn_cuda_gpu *gpu, const rn_variant *variant, char *why, size_t capacity);

/// Whether device number `ordinal` does, or any for -1; else false, with the (first) one's reason in `why`.
bool rn_cuda_fits(const rn_variant *variant, int32_t ordinal, char *why, size_t capacity);

/// The device's primary context, which the library keeps until it is unloaded: the functions that it
/// has loaded belong to it.
resnetc_status rn_cuda_primary(const rn_cuda_gpu *gpu, const char *call, CUcontext *primary);

/// Device memory of the current context; a failure says for `what` it was asked, and what there is.
resnetc_status rn_cuda_allocate(const rn_cuda_gpu *gpu, int64_t bytes, const char *what,
                                const char *call, CUdeviceptr *address);

/// The functions of a kernel's steps, loaded when first asked for. Safe to call from several threads.
resnetc_status rn_cuda_load(const rn_cuda_context *cuda, rn_cuda_kernel *kernel,
                            const CUfunction **functions);

/// Unloads what all kernels have loaded. Their device's context need not be current.
void rn_cuda_unload(void);

/// Runs a host function by its graph, or else (the first time, or where the driver captures none)
/// launch by launch.
resnetc_status rn_cuda_replay(rn_cuda_context *cuda, int32_t (*entry)(const rn_frame *),
                              const rn_frame *frame);
/// Runs a host function of the context: by its graph where it has one and no hook is to hear of every
/// launch. `name` is the function's for the hook; the device's context is current.
resnetc_status rn_cuda_enter(resnetc_context *context, const rn_function *function,
                             const char *name, rn_frame *frame);
/// rn_call_watch::wait of a context on a device.
int32_t rn_cuda_wait(void *device);
void rn_cuda_drop_graphs(rn_cuda_context *cuda);

/// rn_device::prefetch.
resnetc_status rn_cuda_prefetch(resnetc_context *context, const void *input, int64_t batch);
/// Copies what was prefetched from `input`, if it was, to a binding's place, and says so in `found`. The
/// device's context is current.
resnetc_status rn_cuda_take(rn_cuda_context *cuda, const void *input, int64_t batch, CUdeviceptr to,
                            size_t bytes, bool *found);
/// Gives back what prefetching has of the device, whose context is current.
void rn_cuda_end_prefetches(rn_cuda_prefetches *prefetches);

/// The functions of rn_device that State.cpp has.
resnetc_status rn_cuda_bind(resnetc_context *context, resnetc_state *state, const char *call);
resnetc_status rn_cuda_unbind(resnetc_context *context, resnetc_state *state, const char *call);
resnetc_status rn_cuda_download(resnetc_state *state, const char *call);

/// Uploads a state that the host has changed; for `infer` also renews derived tensors.
resnetc_status rn_cuda_renew(resnetc_context *context, resnetc_function function, const char *call);

/// The table that variants for CUDA devices point to.
extern const rn_device rn_cuda_device;

} // extern "C"
