//===- Session.h - a state and a context of the fake model, for tests -------------===//
//
// Owns the memory that the C interface leaves to its caller, and a reference in plain loops.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "tests/unit/runtime/FakeModel.h"

#include <cmath>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace fake {

struct FreeMemory {
  void operator()(void *memory) const { std::free(memory); }
};
using Memory = std::unique_ptr<void, FreeMemory>;

inline Memory allocate(size_t bytes) {
  return Memory(std::aligned_alloc(RESNETC_ALIGNMENT, (bytes + 63) / 64 * 64));
}

/// Values of a tensor that differ from element to element and from tensor to tensor.
inline std::vector<float> valuesOf(const std::string &name, size_t count) {
  std::vector<float> values(count);
  for (size_t i = 0; i < count; ++i)
    values[i] = std::sin(0.7 * static_cast<double>(i) + static_cast<double>(name.size()));
  if (name.ends_with("running_var") || name.ends_with("bn.weight"))
    for (float &value : values)
      value = 1.5f + value * 0.5f;
  return values;
}

inline std::vector<float> imagesOf(int64_t batch) {
  std::vector<float> x(static_cast<size_t>(batch * Pixels));
  for (size_t i = 0; i < x.size(); ++i)
    x[i] = static_cast<float>(std::cos(1.3 * static_cast<double>(i * i % 97)) + 0.25);
  return x;
}

inline std::vector<int64_t> labelsOf(int64_t batch) {
  std::vector<int64_t> labels(static_cast<size_t>(batch));
  for (size_t i = 0; i < labels.size(); ++i)
    labels[i] = static_cast<int64_t>(i * 7 % Classes);
  return labels;
}

/// A state with every tensor set and sealed, and a context.
struct Session {
  resnetc_api api;
  Memory stateMemory, contextMemory;
  resnetc_state *state = nullptr;
  resnetc_context *context = nullptr;

  explicit Session(const rn_model &model) : api(apiOf(model)) {
    size_t bytes = 0;
    if (api.state_bytes(&api, &bytes) != RESNETC_OK)
      return;
    stateMemory = allocate(bytes);
    api.state_init(&api, stateMemory.get(), bytes, &state);
  }

  void setAll() {
    resnetc_tensor_info info;
    for (int64_t i = 0; api.tensor(&api, i, &info) == RESNETC_OK; ++i)
      if (info.role != RESNETC_ROLE_MOMENTUM) {
        size_t count = 1;
        for (int d = 0; d < info.rank; ++d)
          count *= static_cast<size_t>(info.shape[d]);
        api.tensor_set(state, info.name, valuesOf(info.name, count).data(), count);
      }
  }

  resnetc_status open(resnetc_function function, int64_t batch,
                      const resnetc_options *options = nullptr) {
    size_t bytes = 0;
    resnetc_status status = api.workspace_bytes(&api, function, batch, &bytes);
    if (status != RESNETC_OK)
      return status;
    contextMemory = allocate(bytes);
    return api.context_init(state, function, batch, options, contextMemory.get(), bytes, &context);
  }

  std::vector<float> get(const std::string &name, size_t count) const {
    std::vector<float> values(count);
    if (api.tensor_get(state, name.c_str(), values.data(), count) != RESNETC_OK)
      values.clear();
    return values;
  }

  std::string error() const { return api.last_error(); }
};

/// A session ready to run `function`, one thread.
inline Session opened(const rn_model &model, resnetc_function function, int64_t batch,
                      int32_t threads = 1) {
  Session session(model);
  session.setAll();
  session.api.seal(session.state);
  resnetc_options options = {
      sizeof(resnetc_options), threads, nullptr, nullptr, 0, 0, nullptr, nullptr};
  session.open(function, batch, &options);
  return session;
}

/// Logits of one image from row-major tensors read out of the state.
inline std::vector<float> referenceLogits(const Session &session, const float *x) {
  auto weight = session.get("fc.weight", Classes * Pixels), bias = session.get("fc.bias", Classes);
  double gamma = session.get("bn.weight", 1).at(0), beta = session.get("bn.bias", 1).at(0);
  double mean = session.get("bn.running_mean", 1).at(0);
  double var = session.get("bn.running_var", 1).at(0);
  std::vector<float> logits;
  for (int64_t k = 0; k < Classes; ++k) {
    double sum = bias[static_cast<size_t>(k)];
    for (int64_t p = 0; p < Pixels; ++p)
      sum += weight[static_cast<size_t>(k * Pixels + p)] *
             ((x[p] - mean) / std::sqrt(var + Eps) * gamma + beta);
    logits.push_back(static_cast<float>(sum));
  }
  return logits;
}

} // namespace fake
