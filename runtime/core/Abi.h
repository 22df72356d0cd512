/*===- Abi.h - what the compiler writes for the runtime to read ---------------------===
 *
 * A compiled library is kernels + host functions + one `rn_model` constant + this runtime. The compiler
 * (compiler/Codegen) emits the constant and the host functions with exactly these layouts; the runtime
 * reads them and offers the public functions of <resnetc/resnetc.h>. Private: no user sees this file.
 * A change here needs RN_ABI_VERSION raised and the emitter changed with it.
 *
 *===----------------------------------------------------------------------===*/
#ifndef RESNETC_RUNTIME_CORE_ABI_H
#define RESNETC_RUNTIME_CORE_ABI_H

/* Comments behind members are wrapped by hand. */
/* clang-format off */
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define RN_ABI_VERSION 11

/* What a variable of the network is. The values are shared with resnetc_role in the public header. */
enum rn_role {
  RN_ROLE_CONV_WEIGHT = 0,
  RN_ROLE_LINEAR_WEIGHT = 1,
  RN_ROLE_BIAS = 2,
  RN_ROLE_BN_WEIGHT = 3,
  RN_ROLE_BN_BIAS = 4,
  RN_ROLE_RUNNING_MEAN = 5,
  RN_ROLE_RUNNING_VAR = 6,
  RN_ROLE_MOMENTUM = 7, /* the optimiser's velocity of a trainable variable; name "momentum.<name>" */
  RN_ROLE_DERIVED = 8,  /* computed by `prepare` from the others; has no name outside */
  RN_ROLE_SLOPE = 9,    /* of a PReLU, one per channel, or of a learned scale, one for all; trainable */
  RN_ROLE_LOSS_SCALE = 10 /* of training in fp16: "loss_scale", which multiplies the gradients that `grad` leaves, and
                             "loss_scale.good_steps", how many updates in a row it has been right for */
};

/* One variable. The user's tensor is row-major with `shape`; it is stored in the state as
 *   [ceil(K/blockK)][ceil(C/blockC)][H][W][blockC][blockK]   (K, C, H, W) = dims, f32,
 * lanes beyond K or C zero. `shape` flattens `dims` (a vector is (K), a linear weight (K, C*H*W)).
 * A filter in groups has the shape (K, groupC, H, W) and is stored with the C channels of merged groups:
 * output k sees those from (k / groupK) % (C / groupC) * groupC on, and is zero elsewhere. */
typedef struct rn_tensor {
  const char *name;
  int32_t role;
  int32_t rank;
  int64_t shape[4];
  int64_t dims[4];
  int64_t blockK, blockC;
  int64_t stateOffset;    /* bytes from the start of the state's data */
  int64_t gradientOffset; /* trainable: bytes into the arena after `grad`; else -1 */
  float initial;          /* each element before training, where weights are not drawn at random */
  int64_t groupK, groupC; /* of a filter in groups: channels out of and into one; else 0 */
  int32_t trainable;      /* 1 for what the optimiser updates, else 0 */
  int32_t element;        /* rn_element that it is stored in: f32, unless it is derived */
} rn_tensor;

/* What a function takes from its caller or gives back. The values are those of rn.binding. */
enum rn_binding_kind {
  RN_BINDING_INPUT = 0,  /* f32[batch, C, H, W] or u8[batch, H, W, C] */
  RN_BINDING_LABELS = 1, /* i64[batch], to be checked to lie in range */
  RN_BINDING_KEY = 2,    /* i64[1]: what the masks of dropout follow from */
  RN_BINDING_HYPER = 3,  /* f32[4]: lr, momentum, weight decay, nesterov (0 or 1) */
  RN_BINDING_OUTPUT = 4  /* infer: f32[batch, ...]; grad: f32[2] = mean loss, number right */
};

enum rn_element {
  RN_ELEMENT_F32 = 0,
  RN_ELEMENT_I64 = 1,
  RN_ELEMENT_BF16 = 2,
  RN_ELEMENT_U8 = 3,
  RN_ELEMENT_F16 = 4
};

/* No function has more. */
#define RN_MAX_BINDINGS 32

typedef struct rn_binding {
  const char *name;
  int32_t kind;
  int32_t isOutput;
  int32_t element;
  int32_t batched;  /* 1: the batch comes before `shape` */
  int64_t rank;     /* of `shape`, 0 to 4 */
  int64_t shape[4]; /* 1 beyond rank */
} rn_binding;

/* Who watches the launches of a call. A host function reads `armed` before each launch, and where it is not
 * zero calls `next` with the launch's number; a result that is not zero ends the function with it. */
typedef struct rn_watch {
  uint32_t armed; /* read and written atomically: another thread cancels by it */
  int32_t (*next)(struct rn_watch *watch, int64_t launch);
} rn_watch;

/* What a host function is called with. Where kernels run on a device, so do the addresses belong to its memory. */
typedef struct rn_frame {
  void *userContext;     /* an rn_lane, handed to the kernels, and by them to the halide_ functions; for a
                            CUDA device an rn_cuda_context, which they hand to rn_cuda_launch */
  char *state;           /* data of the state, 64-byte aligned */
  char *arena;           /* arenaFixed + batch * arenaPerImage bytes, 64-byte aligned */
  void *const *bindings; /* the caller's memory, in the order of the function's bindings */
  int64_t batch;         /* >= 1 */
  const char *constants; /* of the variant, 64-byte aligned */
  rn_watch *watch;       /* never null */
} rn_frame;

