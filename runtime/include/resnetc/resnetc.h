/*===- resnetc.h - the interface of every compiled model ----------------------------===
 *
 * A library made by `resnetc model.dsl -o model.so` exports `<model>_api`, which its generated header
 * wraps in typed functions, and `resnetc_query` for dlopen users. Both return the table below. <model> is
 * the model's name, or that of --symbol-prefix. The header links with a library of the same network alone:
 * it calls the function under a name that ends in the network's hash.
 *
 *   state    the model's variables: set every tensor (tensor_set, or load_weights), then seal.
 *   context  workspace and threads of one caller: context_init on a sealed state, then infer,
 *            grad or train_step.
 *
 * Ownership: the caller owns all memory and nothing here allocates any, except that the first call
 * with more than one thread starts the library's sleeping worker threads; where the system starts
 * fewer, or none, those there are do the work. Memory for a state or a context must be aligned to
 * RESNETC_ALIGNMENT and outlive its last use; there is nothing to free.
 *
 * Threads: a sealed state may be shared by any number of contexts that infer or take gradients at the
 * same time. A context serves one thread at a time. Nothing else may use the state while a tensor is
 * set, the state is sealed, or train_step runs on it; to change the weights of a model that goes on
 * serving, make a second state and give it to the contexts with context_rebind. After a fork the child may go on with existing
 * contexts, provided that no call was running in the parent at that moment.
 *
 * Devices: a library made with --target=cuda runs on a CUDA device by the same calls, one made with
 * --target=x86,cuda on either: each context says on which (`device_kind` of its options), and contexts of both
 * kinds share a state. States are set and read in the caller's memory as ever; contexts on a device share one
 * copy of their state there, which is brought up to date by their next call, and what training changed there
 * comes back when the state is read or set, when a context on the processor uses it, and at the latest when its
 * last context on the device is destroyed or bound to another state. So a state's memory must outlive its
 * contexts, and every context must be destroyed: that frees what it has of the device. All contexts of a state
 * that are on devices are on the same one, and none outlives a fork.
 *
 * Stack: 64 KiB are enough for every call and for every body of a caller's parallel_for.
 *
 * Errors: nothing here prints, aborts, exits or throws. Every failure is a status; last_error has its
 * text. A failed call leaves the state as it was, unless it says otherwise.
 *
 *===----------------------------------------------------------------------===*/
#ifndef RESNETC_RESNETC_H
#define RESNETC_RESNETC_H

/* Comments behind members are wrapped by hand. */
/* clang-format off */
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define RESNETC_API_VERSION 1
#define RESNETC_ALIGNMENT 64
#define RESNETC_MAX_THREADS 256

typedef enum resnetc_status {
  RESNETC_OK = 0,
  RESNETC_ERROR_ARGUMENT = 1, /* a null pointer, a bad value, an unknown name, calls out of order */
  RESNETC_ERROR_SHAPE = 2,    /* a tensor or batch of the wrong size */
  RESNETC_ERROR_WEIGHTS = 3,  /* a needed tensor was never set, a weights file is damaged or does not fit,
                                 or check_weights found wrong values */
  RESNETC_ERROR_ISA = 4,      /* this machine lacks an instruction set the library was compiled for */
  RESNETC_ERROR_MEMORY = 5,   /* the memory given is too small or misaligned */
  RESNETC_ERROR_MODE = 6,     /* the library was compiled without this function (--mode=infer) */
  RESNETC_ERROR_LABEL = 7,    /* a label outside [0, classes) */
  RESNETC_ERROR_INTERNAL = 8,
  RESNETC_ERROR_DEVICE = 9,   /* no driver, no device that runs the library, or a failure of the driver, such as
                                 device memory that does not suffice; outputs are then undefined, and of
                                 train_step and update also what variables hold */
  RESNETC_ERROR_FILE = 10,    /* of session.h alone: a file that is missing, unreadable, or no library of resnetc */
  RESNETC_CANCELLED = 11      /* `cancel` has ended the call; see there what holds then */
} resnetc_status;

