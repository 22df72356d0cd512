//===- DiagnosticsTest.cpp - how errors are printed -----------------------===//
//
// The form of a diagnostic, suggestions, and bounds on what a hostile text can print.
//
//===----------------------------------------------------------------------===//

#include "ConstraintCase.h"

#include "dsl/Diagnostics.h"

using namespace resnetc::dsl;

namespace {

TEST(Diagnostics, WholeForm) {
  EXPECT_EQ(load(model("  stage layer2 = 4 x basik(128) /2")).errors,
            "t.dsl:4:22: error: expects a known block, got 'basik' [C12]\n"
            "    stage layer2 = 4 x basik(128) /2\n"
            "                       ^~~~~\n"
            "hint: did you mean 'basic'?\n");
}

TEST(Diagnostics, IndependentErrorsTogetherInOrder) {
  std::string errors = load(model("  stem { conw 3x3 4; rleu }\n  stage s = 2 basic(3)\n"
                                  "  head { fc }"))
                           .errors;
  size_t stem = errors.find("4:10"), relu = errors.find("4:22"), stage = errors.find("5:15"),
         head = errors.find("6:13");
  EXPECT_NE(head, std::string::npos) << errors;
  EXPECT_LT(stem, relu);
  EXPECT_LT(relu, stage);
  EXPECT_LT(stage, head);
}

TEST(Diagnostics, AtMostTwenty) {
  std::string lines;
  for (int i = 0; i < 100; ++i)
    lines += "  stage s" + std::to_string(i) + " = 0 x basic(3)\n";
  std::string errors = load(model(lines)).errors;
  size_t count = 0;
  for (size_t at = errors.find("error:"); at != std::string::npos;
       at = errors.find("error:", at + 1))
    ++count;
  EXPECT_EQ(count, 20u);
  EXPECT_NE(errors.find("stopped after 20 errors"), std::string::npos);
}

TEST(Diagnostics, LongLinesAreCut) {
  std::string text =
      model("  head { " + std::string(100000, ';') + "fc 0" + std::string(100000, ' ') + "}");
  std::string errors = load(text).errors;
  EXPECT_LT(errors.size(), 1000u);
  EXPECT_NE(errors.find("fc 0"), std::string::npos) << errors;
  EXPECT_NE(errors.find("100013: error:"), std::string::npos) << errors;
}

TEST(Diagnostics, ControlCharactersAreNotPassedOn) {
  std::string errors = load(model("  head { fc 0 } # \x1B[31m \x07")).errors;
  EXPECT_EQ(errors.find('\x1B'), std::string::npos);
  EXPECT_EQ(errors.find('\x07'), std::string::npos);
  EXPECT_NE(errors.find("# ?[31m ?"), std::string::npos) << errors;
}

TEST(Diagnostics, CaretsCountCharactersNotBytes) {
  std::string text = train("data idx \"\xC3\xA9\xC3\xA9\"; loss hinge");
  std::string errors = load(text).errors;
  // Two bytes per letter in the column, one place per letter in the drawing.
  EXPECT_NE(errors.find(":23: error: expects the loss"), std::string::npos) << errors;
  EXPECT_NE(errors.find("\n" + std::string(22, ' ') + "^~~~~\n"), std::string::npos) << errors;
}

TEST(Diagnostics, CarriageReturnsAreNotShown) {
  std::string errors = load("resnetc 1\r\nmodel m {\r\n  sten { relu }\r\n}\r\n").errors;
  EXPECT_EQ(errors.find('\r'), std::string::npos);
  EXPECT_NE(errors.find("did you mean 'stem'?"), std::string::npos) << errors;
}

TEST(Suggest, NearestName) {
  EXPECT_EQ(suggest("basik", {"basic", "bottleneck"}), "did you mean 'basic'?");
  EXPECT_EQ(suggest("Basic", {"basic", "bottleneck"}), "did you mean 'basic'?");
  EXPECT_EQ(suggest("zzz", {"basic", "bottleneck"}), "known names: basic, bottleneck");
  EXPECT_EQ(suggest("zzz", {}, "none"), "none");
}

TEST(SourceFile, PlacesAndOffsets) {
  SourceFile file("f", "ab\ncd\r\n\ne");
  EXPECT_EQ(file.locationAt(0).line, 1u);
  EXPECT_EQ(file.locationAt(4).line, 2u);
  EXPECT_EQ(file.locationAt(4).column, 2u);
  EXPECT_EQ(file.locationAt(1000).line, 4u);
  EXPECT_EQ(file.offsetOf({"f", 4, 1}), 8u);
  EXPECT_EQ(file.offsetOf({"f", 99, 1}), 9u);
  EXPECT_EQ(file.line(2), "cd");
  EXPECT_EQ(file.line(3), "");
}

} // namespace
