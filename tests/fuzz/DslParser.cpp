//===- DslParser.cpp - the language: any text gives a network or located errors ---===//
#include "tests/fuzz/Parsers.h"

#include "dsl/Network.h"

#include "llvm/Support/raw_ostream.h"

namespace resnetc::fuzz {

std::vector<std::string> dslSeeds() {
  std::vector<std::string> texts;
  for (const dsl::ShippedFile &file : dsl::shippedModels())
    texts.push_back(file.text.str());
  return texts;
}

bool dsl(std::span<const uint8_t> input) {
  // A copy that ends where the text ends, as the parser may be given it.
  std::string text(input.begin(), input.end()), messages;
  llvm::raw_string_ostream errors(messages);
  bool accepted = dsl::loadNetwork(text, "input.dsl", {}, errors) != nullptr;
  check(accepted || llvm::StringRef(messages).contains("error: "), "a refusal has an error");
  return accepted;
}

} // namespace resnetc::fuzz