typedef enum resnetc_role {
  RESNETC_ROLE_CONV_WEIGHT = 0,
  RESNETC_ROLE_LINEAR_WEIGHT = 1,
  RESNETC_ROLE_BIAS = 2,
  RESNETC_ROLE_BN_WEIGHT = 3,
  RESNETC_ROLE_BN_BIAS = 4,
  RESNETC_ROLE_RUNNING_MEAN = 5,
  RESNETC_ROLE_RUNNING_VAR = 6,
  RESNETC_ROLE_MOMENTUM = 7,
  RESNETC_ROLE_SLOPE = 9, /* of a PReLU, one per channel, or of a learned scale, one for all */
  RESNETC_ROLE_LOSS_SCALE = 10 /* of a library for training in fp16: "loss_scale" and "loss_scale.good_steps" */
} resnetc_role;

/* What a context is for; each includes those before it. */
typedef enum resnetc_function {
  RESNETC_INFER = 0,
  RESNETC_GRAD = 1,
  RESNETC_TRAIN = 2
} resnetc_function;

/* One named tensor: f32, row-major, rank 1..4. */
typedef struct resnetc_tensor_info {
  const char *name;
  resnetc_role role;
  int32_t rank;
  int64_t shape[4]; /* 1 beyond rank */
} resnetc_tensor_info;

/* 2 is not used by any caller's array. */
typedef enum resnetc_element { RESNETC_F32 = 0, RESNETC_I64 = 1, RESNETC_U8 = 3 } resnetc_element;

/* What a function takes from its caller, or gives back: a dense row-major array. An input of bytes (RESNETC_U8)
 * has its channels last: its shape is H, W, C. */
typedef struct resnetc_binding_info {
  const char *name; /* "input", "labels", "key", "hyper", "output" */
  resnetc_element element;
  int32_t is_output;
  int32_t batched;  /* 1: the batch comes before `shape` */
  int32_t rank;     /* of `shape` */
  int64_t shape[4]; /* 1 beyond rank */
} resnetc_binding_info;

/* One such array, for `run`: exactly `bytes`, aligned as its elements are. */
typedef struct resnetc_binding {
  const char *name;
  void *data;
  size_t bytes;
} resnetc_binding;

/* Set struct_size before asking; members beyond it are left alone. */
typedef struct resnetc_model_info {
  uint32_t struct_size;
  int32_t has_weights;     /* 1 when weights are embedded */
  const char *name;
  const char *mode;        /* "infer" or "train" */
  const char *precision;   /* "f32" */
  const char *isa;         /* the instruction set chosen on this machine, "avx2" or "sm_90a"; "" if none fits:
                              last_error then says what is missing. Of several kinds of machines, like `device`,
                              what a context gets that asks for none; `device` of the table tells of each */
  const char *recipe;      /* the model's train section as JSON, or NULL */
  int64_t input_shape[3];  /* C, H, W, also of an input of bytes, which lies as H, W, C: see binding */
  int64_t output_rank;     /* of one image's output: 1 or 3 */
  int64_t output_shape[3]; /* 1 beyond output_rank */
  int64_t parameters;      /* trainable scalars */
  int64_t multiply_adds;   /* one image, forward */
  int64_t tensor_count;    /* named tensors, in the order of definition; momenta and loss scale (training) last */
  const char *ignored_prefixes; /* beginnings of names that load_weights ignores, blank separated: heads
                              that only training has */
  const char *one_pixel_norm; /* the first batch norm on a map of one pixel, "bn5": grad and train_step then
                                 take batches of two images or more; NULL: any batch */
  uint64_t network_hash;      /* of layers, shapes, parameters and mode: <model>_NETWORK_HASH of the header
                                 that was written beside the library */
  int64_t gradient_buckets;   /* of gradient_bucket; 0 when the library was compiled without training */
  const char *device;         /* what runs it: "cpu" or "cuda" */
  const char *compiler;       /* what made the library: "resnetc 0.1.0, LLVM 22.1.8, Halide 21.0.0" */
  double input_scale;         /* what an input of bytes is multiplied by before its normalize, 1/255; 1 of floats */
} resnetc_model_info;

