/*===- Kernel.h - a kernel for a CUDA device, as its object code describes it --------===
 *
 * The object code of such a kernel holds its images, one `rn_cuda_kernel`, and a function
 *   int32_t <symbol>(void *userContext, int32_t n, void *arg0, ...)
 * that hands both to rn_cuda_launch. The compiler (compiler/Backend/Cuda/HostStub.cpp) writes exactly
 * these layouts; runtime and emulator read them. Private, like Abi.h.
 *
 *===----------------------------------------------------------------------===*/
#ifndef RESNETC_RUNTIME_DEVICE_CUDA_KERNEL_H
#define RESNETC_RUNTIME_DEVICE_CUDA_KERNEL_H

/* Comments behind members are wrapped by hand. */
/* clang-format off */
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum rn_cuda_format {
  RN_CUDA_PTX = 0,    /* text that the driver assembles; ends with a zero byte */
  RN_CUDA_CUBIN = 1,  /* machine code of one architecture */
  RN_CUDA_BITCODE = 2 /* LLVM's, of the same module, for the emulator; in LLVM's wrapper, which has its size */
};

typedef struct rn_cuda_image {
  int32_t format;       /* rn_cuda_format */
  int32_t architecture; /* 80 for sm_80: the least that it runs on, of machine code within the major number */
  const void *bytes;
  int64_t size;
} rn_cuda_image;

/* One launch. Every function takes (i32 n, a pointer for each argument of the kernel, a pointer to scratch). */
typedef struct rn_cuda_step {
  const char *entry;     /* name of the function in the images */
  int64_t unitsPerImage; /* the work is unitsPerImage * n + unitsFixed units, */
  int64_t unitsFixed;
  int64_t unitsPerBlock; /* so many of which a block does: the grid's x is their number, rounded up */
  int32_t gridY, gridZ;
  int32_t threads;       /* of a block, in x */
  int32_t sharedBytes;   /* dynamic shared memory of a block */
} rn_cuda_step;

/* Devices of one process on which a kernel keeps what it has loaded. */
#define RN_CUDA_MAX_DEVICES 16

typedef struct rn_cuda_kernel {
  int64_t imageCount;
  const rn_cuda_image *images;  /* those to be preferred first */
  int64_t stepCount;
  const rn_cuda_step *steps;    /* one after the other */
  int64_t argumentCount;
  int64_t scratchBytes;         /* of device memory, 256-byte aligned; steps of one kernel share it */
  void *loaded[RN_CUDA_MAX_DEVICES]; /* an array of stepCount functions for each device; zeros at first */
} rn_cuda_kernel;

/* Runs the steps on the stream that `userContext` stands for. 0, or a status that is not. */
int32_t rn_cuda_launch(void *userContext, rn_cuda_kernel *kernel, int32_t n, void *const *arguments);

#ifdef __cplusplus
}
#endif
/* clang-format on */
#endif
