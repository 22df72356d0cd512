//===- Driver.h - the CUDA driver, found when it is first needed -------------------===//
//
// libcuda.so.1 is part of the driver and opened by dlopen, so that a library loads on machines without
// one. Types and values are those of its published interface, as far as this runtime uses them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/device/cuda/TensorMap.h"

#include <resnetc/resnetc.h>

#include <cstddef>
#include <cstdint>

typedef int CUresult;
typedef int CUdevice;
typedef uint64_t CUdeviceptr;
typedef struct CUctx_st *CUcontext;
typedef struct CUmod_st *CUmodule;
typedef struct CUfunc_st *CUfunction;
typedef struct CUstream_st *CUstream;
typedef struct CUevent_st *CUevent;
typedef struct CUgraph_st *CUgraph;
typedef struct CUgraphExec_st *CUgraphExec;

/// The driver's numbers that are used here.
enum : int {
  CUDA_SUCCESS = 0,
  CUDA_ERROR_OUT_OF_MEMORY = 2,
  CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR = 75,
  CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR = 76,
  CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES = 8,
  CU_JIT_ERROR_LOG_BUFFER = 5,
  CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES = 6,
  CU_STREAM_NON_BLOCKING = 1,
  CU_EVENT_DISABLE_TIMING = 2,
  CU_STREAM_CAPTURE_MODE_THREAD_LOCAL = 1,
};

/// Every function that is used: name, version of its symbol, parameters.
#define RN_CUDA_FUNCTIONS(X)                                                                       \
  X(cuInit, , (unsigned flags))                                                                    \
  X(cuGetErrorName, , (CUresult error, const char **name))                                         \
  X(cuGetErrorString, , (CUresult error, const char **text))                                       \
  X(cuDeviceGetCount, , (int *count))                                                              \
  X(cuDeviceGet, , (CUdevice * device, int ordinal))                                               \
  X(cuDeviceGetName, , (char *name, int capacity, CUdevice device))                                \
  X(cuDeviceGetAttribute, , (int *value, int attribute, CUdevice device))                          \
  X(cuDevicePrimaryCtxRetain, , (CUcontext * context, CUdevice device))                            \
  X(cuDevicePrimaryCtxRelease, _v2, (CUdevice device))                                             \
  X(cuCtxPushCurrent, _v2, (CUcontext context))                                                    \
  X(cuCtxPopCurrent, _v2, (CUcontext * context))                                                   \
  X(cuMemAlloc, _v2, (CUdeviceptr * address, size_t bytes))                                        \
  X(cuMemFree, _v2, (CUdeviceptr address))                                                         \
  X(cuMemGetInfo, _v2, (size_t * free, size_t * total))                                            \
  X(cuMemHostAlloc, , (void **address, size_t bytes, unsigned flags))                              \
  X(cuMemFreeHost, , (void *address))                                                              \
  X(cuMemcpyHtoD, _v2, (CUdeviceptr to, const void *from, size_t bytes))                           \
  X(cuMemcpyDtoH, _v2, (void *to, CUdeviceptr from, size_t bytes))                                 \
  X(cuMemcpyHtoDAsync, _v2, (CUdeviceptr to, const void *from, size_t bytes, CUstream stream))     \
  X(cuMemcpyDtoHAsync, _v2, (void *to, CUdeviceptr from, size_t bytes, CUstream stream))           \
  X(cuMemcpyDtoDAsync, _v2, (CUdeviceptr to, CUdeviceptr from, size_t bytes, CUstream stream))     \
  X(cuModuleLoadDataEx, ,                                                                          \
    (CUmodule * module, const void *image, unsigned count, int *options, void **values))           \
  X(cuModuleUnload, , (CUmodule module))                                                           \
  X(cuModuleGetFunction, , (CUfunction * function, CUmodule module, const char *name))             \
  X(cuFuncSetAttribute, , (CUfunction function, int attribute, int value))                         \
  X(cuTensorMapEncodeTiled, , RN_CUDA_TILED_PARAMETERS)                                            \
  X(cuTensorMapEncodeIm2col, , RN_CUDA_IM2COL_PARAMETERS)                                          \
  X(cuLaunchKernel, ,                                                                              \
    (CUfunction function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX,         \
     unsigned blockY, unsigned blockZ, unsigned sharedBytes, CUstream stream, void **parameters,   \
     void **extra))                                                                                \
  X(cuStreamCreate, , (CUstream * stream, unsigned flags))                                         \
  X(cuStreamDestroy, _v2, (CUstream stream))                                                       \
  X(cuStreamSynchronize, , (CUstream stream))                                                      \
  X(cuStreamWaitEvent, , (CUstream stream, CUevent event, unsigned flags))                         \
  X(cuEventCreate, , (CUevent * event, unsigned flags))                                            \
  X(cuEventDestroy, _v2, (CUevent event))                                                          \
  X(cuEventRecord, , (CUevent event, CUstream stream))                                             \
  X(cuEventSynchronize, , (CUevent event))                                                         \
  X(cuStreamBeginCapture, _v2, (CUstream stream, int mode))                                        \
  X(cuStreamEndCapture, , (CUstream stream, CUgraph * graph))                                      \
  X(cuGraphInstantiateWithFlags, , (CUgraphExec * executable, CUgraph graph, uint64_t flags))      \
  X(cuGraphLaunch, , (CUgraphExec executable, CUstream stream))                                    \
  X(cuGraphExecDestroy, , (CUgraphExec executable))                                                \
  X(cuGraphDestroy, , (CUgraph graph))

/// The driver's functions, under their names without versions.
struct rn_cuda_functions {
#define RN_CUDA_MEMBER(NAME, VERSION, PARAMETERS) CUresult(*NAME) PARAMETERS;
  RN_CUDA_FUNCTIONS(RN_CUDA_MEMBER)
#undef RN_CUDA_MEMBER
};

extern "C" {

/// Null until rn_cuda_open has succeeded.
extern rn_cuda_functions rn_cuda;

/// Opens and initialises the driver, unless that has been done. Else false, with what is missing, as in
/// "there is no CUDA driver (...)", in `why`. Safe to call from several threads.
bool rn_cuda_open(char *why, size_t capacity);

/// Writes the driver's own name and words for a result: "CUDA_ERROR_NO_DEVICE: no CUDA-capable ...".
void rn_cuda_describe(CUresult result, char *text, size_t capacity);

/// OK, or ERROR_DEVICE where a function of the driver has failed in `call`, a function of resnetc.h.
resnetc_status rn_cuda_status(CUresult result, const char *function, const char *call);

} // extern "C"

/// Calls a function of the driver and gives its status.
#define RN_CUDA(CALL, FUNCTION, ...) rn_cuda_status(rn_cuda.FUNCTION(__VA_ARGS__), #FUNCTION, CALL)
