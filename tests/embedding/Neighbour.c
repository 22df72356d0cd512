/* Neighbour.c - a program that holds two models as archives beside a library of Halide's own.
 *
 * The neighbour (run.py makes it) brings Halide's whole runtime: thread pool, allocator, error
 * handler. Each must go on with its own: values are right, an error of the neighbour reaches the
 * handler that the program set there, and an error of the model is a status.
 */
#include "one.h"
#include "two.h"

#include "neighbour.h"

#include <HalideRuntime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int neighbourErrors, neighbourBlocks;

static void onError(void *context, const char *message) {
  (void)context;
  (void)message;
  ++neighbourErrors;
}

static void *countedMalloc(void *context, size_t bytes) {
  (void)context;
  ++neighbourBlocks;
  return aligned_alloc(128, (bytes + 127) / 128 * 128);
}

static void countedFree(void *context, void *block) {
  (void)context;
  free(block);
}

static void fail(const char *what, const char *text) {
  fprintf(stderr, "%s: %s\n", what, text);
  exit(1);
}

#define CHECK(CALL)                                                                                \
  do {                                                                                             \
    if ((CALL) != RESNETC_OK)                                                                      \
      fail(#CALL, api->last_error());                                                              \
  } while (0)

static void skipFirst(void *data, int64_t count, resnetc_loop_body body, void *closure) {
  (void)data;
  for (int64_t i = 1; i < count; ++i)
    body(closure, i);
}

static void *allocate(size_t bytes) {
  return aligned_alloc(RESNETC_ALIGNMENT, (bytes + 63) / 64 * 64);
}

/* Weights 0.25, inputs 1: equal images have equal logits, and equal weights equal classes. */
static void runModel(const resnetc_api *api) {
  enum { Batch = 8 };
  resnetc_model_info info = {.struct_size = sizeof info};
  CHECK(api->info(api, &info));
  size_t bytes;
  CHECK(api->state_bytes(api, &bytes));
  void *stateMemory = allocate(bytes);
  resnetc_state *state;
  CHECK(api->state_init(api, stateMemory, bytes, &state));
  for (int64_t i = 0; i < info.tensor_count; ++i) {
    resnetc_tensor_info tensor;
    CHECK(api->tensor(api, i, &tensor));
    size_t count = (size_t)(tensor.shape[0] * tensor.shape[1] * tensor.shape[2] * tensor.shape[3]);
    float *values = malloc(count * sizeof *values);
    for (size_t j = 0; j < count; ++j)
      values[j] = 0.25f;
    CHECK(api->tensor_set(state, tensor.name, values, count));
    free(values);
  }
  CHECK(api->seal(state));
  size_t inputs = Batch * (size_t)(info.input_shape[0] * info.input_shape[1] * info.input_shape[2]);
  float *x = malloc(inputs * sizeof *x), *y = malloc(Batch * 1024 * sizeof *y);
  for (size_t i = 0; i < inputs; ++i)
    x[i] = 1.0f;
  CHECK(api->workspace_bytes(api, RESNETC_INFER, Batch, &bytes));
  bytes += 64 << 20; /* participants of the bad loop below, whatever the machine */
  void *contextMemory = allocate(bytes);
  resnetc_context *context;
  const resnetc_options good = {.struct_size = sizeof good, .num_threads = 2};
  const resnetc_options bad = {
      .struct_size = sizeof bad, .num_threads = 2, .parallel_for = skipFirst};
  CHECK(api->context_init(state, RESNETC_INFER, Batch, &bad, contextMemory, bytes, &context));
  if (api->infer(context, x, Batch, y) != RESNETC_ERROR_ARGUMENT ||
      !strstr(api->last_error(), "parallel_for"))
    fail(info.name, "a loop that skips an index was not refused");
  CHECK(api->context_init(state, RESNETC_INFER, Batch, &good, contextMemory, bytes, &context));
  CHECK(api->infer(context, x, Batch, y));
  for (int64_t i = 0; i < Batch * info.output_shape[0]; ++i)
    if (!(y[i] > 0.0f && y[i] == y[0]))
      fail(info.name, "a wrong value");
  free(y);
  free(x);
  free(contextMemory);
  free(stateMemory);
  printf("%s: right\n", info.name);
}

/* out(x, y) = (x + 1) + (x + 2), in tasks for the rows. */
static void runNeighbour(void) {
  enum { Width = 64, Height = 48 };
  static float pixels[Width * Height];
  halide_dimension_t dims[2] = {{0, Width, 1, 0}, {0, Height, Width, 0}};
  halide_buffer_t out = {0};
  out.host = (uint8_t *)pixels;
  out.type = (struct halide_type_t){halide_type_float, 32, 1};
  out.dimensions = 2;
  out.dim = dims;
  neighbourErrors = neighbourBlocks = 0;
  if (neighbour(Width, &out) != 0 || neighbourErrors != 0)
    fail("neighbour", "failed");
  for (int i = 0; i < Width * Height; ++i)
    if (pixels[i] != (float)(2 * (i % Width) + 3))
      fail("neighbour", "a wrong value");
  if (neighbourBlocks == 0)
    fail("neighbour", "its allocator was not asked");
  out.dimensions = 1;
  if (neighbour(Width, &out) == 0 || neighbourErrors != 1)
    fail("neighbour", "its error did not reach its handler");
  printf("neighbour: right\n");
}

int main(void) {
  halide_set_error_handler(onError);
  halide_set_custom_malloc(countedMalloc);
  halide_set_custom_free(countedFree);
  for (int round = 0; round < 2; ++round) {
    runNeighbour();
    runModel(one_api());
    runModel(two_api());
  }
  halide_shutdown_thread_pool();
  return 0;
}
