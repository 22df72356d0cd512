//===- Errors.h - whose mistake a failure is ---------------------------------===//
//
// Code generation reports failures as llvm::Error. An InputError is something the user can mend (a
// file that cannot be written, weights that do not fit) and ends the program with status 1. Every
// other error is a bug of resnetc and ends it with status 3.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"

#include <cerrno>
#include <string>
#include <system_error>

namespace resnetc {

/// The user's input or environment is at fault; `message` says what is wrong and where.
class InputError : public llvm::ErrorInfo<InputError> {
public:
  static char ID;
  explicit InputError(const llvm::Twine &message) : text(message.str()) {}
  void log(llvm::raw_ostream &os) const override { os << text; }
  std::error_code convertToErrorCode() const override { return llvm::inconvertibleErrorCode(); }

private:
  std::string text;
};

/// An InputError as an llvm::Error.
inline llvm::Error inputError(const llvm::Twine &message) {
  return llvm::make_error<InputError>(message);
}

/// A failure that no input should cause.
inline llvm::Error bugError(const llvm::Twine &message) { return llvm::createStringError(message); }

/// What a user can do when memory is used up. A constant, as nothing can be allocated then.
inline constexpr llvm::StringLiteral outOfMemoryText =
    "out of memory; raise the limit (ulimit -v, the container's), compile with fewer threads "
    "(-j 1), or make the network smaller";

/// The failure of a library whose message says that the system gave it no memory: the user's to
/// mend. Any other is a bug.
inline llvm::Error bugOrMemoryError(const llvm::Twine &message) {
  std::string text = message.str();
  if (llvm::StringRef(text).contains(std::generic_category().message(ENOMEM)))
    return inputError(outOfMemoryText);
  return bugError(text);
}

} // namespace resnetc
