//===- FormatTest.cpp - the layout of a text -------------------------------===//
//
// Rules of section 8 of dsl/grammar.md one by one, then what holds for every text: laid out twice it
// is as laid out once, and it keeps its tokens, comments and tree.
//
//===----------------------------------------------------------------------===//

#include "dsl/Format.h"

#include "ConstraintCase.h"
#include "Mutator.h"
#include "Texts.h"

#include "dsl/EmbeddedFiles.h"
#include "dsl/Parser.h"

using namespace resnetc::dsl;

namespace {

std::optional<std::string> format(llvm::StringRef text) {
  std::string errors;
  llvm::raw_string_ostream os(errors);
  return formatText(text, "t.dsl", os);
}

/// What must not change: tokens but for ';', comments, and the tree.
std::string contentOf(llvm::StringRef text) {
  SourceFile source("t.dsl", text);
  Diagnostics diagnostics;
  Syntax syntax = parseSyntax(source, diagnostics);
  EXPECT_FALSE(diagnostics.hasErrors()) << text.str();
  std::string content = print(syntax.tree);
  uint32_t end = 0;
  for (const Token &token : syntax.tokens) {
    llvm::SmallVector<llvm::StringRef> lines;
    text.slice(end, token.where.begin).split(lines, '\n');
    for (llvm::StringRef line : lines)
      if (size_t mark = line.find('#'); mark != llvm::StringRef::npos)
        content += line.substr(mark).rtrim().str() + "\n";
    if (!token.is(";"))
      content += token.text.str() + "\n";
    end = token.where.begin + token.where.length;
  }
  return content;
}

void expectKept(llvm::StringRef text) {
  std::optional<std::string> once = format(text);
  ASSERT_TRUE(once.has_value()) << text.str();
  EXPECT_EQ(contentOf(text), contentOf(*once));
  EXPECT_EQ(format(*once), once) << text.str();
}

struct LayoutCase {
  const char *name;
  std::string text, expected;
};

class Layout : public testing::TestWithParam<LayoutCase> {};

TEST_P(Layout, IsThatOfTheRule) {
  std::optional<std::string> result = format(GetParam().text);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(*result, GetParam().expected);
  expectKept(GetParam().text);
}

const LayoutCase layoutCases[] = {
    {"LinesOfTheWriterStay", "resnetc 1\nblock b(c){\nconv 3x3 c;bn;relu\n    conv 1x1 c;\n}",
     "resnetc 1\nblock b(c) {\n  conv 3x3 c; bn; relu\n  conv 1x1 c\n}\n"},
    {"OneLineStays", "resnetc 1\nblock b (c,k=3) {conv k c/2 pad(k-2) ;}",
     "resnetc 1\nblock b(c, k = 3) { conv k c /2 pad (k - 2) }\n"},
    {"BracesOfManyLinesOpen", "resnetc 1\nblock b(c) { relu\nbn }",
     "resnetc 1\nblock b(c) {\n  relu\n  bn\n}\n"},
    {"BraceStandsBehind", "resnetc 1\nblock b\n{\n relu\n}", "resnetc 1\nblock b {\n  relu\n}\n"},
    {"DeclarationsBeginLines", "resnetc 1 ; block a { relu } block b { bn }",
     "resnetc 1\nblock a { relu }\nblock b { bn }\n"},
    {"SignsAndOperators",
     "resnetc 1\nblock b(c=-1-2*(3+c)){conv 3x3 c*2/2 bias-2;leaky_relu - 1e-1;fc -c;fc (c/2)}",
     "resnetc 1\nblock b(c = -1 - 2 * (3 + c)) { conv 3x3 c * 2 /2 bias -2; leaky_relu -1e-1; fc "
     "-c; "
     "fc (c / 2) }\n"},
    {"Forks", "resnetc 1\nblock b { branch{relu}shortcut conv;join   add }",
     "resnetc 1\nblock b { branch { relu }; shortcut conv; join add }\n"},
    {"WordsOfAModelHaveAColumn",
     "resnetc 1\nmodel m{\ninput x:f32[N,3,8,8]\nnormalize mean(1,2,-3)std(1,2,3)\nshortcut A\n"
     "bn eps 1e-5\nnames torchvision\nstem{relu}\nstage a=2 x basic(c=8)/2\n"
     "then 1 x basic(8)\naux h weight 0.3{fc 2}\nhead{fc 2}\n}",
     "resnetc 1\nmodel m {\n  input x : f32[N, 3, 8, 8]\n"
     "        normalize mean (1, 2, -3) std (1, 2, 3)\n  shortcut A\n  bn       eps 1e-5\n"
     "  names    torchvision\n  stem     { relu }\n  stage a = 2 x basic(c = 8) /2\n"
     "    then 1 x basic(8)\n  aux h weight 0.3 { fc 2 }\n  head     { fc 2 }\n}\n"},
    {"BytesOfAnInput",
     "resnetc 1\nmodel m{\ninput x:u8[N,8,8,3]scale 1e-2\nnormalize mean(1,2,-3)std(1,2,3)\n"
     "head{fc 2}\n}",
     "resnetc 1\nmodel m {\n  input x : u8[N, 8, 8, 3] scale 1e-2\n"
     "        normalize mean (1, 2, -3) std (1, 2, 3)\n  head     { fc 2 }\n}\n"},
    {"StemOfManyLines", "resnetc 1\nmodel m { stem {\nrelu } }",
     "resnetc 1\nmodel m {\n  stem {\n    relu\n  }\n}\n"},
    {"ModelOfOneLine", "resnetc 1\nmodel m{input x:f32[N,1,8,8];head{fc 10}}",
     "resnetc 1\nmodel m { input x : f32[N, 1, 8, 8]; head { fc 10 } }\n"},
    {"ClausesOfTraining",
     "resnetc 1\ntrain t for m{\ndata folder \"a  b\" eval digits\n"
     "augment resize 1 .. 2;crop size hflip\nsgd lr 0.1;lr/10 at 50 %,75%\nbatch 8}",
     "resnetc 1\ntrain t for m {\n  data     folder \"a  b\"   eval digits\n"
     "  augment  resize 1..2; crop size; hflip\n  sgd      lr 0.1   lr /10 at 50%, 75%\n"
     "  batch    8\n}\n"},
    {"BlankLines", "\n\nresnetc 1\n\n\n\nblock b {\n\n  relu\n\n\n  bn\n\n}\n\n\n",
     "resnetc 1\n\nblock b {\n  relu\n\n  bn\n}\n"},
    {"CommentsBehindCodeHaveAColumn",
     "resnetc 1 # one\nblock b { # two\nrelu# three\n"
     "conv 3x3 64 /2 pad 1 groups 32 bias -2; bn; relu # four\n}# five",
     "resnetc 1                                      # one\n"
     "block b {                                      # two\n"
     "  relu                                         # three\n"
     "  conv 3x3 64 /2 pad 1 groups 32 bias -2; bn; relu  # four\n"
     "}                                              # five\n"},
    {"CommentsOnLinesOfTheirOwn",
     "# first\nresnetc 1\n    # second\n\n# third\nblock b {\n\n# fourth\n\nrelu\n# last\n}\n# end",
     "# first\nresnetc 1\n# second\n\n# third\nblock b {\n  # fourth\n\n  relu\n  # last\n}\n# "
     "end\n"},
    {"CommentsThatGoOn",
     "resnetc 1\nblock b {\n  relu   # says\n         # more\n         # and more\n  # of bn\n  "
     "bn\n}",
     "resnetc 1\nblock b {\n"
     "  relu                                         # says\n"
     "                                               # more\n"
     "                                               # and more\n"
     "  # of bn\n  bn\n}\n"},
    {"ColumnsCountCharacters",
     "resnetc 1\ntrain t for m {\ndata folder \"\xC3\xA9\xE2\x82\xAC\" # a\n                 # "
     "b\n}",
     "resnetc 1\ntrain t for m {\n  data     folder \"\xC3\xA9\xE2\x82\xAC\"                       "
     "  # a\n"
     "                                               # b\n}\n"},
    {"CommentsWithinAStatement",
     "resnetc 1\nblock b {\n  branch # a\n  # b\n  { relu } # c\n  shortcut; # d\n  join add }",
     "resnetc 1\nblock b {\n"
     "  branch                                       # a\n"
     "    # b\n"
     "    { relu }                                   # c\n"
     "  shortcut                                     # d\n  join add\n}\n"},
    {"CarriageReturns", "resnetc 1\r\nblock b { # c\r\nrelu\r\n}\r\n",
     "resnetc 1\r\nblock b {                                      # c\r\n  relu\r\n}\r\n"},
};

INSTANTIATE_TEST_SUITE_P(Cases, Layout, testing::ValuesIn(layoutCases),
                         [](const auto &info) { return std::string(info.param.name); });

TEST(Format, ShippedTextsAreLaidOut) {
  EXPECT_EQ(format(embeddedPrelude()), embeddedPrelude().str());
  for (const ShippedFile &file : shippedModels())
    EXPECT_EQ(format(file.text), file.text.str()) << file.name.str();
}

TEST(Format, KeepsEveryConstruct) { expectKept(everyConstruct); }

/// Spaces, line ends and comments at random between the tokens of a text, as far as it then parses.
TEST(Format, KeepsTextsOfAnyLayout) {
  std::mt19937 random(20151210);
  size_t parsed = 0;
  for (int round = 0; round < 20; ++round)
    for (const ShippedFile &file : shippedModels()) {
      SourceFile source("t.dsl", file.text);
      Diagnostics diagnostics;
      std::string text;
      for (const Token &token : lex(source, diagnostics)) {
        static const char *const spaces[] = {" ",  "  ",     " ",     "\t",         "",
                                             "\n", "\n\n\n", "# c\n", "\n  # own\n"};
        bool breaks = token.startsLine || token.is("}") || token.is("{");
        text += breaks ? spaces[5 + random() % 4] : random() % 20 ? " " : spaces[random() % 9];
        text += source.text().substr(token.where.begin, token.where.length);
      }
      if (!format(text))
        continue;
      ++parsed;
      ASSERT_NO_FATAL_FAILURE(expectKept(text));
    }
  EXPECT_GT(parsed, 200u);
}

TEST(Format, KeepsMutantsThatParse) {
  Mutator mutator(20151211);
  size_t parsed = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string text = mutator.next();
    if (!format(text))
      continue;
    ++parsed;
    ASSERT_NO_FATAL_FAILURE(expectKept(text));
  }
  EXPECT_GT(parsed, 100u);
}

TEST(Format, LeavesBrokenTextsAlone) {
  std::string errors;
  llvm::raw_string_ostream os(errors);
  EXPECT_FALSE(formatText("resnetc 1\nblock b { conv }", "t.dsl", os).has_value());
  EXPECT_NE(errors.find("t.dsl:2:16: error: expects a kernel size"), std::string::npos) << errors;
}

TEST(Format, DoesNotAskWhatNamesMean) {
  EXPECT_TRUE(format("resnetc 1\nblock b { unknown(1) }").has_value());
}

} // namespace
