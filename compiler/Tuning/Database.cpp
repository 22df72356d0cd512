//===- Database.cpp - what tunings have found out, in a file ---------------------------------===//
//
// SQLite's journal beside the file keeps writers apart and rows whole, also when a process is killed.
//
//===----------------------------------------------------------------------===//
#include "compiler/Tuning/Database.h"

#include "runtime/files/FileKind.h"

#include "llvm/Support/Path.h"

#include <sqlite3.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>

namespace resnetc {

char UnusableDatabase::ID = 0;

static llvm::Error unusable(const llvm::Twine &text) {
  return llvm::make_error<UnusableDatabase>(text);
}

/// Says that a SQLite file is ours: "rntn".
constexpr int applicationId = 0x726e746e;
/// The form of the table.
constexpr int formVersion = 2;

/// How long a process waits for another one that is writing.
constexpr int patienceMilliseconds = 30'000;

constexpr const char *createTable = R"(
  CREATE TABLE schedule (
    kernel TEXT NOT NULL,
    target TEXT NOT NULL,
    batch INTEGER NOT NULL CHECK (batch > 0),
    version TEXT NOT NULL,
    choice TEXT NOT NULL,
    default_choice TEXT NOT NULL,
    seconds REAL NOT NULL CHECK (seconds > 0),
    default_seconds REAL NOT NULL CHECK (default_seconds > 0),
    ratio REAL NOT NULL CHECK (ratio > 0),
    spread REAL NOT NULL CHECK (spread >= 0),
    measurements INTEGER NOT NULL CHECK (measurements > 0),
    processor TEXT NOT NULL,
    date TEXT NOT NULL,
    tried TEXT NOT NULL,
    PRIMARY KEY (kernel, target, batch)
  ) STRICT, WITHOUT ROWID;
)";

constexpr const char *selectRows = R"(
  SELECT kernel, target, batch, version, choice, default_choice, seconds, default_seconds, ratio,
         spread, measurements, processor, date, tried
  FROM schedule ORDER BY kernel, target, batch
)";

constexpr const char *insertRow = R"(
  INSERT OR REPLACE INTO schedule
    (kernel, target, batch, version, choice, default_choice, seconds, default_seconds, ratio,
     spread, measurements, processor, date, tried)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
)";

std::optional<kernels::KernelChoice> parseChoice(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> words;
  text.split(words, ' ');
  kernels::KernelChoice choice;
  choice.variant = words.front().str();
  for (llvm::StringRef word : llvm::ArrayRef(words).drop_front()) {
    auto [name, number] = word.split('=');
    int64_t value = 0;
    if (name.empty() || number.getAsInteger(10, value) ||
        !choice.params.try_emplace(name.str(), value).second)
      return std::nullopt;
  }
  return choice.key() == text && !choice.variant.empty() ? std::optional(choice) : std::nullopt;
}

/// A line "RATIO CHOICE" for each.
static std::string triedText(llvm::ArrayRef<MeasuredChoice> tried) {
  std::string text;
  for (const MeasuredChoice &one : tried) {
    char number[32];
    text.append(number, std::to_chars(number, std::end(number), one.ratio).ptr);
    text += " " + one.choice + "\n";
  }
  return text;
}

static std::optional<std::vector<MeasuredChoice>> parseTried(llvm::StringRef text) {
  std::vector<MeasuredChoice> tried;
  while (!text.empty()) {
    llvm::StringRef line;
    std::tie(line, text) = text.split('\n');
    auto [number, choice] = line.split(' ');
    double ratio = 0;
    if (number.getAsDouble(ratio) || !(ratio > 0) || !parseChoice(choice))
      return std::nullopt;
    tried.push_back({choice.str(), ratio});
  }
  return tried;
}

//===----------------------------------------------------------------------===//
// SQLite's calls
//===----------------------------------------------------------------------===//

namespace {

/// A prepared statement.
class Statement {
public:
  Statement(sqlite3 *database, const char *sql) {
    sqlite3_prepare_v2(database, sql, -1, &statement, nullptr);
  }
  ~Statement() { sqlite3_finalize(statement); }
  Statement(const Statement &) = delete;
  Statement &operator=(const Statement &) = delete;

  /// SQLITE_ROW, SQLITE_DONE, or what went wrong.
  int step() { return statement ? sqlite3_step(statement) : SQLITE_ERROR; }

