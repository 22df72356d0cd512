//===- Error.h - the ways in which a tool can fail --------------------------------===//
//
// Inside the tools failures travel as exceptions and are turned into exit statuses in one place,
// the tool's main. The text is one line: the file or option, what is wrong, and what to do about
// it. Only weights that do not fit a model take more lines, one for each tensor.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <fmt/format.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace resnetc {

/// The user's input is wrong: exit status 1.
struct UserError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The user's input is wrong, stderr says already what, and the rest is done: exit status 1.
struct ReportedError : UserError {
  ReportedError() : UserError("") {}
};

/// Something that cannot happen did: exit status 3.
struct BugError : std::logic_error {
  using std::logic_error::logic_error;
};

/// Text from a file, in quotes and fit for a one-line message: control characters escaped, the end
/// cut.
inline std::string inQuotes(std::string_view text) {
  constexpr size_t limit = 80;
  std::string result = "'";
  for (char c : text.substr(0, limit)) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    else
      result += c;
  }
  return result + (text.size() > limit ? "...'" : "'");
}

/// Throws a UserError with formatted text, "FILE: what; hint".
template <typename... Args>
[[noreturn]] void userError(fmt::format_string<Args...> format, Args &&...args) {
  throw UserError(fmt::format(format, std::forward<Args>(args)...));
}

} // namespace resnetc
