//===- SignatureTest.cpp - the parameters of a call that is being written ----------===//
#include "tools/resnetc-lsp/Signature.h"

#include "MarkedText.h"

using namespace resnetc::lsp;

namespace {

/// "basic(c, [stride] = 1)": the signature, with the parameter that is written in brackets.
std::string signature(const std::string &marked) {
  MarkedText text(marked);
  auto help = signatureAt(*text.document, text.offset);
  if (!help)
    return "";
  const auto &signature = help->signatures.at(0);
  std::string label = signature.label;
  auto active = static_cast<size_t>(help->activeParameter);
  if (active >= signature.parameters.size())
    return label;
  auto [begin, end] = *signature.parameters[active].labelOffsets;
  return label.substr(0, begin) + "[" + label.substr(begin, end - begin) + "]" + label.substr(end);
}

TEST(Signature, FollowsTheArguments) {
  EXPECT_EQ(signature(model("  stage s = 2 x basic(@")), "basic([c], stride = 1)");
  EXPECT_EQ(signature(model("  stage s = 2 x basic(64@)")), "basic([c], stride = 1)");
  EXPECT_EQ(signature(model("  stage s = 2 x basic((2 * @n), 1)", "n = 1")),
            "basic([c], stride = 1)");
  EXPECT_EQ(signature(model("  stage s = 2 x basic(64, @)")), "basic(c, [stride] = 1)");
  EXPECT_EQ(signature(model("  stage s = 2 x basic(stride = @2, c = 3)")),
            "basic(c, [stride] = 1)");
  EXPECT_EQ(signature(model("  stage s = 2 x basic(64, 1, @)")), "basic(c, stride = 1)");
  EXPECT_EQ(signature("resnetc 1\nblock b(stride, c, r) { relu }\nblock d { b(1, 2, @) }"),
            "b(stride, c, [r])");
}

TEST(Signature, NothingOutsideOfCallsOfKnownBlocks) {
  EXPECT_EQ(signature(model("  stage s = 2 x basic(64)@")), "");
  EXPECT_EQ(signature(model("  stage s = 2 x unknown(@)")), "");
  EXPECT_EQ(signature("resnetc 1\nblock b(c, @d = 1) { relu }"), "");
  EXPECT_EQ(signature(model("  head { fc (@2 + 1) }")), "");
  EXPECT_EQ(signature(model("  stage s = 2 x basic(64\n  head { f@c 2 }")), "");
}

} // namespace
