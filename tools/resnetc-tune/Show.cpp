//===- Show.cpp - resnetc-tune show: what a database says ----------------------------------===//
//
// A table, the largest gains of a target and batch first.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-tune/Rows.h"

#include "compiler/Tuning/Merge.h"

#include <fmt/format.h>
#include <llvm/ADT/STLExtras.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <tuple>

namespace resnetc::tuner {

namespace {

struct Options {
  std::string database;
  RowFilter filter;
  bool json = false;
};

const char *stateOf(const TuningRow &row) { return isOfTodaysKernels(row) ? "current" : "stale"; }

void printTable(std::vector<TuningRow> &rows) {
  llvm::sort(rows, [](const TuningRow &a, const TuningRow &b) {
    return std::tie(a.target, a.batch, a.ratio, a.kernel) <
           std::tie(b.target, b.batch, b.ratio, b.kernel);
  });
  size_t target = 6, choice = 6;
  for (const TuningRow &row : rows) {
    target = std::max(target, row.target.size());
    choice = std::max(choice, row.choice.key().size());
  }
  fmt::print("{:<{}} {:>5} {:>6} {:>6} {:>5} {:<7} {:<{}} kernel\n", "target", target, "batch",
             "ratio", "spread", "turns", "state", "choice", choice);
  for (const TuningRow &row : rows)
    fmt::print("{:<{}} {:>5} {:>6.3f} {:>6.3f} {:>5} {:<7} {:<{}} {}\n", row.target, target,
               row.batch, row.ratio, row.spread, row.measurements, stateOf(row), row.choice.key(),
               choice, row.kernel);
  fmt::print("{} {}, {} faster than the table, {} stale\n", rows.size(),
             rows.size() == 1 ? "row" : "rows", llvm::count_if(rows, isImproved),
             llvm::count_if(rows, [](const TuningRow &row) { return !isOfTodaysKernels(row); }));
}

void printJson(const std::string &database, const std::vector<TuningRow> &rows) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const TuningRow &row : rows)
    list.push_back({{"kernel", row.kernel},
                    {"target", row.target},
                    {"batch", row.batch},
                    {"choice", row.choice.key()},
                    {"default", row.defaultChoice},
                    {"ratio", row.ratio},
                    {"spread", row.spread},
                    {"measurements", row.measurements},
                    {"seconds", row.seconds},
                    {"default_seconds", row.defaultSeconds},
                    {"processor", row.processor},
                    {"date", row.date},
                    {"version", row.version},
                    {"state", stateOf(row)}});
  nlohmann::ordered_json json = {{"database", database}, {"rows", list}};
  fmt::print("{}\n", json.dump());
}

} // namespace

void addShow(CLI::App &app, Action &action) {
  CLI::App *command = app.add_subcommand("show", "print what a database says");
  auto options = std::make_shared<Options>();
  addDatabase(*command, options->database);
  options->filter.addOptions(*command);
  command->add_flag("--json", options->json, "one JSON object on one line");
  command->callback([options, &action] {
    action = [options]() -> llvm::Expected<int> {
      auto rows = readRows(options->database, options->filter);
      if (!rows)
        return rows.takeError();
      options->json ? printJson(options->database, *rows) : printTable(*rows);
      return 0;
    };
  });
}

} // namespace resnetc::tuner
