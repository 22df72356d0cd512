//===- MisuseTest.cpp - every misuse of a session has a status and a text --------------------===//
#include "tests/unit/runtime/Session.h"
#include "tests/unit/session/WeightsFile.h"

#include <resnetc/session.h>

#include <gtest/gtest.h>

#include <fcntl.h>
#include <fstream>
#include <functional>
#include <sys/stat.h>

using namespace fake;

namespace {

struct Misuse {
  const char *what;
  std::function<resnetc_status()> call;
  resnetc_status status;
  std::vector<const char *> words; ///< that the text holds
};

void expectAll(const std::vector<Misuse> &table) {
  for (const Misuse &misuse : table) {
    EXPECT_EQ(misuse.call(), misuse.status) << misuse.what << ": " << resnetc_last_error();
    for (const char *word : misuse.words)
      EXPECT_NE(std::string(resnetc_last_error()).find(word), std::string::npos)
          << misuse.what << ": " << resnetc_last_error();
  }
}

class MisuseTest : public testing::Test {
protected:
  MisuseTest()
      : folder(std::filesystem::temp_directory_path() / ("misuse-" + std::to_string(getpid()))) {
    std::filesystem::create_directory(folder);
  }
  ~MisuseTest() override {
    resnetc_close(session);
    std::filesystem::remove_all(folder);
  }

  std::string file(const char *name, const std::string &text) {
    std::ofstream(folder / name, std::ios::binary) << text;
    return (folder / name).string();
  }
  resnetc_status open(const std::string &path, const char *weights = nullptr,
                      const resnetc_session_options *options = nullptr) {
    resnetc_close(session);
    resnetc_status status = resnetc_open(path.c_str(), weights, options, &session);
    EXPECT_EQ(session != nullptr, status == RESNETC_OK);
    return status;
  }

