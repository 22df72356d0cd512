//===- RaceTest.cpp - a session under ThreadSanitizer ----------------------------------------===//
//
// Threads infer on a session while others train it, set variables and load weights, set and take away a hook,
// and cancel what runs. ThreadSanitizer ends the program with a failure when it sees a race.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/runtime/Session.h"
#include "tests/unit/session/WeightsFile.h"

#include <resnetc/session.h>

#include <atomic>
#include <chrono>
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
  std::atomic<int64_t> launches{0}, cancelled{0}; // that the hook was told of; calls that ended so
  auto failed = [&](resnetc_status status) {
    cancelled += status == RESNETC_CANCELLED;
    return status != RESNETC_OK && status != RESNETC_CANCELLED;
  };
  auto watch = [&](int call) {
    auto count = [](void *data, const resnetc_launch_event *) {
      ++*static_cast<std::atomic<int64_t> *>(data);
      std::this_thread::sleep_for(std::chrono::microseconds(100)); // so that some are cancelled
    };
    bad += resnetc_session_hook(session, call % 2 ? nullptr : +count, &launches) != RESNETC_OK;
    bad += resnetc_session_cancel(session) != RESNETC_OK;
  };
  auto train = [&](int call) {
    resnetc_hyper hyper = {sizeof hyper, 1e-3f, 0.9f, 0, 0, 0};
    float result[2], gradient[Classes];
    resnetc_status graded = resnetc_session_grad(session, x.data(), labels.data(), batch, result);
    bad += failed(graded);
    if (graded == RESNETC_OK)
      bad += resnetc_session_gradient_get(session, "fc.bias", gradient, Classes) != RESNETC_OK;
    bad += failed(resnetc_session_train_step(session, x.data(), labels.data(), 1 + call % batch,
                                             &hyper, result));
  };
  auto change = [&](int call) {
    std::vector<float> values(Classes);
    bad += resnetc_session_tensor_set(session, "fc.bias", bias.data(), Classes) != RESNETC_OK;
    bad += resnetc_session_tensor_get(session, "fc.bias", values.data(), Classes) != RESNETC_OK;
    if (call % 8 == 0)
      bad += resnetc_session_load(session, weights.path().c_str()) != RESNETC_OK;
  };
  // The hook comes and goes, and calls are cancelled, as long as the others have calls to make.
  std::atomic<bool> done{false};
  std::thread watcher([&] {
    for (int call = 0; !done; ++call) {
      watch(call);
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
  });
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
          bad += failed(resnetc_session_infer(session, x.data(), 1 + (call + t) % batch, y.data()));
    });
  for (std::thread &thread : threads)
    thread.join();
  done = true;
  watcher.join();
  resnetc_close(session);
  std::printf("%d calls failed, %lld were cancelled, %lld launches were told\n", bad.load(),
              static_cast<long long>(cancelled), static_cast<long long>(launches));
  return bad != 0;
}
