// Throws.cpp - a C++ program whose parallel_for throws, around a library that has no C++ library of
// its own: `throws LIB.so`. Status 0 when each exception was a status, and the context went on to
// give the right values.
#include <resnetc/resnetc.h>

#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

const resnetc_api *api;
bool throwBefore, throwAfter;

void require(bool good, const char *what) {
  if (good)
    return;
  std::fprintf(stderr, "%s: %s\n", what, api ? api->last_error() : dlerror());
  std::exit(1);
}

void loop(void *, int64_t count, resnetc_loop_body body, void *closure) {
  if (throwBefore)
    throw std::runtime_error("no thread to be had");
  for (int64_t i = 0; i < count; ++i)
    body(closure, i);
  if (throwAfter)
    throw 17;
}

void *allocate(size_t bytes) {
  return std::aligned_alloc(RESNETC_ALIGNMENT, (bytes + 63) / 64 * 64);
}

resnetc_state *makeState(const resnetc_model_info &info) {
  resnetc_state *state = nullptr;
  size_t bytes = 0;
  require(api->state_bytes(api, &bytes) == RESNETC_OK, "state_bytes");
  require(api->state_init(api, allocate(bytes), bytes, &state) == RESNETC_OK, "state_init");
  for (int64_t i = 0; i < info.tensor_count; ++i) {
    resnetc_tensor_info tensor;
    require(api->tensor(api, i, &tensor) == RESNETC_OK, "tensor");
    size_t count = 1;
    for (int64_t extent : tensor.shape)
      count *= static_cast<size_t>(extent);
    std::vector<float> values(count, 0.25f);
    require(api->tensor_set(state, tensor.name, values.data(), count) == RESNETC_OK, "tensor_set");
  }
  require(api->seal(state) == RESNETC_OK, "seal");
  return state;
}

} // namespace

int main(int, char **argv) {
  constexpr int64_t batch = 4;
  void *library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  require(library, "dlopen");
  auto query = reinterpret_cast<resnetc_query_fn>(dlsym(library, "resnetc_query"));
  api = query(RESNETC_API_VERSION);
  resnetc_model_info info = {};
  info.struct_size = sizeof info;
  require(api->info(api, &info) == RESNETC_OK, "info");
  resnetc_state *state = makeState(info);
  size_t bytes = 0;
  require(api->workspace_bytes(api, RESNETC_INFER, batch, &bytes) == RESNETC_OK, "workspace_bytes");
  bytes += 1 << 24; // scratch for two bodies on a machine of one processor, too
  resnetc_options options = {sizeof options, 2, loop, nullptr, 0, 0, nullptr, nullptr};
  resnetc_context *context = nullptr;
  require(api->context_init(state, RESNETC_INFER, batch, &options, allocate(bytes), bytes,
                            &context) == RESNETC_OK,
          "context_init");
  std::vector<float> x(batch * info.input_shape[0] * info.input_shape[1] * info.input_shape[2],
                       1.f);
  std::vector<float> expected(batch * info.output_shape[0]), y(expected.size());
  require(api->infer(context, x.data(), batch, expected.data()) == RESNETC_OK, "infer");
  for (bool *when : {&throwBefore, &throwAfter}) {
    *when = true;
    require(api->infer(context, x.data(), batch, y.data()) == RESNETC_ERROR_ARGUMENT,
            "not refused");
    require(std::string(api->last_error()).find("threw an exception") != std::string::npos, "text");
    require(std::uncaught_exceptions() == 0, "the exception is still on its way");
    *when = false;
    require(api->infer(context, x.data(), batch, y.data()) == RESNETC_OK, "infer afterwards");
    require(y == expected, "other values afterwards");
  }
}
