//===- StateTest.cpp - tests of core/State.cpp and core/Api.cpp -------------------===//
//
// Setting, reading and sealing variables, the model's description, and every way to misuse them.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/runtime/Session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

using namespace fake;
using ::testing::Test;

TEST(Info, describesTheModelAndItsTensors) {
  Session session(model());
  resnetc_model_info info = {};
  info.struct_size = sizeof info;
  ASSERT_EQ(session.api.info(&session.api, &info), RESNETC_OK);
  EXPECT_STREQ(info.name, "fake");
  EXPECT_STREQ(info.mode, "train");
  EXPECT_STREQ(info.isa, "plain") << "the first variant that fits";
  EXPECT_EQ(info.input_shape[1], 8);
  EXPECT_EQ(info.output_shape[0], Classes);
  EXPECT_EQ(info.output_shape[2], 1);
  EXPECT_EQ(info.tensor_count, 10) << "derived tensors stay hidden";
  EXPECT_EQ(info.parameters, 2 + 640 + 10);
  EXPECT_EQ(info.has_weights, 0);
  resnetc_tensor_info tensor;
  ASSERT_EQ(session.api.tensor(&session.api, 4, &tensor), RESNETC_OK);
  EXPECT_STREQ(tensor.name, "fc.weight");
  EXPECT_EQ(tensor.rank, 2);
  EXPECT_EQ(tensor.shape[1], Pixels);
  EXPECT_EQ(tensor.shape[2], 1);
  EXPECT_EQ(session.api.tensor(&session.api, 10, &tensor), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(session.api.tensor(&session.api, -1, &tensor), RESNETC_ERROR_ARGUMENT);
}

TEST(Info, fillsNoMoreThanTheCallersStruct) {
  Session session(model());
  resnetc_model_info info;
  std::memset(&info, 0x55, sizeof info);
  info.struct_size = offsetof(resnetc_model_info, mode);
  ASSERT_EQ(session.api.info(&session.api, &info), RESNETC_OK);
  EXPECT_STREQ(info.name, "fake");
  EXPECT_EQ(info.tensor_count, 0x5555555555555555);
  info.struct_size = 0;
  EXPECT_EQ(session.api.info(&session.api, &info), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(session.api.info(nullptr, &info), RESNETC_ERROR_ARGUMENT);
}

TEST(Info, survivesAMachineThatFitsNoVariant) {
  Session session(foreignModel());
  EXPECT_EQ(session.state, nullptr);
  resnetc_model_info info = {};
  info.struct_size = sizeof info;
  ASSERT_EQ(session.api.info(&session.api, &info), RESNETC_OK);
  EXPECT_STREQ(info.isa, "");
  size_t bytes = 0;
  EXPECT_EQ(session.api.state_bytes(&session.api, &bytes), RESNETC_ERROR_ISA);
  EXPECT_NE(session.error().find("no not_yet_invented"), std::string::npos) << session.error();
  EXPECT_EQ(session.api.workspace_bytes(&session.api, RESNETC_INFER, 1, &bytes), RESNETC_ERROR_ISA);
}

TEST(Info, refusesAnotherAbi) {
  rn_model other = model();
  other.abiVersion = RN_ABI_VERSION + 1;
  resnetc_api api = apiOf(other);
  size_t bytes;
  EXPECT_EQ(api.state_bytes(&api, &bytes), RESNETC_ERROR_INTERNAL);
}

TEST(State, givesBackWhatWasSet) {
  Session session(model());
  auto weight = valuesOf("fc.weight", 640);
  ASSERT_EQ(session.api.tensor_set(session.state, "fc.weight", weight.data(), 640), RESNETC_OK);
  EXPECT_EQ(session.get("fc.weight", 640), weight);
  EXPECT_EQ(session.get("momentum.fc.weight", 640), std::vector<float>(640, 0.0f));
  std::vector<float> read(10);
  EXPECT_EQ(session.api.tensor_get(session.state, "fc.bias", read.data(), 10),
            RESNETC_ERROR_WEIGHTS);
}

TEST(State, sealNamesWhatIsMissing) {
  Session session(model());
  EXPECT_EQ(session.api.seal(session.state), RESNETC_ERROR_WEIGHTS);
  EXPECT_NE(session.error().find("6 tensor(s) of fake were never set: bn.weight, bn.bias, "
                                 "bn.running_mean, bn.running_var, fc.weight, ..."),
            std::string::npos)
      << session.error();
  session.setAll();
  EXPECT_EQ(session.api.seal(session.state), RESNETC_OK);
}

TEST(State, leavesWhatOnlyInferenceReadsUntouchedUntilThen) {
  Session session(model());
  size_t bytes = 0;
  ASSERT_EQ(session.api.state_bytes(&session.api, &bytes), RESNETC_OK);
  constexpr char mark = 0x5a;
  std::memset(session.stateMemory.get(), mark, bytes);
  const char *memory = static_cast<char *>(session.stateMemory.get());
  auto untouched = [&] { return std::count(memory, memory + bytes, mark); };
  ASSERT_EQ(session.api.state_init(&session.api, session.stateMemory.get(), bytes, &session.state),
            RESNETC_OK);
  session.setAll();
  ASSERT_EQ(session.api.seal(session.state), RESNETC_OK);
  const auto derived = static_cast<int64_t>(Pixels * Classes * sizeof(float)); // folded.weight
  EXPECT_GE(untouched(), derived) << "the model trains";
  ASSERT_EQ(session.open(RESNETC_INFER, 1), RESNETC_OK);
  std::vector<float> x = imagesOf(1);
  float y[Classes];
  ASSERT_EQ(session.api.infer(session.context, x.data(), 1, y), RESNETC_OK);
  EXPECT_LT(untouched(), derived);
  EXPECT_NEAR(y[0], referenceLogits(session, x.data())[0], 1e-4);
}

TEST(State, refusesWrongArguments) {
  Session session(model());
  const resnetc_api &api = session.api;
  float values[10] = {};
  EXPECT_EQ(api.tensor_set(session.state, "fc.bais", values, 10), RESNETC_ERROR_ARGUMENT);
  EXPECT_NE(session.error().find("fake has no tensor 'fc.bais'"), std::string::npos);
  EXPECT_EQ(api.tensor_set(session.state, "folded.bias", values, 10), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api.tensor_set(session.state, "fc.bias", values, 9), RESNETC_ERROR_SHAPE);
  EXPECT_NE(session.error().find("has 10 elements, got 9"), std::string::npos);
  EXPECT_EQ(api.tensor_set(session.state, "fc.bias", nullptr, 10), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api.tensor_set(session.state, nullptr, values, 10), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api.tensor_set(nullptr, "fc.bias", values, 10), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api.tensor_get(nullptr, "fc.bias", values, 10), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api.seal(nullptr), RESNETC_ERROR_ARGUMENT);
  alignas(64) char zeros[4096] = {};
  auto *never = reinterpret_cast<resnetc_state *>(zeros);
  EXPECT_EQ(api.seal(never), RESNETC_ERROR_ARGUMENT);
}

TEST(State, refusesUnsuitableMemory) {
  Session session(model());
  const resnetc_api &api = session.api;
  size_t bytes = 0;
  ASSERT_EQ(api.state_bytes(&api, &bytes), RESNETC_OK);
  Memory memory = allocate(bytes + 64);
  resnetc_state *state = nullptr;
  EXPECT_EQ(api.state_init(&api, memory.get(), bytes - 1, &state), RESNETC_ERROR_MEMORY);
  EXPECT_EQ(api.state_init(&api, static_cast<char *>(memory.get()) + 8, bytes, &state),
            RESNETC_ERROR_MEMORY);
  EXPECT_EQ(api.state_init(&api, nullptr, bytes, &state), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api.state_init(&api, memory.get(), bytes, nullptr), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(state, nullptr);
}

TEST(Status, everyStatusHasItsText) {
  Session session(model());
  for (int status = RESNETC_OK; status <= RESNETC_ERROR_DEVICE; ++status)
    EXPECT_STRNE(session.api.status_text(static_cast<resnetc_status>(status)), "unknown status");
  EXPECT_STREQ(session.api.status_text(static_cast<resnetc_status>(99)), "unknown status");
}