/* A loop of the caller's own: run body(closure, i) once for each i in [0, count), on any threads and
 * in any order, and return when all have returned. body never blocks on another i. count is at most
 * num_threads: the bodies share the work of a loop, and one that ends early takes some of another's.
 *
 * A loop that skips or repeats an index, returns before a body has, or throws a C++ exception makes the
 * call end with ERROR_ARGUMENT; what its outputs hold is then undefined, and of train_step also what
 * variables hold. A repeated index is not run twice, and a body that is run too late does nothing: not to
 * a later loop, nor after the context's end, as long as the library is loaded. An exception is caught
 * where the program has the C++ library that threw it; a thread must not be cancelled, nor be left by
 * longjmp, inside the loop. */
typedef void (*resnetc_loop_body)(void *closure, int64_t index);
typedef void (*resnetc_parallel_for)(void *user_data, int64_t count, resnetc_loop_body body,
                                     void *closure);

/* Options of a context; zeros are the defaults. */
typedef struct resnetc_options {
  uint32_t struct_size;
  int32_t num_threads;               /* 0: the least of the affinity mask, the cgroup CPU quota and
                                        RESNETC_NUM_THREADS (or else OMP_NUM_THREADS) */
  resnetc_parallel_for parallel_for; /* NULL: the library's own threads; not called for num_threads 1 */
  void *parallel_for_data;
  /* The members from here on are for libraries that run on a device; zeros for others. */
  int32_t device;                    /* its number, from 0 on, as the driver counts */
  int32_t device_pointers;           /* 1: input, labels and output are memory of the device. infer and
                                        grad then return as soon as their work is in the stream, and use the
                                        state and the arrays until it is done. Labels are not checked: one
                                        outside [0, classes) makes the loss undefined. Rates and keys are the
                                        host's all the same */
  void *stream;                      /* a CUstream of the device's primary context, for all work of the context's
                                        calls, which outlives it; NULL: one of its own */
  const char *device_kind;           /* "cpu" or "cuda", of which the library must be; NULL: the first of its kinds
                                        (those of --target, in its order) that this machine has */
} resnetc_options;

/* One optimiser step: g += weight_decay * w; v = momentum * v + g; w -= lr * (nesterov ? g + momentum
 * * v : v). All finite and >= 0. What dropout zeroes follows from `seed` alone: give every step another.
 * A struct_size that ends before `seed` stands for seed 0. */
typedef struct resnetc_hyper {
  uint32_t struct_size;
  float lr;
  float momentum;
  float weight_decay;
  int32_t nesterov;
  uint64_t seed;
} resnetc_hyper;

/* One launch of a kernel that has ended, for a hook. Pointers are valid as long as the library is loaded. */
typedef struct resnetc_launch_event {
  uint32_t struct_size;
  const char *function; /* the part of the call: "prepare" (what follows from the weights), "infer", "grad" or
                           "update"; train_step is grad, then update */
  int64_t index, count; /* number of the launch in that function, and of how many, from 0 on */
  int64_t batch;        /* images that it takes: on processors, infer goes through large batches in groups whose maps
                           stay in the caches, and each group has all launches */
  const char *layer;    /* as parameters are named, "layer1.0.conv1"; for what has none of its own, its place:
                           "head", "stage layer1, block 1 (basic)" */
  const char *kernel;   /* its class and attributes, "conv c=16 h=8 ..." */
  int64_t start_ns, end_ns; /* CLOCK_MONOTONIC; on a device from before the launch until the stream has done
                           it, which the call then waits for after each */
} resnetc_launch_event;

/* Called by the thread that made the call, after each of its launches, in order. What it takes itself lies
 * between two launches. It may call `cancel`, and no other function of the context. One that throws a C++
 * exception makes the call end with ERROR_ARGUMENT, as a loop does (resnetc_parallel_for). */
typedef void (*resnetc_launch_hook)(void *user_data, const resnetc_launch_event *event);

/* What is known of a launch before it runs. Set struct_size before asking. */
typedef struct resnetc_launch_info {
  uint32_t struct_size;
  const char *layer, *kernel; /* as in the event */
  const char *algorithm; /* "direct", "Winograd F(4x4, 3x3)", "matrix product", or "pass" over memory */
  const char *schedule;  /* the kernel's variant and its parameters, "tile rows=8 tx=4" */
  int64_t flops;         /* 2 for each multiply-add of the layer as it is defined: Winograd's algorithm does fewer */
  int64_t bytes_read, bytes_written; /* of the kernel's operands, each counted once */
} resnetc_launch_info;

