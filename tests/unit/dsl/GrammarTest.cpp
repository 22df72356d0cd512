//===- GrammarTest.cpp - grammar.md and the tests name the same constraints //
//
// Every numbered constraint of dsl/grammar.md has a check in the sources and a test, and no
// check or test is of a constraint that the document does not state. The same for the words.
//
//===----------------------------------------------------------------------===//

#include "dsl/Layers.h"
#include "dsl/Parser.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace {

const char *const sources[] = {
    "CaffeNaming.cpp", "DeclCheck.cpp",      "Expand.cpp",    "Instantiate.cpp", "Layers.inc",
    "Lexer.cpp",       "LoadNetwork.cpp",    "ParseBody.cpp", "ParseModel.cpp",  "ParseTrain.cpp",
    "Parser.cpp",      "ShapeInference.cpp", "TrainCheck.cpp"};

std::string readDsl(const std::string &name) {
  auto buffer = llvm::MemoryBuffer::getFile(std::string(RESNETC_DSL_DIR) + "/" + name);
  EXPECT_TRUE(buffer) << name;
  return buffer ? (*buffer)->getBuffer().str() : "";
}

/// The numbers of all matches of a pattern's first group.
std::set<int> numbers(const std::string &text, const char *pattern) {
  std::set<int> result;
  std::regex regex(pattern);
  for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it)
    result.insert(std::stoi((*it)[1]));
  return result;
}

TEST(Grammar, EveryConstraintHasATestAndEveryTestAConstraint) {
  std::set<int> stated = numbers(readDsl("grammar.md"), "\\*\\*C(\\d+)\\*\\*");
  ASSERT_GE(stated.size(), 52u);
  std::set<int> tested;
  auto *registry = testing::UnitTest::GetInstance();
  for (int i = 0; i < registry->total_test_suite_count(); ++i) {
    const testing::TestSuite *suite = registry->GetTestSuite(i);
    for (int j = 0; j < suite->total_test_count(); ++j) {
      std::set<int> found = numbers(suite->GetTestInfo(j)->name(), "IsReported/C(\\d+)[A-Z]");
      tested.insert(found.begin(), found.end());
    }
  }
  EXPECT_EQ(stated, tested);
}

TEST(Grammar, EveryConstraintIsTaggedBesideItsCheck) {
  std::set<int> stated = numbers(readDsl("grammar.md"), "\\*\\*C(\\d+)\\*\\*");
  std::set<int> tagged;
  for (const char *source : sources) {
    std::set<int> found = numbers(readDsl(source), "//[^\\n]*\\bC(\\d+)\\b");
    tagged.insert(found.begin(), found.end());
    // "C26 to C29" tags what lies between, too.
    std::string text = readDsl(source);
    std::regex range("//[^\\n]*\\bC(\\d+) to C(\\d+)");
    for (std::sregex_iterator it(text.begin(), text.end(), range), end; it != end; ++it)
      for (int n = std::stoi((*it)[1]); n <= std::stoi((*it)[2]); ++n)
        tagged.insert(n);
  }
  EXPECT_EQ(stated, tagged);
}

TEST(Grammar, StatesTheReservedWords) {
  std::string list = "`" + llvm::join(resnetc::dsl::reservedWords(), " ") + "`.";
  EXPECT_NE(readDsl("grammar.md").find("not named by words of the language: " + list),
            std::string::npos)
      << list;
}

TEST(Grammar, StatesEveryLayer) {
  std::string text = readDsl("grammar.md");
  for (llvm::StringRef keyword : resnetc::dsl::layerKeywords()) {
    std::string word = keyword.str();
    EXPECT_NE(text.find("\"" + word + "\""), std::string::npos) << "no rule of " << word;
    EXPECT_NE(text.find("| `" + word), std::string::npos) << "no meaning of " << word;
  }
}

} // namespace
