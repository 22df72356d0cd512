//===- RebindTest.cpp - new weights for a model that goes on serving --------------===//
//
// One thread infers without a pause while another fills state after state and hands them to its
// context: every result is that of one state or of the other, and a state that has been replaced
// may be written to at once.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/runtime/Session.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

using namespace fake;

namespace {

/// Sets every tensor to the values of Session::setAll, the biases all to `bias`, and seals.
void fill(Session &session, float bias) {
  session.setAll();
  std::vector<float> biases(Classes, bias);
  session.api.tensor_set(session.state, "fc.bias", biases.data(), biases.size());
  session.api.seal(session.state);
}

resnetc_options oneThread = {sizeof(resnetc_options), 1, nullptr, nullptr, 0, 0, nullptr, nullptr};

} // namespace

TEST(Rebind, bindsToTheOtherState) {
  Session a(model()), b(model());
  // Two tables of one model are one model; states know it by address.
  fill(a, 1);
  fill(b, 2);
  ASSERT_EQ(a.open(RESNETC_TRAIN, 2, &oneThread), RESNETC_OK);
  auto x = imagesOf(2);
  std::vector<float> first(2 * Classes), second(first), again(first);
  a.api.infer(a.context, x.data(), 2, first.data());
  ASSERT_EQ(a.api.context_rebind(a.context, b.state), RESNETC_OK) << a.error();
  a.api.infer(a.context, x.data(), 2, second.data());
  for (size_t i = 0; i < first.size(); ++i)
    EXPECT_NEAR(second[i] - first[i], 1, 1e-4);
  // The gradient of the latest grad stays; training goes into the new state.
  auto labels = labelsOf(2);
  float result[2], before[Classes], after[Classes];
  resnetc_hyper step = {sizeof step, 0.5f, 0, 0, 0, 0};
  a.api.grad(a.context, x.data(), labels.data(), 2, result);
  ASSERT_EQ(a.api.gradient_get(a.context, "fc.bias", before, Classes), RESNETC_OK);
  ASSERT_EQ(a.api.context_rebind(a.context, a.state), RESNETC_OK);
  ASSERT_EQ(a.api.gradient_get(a.context, "fc.bias", after, Classes), RESNETC_OK);
  EXPECT_EQ(std::vector<float>(before, before + Classes),
            std::vector<float>(after, after + Classes));
  a.api.infer(a.context, x.data(), 2, again.data());
  EXPECT_EQ(first, again);
  a.api.train_step(a.context, x.data(), labels.data(), 2, &step, result);
  EXPECT_NE(a.get("fc.bias", Classes), std::vector<float>(Classes, 1));
  EXPECT_EQ(b.get("fc.bias", Classes), std::vector<float>(Classes, 2));
}

TEST(Rebind, refusesWhatItCannotUse) {
  Session a = opened(model(), RESNETC_INFER, 1);
  Session unsealed(model()), other(inferenceModel());
  unsealed.setAll();
  fill(other, 1);
  EXPECT_EQ(a.api.context_rebind(a.context, unsealed.state), RESNETC_ERROR_WEIGHTS);
  EXPECT_NE(a.error().find("call seal first"), std::string::npos) << a.error();
  EXPECT_EQ(a.api.context_rebind(a.context, other.state), RESNETC_ERROR_ARGUMENT);
  EXPECT_NE(a.error().find("another library's model"), std::string::npos) << a.error();
  EXPECT_EQ(a.api.context_rebind(a.context, nullptr), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(a.api.context_rebind(nullptr, a.state), RESNETC_ERROR_ARGUMENT);
  auto x = imagesOf(1);
  float y[Classes];
  EXPECT_EQ(a.api.infer(a.context, x.data(), 1, y), RESNETC_OK) << "it still has its own";
}

TEST(Rebind, swapsWhileAnotherThreadInfers) {
  constexpr int64_t batch = 2;
  Session a(model()), b(model());
  fill(a, 0);
  ASSERT_EQ(a.open(RESNETC_INFER, batch, &oneThread), RESNETC_OK);
  auto x = imagesOf(batch);
  std::vector<float> zero(batch * Classes);
  a.api.infer(a.context, x.data(), batch, zero.data());
  std::atomic<bool> done{false};
  std::atomic<int> wrong{0}, calls{0}, rounds{0};
  std::thread server([&] {
    std::vector<float> y(batch * Classes);
    float latest = 0;
    while (!done.load()) {
      wrong += a.api.infer(a.context, x.data(), batch, y.data()) != RESNETC_OK;
      // All of a result is of one state, and states never go back.
      float shift = std::round(y[0] - zero[0]);
      for (size_t i = 0; i < y.size(); ++i)
        wrong += std::abs(y[i] - zero[i] - shift) > 1e-2f;
      wrong += shift < latest || shift > static_cast<float>(rounds.load());
      latest = shift;
      ++calls;
    }
  });
  while (calls.load() == 0)
    std::this_thread::yield();
  Session *spare = &b, *serving = &a;
  for (int round = 1; round <= 200; ++round) {
    rounds.store(round);
    fill(*spare, static_cast<float>(round));
    EXPECT_EQ(a.api.context_rebind(a.context, spare->state), RESNETC_OK);
    std::swap(spare, serving);
  }
  done.store(true);
  server.join();
  EXPECT_EQ(wrong.load(), 0);
}
