//===- TempDir.h - TempDir, and the text of the UserError that a call throws ------===//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/support/Error.h"
#include "tests/unit/TempDir.h"

#include <gtest/gtest.h>

#include <string>

namespace resnetc::test {

/// The text of the UserError that `call` throws; a failure of the test when it throws none.
template <typename Call> std::string errorOf(Call call) {
  try {
    call();
  } catch (const UserError &error) {
    return error.what();
  }
  ADD_FAILURE() << "no error was thrown";
  return "";
}

/// Expects a UserError that names `file` first and contains `why`.
template <typename Call>
void expectError(Call call, const std::string &file, const std::string &why) {
  std::string text = errorOf(call);
  EXPECT_EQ(text.rfind(file, 0), 0u) << text;
  EXPECT_NE(text.find(why), std::string::npos) << text;
  EXPECT_EQ(text.find('\n'), std::string::npos) << text;
}

} // namespace resnetc::test