  std::filesystem::path folder;
  WeightsFile weights;
  resnetc_session *session = nullptr;
  std::vector<float> x = imagesOf(2), y = std::vector<float>(2 * Classes);
  std::vector<int64_t> labels = labelsOf(2);
};

TEST_F(MisuseTest, ofFiles) {
  std::string whole;
  {
    std::ifstream library(FAKE_LIBRARY, std::ios::binary);
    whole.assign(std::istreambuf_iterator<char>(library), {});
  }
  const std::string pipe = (folder / "pipe").string();
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  std::string other = whole;
  other[18] = 40; // e_machine: Arm
  expectAll({
      {"no file",
       [&] { return open((folder / "none.so").string()); },
       RESNETC_ERROR_FILE,
       {"none.so: cannot be opened: No such file"}},
      {"a folder",
       [&] { return open(folder.string()); },
       RESNETC_ERROR_FILE,
       {"is not a regular file"}},
      {"a pipe", [&] { return open(pipe); }, RESNETC_ERROR_FILE, {"is not a regular file"}},
      {"nothing in it",
       [&] { return open(file("empty.so", "")); },
       RESNETC_ERROR_FILE,
       {"is empty"}},
      {"a text",
       [&] { return open(file("text.so", "model {}")); },
       RESNETC_ERROR_FILE,
       {"text.so: is not a compiled model", "resnetc MODEL.dsl"}},
      {"another machine's",
       [&] { return open(file("arm.so", other)); },
       RESNETC_ERROR_FILE,
       {"is not a compiled model"}},
      {"its first page",
       [&] { return open(file("half.so", whole.substr(0, 5000))); },
       RESNETC_ERROR_FILE,
       {"half.so: is cut short"}},
      {"another library",
       [&] { return open(SOME_LIBRARY); },
       RESNETC_ERROR_FILE,
       {"is not a compiled model"}},
      {"a library of a later resnetc",
       [&] { return open(FUTURE_LIBRARY); },
       RESNETC_ERROR_FILE,
       {"was made by another version of resnetc; compile the model again"}},
      {"no weights",
       [&] { return open(FAKE_LIBRARY, "none.safetensors"); },
       RESNETC_ERROR_FILE,
       {"none.safetensors: cannot be opened"}},
      {"damaged weights",
       [&] { return open(FAKE_LIBRARY, file("bad.safetensors", "12345678{").c_str()); },
       RESNETC_ERROR_WEIGHTS,
       {"bad.safetensors: missing or damaged weights"}},
  });
}

TEST_F(MisuseTest, ofPointersAndOptions) {
  resnetc_session_options negative = {sizeof negative, -1, 0, nullptr};
  resnetc_options badThreads = {sizeof badThreads, -3, nullptr, nullptr, 0, 0, nullptr, nullptr};
  resnetc_session_options threads = {sizeof threads, 0, 1, &badThreads};
  resnetc_session_options unsized = {0, 3, 0, nullptr};
  resnetc_options noSize = {0, 1, nullptr, nullptr, 0, 0, nullptr, nullptr};
  resnetc_session_options unsizedContext = {sizeof unsizedContext, 0, 0, &noSize};
  resnetc_api foreign = apiOf(foreignModel());
  expectAll({
      {"no path",
       [&] { return resnetc_open(nullptr, nullptr, nullptr, &session); },
       RESNETC_ERROR_ARGUMENT,
       {"path is null"}},
      {"no place",
       [&] { return resnetc_open(FAKE_LIBRARY, nullptr, nullptr, nullptr); },
       RESNETC_ERROR_ARGUMENT,
       {"session is null"}},
      {"no table",
       [&] { return resnetc_open_model(nullptr, nullptr, nullptr, &session); },
       RESNETC_ERROR_ARGUMENT,
       {"api is null"}},
      {"a negative bound",
       [&] { return open(FAKE_LIBRARY, nullptr, &negative); },
       RESNETC_ERROR_ARGUMENT,
       {"max_contexts", "-1"}},
      {"options of no size",
       [&] { return open(FAKE_LIBRARY, nullptr, &unsized); },
       RESNETC_ERROR_ARGUMENT,
       {"set struct_size to sizeof(resnetc_session_options)"}},
      {"a context's options of no size",
       [&] { return open(FAKE_LIBRARY, nullptr, &unsizedContext); },
       RESNETC_ERROR_ARGUMENT,
       {"set struct_size to sizeof(resnetc_options)"}},
      {"negative threads",
       [&] { return open(FAKE_LIBRARY, weights.path().c_str(), &threads); },
       RESNETC_ERROR_ARGUMENT,
       {"num_threads"}},
      {"another processor's",
       [&] { return resnetc_open_model(&foreign, nullptr, nullptr, &session); },
       RESNETC_ERROR_ISA,
       {"instruction set not available"}},
  });
  resnetc_close(nullptr);
  EXPECT_EQ(resnetc_session_api(nullptr), nullptr);
}

TEST_F(MisuseTest, ofCalls) {
  ASSERT_EQ(open(FAKE_LIBRARY, weights.path().c_str()), RESNETC_OK);
  resnetc_hyper hyper = {sizeof hyper, 0.1f, 0, 0, 0, 0};
  float result[2];
  std::vector<int64_t> wrong = {0, 10};
  expectAll({
      {"no session",
       [&] { return resnetc_session_infer(nullptr, x.data(), 2, y.data()); },
       RESNETC_ERROR_ARGUMENT,
       {"session is null"}},
      {"no input",
       [&] { return resnetc_session_infer(session, nullptr, 2, y.data()); },
       RESNETC_ERROR_ARGUMENT,
       {"infer"}},
      {"no images",
       [&] { return resnetc_session_infer(session, x.data(), 0, y.data()); },
       RESNETC_ERROR_SHAPE,
       {"the batch is 0, expects 1 or more"}},
      {"fewer than none",
       [&] { return resnetc_session_infer(session, x.data(), -1, y.data()); },
       RESNETC_ERROR_SHAPE,
       {"the batch is -1, expects 1 or more"}},
      {"more than the model takes",
       [&] { return resnetc_session_infer(session, x.data(), INT32_MAX, y.data()); },
       RESNETC_ERROR_SHAPE,
       {"at most"}},
      {"more than the interface takes",
       [&] { return resnetc_session_infer(session, x.data(), int64_t{1} << 50, y.data()); },
       RESNETC_ERROR_SHAPE,
       {"expects 1 to 2147483647"}},
      {"a gradient before grad",
       [&] { return resnetc_session_gradient_get(session, "fc.bias", y.data(), Classes); },
       RESNETC_ERROR_ARGUMENT,
       {"comes after grad"}},
      {"an update before grad",
       [&] { return resnetc_session_update(session, &hyper); },
       RESNETC_ERROR_ARGUMENT,
       {"comes after grad"}},
      {"a label beyond the last",
       [&] { return resnetc_session_grad(session, x.data(), wrong.data(), 2, result); },
       RESNETC_ERROR_LABEL,
       {"10"}},
      {"an update after a failed grad",
       [&] { return resnetc_session_update(session, &hyper); },
       RESNETC_ERROR_ARGUMENT,
       {"update"}},
      {"a step without rates",
       [&] {
         return resnetc_session_train_step(session, x.data(), labels.data(), 2, nullptr, result);
       },
       RESNETC_ERROR_ARGUMENT,
       {"hyper"}},
      {"an unknown tensor",
       [&] { return resnetc_session_tensor_set(session, "fc.wieght", y.data(), Classes); },
       RESNETC_ERROR_ARGUMENT,
       {"fc.wieght"}},
      {"a tensor of another size",
       [&] { return resnetc_session_tensor_get(session, "fc.bias", y.data(), 3); },
       RESNETC_ERROR_SHAPE,
       {"fc.bias"}},
      {"no file of weights",
       [&] { return resnetc_session_load(session, nullptr); },
       RESNETC_ERROR_ARGUMENT,
       {"weights is null"}},
  });
}

TEST_F(MisuseTest, ofLibrariesForInference) {
  resnetc_api api = apiOf(inferenceModel());
  ASSERT_EQ(resnetc_open_model(&api, weights.path().c_str(), nullptr, &session), RESNETC_OK);
  resnetc_hyper hyper = {sizeof hyper, 0.1f, 0, 0, 0, 0};
  float result[2];
  expectAll({
      {"grad",
       [&] { return resnetc_session_grad(session, x.data(), labels.data(), 2, result); },
       RESNETC_ERROR_MODE,
       {"not compiled in"}},
      {"train_step",
       [&] {
         return resnetc_session_train_step(session, x.data(), labels.data(), 2, &hyper, result);
       },
       RESNETC_ERROR_MODE,
       {"not compiled in"}},
  });
}

} // namespace
