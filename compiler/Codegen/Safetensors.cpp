//===- Safetensors.cpp - strict reading of a safetensors file ------------------===//
//
// The format: 8 bytes with the header's length, little endian; the header, a JSON object from names
// to
// {"dtype", "shape", "data_offsets"} and optionally "__metadata__" to strings; the data. The
// grammar is so small that it is read directly: no recursion that a hostile file could drive deep,
// no duplicate key that a general reader would merge.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/Safetensors.h"

#include "compiler/Codegen/Errors.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>

namespace resnetc {

namespace {

/// No header of a real model comes near this.
constexpr uint64_t maxHeaderBytes = 100 << 20;

/// Reads the header's text; every method stops at the first mistake and describes it in `error`.
class HeaderReader {
public:
  explicit HeaderReader(llvm::StringRef text) : text(text), rest(text) {}

  bool read(std::vector<SafetensorsEntry> &entries) {
    llvm::StringSet<> names;
    return object([&](const std::string &name) {
             if (!names.insert(name).second)
               return fail("the name '" + name + "' comes twice");
             if (name == "__metadata__")
               return metadata();
             SafetensorsEntry &entry = entries.emplace_back();
             entry.name = name;
             return tensor(entry);
           }) &&
           (skipBlank(), rest.empty() || fail("text after the header's object"));
  }

  std::string error;

private:
  bool fail(const llvm::Twine &message) {
    error = (message + " (header byte " + llvm::Twine(text.size() - rest.size()) + ")").str();
    return false;
  }

  void skipBlank() { rest = rest.ltrim(" \t\r\n"); }

  bool accept(char c) {
    skipBlank();
    return rest.consume_front(llvm::StringRef(&c, 1));
  }

  bool expect(char c) {
    if (accept(c))
      return true;
    std::string got = rest.empty() ? "the end" : "'" + rest.take_front(1).str() + "'";
    return fail("expects '" + llvm::Twine(c) + "', got " + got);
  }

  /// A JSON string, escapes and all.
  bool string(std::string &result) {
    skipBlank();
    if (!rest.starts_with("\""))
      return fail("expects a string");
    size_t end = 1;
    while (end < rest.size() && rest[end] != '"')
      end += rest[end] == '\\' ? 2 : 1;
    if (end >= rest.size())
      return fail("a string without an end");
    llvm::Expected<llvm::json::Value> value = llvm::json::parse(rest.take_front(end + 1));
    if (!value) {
      llvm::consumeError(value.takeError());
      return fail("a string that is not JSON");
    }
    result = value->getAsString()->str();
    rest = rest.drop_front(end + 1);
    return true;
  }

  bool number(uint64_t &result) {
    skipBlank();
    llvm::StringRef digits = rest.take_while(llvm::isDigit);
    if (digits.empty() || digits.getAsInteger(10, result) || result > (uint64_t(1) << 62) ||
        (digits.size() > 1 && digits[0] == '0'))
      return fail("expects a whole number that is not negative");
    rest = rest.drop_front(digits.size());
    return true;
  }

  template <typename Member> bool object(Member member) {
    if (!expect('{'))
      return false;
    if (accept('}'))
      return true;
    do {
      std::string name;
      if (!string(name) || !expect(':') || !member(name))
        return false;
    } while (accept(','));
    return expect('}');
  }

  bool numbers(std::vector<int64_t> &result) {
    if (!expect('['))
      return false;
    if (accept(']'))
      return true;
    do {
      uint64_t value = 0;
      if (!number(value))
        return false;
      result.push_back(value);
    } while (accept(','));
    return expect(']');
  }

  bool metadata() {
    llvm::StringSet<> keys;
    return object([&](const std::string &key) {
      std::string value;
      if (!keys.insert(key).second)
        return fail("the key '" + key + "' of __metadata__ comes twice");
      return string(value);
    });
  }

