/* Neighbour.c - a program that holds two models as archives beside a library of Halide's own.
 *
 * The neighbour (run.py makes it) brings Halide's whole runtime: thread pool, allocator, error
 * handler. Each must go on with its own: values are right, an error of the neighbour reaches the
 * handler that the program set there, and an error of the model is a status.
 */
#include "one.h"
#include "two.h"

#include "neighbour.h"

#include "tests/CModel.h"

#include <HalideRuntime.h>
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

static void skipFirst(void *data, int64_t count, resnetc_loop_body body, void *closure) {
  (void)data;
  for (int64_t i = 1; i < count; ++i)
    body(closure, i);
}

static void runModel(const resnetc_api *api) {
  enum { Batch = 8, MostOutputs = 1024 };
  const resnetc_model_info info = infoOf(api);
  size_t bytes;
  CHECK(api, api->state_bytes(api, &bytes));
  void *stateMemory = alignedMemory(bytes);
  resnetc_state *state;
  CHECK(api, api->state_init(api, stateMemory, bytes, &state));
  setTensors(api, state, quarter);
  float *x = ones(Batch * inputElements(&info)), *y = ones(Batch * MostOutputs);
  CHECK(api, api->workspace_bytes(api, RESNETC_INFER, Batch, &bytes));
  bytes += 64 << 20; /* participants of the bad loop below, whatever the machine */
  void *contextMemory = alignedMemory(bytes);
  resnetc_context *context;
  const resnetc_options good = {.struct_size = sizeof good, .num_threads = 2};
  const resnetc_options bad = {
      .struct_size = sizeof bad, .num_threads = 2, .parallel_for = skipFirst};
  CHECK(api, api->context_init(state, RESNETC_INFER, Batch, &bad, contextMemory, bytes, &context));
  require(api,
          api->infer(context, x, Batch, y) == RESNETC_ERROR_ARGUMENT &&
              strstr(api->last_error(), "parallel_for"),
          "a loop that skips an index was not refused");
  CHECK(api, api->context_init(state, RESNETC_INFER, Batch, &good, contextMemory, bytes, &context));
  CHECK(api, api->infer(context, x, Batch, y));
  require(api, areEqualAndPositive(y, Batch * (size_t)info.output_shape[0]), "a wrong value");
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
  require(NULL, neighbour(Width, &out) == 0 && neighbourErrors == 0, "neighbour failed");
  for (int i = 0; i < Width * Height; ++i)
    require(NULL, pixels[i] == (float)(2 * (i % Width) + 3), "neighbour: a wrong value");
  require(NULL, neighbourBlocks > 0, "neighbour: its allocator was not asked");
  out.dimensions = 1;
  require(NULL, neighbour(Width, &out) != 0 && neighbourErrors == 1,
          "neighbour: its error did not reach its handler");
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