/* A kind of machine that the library was compiled for. Set struct_size before asking. */
typedef struct resnetc_device_info {
  uint32_t struct_size;
  const char *kind; /* "cpu" or "cuda" */
  const char *isa;  /* the instruction set chosen on this machine; "" if none fits: last_error then says what is
                       missing */
} resnetc_device_info;

typedef struct resnetc_state resnetc_state;
typedef struct resnetc_context resnetc_context;
typedef struct resnetc_api resnetc_api;

/* The functions of one model. Later versions append members only: check struct_size before using a
 * member that your oldest library may lack. */
struct resnetc_api {
  uint32_t struct_size;
  uint32_t version; /* RESNETC_API_VERSION of the library */
  const void *model;

  /* A short name of a status, "wrong shape"; never NULL. */
  const char *(*status_text)(resnetc_status status);

  /* What went wrong in this thread's latest failed call; "" when none did. Valid until the next. Kept for
   * 64 living threads of a library at a time, those that first failed last. */
  const char *(*last_error)(void);

  resnetc_status (*info)(const resnetc_api *api, resnetc_model_info *info);

  /* Named tensor number `index`, 0 <= index < tensor_count. */
  resnetc_status (*tensor)(const resnetc_api *api, int64_t index, resnetc_tensor_info *info);

  /* The bytes that a state takes. ERROR_ISA or ERROR_DEVICE when this machine cannot run the library. */
  resnetc_status (*state_bytes)(const resnetc_api *api, size_t *bytes);

  /* Makes a state in `memory`, all tensors unset, momenta zero, the loss scale as compiled. */
  resnetc_status (*state_init)(const resnetc_api *api, void *memory, size_t bytes,
                               resnetc_state **state);

  /* Copies one tensor in or out, f32 row-major of exactly `count` elements. A sealed state may be set
   * again: what follows from the weights is brought up to date by the next infer or seal. Reading a
   * tensor that was never set is ERROR_WEIGHTS (momenta read as zero). */
  resnetc_status (*tensor_set)(resnetc_state *state, const char *name, const float *values,
                               size_t count);
  resnetc_status (*tensor_get)(const resnetc_state *state, const char *name, float *values,
                               size_t count);

  /* Sets every tensor from a safetensors file in memory; NULL and 0: the embedded weights. All names
   * and shapes must match, but for dimensions of one; F64 (rounded to nearest even), F16 and BF16 are
   * converted. Momenta, loss scale and batch counts (*.num_batches_tracked, one whole number of any type) may be absent;
   * tensors of heads that only training has may be there. The file is checked as a whole before anything
   * is set, and last_error lists all that is missing, unexpected or misshapen, one per line, as far as
   * its 4 KiB go. The file's memory is not needed afterwards. */
  resnetc_status (*load_weights)(resnetc_state *state, const void *file, size_t bytes);

  /* Checks that every tensor but the momenta and the loss scale is set, and computes what inference derives from them
   * (folded batch norm, packed weights); a library that trains leaves that to its first inference. Needed once before
   * the first context. */
  resnetc_status (*seal)(resnetc_state *state);

  /* The bytes that a context for `function` and up to `batch` images takes, with the device_kind NULL. Part of them is scratch for
   * the bodies of a caller's parallel_for, as many as the default of num_threads at this moment; such a
   * context may be given more memory for more of them, and with less than they need it runs fewer. */
  resnetc_status (*workspace_bytes)(const resnetc_api *api, resnetc_function function, int64_t batch,
                                    size_t *bytes);

  /* Makes a context in `memory`; `options` may be NULL. On a device it also takes the device's memory, for
   * workspace, bindings and a copy of the state; last_error says how much where there is not enough. */
  resnetc_status (*context_init)(resnetc_state *state, resnetc_function function, int64_t batch,
                                 const resnetc_options *options, void *memory, size_t bytes,
                                 resnetc_context **context);

  /* Marks the context's memory as no longer in use, and frees what it has of a device. Always safe, also on
   * NULL. Where the device fails so that the trained values of its state are lost, the state's tensors count
   * as never set. */
  void (*context_destroy)(resnetc_context *context);