/* A kernel's scratch comes in blocks, last in, first out: a header, then the bytes it asked for, aligned. */
#define RN_SCRATCH_ALIGNMENT 64
#define RN_SCRATCH_BLOCK(bytes)                                                                    \
  (RN_SCRATCH_ALIGNMENT + ((bytes) + RN_SCRATCH_ALIGNMENT - 1) / RN_SCRATCH_ALIGNMENT * RN_SCRATCH_ALIGNMENT)

/* No kernel needs more: a worker thread has this much beside its stack. */
#define RN_SCRATCH_LIMIT (8 << 20)

/* What is known of a kernel before it runs. Texts are offsets into the variant's. Amounts are
 * `fixed + perImage * n`, n being the batch, or what the launch says instead. */
typedef struct rn_kernel_facts {
  uint32_t spec;      /* class and attributes, "conv c=16 h=8 ..." */
  uint32_t algorithm; /* "direct", "Winograd F(4x4, 3x3)", "pass over memory" */
  uint32_t schedule;  /* variant and parameters, "tile rows=8 tx=4" */
  uint32_t reserved;
  int64_t flopsPerImage; /* 2 for a multiply-add */
  int64_t readFixed, readPerImage, writtenFixed, writtenPerImage; /* bytes of its operands */
} rn_kernel_facts;

/* One launch of a host function, in order. */
typedef struct rn_launch {
  uint32_t layer;  /* a text, "layer1.0.conv1" */
  uint32_t kernel; /* of the variant's */
  int64_t n;       /* the kernel's scalar where that is not the batch; else 0 */
} rn_launch;

/* One host function: 0 or the first kernel's non-zero status. */
typedef struct rn_function {
  int32_t (*entry)(const rn_frame *); /* null when the library was compiled without it */
  int64_t upTo;          /* the largest batch that it is the best copy for; it runs all */
  int64_t arenaFixed;    /* bytes */
  int64_t arenaPerImage; /* bytes, times batch */
  int64_t maxBatch;      /* kernels index in 32 bits: more images than this would not fit; 0: any number */
  int64_t scratchBytes;  /* what a thread that runs its kernels needs at most, in blocks of scratch; on a
                            device, bytes of its memory that one kernel after the other uses */
  int64_t bindingCount;
  const rn_binding *bindings;
  int64_t launchCount;
  const rn_launch *launches;
  int64_t imagesAtOnce;  /* the runtime calls it for a group of at most so many images after the other, so that
                            their maps stay in the caches; 0: for the whole batch */
} rn_function;

/* Everything for one instruction set. */
typedef struct rn_variant {
  const char *isa;                /* "avx512", "avx2", "sm_90a" */
  const char *cpuFeatures;        /* what cpuid must show, names as in /proc/cpuinfo, blank separated */
  const struct rn_device *device; /* what runs the kernels (Device.h); null: the processor. Only a library with
                                     such a variant refers to a device, and holds the code for it */
  int64_t architecture;           /* of a CUDA device: 90 for sm_90a, 0 for the emulator */
  const char *constants;          /* values that kernels read, in one block; null where there are none */
  int64_t constantsBytes;
  int64_t stateBytes;             /* bytes of all variables; offsets are multiples of 64 */
  int64_t tensorCount;            /* named ones first, in the order of definition; derived ones last */
  const rn_tensor *tensors;
  rn_function prepare;            /* derived variables from the others; always present when infer is */
  rn_function update;             /* of trainable variables and running statistics, from what grad left */
  int64_t inferCount;             /* copies that do the same, each fastest for some batches: the first */
  const rn_function *infer;       /* whose `upTo` is not below the batch, that of the last is INT64_MAX */
  int64_t gradCount;              /* training-mode forward + backward; leaves gradients in the arena */
  const rn_function *grad;
  int64_t bucketCount;            /* of gradients: at the start of the arena, one behind the other, in */
  const int64_t *bucketEnds;      /* the order in which grad completes them; ends in bytes */
  const rn_kernel_facts *kernels; /* that the functions launch */
  const char *texts;              /* of launches and kernels, each ended by a zero */
} rn_variant;

typedef struct rn_model {
  int32_t abiVersion;
  int32_t variantCount;           /* best first */
  const rn_variant *variants;
  const char *name;
  const char *mode;               /* "infer" or "train" */
  const char *precision;          /* "f32" */
  const char *recipe;             /* the train section as JSON, or null */
  int64_t inputShape[3];          /* C, H, W */
  int64_t outputRank;             /* per image, 1 (classes) or 3 */
  int64_t outputShape[3];
  int64_t multiplyAdds;           /* of one image, forward */
  const unsigned char *weights;   /* embedded safetensors file, or null */
  int64_t weightsBytes;
  const char *ignoredPrefixes;    /* beginnings of names that files have for training alone, blank
                                     separated ("aux1. aux2."); or null */
  const char *onePixelNorm;       /* the first batch norm on a map of one pixel, which has no statistics of one
                                     image: `grad` and `train` take two or more; or null */
  uint64_t networkHash;           /* of layers, shapes, parameters and mode */
  const char *compiler;           /* what made the library, "resnetc 0.1.0, LLVM 22.1.8" */
  double inputScale; /* what an input of bytes is multiplied by before it is normalised; 0 of any other */
} rn_model;

#ifdef __cplusplus
}
#endif
#endif
