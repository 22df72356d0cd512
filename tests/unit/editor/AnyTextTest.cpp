//===- AnyTextTest.cpp - every question has an answer, whatever the text -----------===//
//
// Damaged and cut copies of the shipped models, made from a seed, are asked about at places at random.
// RESNETC_MUTATION_SEED=N varies the run, RESNETC_MUTATION_COUNT=N makes it longer:
//
//   RESNETC_MUTATION_COUNT=1000000 build/bin/resnetc_editor_tests --gtest_filter='AnyText.*'
//
//===----------------------------------------------------------------------===//

#include "tools/resnetc-lsp/Completion.h"
#include "tools/resnetc-lsp/Hover.h"
#include "tools/resnetc-lsp/Outline.h"
#include "tools/resnetc-lsp/QuickFixes.h"
#include "tools/resnetc-lsp/Server.h"
#include "tools/resnetc-lsp/Signature.h"

#include "Mutator.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>

using namespace resnetc;
using namespace resnetc::lsp;

namespace {

unsigned setting(const char *name, unsigned otherwise) {
  const char *given = std::getenv(name);
  return given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : otherwise;
}

/// Asks everything there is to ask; ranges must be those of the text.
void ask(const std::string &text, std::mt19937 &random) {
  Document document("t.dsl", text);
  llvm::lsp::Range whole = document.positions.whole();
  ASSERT_LE(diagnosticsOf(document).size(), 101u);
  for (const auto &symbol : outlineOf(document)) {
    ASSERT_TRUE(whole.contains(symbol.range)) << text;
    ASSERT_TRUE(symbol.range.contains(symbol.selectionRange)) << text;
    ASSERT_FALSE(symbol.name.empty());
  }
  formattingEdits(text);
  for (const llvm::json::Value &action : quickFixesAt(document, "untitled:t", whole))
    for (const llvm::json::Value &shown : *action.getAsObject()->getArray("diagnostics"))
      ASSERT_TRUE(llvm::is_contained(diagnosticsOf(document), shown)) << text;
  for (int i = 0; i < 8; ++i) {
    auto offset = static_cast<uint32_t>(random() % (text.size() + 2));
    if (auto hover = hoverAt(document, offset)) {
      ASSERT_TRUE(whole.contains(*hover->range)) << text;
      ASSERT_LT(hover->contents.value.size(), 16384u);
    }
    for (const auto &item : completionsAt(document, offset))
      ASSERT_FALSE(item.label.empty());
    document.nameAt(offset);
    signatureAt(document, offset);
  }
}

TEST(AnyText, IsAnsweredAbout) {
  unsigned seed = setting("RESNETC_MUTATION_SEED", 20160316);
  unsigned count = setting("RESNETC_MUTATION_COUNT", 1500);
  std::printf("seed %u\n", seed);
  dsl::Mutator mutator(seed);
  std::mt19937 random(seed);
  auto longest = std::chrono::steady_clock::duration::zero();
  for (unsigned i = 0; i < count; ++i) {
    std::string text = mutator.next();
    auto start = std::chrono::steady_clock::now();
    ASSERT_NO_FATAL_FAILURE(ask(text, random)) << "mutant " << i;
    longest = std::max(longest, std::chrono::steady_clock::now() - start);
  }
  std::printf("the slowest took %.0f ms\n",
              std::chrono::duration<double, std::milli>(longest).count());
  EXPECT_LT(longest, std::chrono::seconds(20));
}

/// As a text is while it is being written: every beginning of some models.
TEST(AnyText, IsAnsweredAboutWhileItIsWritten) {
  std::mt19937 random(1);
  for (const dsl::ShippedFile &file : dsl::shippedModels())
    for (size_t length = random() % 23; length < file.text.size(); length += 1 + random() % 97)
      ASSERT_NO_FATAL_FAILURE(ask(file.text.take_front(length).str(), random)) << file.name.str();
}

} // namespace
