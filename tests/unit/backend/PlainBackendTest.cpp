//===- PlainBackendTest.cpp - the graph on a backend that is not x86's -----------------===//
//
// The same network, with the same weights, by loops in C and by the x86 kernels: nothing above
// Backend knows which is which.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/backend/PlainBackend.h"
#include "compiler/Backend/X86/X86Backend.h"
#include "compiler/Pipeline/Compilation.h"
#include "tests/unit/TempDir.h"

#include <resnetc/resnetc.h>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <dlfcn.h>
#include <memory>

namespace resnetc::test {
namespace {

const char network[] = R"(resnetc 1
model tiny {
  input x : f32[N, 3, 9, 7]
  stem { conv 3x3 5 /2 pad 1 bias; relu; conv 2x3 4 pad 0; relu }
  head { fc 6 }
})";

class PlainBackendTest : public testing::Test {
protected:
  PlainBackendTest() {
    // What another version of the loops compiled must not be taken for this one's.
    setenv("RESNETC_CACHE_DIR", (folder / "cache").c_str(), /*overwrite=*/1);
    registerBackend(plainBackend());
    registerBackend(x86::backend());
  }

  /// Compiles for a target; "" or what went wrong.
  std::string compileFor(const Target *target, const std::string &text, const std::string &output) {
    CompileRequest request;
    request.input = folder.write("model.dsl", text);
    request.output = folder / output;
    request.targets = {target};
    std::string shown, errors;
    llvm::raw_string_ostream out(shown), errs(errors);
    Outcome outcome = compile(request, out, errs);
    EXPECT_EQ(outcome == Outcome::Done, errors.empty()) << errors;
    return errors;
  }

  /// What the library computes for three images, all tensors and pixels by one rule.
  std::vector<float> outputOf(const std::string &output) {
    void *library = dlopen((folder / output).c_str(), RTLD_NOW | RTLD_LOCAL);
    auto query = reinterpret_cast<resnetc_query_fn>(dlsym(library, "resnetc_query"));
    const resnetc_api *api = query(RESNETC_API_VERSION);
    auto check = [&](resnetc_status status) { ASSERT_EQ(status, RESNETC_OK) << api->last_error(); };
    size_t bytes = 0;
    check(api->state_bytes(api, &bytes));
    Memory stateMemory = memory(bytes);
    resnetc_state *state = nullptr;
    check(api->state_init(api, stateMemory.get(), bytes, &state));
    resnetc_model_info info = {};
    info.struct_size = sizeof info;
    check(api->info(api, &info));
    for (int64_t i = 0; i < info.tensor_count; ++i) {
      resnetc_tensor_info tensor;
      check(api->tensor(api, i, &tensor));
      std::vector<float> values(tensor.shape[0] * tensor.shape[1] * tensor.shape[2] *
                                tensor.shape[3]);
      for (size_t j = 0; j < values.size(); ++j)
        values[j] = std::sin(static_cast<float>(j + 7 * i + 1));
      check(api->tensor_set(state, tensor.name, values.data(), values.size()));
    }
    check(api->seal(state));
    check(api->workspace_bytes(api, RESNETC_INFER, 3, &bytes));
    Memory contextMemory = memory(bytes);
    resnetc_context *context = nullptr;
    check(
        api->context_init(state, RESNETC_INFER, 3, nullptr, contextMemory.get(), bytes, &context));
    std::vector<float> x(3 * 3 * 9 * 7), y(3 * 6);
    for (size_t i = 0; i < x.size(); ++i)
      x[i] = std::cos(static_cast<float>(i));
    check(api->infer(context, x.data(), 3, y.data()));
    api->context_destroy(context);
    return y;
  }

  using Memory = std::unique_ptr<void, void (*)(void *)>;
  static Memory memory(size_t bytes) {
    return {std::aligned_alloc(RESNETC_ALIGNMENT, (bytes + 63) / 64 * 64), std::free};
  }

  TempDir folder;
};

TEST_F(PlainBackendTest, computesWhatX86Does) {
  const Target *native = findTarget("native");
  if (!native)
    GTEST_SKIP() << "this machine has no AVX2";
  ASSERT_EQ(compileFor(findTarget("plain"), network, "plain.so"), "");
  ASSERT_EQ(compileFor(native, network, "native.so"), "");
  std::vector<float> ours = outputOf("plain.so"), theirs = outputOf("native.so");
  for (size_t i = 0; i < ours.size(); ++i)
    EXPECT_NEAR(ours[i], theirs[i], 1e-5 * (1 + std::abs(theirs[i]))) << i;
  EXPECT_NE(ours.front(), ours.back());
}

TEST_F(PlainBackendTest, saysWhichKernelIsMissing) {
  std::string pooled = network;
  pooled.replace(pooled.find("head { fc 6 }"), 13, "head { avgpool global; fc 6 }");
  std::string errors = compileFor(findTarget("plain"), pooled, "pooled.so");
  EXPECT_NE(errors.find("model.dsl:5:10: error: "), std::string::npos) << errors;
  EXPECT_NE(errors.find("has no kernel on plain for 'avgpool c=4 "), std::string::npos) << errors;
}

} // namespace
} // namespace resnetc::test
