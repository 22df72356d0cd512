//===- SpeedTest.cpp - large texts are answered while someone writes ---------------===//
//
// Bounds are far above what a quiet machine needs (docs/editors.md): they find work that grows with
// the square of a text or a network, not a busy machine.
//
//===----------------------------------------------------------------------===//

#include "tools/resnetc-lsp/Completion.h"
#include "tools/resnetc-lsp/Hover.h"

#include "dsl/Network.h"

#include "MarkedText.h"

#include <chrono>

using namespace resnetc;
using namespace resnetc::lsp;

namespace {

template <typename Work> double milliseconds(const char *what, Work work) {
  auto start = std::chrono::steady_clock::now();
  work();
  double taken =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  std::printf("%-28s %8.2f ms\n", what, taken);
  return taken;
}

TEST(Speed, Of1202Layers) {
  std::string text;
  for (const dsl::ShippedFile &file : dsl::shippedModels())
    if (file.name == "cifar_resnet.dsl")
      text = file.text.str();
  text.replace(text.find("(n = 3,"), 7, "(n = 200,");
  std::unique_ptr<Document> document;
  EXPECT_LT(milliseconds("analysis", [&] { document = std::make_unique<Document>("t.dsl", text); }),
            2000);
  ASSERT_TRUE(document->analysis.errors().empty());
  auto offset = static_cast<uint32_t>(text.find("basic(width)"));
  EXPECT_LT(milliseconds("hover", [&] { ASSERT_TRUE(hoverAt(*document, offset).has_value()); }),
            2000);
  EXPECT_LT(milliseconds("completion", [&] { completionsAt(*document, offset); }), 2000);
}

/// 1 MiB of declarations, the most that a file may have.
TEST(Speed, OfTheLargestText) {
  std::string text = "resnetc 1\n";
  for (int i = 0; text.size() < dsl::maxFileBytes - 200; ++i)
    text += "block b" + std::to_string(i) + "(c) { conv 3x3 c; bn; relu; conv 3x3 c }\n";
  std::unique_ptr<Document> document;
  EXPECT_LT(milliseconds("analysis of 1 MiB",
                         [&] { document = std::make_unique<Document>("t.dsl", text); }),
            10000);
  ASSERT_TRUE(document->analysis.errors().empty());
  auto offset = static_cast<uint32_t>(text.size() / 2);
  EXPECT_LT(milliseconds("completion in 1 MiB", [&] { completionsAt(*document, offset); }), 10000);
}

/// Models without end do not take their time one after the other.
TEST(Speed, OfManyLargeModels) {
  std::string text = "resnetc 1\n";
  for (int i = 0; i < 300; ++i)
    text += "model m" + std::to_string(i) +
            " { input x : f32[N, 3, 32, 32]; stage s = 10000 x basic(8); head { fc 2 } }\n";
  std::unique_ptr<Document> document;
  EXPECT_LT(milliseconds("analysis of 300 models",
                         [&] { document = std::make_unique<Document>("t.dsl", text); }),
            20000);
  EXPECT_TRUE(document->analysis.errors().empty());
  EXPECT_GT(document->analysis.notes().size(), 290u);
}

} // namespace
