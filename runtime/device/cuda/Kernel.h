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

/* A tensor map (cuTensorMapEncodeTiled, or cuTensorMapEncodeIm2col) of an argument: what copies of boxes are told of
   it. Dimensions stand with the innermost first; what lies outside of the tensor is read as zeros. */
typedef struct rn_cuda_map {
  int32_t argument;  /* of the kernel, from 0 on */
  int32_t rank;      /* dimensions, up to 5 */
  int32_t im2col;    /* whether it is a map of pixels, with corners */
  int32_t type;      /* the driver's number of the elements' type */
  int32_t swizzle;   /* the driver's number */
  int32_t perImage;  /* the dimension whose size is that of an image, n times; -1: none */
  int64_t offset;    /* bytes of the argument before the tensor */
  int64_t sizes[5];  /* elements */
  int64_t strides[4]; /* bytes of dimension 1 on */
  int32_t box[5];    /* elements; of im2col, channels and pixels */
  int32_t steps[5];  /* from one element of a box to the next */
  int32_t lower[3], upper[3]; /* of im2col, the corners of the box in dimensions 1 on */
} rn_cuda_map;

/* Most of a launch. */
#define RN_CUDA_MAX_MAPS 16

/* One launch. Every function takes (i32 n, a pointer for each argument of the kernel, a pointer to scratch), and, where
   there are maps, all of these by value. */
typedef struct rn_cuda_step {
  const char *entry;     /* name of the function in the images */
  int64_t unitsPerImage; /* the work is unitsPerImage * n + unitsFixed units, */
  int64_t unitsFixed;
  int64_t unitsPerBlock; /* so many of which a block does: the grid's x is their number, rounded up */
  int32_t gridY, gridZ;
  int32_t threads;       /* of a block, in x */
  int32_t sharedBytes;   /* dynamic shared memory of a block */
  int64_t mapCount;      /* tensor maps, up to RN_CUDA_MAX_MAPS */
  const rn_cuda_map *maps;
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
