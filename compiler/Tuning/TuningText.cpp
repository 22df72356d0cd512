//===- TuningText.cpp - rows of a tuning database as text -----------------------------------===//
//
// See TuningText.h. A field is written, read and checked by one line of the table below.
//
//===----------------------------------------------------------------------===//
#include "compiler/Tuning/TuningText.h"

#include "compiler/Support/Errors.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"

#include <cmath>
#include <tuple>
#include <variant>

namespace resnetc {

namespace json = llvm::json;

/// The version of the text, and the key by which a text says that it is one.
constexpr int64_t textVersion = 1;
constexpr llvm::StringLiteral versionKey = "resnetc tuning";

namespace {

/// A number, and how it is rounded.
struct Real {
  double TuningRow::*value;
  const char *format;
  double least; ///< the smallest that it can be
};

/// A field of a line.
struct Field {
  llvm::StringLiteral key;
  std::variant<std::string TuningRow::*, kernels::KernelChoice TuningRow::*, int64_t TuningRow::*,
               Real>
      place;
};

constexpr double positive = 1e-12;

const Field fields[] = {
    {"kernel", &TuningRow::kernel},
    {"target", &TuningRow::target},
    {"batch", &TuningRow::batch},
    {"choice", &TuningRow::choice},
    {"default", &TuningRow::defaultChoice},
    {"ratio", Real{&TuningRow::ratio, "%.4f", 1e-4}},
    {"spread", Real{&TuningRow::spread, "%.4f", 0}},
    {"measurements", &TuningRow::measurements},
    {"seconds", Real{&TuningRow::seconds, "%.4g", positive}},
    {"default_seconds", Real{&TuningRow::defaultSeconds, "%.4g", positive}},
    {"processor", &TuningRow::processor},
    {"date", &TuningRow::date},
    {"version", &TuningRow::version},
};

/// One object, field by field.
class LineWriter {
public:
  LineWriter(json::OStream &line, const TuningRow &row) : line(line), row(row) {}

  void write(const Field &field) {
    line.attributeBegin(field.key);
    std::visit([&](auto place) { value(place); }, field.place);
    line.attributeEnd();
  }

private:
  void value(std::string TuningRow::*text) { line.value(row.*text); }
  void value(kernels::KernelChoice TuningRow::*choice) { line.value((row.*choice).key()); }
  void value(int64_t TuningRow::*number) { line.value(row.*number); }
  void value(const Real &real) {
    line.rawValue([&](llvm::raw_ostream &os) {
      const double number = std::max(row.*real.value, real.least);
      char text[40];
      std::snprintf(text, sizeof text, real.format, number);
      os << text;
    });
  }

  json::OStream &line;
  const TuningRow &row;
};

/// Reads an object into a row; each `read` says what it expects where it does not find it.
class LineReader {
public:
  LineReader(const json::Object &line, TuningRow &row) : line(line), row(row) {}

  /// "" or what is wrong.
  std::string read(const Field &field) {
    const json::Value *value = line.get(field.key);
    if (!value)
      return ("'" + field.key + "' is missing").str();
    const char *expected =
        std::visit([&](auto place) { return problemOf(*value, place); }, field.place);
    return expected ? ("expects " + llvm::Twine(expected) + " as '" + field.key + "'").str() : "";
  }

private:
  const char *problemOf(const json::Value &value, std::string TuningRow::*text) {
    std::optional<llvm::StringRef> found = value.getAsString();
    if (!found || found->empty() || llvm::any_of(*found, [](char c) { return c >= 0 && c < ' '; }))
      return "a text of one line";
    row.*text = found->str();
    return nullptr;
  }
  const char *problemOf(const json::Value &value, kernels::KernelChoice TuningRow::*choice) {
    auto found = parseChoice(value.getAsString().value_or(""));
    if (!found)
      return "a variant with its parameters";
    row.*choice = std::move(*found);
    return nullptr;
  }
  const char *problemOf(const json::Value &value, int64_t TuningRow::*number) {
    std::optional<int64_t> found = value.getAsInteger();
    if (!found || *found < 1)
      return "a whole number above 0";
    row.*number = *found;
    return nullptr;
  }
  const char *problemOf(const json::Value &value, const Real &real) {
    std::optional<double> found = value.getAsNumber();
    if (!found || !std::isfinite(*found) || *found < real.least)
      return real.least > 0 ? "a number above 0" : "a number that is not below 0";
    row.*real.value = *found;
    return nullptr;
  }

