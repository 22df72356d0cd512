/* Host.c - a program around a compiled library, under conditions that libraries meet and tools do
 * not. Prints "threads N" (what context_threads says), "sum X" (a checksum of all results) and
 * "refused N" (allocations); status 0 when every call did what it should. */
// clang-format off
/*   host LIB.so stack  THREADS|hook infer|train   calls on threads with 64 KiB of stack
 *   host LIB.so memory infer|train                every allocation fails once the library is loaded
 *   host LIB.so limit  GRANTED THREADS            the system starts GRANTED threads and no more
 */
// clang-format on
#define _GNU_SOURCE
#include "tests/CModel.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { Batch = 2, StackBytes = 64 << 10, GuardBytes = 16 << 20, MostOutputs = 4096 };

/*===- What the program takes over from libc ------------------------------------------*/

static atomic_int allocationsFail, allocationsRefused, threadsGranted = 1 << 20;

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

static int refused(void) {
  if (!allocationsFail)
    return 0;
  ++allocationsRefused;
  errno = ENOMEM;
  return 1;
}

void *malloc(size_t bytes) { return refused() ? NULL : __libc_malloc(bytes); }
void *calloc(size_t n, size_t bytes) { return refused() ? NULL : __libc_calloc(n, bytes); }
void *realloc(void *old, size_t bytes) { return refused() ? NULL : __libc_realloc(old, bytes); }
void *memalign(size_t align, size_t bytes) {
  return refused() ? NULL : __libc_memalign(align, bytes);
}
void *aligned_alloc(size_t align, size_t bytes) { return memalign(align, bytes); }
void *mmap(void *at, size_t bytes, int protection, int flags, int file, off_t offset) {
  return refused() ? MAP_FAILED
                   : (void *)syscall(SYS_mmap, at, bytes, protection, flags, file, offset);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                   void *argument) {
  static int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
  if (!real)
    *(void **)&real = dlsym(RTLD_NEXT, "pthread_create");
  if (atomic_fetch_sub(&threadsGranted, 1) <= 0 || refused())
    return EAGAIN;
  return real(thread, attributes, start, argument);
}

/*===- The model ------------------------------------------------------------------------*/

static const resnetc_api *api;
static resnetc_state *state;
static resnetc_model_info info;

static void *pages(size_t bytes) {
  void *memory = (void *)syscall(SYS_mmap, NULL, bytes, PROT_READ | PROT_WRITE,
                                 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  require(api, memory != MAP_FAILED, "no memory for the program itself");
  return memory;
}

/* Numbers in (-1, 1) that follow from a seed. */
static float number(uint64_t seed, uint64_t i) {
  uint64_t h = (seed * 0x9E3779B97F4A7C15ull + i) * 0xBF58476D1CE4E5B9ull;
  h = (h ^ h >> 31) * 0x94D049BB133111EBull;
  return (float)((double)(h >> 40) * 0x1p-23 - 1);
}

static float valueOf(int64_t t, const resnetc_tensor_info *tensor, size_t i) {
  if (tensor->role == RESNETC_ROLE_RUNNING_VAR || tensor->role == RESNETC_ROLE_BN_WEIGHT)
    return 1.0f;
  float scale = 1.0f;
  for (size_t n = elementsOf(tensor) / (size_t)tensor->shape[0]; n > 1; n /= 4)
    scale *= 0.6f; /* about as the root of the fan-in asks for */
  return scale * number((uint64_t)t, i);
}

static void load(const char *path) {
  api = openModel(path);
  info = infoOf(api);
  size_t bytes = 0;
  CHECK(api, api->state_bytes(api, &bytes));
  CHECK(api, api->state_init(api, pages(bytes), bytes, &state));
  setTensors(api, state, valueOf);
}

/*===- Calls ----------------------------------------------------------------------------*/

struct call {
  int training;
  int32_t threads;
  resnetc_parallel_for parallelFor;
  int32_t granted; /* what context_threads said */
  uint64_t sum;    /* checksum of the results */
};

static void add(uint64_t *sum, const float *values, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    uint32_t bits;
    memcpy(&bits, &values[i], sizeof bits);
    *sum = (*sum ^ bits) * 0x100000001B3ull;
  }
}

static float *images(void) {
  const size_t count = Batch * inputElements(&info);
  float *x = pages(count * sizeof *x);
  for (size_t i = 0; i < count; ++i)
    x[i] = number(77, i);
  return x;
}

/* Two inferences, or a gradient and two steps, of a fresh context. */
static void run(struct call *call, const float *x) {
  const int64_t labels[Batch] = {0, 1};
  const resnetc_function function = call->training ? RESNETC_TRAIN : RESNETC_INFER;
  resnetc_options options = {0}; /* also by headers with fewer members */
  options.struct_size = sizeof options;
  options.num_threads = call->threads;
  options.parallel_for = call->parallelFor;
  const resnetc_hyper hyper = {sizeof hyper, 0.01f, 0.9f, 1e-4f, 0, 3};
  static float y[Batch * MostOutputs];
  size_t bytes = 0;
  resnetc_context *context = NULL;
  CHECK(api, api->workspace_bytes(api, function, Batch, &bytes));
  CHECK(api, api->context_init(state, function, Batch, &options, pages(bytes), bytes, &context));
  call->granted = api->context_threads(context);
  for (int round = 0; round < 2; ++round) {
    if (call->training) {
      float result[2];
      CHECK(api, api->grad(context, x, labels, Batch, result));
      add(&call->sum, result, 2);
      CHECK(api, api->train_step(context, x, labels, Batch, &hyper, result));
      add(&call->sum, result, 2);
    }
    CHECK(api, api->infer(context, x, Batch, y));
    add(&call->sum, y, Batch * (size_t)(info.output_shape[0]));
  }
  api->context_destroy(context);
}