  void bind(int index, const std::string &text) {
    sqlite3_bind_text(statement, index, text.c_str(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
  }
  void bind(int index, int64_t value) { sqlite3_bind_int64(statement, index, value); }
  void bind(int index, double value) { sqlite3_bind_double(statement, index, value); }

  std::string text(int column) {
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
    return bytes ? std::string(bytes, sqlite3_column_bytes(statement, column)) : "";
  }
  int64_t integer(int column) { return sqlite3_column_int64(statement, column); }
  double real(int column) { return sqlite3_column_double(statement, column); }

private:
  sqlite3_stmt *statement = nullptr;
};

} // namespace

void TuningDatabase::Close::operator()(sqlite3 *database) const { sqlite3_close(database); }

/// What SQLite's last call said, as the user's to mend.
llvm::Error TuningDatabase::problem() const {
  switch (sqlite3_errcode(database.get()) & 0xff) {
  case SQLITE_NOTADB:
  case SQLITE_CORRUPT:
    return unusable("'" + path +
                    "' is no tuning database, or a damaged one; give another file, or remove it "
                    "and tune again");
  case SQLITE_BUSY:
    return inputError("'" + path +
                      "' is being written by another process; try again when it is "
                      "done");
  default:
    return inputError("cannot use the tuning database '" + path +
                      "': " + sqlite3_errmsg(database.get()));
  }
}

llvm::Error TuningDatabase::run(const char *sql) const {
  return sqlite3_exec(database.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK
             ? llvm::Error::success()
             : problem();
}

/// The first column of the first row.
llvm::Expected<std::string> TuningDatabase::valueOf(const char *sql) const {
  Statement statement(database.get(), sql);
  if (statement.step() != SQLITE_ROW)
    return problem();
  return statement.text(0);
}

//===----------------------------------------------------------------------===//
// Opening
//===----------------------------------------------------------------------===//

/// What the system says of the place, before SQLite says less.
static llvm::Error checkPlace(const std::string &path, TuningDatabase::Access access) {
  const bool writes = access == TuningDatabase::Access::Write;
  const std::string what = (writes ? "cannot write '" : "cannot read '") + path + "': ";
  struct stat status = {};
  if (stat(path.c_str(), &status) == 0) {
    if (!S_ISREG(status.st_mode))
      return inputError(what + "it is " + fileKind(status.st_mode) + ", not a tuning database");
    if (::access(path.c_str(), writes ? R_OK | W_OK : R_OK) != 0)
      return inputError(what + std::strerror(errno));
  } else if (!writes || errno != ENOENT) {
    return inputError(what + std::strerror(errno) +
                      (writes ? "" : "; resnetc-tune makes tuning databases"));
  }
  llvm::StringRef folder = llvm::sys::path::parent_path(path);
  if (writes && ::access(folder.empty() ? "." : folder.str().c_str(), W_OK | X_OK) != 0)
    return inputError(what + "its folder: " + std::strerror(errno) +
                      "; a tuning database has its journal beside it");
  return llvm::Error::success();
}

llvm::Expected<TuningDatabase> TuningDatabase::open(const std::string &path, Access access) {
  if (llvm::Error error = checkPlace(path, access))
    return error;
  // A name that SQLite would take for something else is a file's all the same.
  const std::string name = path.front() == ':' ? "./" + path : path;
  // Readers, too, open for writing: what a killed writer left is put in order by whoever comes next.
  const int flags =
      access == Access::Write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
  sqlite3 *opened = nullptr;
  const int result = sqlite3_open_v2(name.c_str(), &opened, flags, nullptr);
  TuningDatabase database(path, opened);
  if (result != SQLITE_OK)
    return database.problem();
  sqlite3_busy_timeout(opened, patienceMilliseconds);
  if (llvm::Error error = database.check(access))
    return error;
  return database;
}

/// Whose file it is, and whether all of it can be read.
llvm::Error TuningDatabase::check(Access access) const {
  auto tables = valueOf("SELECT count(*) FROM sqlite_schema");
  if (!tables)
    return tables.takeError();
  auto application = valueOf("PRAGMA application_id");
  if (!application)
    return application.takeError();
  auto form = valueOf("PRAGMA user_version");
  if (!form)
    return form.takeError();
  if (access == Access::Write && *tables + *application + *form == "000")
    return create();
  if (*application != std::to_string(applicationId))
    return unusable("'" + path +
                    "' is a database of another program, or empty; give the file of a "
                    "resnetc-tune");
  const int64_t number = std::stoll(*form);
  if (number > formVersion)
    return unusable("'" + path + "' is a tuning database of form " + *form +
                    ", of a newer resnetc; this one knows form " + llvm::Twine(formVersion) +
                    ": use that resnetc, or give another file");
  if (number < formVersion)
    return unusable("'" + path + "' is a tuning database of form " + *form +
                    ", of an older resnetc with other kernels; remove it and tune again, or give "
                    "another file");
  auto whole = valueOf("PRAGMA quick_check(1)");
  if (!whole)
    return whole.takeError();
  if (*whole != "ok")
    return unusable("'" + path + "' is damaged (" + *whole +
                    "); give another file, or remove it and tune again");
  return llvm::Error::success();
}

/// The table, in one transaction, and by whichever process comes first.
llvm::Error TuningDatabase::create() const {
  if (llvm::Error error = run("BEGIN IMMEDIATE"))
    return error;
  auto tables = valueOf("SELECT count(*) FROM sqlite_schema");
  if (!tables)
    return tables.takeError();
  if (*tables != "0") {
    if (llvm::Error error = run("COMMIT"))
      return error;
    return check(Access::Read);
  }
  const std::string sql = createTable +
                          ("PRAGMA application_id = " + std::to_string(applicationId)) +
                          "; PRAGMA user_version = " + std::to_string(formVersion) + "; COMMIT";
  return run(sql.c_str());
}

//===----------------------------------------------------------------------===//
// Rows
//===----------------------------------------------------------------------===//

llvm::Expected<std::vector<TuningRow>> TuningDatabase::rows() const {
  Statement statement(database.get(), selectRows);
  std::vector<TuningRow> rows;
  int result;
  while ((result = statement.step()) == SQLITE_ROW) {
    auto damaged = [&](const llvm::Twine &what) {
      return unusable("'" + path + "' is damaged: for '" + statement.text(0) + "' it has " + what +
                      ", which is none; give another file, or remove it and tune again");
    };
    std::optional<kernels::KernelChoice> choice = parseChoice(statement.text(4));
    if (!choice)
      return damaged("the choice '" + statement.text(4) + "'");
    auto tried = parseTried(statement.text(13));
    if (!tried)
      return damaged("a list of what was tried");
    rows.push_back({statement.text(0), statement.text(1), statement.integer(2), statement.text(3),
                    std::move(*choice), statement.text(5), statement.real(6), statement.real(7),
                    statement.real(8), statement.real(9), statement.integer(10), statement.text(11),
                    statement.text(12), std::move(*tried)});
  }
  if (result != SQLITE_DONE)
    return problem();
  return rows;
}

llvm::Error TuningDatabase::store(const TuningRow &row) const {
  Statement statement(database.get(), insertRow);
  statement.bind(1, row.kernel);
  statement.bind(2, row.target);
  statement.bind(3, row.batch);
  statement.bind(4, row.version);
  statement.bind(5, row.choice.key());
  statement.bind(6, row.defaultChoice);
  statement.bind(7, row.seconds);
  statement.bind(8, row.defaultSeconds);
  statement.bind(9, row.ratio);
  statement.bind(10, row.spread);
  statement.bind(11, row.measurements);
  statement.bind(12, row.processor);
  statement.bind(13, row.date);
  statement.bind(14, triedText(row.tried));
  return statement.step() == SQLITE_DONE ? llvm::Error::success() : problem();
}

llvm::Error TuningDatabase::update(
    llvm::function_ref<llvm::Expected<std::vector<TuningRow>>(std::vector<TuningRow>)> change)
    const {
  if (llvm::Error error = run("BEGIN IMMEDIATE"))
    return error;
  llvm::Error error = [&]() -> llvm::Error {
    auto present = rows();
    if (!present)
      return present.takeError();
    auto changed = change(std::move(*present));
    if (!changed)
      return changed.takeError();
    for (const TuningRow &row : *changed)
      if (llvm::Error error = store(row))
        return error;
    return run("COMMIT");
  }();
  // What failed is told; that there may be nothing left to roll back is no news.
  if (error)
    llvm::consumeError(run("ROLLBACK"));
  return error;
}

} // namespace resnetc
