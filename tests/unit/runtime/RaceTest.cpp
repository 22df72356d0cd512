//===- RaceTest.cpp - the runtime under ThreadSanitizer ---------------------------===//
//
// Eight threads, each with its own context on one shared state, infer while the derived tensors are
// stale at first; then one thread infers while another swaps its state, and while others cancel its
// calls and hooks hear of them. ThreadSanitizer ends the program with a failure when it sees a race.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/runtime/Session.h"

#include <cstdio>
#include <cstring>
#include <thread>

using namespace fake;

namespace {

/// Rebinds a context that infers without a pause, and writes to the state that it has just left.
int swapStates() {
  Session a(model()), b(model());
  for (Session *each : {&a, &b}) {
    each->setAll();
    each->api.seal(each->state);
  }
  resnetc_options options = {sizeof options, 2, nullptr, nullptr, 0, 0, nullptr, nullptr};
  a.open(RESNETC_INFER, 4, &options);
  std::atomic<bool> done{false};
  std::atomic<int> bad{0};
  std::thread server([&] {
    auto x = imagesOf(4);
    std::vector<float> y(4 * Classes);
    while (!done.load(std::memory_order_relaxed))
      bad += a.api.infer(a.context, x.data(), 4, y.data()) != RESNETC_OK;
  });
  Session *spare = &b, *serving = &a;
  for (int round = 0; round < 50; ++round) {
    spare->setAll();
    spare->api.seal(spare->state);
    bad += a.api.context_rebind(a.context, spare->state) != RESNETC_OK;
    std::swap(spare, serving);
  }
  done.store(true, std::memory_order_relaxed);
  server.join();
  return bad;
}

/// Cancels, from two threads, the calls of a context that tells a hook of its launches.
int cancelCalls() {
  Session session = opened(model(), RESNETC_TRAIN, 4, 2);
  std::atomic<bool> done{false};
  int64_t heard = 0, bad = 0;
  session.api.context_hook(
      session.context,
      [](void *heard, const resnetc_launch_event *) { ++*static_cast<int64_t *>(heard); }, &heard);
  std::vector<std::thread> others;
  for (int t = 0; t < 2; ++t)
    others.emplace_back([&] {
      while (!done.load(std::memory_order_relaxed)) {
        session.api.cancel(session.context);
        std::this_thread::yield();
      }
    });
  auto x = imagesOf(4);
  auto labels = labelsOf(4);
  std::vector<float> y(4 * Classes);
  resnetc_hyper step = {sizeof step, 0.01f, 0.9f, 0, 0, 0};
  for (int i = 0; i < 500; ++i) {
    float result[2];
    for (resnetc_status status :
         {session.api.infer(session.context, x.data(), 4, y.data()),
          session.api.train_step(session.context, x.data(), labels.data(), 4, &step, result)})
      bad += status != RESNETC_OK && status != RESNETC_CANCELLED;
  }
  done.store(true, std::memory_order_relaxed);
  for (std::thread &other : others)
    other.join();
  return static_cast<int>(bad) + (heard == 0);
}

} // namespace

int main() {
  constexpr int64_t batch = 24;
  Session session = opened(model(), RESNETC_TRAIN, batch, 4);
  auto x = imagesOf(batch);
  auto labels = labelsOf(batch);
  std::vector<float> expected(batch * Classes);
  int failures = 0;
  for (int round = 0; round < 20; ++round) {
    resnetc_hyper step = {sizeof step, 0.01f, 0.9f, 0, 0, 0};
    float result[2];
    failures += session.api.train_step(session.context, x.data(), labels.data(), batch, &step,
                                       result) != RESNETC_OK;
    std::atomic<int> bad{0};
    std::vector<std::thread> threads;
    std::vector<std::vector<float>> outputs(8, std::vector<float>(batch * Classes));
    for (size_t t = 0; t < outputs.size(); ++t)
      threads.emplace_back([&, t] {
        size_t bytes = 0;
        resnetc_options options = {
            sizeof options, 1 + static_cast<int32_t>(t % 4), nullptr, nullptr, 0, 0, nullptr,
            nullptr};
        session.api.workspace_bytes(&session.api, RESNETC_INFER, batch, &bytes);
        Memory memory = allocate(bytes);
        resnetc_context *context = nullptr;
        bad += session.api.context_init(session.state, RESNETC_INFER, batch, &options, memory.get(),
                                        bytes, &context) != RESNETC_OK;
        for (int i = 0; i < 5; ++i)
          bad += session.api.infer(context, x.data(), batch, outputs[t].data()) != RESNETC_OK;
        session.api.context_destroy(context);
      });
    for (std::thread &thread : threads)
      thread.join();
    for (const auto &output : outputs)
      bad += std::memcmp(output.data(), outputs[0].data(), sizeof(float) * output.size()) != 0;
    failures += bad;
  }
  failures += swapStates();
  failures += cancelCalls();
  std::printf("%d failures\n", failures);
  return failures != 0;
}