  /* Threads that the context's calls run on at present, the caller's included: num_threads, or fewer
   * where the system starts no more for the process (starts those that are missing, so as to know). 0 when
   * it uses the caller's parallel_for, runs on a device, or is NULL. */
  int32_t (*context_threads)(const resnetc_context *context);

  /* x: f32[batch, C, H, W] as the model's input declares it, before its normalize. A model that takes bytes
   * is given them by run; infer, grad and train_step then are ERROR_ARGUMENT.
   * output: f32[batch, output_shape]. Uses the running statistics. After a train_step or tensor_set the
   * first infer on the state also renews the derived tensors. */
  resnetc_status (*infer)(resnetc_context *context, const float *x, int64_t batch, float *output);

  /* Forward with batch statistics, mean loss, and the gradient of every trainable tensor, which stays
   * in the context until its next call. A batch that gives a batch norm one value a channel, which has no
   * variance, is ERROR_SHAPE: see one_pixel_norm. Changes no variable. Dropout is that of seed 0. The loss has in
   * it the shares of heads beside the network, the number of right predictions is the network's own.
   * labels: i64[batch]. result: f32[2] = mean loss, number of right predictions. */
  resnetc_status (*grad)(resnetc_context *context, const float *x, const int64_t *labels,
                         int64_t batch, float *result);

  /* The gradient of one trainable tensor after grad, row-major, exactly `count` elements; in fp16 divided by
   * the loss scale. */
  resnetc_status (*gradient_get)(const resnetc_context *context, const char *name, float *values,
                                 size_t count);

  /* grad, then running statistics and the optimiser's update of the state. */
  resnetc_status (*train_step)(resnetc_context *context, const float *x, const int64_t *labels,
                               int64_t batch, const resnetc_hyper *hyper, float *result);

  /* The members from here on are newer than version 1's first libraries: check struct_size. */

  /* What each element of tensor number `index` is before training, unless it is a weight of a
   * convolution or fully connected layer, which are drawn at random. */
  resnetc_status (*tensor_initial)(const resnetc_api *api, int64_t index, float *value);

  /* The training steps that a batch norm's running statistics have seen, under the name that torch
   * gives the number, "bn1.num_batches_tracked", where the model has "bn1.running_mean". 0 at first,
   * set by load_weights where the file has it, and one more with each train_step, as far as the numbers go.
   * Never negative. */
  resnetc_status (*batches_set)(resnetc_state *state, const char *name, int64_t count);
  resnetc_status (*batches_get)(const resnetc_state *state, const char *name, int64_t *count);

  /* Binds a context to another sealed state of the same model, in constant time; on a device in that of
   * copying states, with the failures of context_init, which leave the context as it was. May be called from
   * any thread, also while a call of the context runs: that call ends on the state it began with, and the
   * next one uses the new state. Returns when no call uses the old state through this context any more.
   * One rebind of a context at a time. */
  resnetc_status (*context_rebind)(resnetc_context *context, resnetc_state *state);

  /* Looks for values that no trained model has: numbers that are not finite, in any tensor that is set,
   * and running variances below 0. ERROR_WEIGHTS if there are any; last_error then has the number of such
   * tensors and the first of them with their counts. Loading and setting take such values, and what
   * follows from them is NaN. Reads every weight once; changes nothing. */
  resnetc_status (*check_weights)(const resnetc_state *state);

  /* 1 when tensor number `index` is a parameter, which training updates by its gradient; else 0. */
  resnetc_status (*tensor_trainable)(const resnetc_api *api, int64_t index, int32_t *value);

  /* Binding number `index`, from 0 on, of a function; ERROR_ARGUMENT behind the last. */
  resnetc_status (*binding)(const resnetc_api *api, resnetc_function function, int64_t index,
                            resnetc_binding_info *info);

  /* Runs a function on named arrays, of which infer, grad and train_step are short forms. All of its
   * bindings have to be there, each with as many bytes as `batch` images take, but for "key": without it
   * dropout is that of seed 0. "hyper" is lr, momentum, weight decay, and 1 for nesterov or else 0. */
  resnetc_status (*run)(resnetc_context *context, resnetc_function function, int64_t batch,
                        const resnetc_binding *bindings, size_t count);

