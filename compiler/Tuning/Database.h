//===- Database.h - what tunings have found out, in a file ---------------------------------===//
//
// A SQLite database with one table; docs/tuning.md says what its columns hold. Any number of
// processes may read and write one file: a row is written whole or not at all, and of two that say
// how the same kernel is computed the later one stays.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Kernel.h"
#include "compiler/Support/Errors.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <vector>

struct sqlite3;

namespace resnetc {

/// The time of a schedule over the default's, in a few turns.
struct MeasuredChoice {
  std::string choice; ///< KernelChoice::key()
  double ratio = 1;
};

/// One answer, and the measurements behind it.
struct TuningRow {
  std::string kernel; ///< Question::key()
  std::string target; ///< Target::key()
  int64_t batch = 1;
  std::string version; ///< Backend::version() of the kernels that were measured
  kernels::KernelChoice choice;
  std::string defaultChoice; ///< key of what it was compared with: the backend's own choice
  double seconds = 0, defaultSeconds = 0; ///< medians of one call, with the choice and without
  double ratio = 1;         ///< median of the choice's time over the default's, run in turn
  double spread = 0;        ///< between the quartiles of that ratio
  int64_t measurements = 0; ///< of that ratio
  std::string processor;    ///< that measured, in LLVM's words
  std::string date;         ///< "2026-11-27T15:04:05Z"
  /// What was tried on the way, for the cost model; a text of the database leaves it out.
  std::vector<MeasuredChoice> tried = {};
};

/// A file that is no database of tunings, a damaged one, or of another form: whoever only reads may
/// do without it.
class UnusableDatabase : public llvm::ErrorInfo<UnusableDatabase, InputError> {
public:
  static char ID;
  using ErrorInfo::ErrorInfo;
};

/// An open database. One thread at a time.
class TuningDatabase {
public:
  enum class Access {
    Read, ///< the file has to be there
    Write ///< it is made where it is not
  };

  /// Fails with an InputError where the file cannot be opened so, and with an UnusableDatabase where
  /// it is damaged, another program's, or of another form than this resnetc's; the file is left as it
  /// is then.
  static llvm::Expected<TuningDatabase> open(const std::string &path, Access access);

  /// Every row, by kernel, target and batch.
  llvm::Expected<std::vector<TuningRow>> rows() const;

  /// Keeps a row, in place of one for the same kernel, target and batch.
  llvm::Error store(const TuningRow &row) const;

  /// Keeps all the rows that `change` makes of those that are there, or, where it or a write fails,
  /// none. Nobody else writes meanwhile.
  llvm::Error
  update(llvm::function_ref<llvm::Expected<std::vector<TuningRow>>(std::vector<TuningRow> present)>
             change) const;

private:
  struct Close {
    void operator()(sqlite3 *database) const;
  };
  TuningDatabase(std::string path, sqlite3 *database) : path(std::move(path)), database(database) {}

  llvm::Error check(Access access) const;
  llvm::Error create() const;
  llvm::Error run(const char *sql) const;
  llvm::Expected<std::string> valueOf(const char *sql) const;
  llvm::Error problem() const;

  std::string path;
  std::unique_ptr<sqlite3, Close> database;
};

/// What KernelChoice::key() says, read back; nothing where the text is none.
std::optional<kernels::KernelChoice> parseChoice(llvm::StringRef text);

} // namespace resnetc
