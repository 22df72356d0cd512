//===- PrinterTest.cpp - canonical text -----------------------------------===//
//
// Printing a tree and parsing the text again gives the same text and the same network.
//
//===----------------------------------------------------------------------===//

#include "ConstraintCase.h"
#include "Texts.h"

using namespace resnetc::dsl;

namespace {

std::string canonical(llvm::StringRef text) {
  std::string errors;
  llvm::raw_string_ostream os(errors);
  std::optional<std::string> printed = printAst(text, "t.dsl", {}, os);
  EXPECT_TRUE(printed.has_value()) << errors;
  return printed.value_or("");
}

TEST(Printer, RoundTripOfEverything) {
  std::string once = canonical(everyConstruct);
  EXPECT_EQ(canonical(once), once);
  Loaded original = load(everyConstruct), printed = load(once);
  ASSERT_NE(original.network, nullptr) << original.errors;
  ASSERT_NE(printed.network, nullptr) << printed.errors;
  EXPECT_EQ(printNetwork(*original.network), printNetwork(*printed.network));
  EXPECT_EQ(original.network->recipe->toJson(), printed.network->recipe->toJson());
}

TEST(Printer, RoundTripOfShippedModels) {
  for (const ShippedFile &file : shippedModels()) {
    std::string once = canonical(file.text);
    EXPECT_EQ(canonical(once), once) << file.name.str();
    EXPECT_EQ(printNetwork(*load(file.text).network), printNetwork(*load(once).network));
  }
}

TEST(Printer, ParenthesesKeepTheMeaning) {
  std::string text = canonical(everyConstruct);
  EXPECT_NE(text.find("conv k (c / 2 * 2) /stride"), std::string::npos) << text;
  EXPECT_NE(text.find("classes = 2 * (3 + n) - -1 - (n - 1)"), std::string::npos) << text;
  EXPECT_NE(text.find("conv 3x3 ((n + 1) * 2)"), std::string::npos) << text;
  EXPECT_NE(text.find("stage a = (n + 1) x forks(4)"), std::string::npos) << text;
  EXPECT_NE(text.find("stage b = n x basic(c = 2 * 4) /(n + 1)"), std::string::npos) << text;
}

TEST(Printer, NothingAfterErrors) {
  std::string errors;
  llvm::raw_string_ostream os(errors);
  EXPECT_FALSE(printAst(model("  head { fc 0 }"), "t.dsl", {}, os).has_value());
  EXPECT_NE(errors.find("[C26]"), std::string::npos);
}

} // namespace