  /* The gradients after grad (or run), where they lie: buckets 0 to gradient_buckets - 1, in the order in
   * which the backward pass completes them, each *count floats at *values. Training on several machines adds
   * up the buckets of all, bucket by bucket, divides by their number, and calls update. Within a bucket
   * gradients are in the layout of this library's kernels, with zeros for padding: the same in every
   * process on machines of one instruction set (`isa`), so sums, means and scaling in place are right. They
   * stay until the context's next call. In a library for training in fp16 they are multiplied by the tensor
   * "loss_scale", and update divides by it; it skips the step, and lowers the scale, where one of them is infinite
   * or NaN, as the sum over machines then is on all of them. On a device *values is an address of the device's memory, which the
   * context's stream works on. */
  resnetc_status (*gradient_bucket)(resnetc_context *context, int64_t index, float **values,
                                    size_t *count);

  /* The second half of train_step: the optimiser's step of every trainable tensor by the gradients that
   * are in the context, and the running statistics by what the batch of that grad gave for them. The
   * context is one for RESNETC_TRAIN, its latest call a successful grad; hyper->seed is not used. */
  resnetc_status (*update)(resnetc_context *context, const resnetc_hyper *hyper);

  /* Launch number `index` of a function ("prepare", "infer", "grad" or "update") for `batch` images, on this
   * machine, by a context with the device_kind NULL. ERROR_ARGUMENT behind the last, ERROR_MODE where the library has no such function. */
  resnetc_status (*launch)(const resnetc_api *api, const char *function, int64_t batch, int64_t index,
                           resnetc_launch_info *info);

  /* Sets the hook that the context's calls tell of their launches, from the next call on; NULL: none. While a
   * call runs it is ERROR_ARGUMENT. On a device, a call with a hook waits for each launch, and replays no
   * graph. */
  resnetc_status (*context_hook)(resnetc_context *context, resnetc_launch_hook hook, void *user_data);

  /* Makes the call of the context that runs end with CANCELLED before its next launch; from any thread, or a
   * signal handler. A call that is in its last launch ends as if nothing had been asked, and so does one that
   * begins later. Outputs and gradients of a cancelled call are undefined. Its state is as before: the update of
   * a train_step that has begun is brought to its end. The context takes the next call as ever. On a device
   * whole functions are in the stream at once: a call can be cancelled only before they are. */
  resnetc_status (*cancel)(resnetc_context *context);

  /* Kind number `index` of the machines that the library was compiled for, from 0 on, in the order of
   * --target, which is that of preference; ERROR_ARGUMENT behind the last. */
  resnetc_status (*device)(const resnetc_api *api, int64_t index, resnetc_device_info *info);

  /* workspace_bytes of a context with these options, which may be NULL: on a device it takes far less of the
   * caller's memory than on the processor. */
  resnetc_status (*context_bytes)(const resnetc_api *api, const resnetc_options *options,
                                  resnetc_function function, int64_t batch, size_t *bytes);

  /* `launch`, of the machine that the context runs on. */
  resnetc_status (*context_launch)(const resnetc_context *context, const char *function, int64_t batch,
                                   int64_t index, resnetc_launch_info *info);

  /* Says what the context will infer or learn from next: the `x` of a call that comes, for `batch` images, which
   * stays as it is until that call. On a device it is copied there beside what the device is doing, by memory that
   * the driver has pinned (twice as much as x takes for the largest batch, here and there, from the first times on);
   * the call with the same x and batch finds it there. On the processor, and with device_pointers, nothing happens.
   * May be called by another thread while a call of the context runs; one prefetch at a time. Two inputs may be on
   * their way: a third drops the first, whose call then copies x itself, as after a failure. With x NULL and batch 0
   * all are dropped: needed before other values come to lie in an array that was handed over for nothing. */
  resnetc_status (*prefetch)(resnetc_context *context, const void *x, int64_t batch);
};

/* Exported by every shared library: its table, or NULL when it cannot serve `version`, the
 * RESNETC_API_VERSION of the caller. */
const resnetc_api *resnetc_query(uint32_t version);
typedef const resnetc_api *(*resnetc_query_fn)(uint32_t version);

#ifdef __cplusplus
}
#endif
#endif