  bool tensor(SafetensorsEntry &entry) {
    std::vector<int64_t> offsets;
    llvm::StringSet<> keys;
    bool read = object([&](const std::string &key) {
      if (!keys.insert(key).second)
        return fail("tensor '" + entry.name + "' has two '" + key + "'");
      if (key == "dtype")
        return string(entry.dtype);
      if (key == "shape")
        return numbers(entry.shape);
      if (key == "data_offsets")
        return numbers(offsets);
      return fail("tensor '" + entry.name + "' has an unknown key '" + key + "'");
    });
    if (!read)
      return false;
    if (keys.size() != 3 || offsets.size() != 2)
      return fail("tensor '" + entry.name + "' needs dtype, shape and two data_offsets");
    entry.begin = offsets[0];
    entry.end = offsets[1];
    return true;
  }

  llvm::StringRef text, rest;
};

/// Bytes of an element; 0 for a type that the format does not know.
uint64_t elementSize(llvm::StringRef dtype) {
  if (llvm::is_contained({"F64", "I64", "U64"}, dtype))
    return 8;
  if (llvm::is_contained({"F32", "I32", "U32"}, dtype))
    return 4;
  if (llvm::is_contained({"F16", "BF16", "I16", "U16"}, dtype))
    return 2;
  return llvm::is_contained({"I8", "U8", "BOOL", "F8_E4M3", "F8_E5M2"}, dtype) ? 1 : 0;
}

/// Checks the sizes of the tensors, and that together they cover `dataBytes`.
llvm::Error checkExtents(const std::vector<SafetensorsEntry> &entries, uint64_t dataBytes) {
  for (const SafetensorsEntry &entry : entries) {
    uint64_t bytes = elementSize(entry.dtype);
    if (bytes == 0)
      return inputError("tensor '" + llvm::Twine(entry.name) + "' has the unknown type '" +
                        entry.dtype + "'");
    for (int64_t extent : entry.shape)
      bytes = llvm::SaturatingMultiply<uint64_t>(bytes, extent);
    if (entry.begin > entry.end || entry.end > dataBytes || entry.end - entry.begin != bytes)
      return inputError("tensor '" + llvm::Twine(entry.name) + "' has bytes " +
                        llvm::Twine(entry.begin) + " to " + llvm::Twine(entry.end) + " of " +
                        llvm::Twine(dataBytes) + ", but its shape takes " + llvm::Twine(bytes));
  }
  std::vector<const SafetensorsEntry *> sorted;
  for (const SafetensorsEntry &entry : entries)
    sorted.push_back(&entry);
  llvm::stable_sort(sorted, [](auto *a, auto *b) {
    return std::pair(a->begin, a->end) < std::pair(b->begin, b->end);
  });
  uint64_t covered = 0;
  for (const SafetensorsEntry *entry : sorted) {
    if (entry->begin != covered)
      return inputError("the data of tensor '" + llvm::Twine(entry->name) + "' start at byte " +
                        llvm::Twine(entry->begin) + ", but the data before them end at " +
                        llvm::Twine(covered));
    covered = entry->end;
  }
  if (covered != dataBytes)
    return inputError("the last " + llvm::Twine(dataBytes - covered) +
                      " bytes belong to no tensor");
  return llvm::Error::success();
}

} // namespace

llvm::Expected<std::vector<SafetensorsEntry>> parseSafetensors(llvm::StringRef file) {
  if (file.size() < 8)
    return inputError("not a safetensors file: it has only " + llvm::Twine(file.size()) + " bytes");
  uint64_t headerBytes = llvm::support::endian::read64le(file.data());
  if (headerBytes > maxHeaderBytes || headerBytes > file.size() - 8)
    return inputError("not a safetensors file, or cut off: it says that its header has " +
                      llvm::Twine(headerBytes) + " bytes, the file has " +
                      llvm::Twine(file.size()));
  llvm::StringRef header = file.substr(8, headerBytes);
  if (!llvm::json::isUTF8(header))
    return inputError("the header is not UTF-8 text");
  std::vector<SafetensorsEntry> entries;
  HeaderReader reader(header);
  if (!reader.read(entries))
    return inputError(reader.error);
  if (llvm::Error error = checkExtents(entries, file.size() - 8 - headerBytes))
    return error;
  return entries;
}

} // namespace resnetc
