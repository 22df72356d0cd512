//===- RaceTest.cpp - a session under ThreadSanitizer ----------------------------------------===//
//
// Threads infer on a session while others train it, set variables and load weights. ThreadSanitizer ends
// the program with a failure when it sees a race.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/runtime/Session.h"
#include "tests/unit/session/WeightsFile.h"

#include <resnetc/session.h>

#include <atomic>
#include <cstdio>
#include <thread>

using namespace fake;

int main() {
  constexpr int64_t batch = 4;
  WeightsFile weights;
  resnetc_api api = apiOf(model());
  resnetc_options serial = {sizeof serial, 1, nullptr, nullptr, 0, 0, nullptr, nullptr};
  resnetc_session_options options = {sizeof options, 3, 0, &serial};
  resnetc_session *session = nullptr;
  if (resnetc_open_model(&api, weights.path().c_str(), &options, &session) != RESNETC_OK) {
    std::fprintf(stderr, "%s\n", resnetc_last_error());
    return 1;
  }
  const std::vector<float> x = imagesOf(batch), bias(Classes, 0.5f);
  const std::vector<int64_t> labels = labelsOf(batch);
  std::atomic<int> bad{0};
  auto train = [&](int call) {
    resnetc_hyper hyper = {sizeof hyper, 1e-3f, 0.9f, 0, 0, 0};
    float result[2], gradient[Classes];
    bad += resnetc_session_grad(session, x.data(), labels.data(), batch, result) != RESNETC_OK;
    bad += resnetc_session_gradient_get(session, "fc.bias", gradient, Classes) != RESNETC_OK;
    bad += resnetc_session_train_step(session, x.data(), labels.data(), 1 + call % batch, &hyper,
                                      result) != RESNETC_OK;
  };
  auto change = [&](int call) {
    std::vector<float> values(Classes);
    bad += resnetc_session_tensor_set(session, "fc.bias", bias.data(), Classes) != RESNETC_OK;
    bad += resnetc_session_tensor_get(session, "fc.bias", values.data(), Classes) != RESNETC_OK;
    if (call % 8 == 0)
      bad += resnetc_session_load(session, weights.path().c_str()) != RESNETC_OK;
  };
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&, t] {
      std::vector<float> y(batch * Classes);
      for (int call = 0; call < 40; ++call)
        if (t == 0)
          train(call);
        else if (t == 1)
          change(call);
        else
          bad += resnetc_session_infer(session, x.data(), 1 + (call + t) % batch, y.data()) !=
                 RESNETC_OK;
    });
  for (std::thread &thread : threads)
    thread.join();
  resnetc_close(session);
  std::printf("%d calls failed\n", bad.load());
  return bad != 0;
}
