//===- DiagnosticsTest.cpp - mistakes as an editor shows them ----------------------===//
#include "tools/resnetc-lsp/Server.h"

#include "ConstraintCase.h"
#include "Mutator.h"

#include "llvm/Support/FormatVariadic.h"

using namespace resnetc;
using namespace resnetc::lsp;

namespace {

std::string diagnostics(llvm::StringRef text) {
  Document document("t.dsl", text);
  std::string result;
  for (const llvm::json::Value &value : diagnosticsOf(document)) {
    const llvm::json::Object &object = *value.getAsObject();
    const auto &start = *object.getObject("range")->getObject("start");
    const auto &end = *object.getObject("range")->getObject("end");
    result += llvm::formatv("{0}:{1}-{2}:{3} {4} {5} {6}\n", *start.getInteger("line"),
                            *start.getInteger("character"), *end.getInteger("line"),
                            *end.getInteger("character"), *object.getInteger("severity"),
                            object.getString("code").value_or("-"), *object.getString("message"))
                  .str();
  }
  return result;
}

TEST(Diagnostics, HaveConstraintRangeReasonAndHint) {
  EXPECT_EQ(diagnostics("resnetc 1\nblock b { basik(2) }\n"),
            "1:10-1:15 1 C12 expects a known block, got 'basik'\nhint: did you mean 'basic'?\n");
}

TEST(Diagnostics, CountUnitsOfUtf16) {
  EXPECT_EQ(
      diagnostics("resnetc 1\ntrain t for m { data folder \"\xC3\xA9\xF0\x9D\x92\x99\" oops }\n")
          .substr(0, 13),
      "1:34-1:38 1 C");
}

TEST(Diagnostics, OfAllModels) {
  const std::string body = " { input x : f32[N, 3, 8, 8]; head { conv 3x3 4 groups 2; fc 2 } }\n";
  std::string found = diagnostics("resnetc 1\nmodel a" + body + "model b" + body);
  EXPECT_EQ(found.rfind("1:", 0), 0u) << found;
  EXPECT_NE(found.find("\n2:"), std::string::npos) << found;
}

TEST(Diagnostics, WhatIsNoMistakeIsNone) {
  EXPECT_EQ(diagnostics("resnetc 1\nblock b { relu }\n"), "")
      << "a file need not have a model here";
  EXPECT_EQ(
      diagnostics("resnetc 1\nmodel m(n) { input x : f32[N, 3, 8, 8]; head { fc n } }\n"),
      "1:8-1:9 3 - shapes of 'm' are not checked here, as 'n' has no default: it gets its value by "
      "-D n=VALUE\n");
  EXPECT_EQ(diagnostics(dsl::shippedModels().front().text), "");
}

TEST(Diagnostics, AMissingBraceIsOneMistake) {
  std::string found =
      diagnostics("resnetc 1\nblock b { relu\n\nmodel m {\n  input x : f32[N, 3, 8, 8]\n"
                  "  head { fc 2 }\n}\n");
  EXPECT_EQ(std::count(found.begin(), found.end(), '\n'), 2) << found;
  EXPECT_EQ(found.rfind("3:0-3:5 1 C7 expects '}' to end the list of layers, got 'model'", 0), 0u)
      << found;
}

/// The compiler's mistakes and no others, of texts with one model.
TEST(Diagnostics, AreThoseOfTheCompiler) {
  dsl::Mutator mutator(7);
  size_t compared = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string text = mutator.next();
    dsl::Loaded loaded = dsl::load(text);
    Document document("t.dsl", text);
    if (!document.analysis.notes().empty() || loaded.errors.find("[C41]") != std::string::npos ||
        loaded.errors.find("stopped after") != std::string::npos)
      continue;
    std::multiset<std::string> expected, found;
    llvm::SmallVector<llvm::StringRef> lines;
    llvm::StringRef(loaded.errors).split(lines, '\n');
    for (llvm::StringRef line : lines)
      if (size_t at = line.find(": error: "); at != llvm::StringRef::npos)
        expected.insert(line.str());
    for (const dsl::Diagnostic &error : document.analysis.errors()) {
      dsl::Location place = error.where.location();
      found.insert(llvm::formatv("t.dsl:{0}:{1}: error: {2} [C{3}]", place.line, place.column,
                                 error.reason, error.constraint)
                       .str());
    }
    ASSERT_EQ(expected, found) << text;
    compared += !expected.empty();
  }
  EXPECT_GT(compared, 1000u);
}

} // namespace
