//===- RaceTest.cpp - the runtime under ThreadSanitizer ---------------------------===//
//
// Eight threads, each with its own context on one shared state, infer while the derived tensors are
// stale at first; then one thread infers while another swaps its state. ThreadSanitizer ends the program with a failure when it sees a race.
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
  resnetc_options options = {sizeof options, 2, nullptr, nullptr, 0, 0, nullptr};
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
            sizeof options, 1 + static_cast<int32_t>(t % 4), nullptr, nullptr, 0, 0, nullptr};
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
  std::printf("%d failures\n", failures);
  return failures != 0;
}