/* A failure of each kind. With an argument: once there is no memory, in a thread that never failed.
 */
static void *failCalls(void *argument) {
  float value = 0;
  size_t bytes;
  resnetc_context *context;
  while (argument && !allocationsFail)
    sched_yield();
  resnetc_tensor_info first;
  CHECK(api, api->tensor(api, 0, &first));
  const struct {
    resnetc_status got, expected;
  } calls[] = {
      {api->tensor_set(state, "no such tensor", &value, 1), RESNETC_ERROR_ARGUMENT},
      {api->tensor_get(state, first.name, &value, 0), RESNETC_ERROR_SHAPE},
      {api->load_weights(state, "not weights at all", 18), RESNETC_ERROR_WEIGHTS},
      {api->workspace_bytes(api, RESNETC_INFER, 0, &bytes), RESNETC_ERROR_SHAPE},
      {api->context_init(state, RESNETC_INFER, 1, NULL, state, 64, &context), RESNETC_ERROR_MEMORY},
      {api->infer(NULL, NULL, 1, NULL), RESNETC_ERROR_ARGUMENT},
  };
  for (size_t i = 0; i < sizeof calls / sizeof calls[0]; ++i)
    if (calls[i].got != calls[i].expected) {
      fprintf(stderr, "failure %d: expects status %d, got %d\n", (int)i, calls[i].expected,
              calls[i].got);
      _exit(1);
    }
  require(api, strstr(api->last_error(), "infer: ") != NULL, "the text of the latest failure");
  return NULL;
}

/*===- Threads with small stacks --------------------------------------------------------*/

static void startSmall(pthread_t *thread, void *(*start)(void *), void *argument) {
  char *memory = pages(GuardBytes + StackBytes);
  require(api, mprotect(memory, GuardBytes, PROT_NONE) == 0, "mprotect");
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, memory + GuardBytes, StackBytes);
  require(api, pthread_create(thread, &attributes, start, argument) == 0, "pthread_create");
  pthread_attr_destroy(&attributes);
}

struct body {
  resnetc_loop_body body;
  void *closure;
  int64_t index;
};

static void *runBody(void *argument) {
  struct body *body = argument;
  body->body(body->closure, body->index);
  return NULL;
}

/* Every body on a small thread of its own, none on the calling one. */
static void onSmallThreads(void *data, int64_t count, resnetc_loop_body body, void *closure) {
  pthread_t threads[RESNETC_MAX_THREADS];
  struct body bodies[RESNETC_MAX_THREADS];
  (void)data;
  for (int64_t i = 0; i < count; ++i) {
    bodies[i] = (struct body){body, closure, i};
    pthread_create(&threads[i], NULL, runBody, &bodies[i]);
  }
  for (int64_t i = 0; i < count; ++i)
    pthread_join(threads[i], NULL);
}

struct small {
  struct call *call;
  const float *x;
};

static void *runSmall(void *argument) {
  struct small *small = argument;
  failCalls(NULL);
  run(small->call, small->x);
  return NULL;
}

static int onSmallStack(const char *threads, int training) {
  struct call call = {training, 2, NULL, 0, 0};
  if (strcmp(threads, "hook") == 0) {
    pthread_attr_t attributes; /* the default of onSmallThreads */
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, StackBytes);
    pthread_setattr_default_np(&attributes);
    call.parallelFor = onSmallThreads;
  } else {
    call.threads = atoi(threads);
  }
  struct small small = {&call, images()};
  pthread_t thread;
  startSmall(&thread, runSmall, &small);
  pthread_join(thread, NULL);
  printf("threads %d\nsum %016llx\nrefused %d\n", call.granted, (unsigned long long)call.sum,
         allocationsRefused);
  return 0;
}

/*===- No memory --------------------------------------------------------------------------*/

static int withoutMemory(int training) {
  struct call call = {training, 2, NULL, 0, 0};
  const float *x = images();
  pthread_t thread;
  require(api, pthread_create(&thread, NULL, failCalls, &call) == 0, "pthread_create");
  allocationsFail = 1;
  failCalls(NULL);
  run(&call, x);
  failCalls(NULL);
  pthread_join(thread, NULL);
  allocationsFail = 0;
  printf("threads %d\nsum %016llx\nrefused %d\n", call.granted, (unsigned long long)call.sum,
         allocationsRefused);
  return 0;
}

/*===- Few threads ------------------------------------------------------------------------*/

static int withFewThreads(int granted, int threads) {
  struct call call = {0, threads, NULL, 0, 0};
  threadsGranted = granted;
  run(&call, images());
  printf("threads %d\nsum %016llx\nrefused %d\n", call.granted, (unsigned long long)call.sum,
         allocationsRefused);
  return 0;
}

int main(int argc, char **argv) {
  setvbuf(stdout, NULL, _IONBF, 0);
  if (argc < 4)
    return 2;
  load(argv[1]);
  if (strcmp(argv[2], "stack") == 0 && argc == 5)
    return onSmallStack(argv[3], strcmp(argv[4], "train") == 0);
  if (strcmp(argv[2], "memory") == 0)
    return withoutMemory(strcmp(argv[3], "train") == 0);
  if (strcmp(argv[2], "limit") == 0 && argc == 5)
    return withFewThreads(atoi(argv[3]), atoi(argv[4]));
  return 2;
}
