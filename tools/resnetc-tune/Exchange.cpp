//===- Exchange.cpp - resnetc-tune export, import, merge: rows from file to file -------------===//
//
// What comes in is read whole before anything is written, and written whole or not at all.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-tune/Rows.h"

#include "compiler/Support/Files.h"
#include "compiler/Tuning/Merge.h"
#include "compiler/Tuning/TuningText.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>
#include <memory>

namespace resnetc::tuner {

namespace {

struct ExportOptions {
  std::string database, output = "-";
  RowFilter filter;
};

llvm::Expected<int> exportRows(const ExportOptions &options) {
  auto rows = readRows(options.database, options.filter);
  if (!rows)
    return rows.takeError();
  const std::string text = tuningText(*rows);
  if (options.output == "-") {
    fmt::print("{}", text);
    return 0;
  }
  if (llvm::Error error = writeFile(options.output, text))
    return error;
  return 0;
}

/// What import and merge are told.
struct TakeOptions {
  std::string database;
  std::vector<std::string> sources;
  bool json = false;
};

using Rows = llvm::Expected<std::vector<TuningRow>>;

Rows readText(const std::string &path) {
  constexpr size_t most = std::numeric_limits<size_t>::max();
  auto text = path == "-" ? readStandardInput(most) : readBounded(path, most);
  if (!text)
    return text.takeError();
  return readTuningText(*text, path == "-" ? "<stdin>" : path);
}

Rows readDatabase(const std::string &path) { return readRows(path, {}); }

std::string describe(const TuningRow &row) {
  return fmt::format("'{}' ({:.3f} of the table's time, {} turns, {}, {})", row.choice.key(),
                     row.ratio, row.measurements, row.processor, row.date);
}

/// Whether two ratios could as well be the same.
bool areClose(const TuningRow &a, const TuningRow &b) {
  return std::abs(a.ratio - b.ratio) <= std::max(a.spread, b.spread);
}

void print(const MergeResult &result) {
  for (const MergeConflict &each : result.conflicts)
    fmt::print("conflict: {} for {}, batch {}: {} {}, left {}{}\n", each.taken.kernel,
               each.taken.target, each.taken.batch, each.takenIsNew ? "took" : "kept",
               describe(each.taken), describe(each.left),
               areClose(each.taken, each.left) ? "; within their spread" : "");
  fmt::print("{} rows added, {} replaced, {} kept, {} conflicts\n", result.added, result.replaced,
             result.kept, result.conflicts.size());
}

void printJson(const std::string &database, const MergeResult &result) {
  nlohmann::ordered_json conflicts = nlohmann::ordered_json::array();
  for (const MergeConflict &each : result.conflicts)
    conflicts.push_back({{"kernel", each.taken.kernel},
                         {"target", each.taken.target},
                         {"batch", each.taken.batch},
                         {"taken", each.taken.choice.key()},
                         {"taken_ratio", each.taken.ratio},
                         {"left", each.left.choice.key()},
                         {"left_ratio", each.left.ratio},
                         {"close", areClose(each.taken, each.left)}});
  nlohmann::ordered_json json = {{"database", database},
                                 {"added", result.added},
                                 {"replaced", result.replaced},
                                 {"kept", result.kept},
                                 {"conflicts", conflicts}};
  fmt::print("{}\n", json.dump());
}

/// Merges one source after the other, each into what those before have made of the rows.
MergeResult mergeAll(std::vector<TuningRow> rows,
                     const std::vector<std::vector<TuningRow>> &sources) {
  MergeResult total;
  for (const std::vector<TuningRow> &source : sources) {
    MergeResult one = mergeRows(rows, source, isOfTodaysKernels);
    // Later rows of a kernel count: it is by them that the database and the next merge know it.
    rows.insert(rows.end(), one.changed.begin(), one.changed.end());
    total.changed.insert(total.changed.end(), one.changed.begin(), one.changed.end());
    total.conflicts.insert(total.conflicts.end(), one.conflicts.begin(), one.conflicts.end());
    total.added += one.added;
    total.replaced += one.replaced;
    total.kept += one.kept;
  }
  return total;
}

llvm::Expected<int> take(const TakeOptions &options, Rows (*read)(const std::string &)) {
  std::vector<std::vector<TuningRow>> sources;
  for (const std::string &path : options.sources) {
    auto rows = read(path);
    if (!rows)
      return rows.takeError();
    sources.push_back(std::move(*rows));
  }
  auto database = TuningDatabase::open(options.database, TuningDatabase::Access::Write);
  if (!database)
    return database.takeError();
  MergeResult result;
  llvm::Error error = database->update([&](std::vector<TuningRow> present) -> Rows {
    result = mergeAll(std::move(present), sources);
    return result.changed;
  });
  if (error)
    return error;
  options.json ? printJson(options.database, result) : print(result);
  return 0;
}

void addTaking(CLI::App &command, const char *sources, const char *text,
               Rows (*read)(const std::string &), Action &action) {
  auto options = std::make_shared<TakeOptions>();
  command
      .add_option("DB", options->database, "the database that gets them; made where there is none")
      ->required();
  command.add_option(sources, options->sources, text)->required();
  command.add_flag("--json", options->json, "one JSON object on one line");
  command.callback(
      [options, read, &action] { action = [options, read] { return take(*options, read); }; });
}

} // namespace

void addExport(CLI::App &app, Action &action) {
  CLI::App *command =
      app.add_subcommand("export", "write a database as text, a line of JSON for each row");
  auto options = std::make_shared<ExportOptions>();
  addDatabase(*command, options->database);
  command->add_option("-o,--output", options->output, "FILE: where to; default standard output");
  options->filter.addOptions(*command);
  command->callback([options, &action] { action = [options] { return exportRows(*options); }; });
}

void addImport(CLI::App &app, Action &action) {
  addTaking(
      *app.add_subcommand("import", "add what export has written to a database, best of both"),
      "JSONL", "texts of resnetc-tune export; - is standard input", readText, action);
}

void addMerge(CLI::App &app, Action &action) {
  addTaking(*app.add_subcommand("merge", "add other databases to one, best of both"), "OTHER",
            "databases that are read", readDatabase, action);
}

} // namespace resnetc::tuner
