//===- Outcome.cpp ---------------------------------------------------------------===//
#include "compiler/Pipeline/Outcome.h"

#include "compiler/Pipeline/BugReport.h"
#include "compiler/Support/Errors.h"

#include <exception>
#include <new>
#include <system_error>

namespace resnetc {

namespace {

/// A failure whose message the user has already seen.
class Reported : public llvm::ErrorInfo<Reported> {
public:
  static char ID;
  void log(llvm::raw_ostream &os) const override { os << "already reported"; }
  std::error_code convertToErrorCode() const override { return llvm::inconvertibleErrorCode(); }
};

char Reported::ID = 0;

} // namespace

llvm::Error alreadyReported() { return llvm::make_error<Reported>(); }

Outcome outcomeOf(llvm::function_ref<llvm::Error()> work, llvm::raw_ostream &errs) {
  Outcome outcome = Outcome::Done;
  llvm::Error error = [&] {
    try {
      return work();
    } catch (const std::bad_alloc &) {
      return inputError(outOfMemoryText);
    } catch (const std::system_error &error) {
      return inputError(error.what()); // the system has no more descriptors, threads or memory
    } catch (const std::exception &exception) {
      return bugError(exception.what());
    }
  }();
  llvm::handleAllErrors(
      std::move(error), [&](const Reported &) { outcome = Outcome::InputWrong; },
      [&](const InputError &input) {
        errs << "resnetc: error: " << input.message() << "\n";
        outcome = Outcome::InputWrong;
      },
      [&](const llvm::ErrorInfoBase &bug) {
        printBug(errs, bug.message());
        outcome = Outcome::Bug;
      });
  return outcome;
}

} // namespace resnetc
