//===- ConstraintCase.h - one broken text and what is said about it -------===//
//
// The tables of constraint tests are lists of these. An '@' in a text marks where the error
// must point; it is taken out before the text is loaded. The language has no '@'.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_TESTS_UNIT_DSL_CONSTRAINTCASE_H
#define RESNETC_TESTS_UNIT_DSL_CONSTRAINTCASE_H

#include "dsl/Network.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace resnetc::dsl {

struct ConstraintCase {
  std::string name;   ///< "C12UnknownBlock": the constraint, then what is wrong
  std::string text;   ///< with '@' before the place of the error
  std::string reason; ///< part of the error line
  std::string hint;   ///< part of the hint line
  LoadOptions options = {};

  /// "12".
  std::string constraint() const {
    return name.substr(1, name.find_first_not_of("0123456789", 1) - 1);
  }
};

/// Names the test after the case, instead of a number.
inline std::string caseName(const testing::TestParamInfo<ConstraintCase> &info) {
  return info.param.name;
}

inline void PrintTo(const ConstraintCase &c, std::ostream *os) { *os << c.name; }

/// Result of loading a text.
struct Loaded {
  std::unique_ptr<Network> network;
  std::string errors;
};

inline Loaded load(llvm::StringRef text, const LoadOptions &options = {}) {
  Loaded result;
  llvm::raw_string_ostream os(result.errors);
  result.network = loadNetwork(text, "t.dsl", options, os);
  return result;
}

/// A model with input 3x8x8 around some lines.
inline std::string model(const std::string &lines, const std::string &parameters = "") {
  return "resnetc 1\nmodel m(" + parameters + ") {\n  input x : f32[N, 3, 8, 8]\n" + lines +
         "\n}\n";
}

/// A model that the digits can train, and a train section around some lines.
inline std::string train(const std::string &lines) {
  return "resnetc 1\nmodel m {\n  input x : f32[N, 1, 8, 8]\n  head { avgpool global; fc 10 }\n}\n"
         "train t for m {\n" +
         lines + "\n}\n";
}

/// Loads the text and checks that its first error is the expected one.
inline void expectError(const ConstraintCase &c) {
  std::string text = c.text;
  size_t mark = text.find('@');
  ASSERT_NE(mark, std::string::npos) << "the case marks no place";
  text.erase(mark, 1);
  size_t lineStart = mark == 0 ? 0 : text.rfind('\n', mark - 1) + 1;
  auto line = 1 + std::count(text.begin(), text.begin() + static_cast<long>(mark), '\n');
  std::string place = "t.dsl:" + std::to_string(line) + ":" + std::to_string(mark - lineStart + 1);

  Loaded loaded = load(text, c.options);
  EXPECT_EQ(loaded.network, nullptr) << "expects no network";
  std::string first = loaded.errors.substr(0, loaded.errors.find('\n'));
  EXPECT_EQ(first.rfind(place + ": error: ", 0), 0u) << "expects " << place << "\n"
                                                     << loaded.errors;
  EXPECT_NE(first.find(c.reason), std::string::npos) << c.reason << "\n" << loaded.errors;
  EXPECT_NE(first.find("[C" + c.constraint() + "]"), std::string::npos) << loaded.errors;
  size_t hint = loaded.errors.find("\nhint: ");
  ASSERT_NE(hint, std::string::npos) << loaded.errors;
  std::string hintLine = loaded.errors.substr(hint + 1, loaded.errors.find('\n', hint + 1) - hint);
  EXPECT_NE(hintLine.find(c.hint), std::string::npos) << c.hint << "\n" << loaded.errors;
}

} // namespace resnetc::dsl

#endif // RESNETC_TESTS_UNIT_DSL_CONSTRAINTCASE_H