  const json::Object &line;
  TuningRow &row;
};

/// The lines of a text, one after the other.
class TextReader {
public:
  TextReader(llvm::StringRef text, llvm::StringRef name) : rest(text), name(name) {}

  llvm::Expected<std::vector<TuningRow>> read() {
    if (llvm::Error error = readHead())
      return error;
    std::vector<TuningRow> rows;
    while (!rest.empty()) {
      auto row = readRow();
      if (!row)
        return row.takeError();
      rows.push_back(std::move(*row));
    }
    return rows;
  }

private:
  llvm::Error problem(const llvm::Twine &what) const {
    return inputError("'" + name + "', line " + llvm::Twine(number) + ": " + what);
  }

  /// The next line's object; null where it is none.
  const json::Object *next() {
    llvm::StringRef line;
    std::tie(line, rest) = rest.split('\n');
    ++number;
    auto parsed = json::parse(line);
    if (!parsed) {
      llvm::consumeError(parsed.takeError());
      return nullptr;
    }
    value = std::move(*parsed);
    return value.getAsObject();
  }

  llvm::Error readHead() {
    const json::Object *head = next();
    std::optional<int64_t> version = head ? head->getInteger(versionKey) : std::nullopt;
    if (!version)
      return inputError("'" + name +
                        "' is no text of a tuning database; give what resnetc-tune export has "
                        "written");
    if (*version != textVersion)
      return inputError("'" + name + "' is a text of version " + llvm::Twine(*version) +
                        ", of another resnetc; this one knows version " + llvm::Twine(textVersion));
    return llvm::Error::success();
  }

  llvm::Expected<TuningRow> readRow() {
    const json::Object *line = next();
    if (!line)
      return problem("expects an object of JSON; the text is damaged, or cut");
    TuningRow row;
    LineReader reader(*line, row);
    for (const Field &field : fields)
      if (std::string what = reader.read(field); !what.empty())
        return problem(what);
    if (!parseChoice(row.defaultChoice))
      return problem("expects a variant with its parameters as 'default'");
    for (const auto &[key, ignored] : *line)
      if (llvm::none_of(fields,
                        [&](const Field &field) { return field.key == llvm::StringRef(key); }))
        return problem("knows no '" + llvm::StringRef(key) + "'");
    if (!seen.insert(row.kernel + "\n" + row.target + "\n" + std::to_string(row.batch)).second)
      return problem("the kernel stands in an earlier line, too");
    return row;
  }

  llvm::StringRef rest, name;
  int64_t number = 0; ///< of the last line
  json::Value value = nullptr;
  llvm::StringSet<> seen;
};

} // namespace

std::string tuningText(llvm::ArrayRef<TuningRow> rows) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << llvm::formatv("{{\"{0}\": {1}}\n", versionKey, textVersion);
  std::vector<const TuningRow *> sorted;
  for (const TuningRow &row : rows)
    sorted.push_back(&row);
  llvm::sort(sorted, [](const TuningRow *a, const TuningRow *b) {
    return std::tie(a->kernel, a->target, a->batch) < std::tie(b->kernel, b->target, b->batch);
  });
  for (const TuningRow *row : sorted) {
    json::OStream line(os);
    line.object([&] {
      LineWriter writer(line, *row);
      for (const Field &field : fields)
        writer.write(field);
    });
    os << "\n";
  }
  return text;
}

llvm::Expected<std::vector<TuningRow>> readTuningText(llvm::StringRef text, llvm::StringRef name) {
  return TextReader(text, name).read();
}

} // namespace resnetc
