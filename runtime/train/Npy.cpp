//===- Npy.cpp - numpy's array files ----------------------------------------------===//
//
// The header is a Python dictionary literal; only its three known keys are understood, in any
// order.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Npy.h"

#include "runtime/support/Error.h"
#include "runtime/train/FileReader.h"
#include "runtime/train/Files.h"
#include "runtime/train/Safetensors.h"

#include <cstring>
#include <optional>

namespace resnetc::train {

namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr size_t maxRank = 32;

struct Header {
  std::string descr;
  bool fortranOrder = false;
  std::vector<int64_t> shape;
};

/// Reads {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }. Methods return false on other
/// text.
class HeaderParser {
public:
  explicit HeaderParser(std::string_view text) : rest(text) {}

  std::optional<Header> parse() {
    Header header;
    unsigned seen = 0;
    if (!take("{"))
      return std::nullopt;
    while (!take("}")) {
      std::string key;
      if (!string(key) || !take(":"))
        return std::nullopt;
      unsigned bit = key == "descr" ? 1 : key == "fortran_order" ? 2 : key == "shape" ? 4 : 0;
      bool good = bit == 1   ? string(header.descr)
                  : bit == 2 ? boolean(header.fortranOrder)
                             : bit == 4 && tuple(header.shape);
      if (!good || (seen & bit))
        return std::nullopt;
      seen |= bit;
      if (!take(",") && !peek('}'))
        return std::nullopt;
    }
    blanks();
    return seen == 7 && rest.empty() ? std::optional(header) : std::nullopt;
  }

private:
  void blanks() { rest.remove_prefix(std::min(rest.find_first_not_of(" \t\n"), rest.size())); }

  bool peek(char c) {
    blanks();
    return !rest.empty() && rest.front() == c;
  }

  bool take(std::string_view word) {
    blanks();
    if (!rest.starts_with(word))
      return false;
    rest.remove_prefix(word.size());
    return true;
  }

  bool string(std::string &value) {
    blanks();
    if (rest.empty() || (rest.front() != '\'' && rest.front() != '"'))
      return false;
    size_t end = rest.find(rest.front(), 1);
    if (end == std::string_view::npos)
      return false;
    value = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
    return true;
  }

  bool boolean(bool &value) {
    value = take("True");
    return value || take("False");
  }

  bool natural(int64_t &value) {
    blanks();
    size_t digits = 0;
    value = 0;
    for (; digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9'; ++digits)
      if (__builtin_mul_overflow(value, int64_t{10}, &value) ||
          __builtin_add_overflow(value, rest[digits] - '0', &value))
        return false;
    rest.remove_prefix(digits);
    return digits > 0;
  }

  bool tuple(std::vector<int64_t> &shape) {
    if (!take("("))
      return false;
    while (!take(")")) {
      int64_t extent;
      if (shape.size() == maxRank || !natural(extent))
        return false;
      shape.push_back(extent);
      if (!take(",") && !peek(')'))
        return false;
    }
    return true;
  }

  std::string_view rest;
};

/// Reads up to the data; `count` becomes the number of elements.
Header readHeader(FileReader &file, size_t &count) {
  const std::string &path = file.path();
  uint8_t start[12] = {}; // the magic, a version, the length of what follows
  constexpr size_t shortStart = 10;
  if (file.size() >= shortStart)
    file.read(start, shortStart);
  if (file.size() < shortStart || std::memcmp(start, magic.data(), magic.size()) != 0)
    userError("{}: is not a .npy file; write it with numpy.save", path);
  const unsigned version = start[6];
  if (version < 1 || version > 3)
    userError("{}: is of .npy version {}, expects 1, 2 or 3", path, version);
  const size_t more = version == 1 ? 0 : sizeof start - shortStart;
  if (file.left() < more)
    userError("{}: is cut short within its header", path);
  file.read(start + shortStart, more);
  const size_t length = start[8] | static_cast<size_t>(start[9]) << 8 |
                        static_cast<size_t>(start[10]) << 16 | static_cast<size_t>(start[11]) << 24;
  if (length > file.left())
    userError("{}: is cut short within its header", path);
  std::string text(length, '\0');
  file.read(text.data(), length);
  std::optional<Header> header = HeaderParser(text).parse();
  if (!header)
    userError("{}: its .npy header is damaged", path);
  if (header->fortranOrder && header->shape.size() > 1)
    userError("{}: is in Fortran order, expects C order; save numpy.ascontiguousarray(x)", path);
  count = 1;
  for (int64_t extent : header->shape)
    if (__builtin_mul_overflow(count, static_cast<size_t>(extent), &count))
      userError("{}: its shape {} is too large", path, shapeText(header->shape));
  return *header;
}

/// Reads elements of type `From` as `To` when `descr` is the header's; false when it is not.
template <typename From, typename To>
bool readElements(FileReader &file, const Header &header, size_t count, std::string_view descr,
                  std::vector<To> &values) {
  if (header.descr != descr)
    return false;
  size_t bytes;
  if (__builtin_mul_overflow(count, sizeof(From), &bytes))
    userError("{}: its shape {} is too large", file.path(), shapeText(header.shape));
  if (file.left() != bytes)
    userError("{}: shape {} of '{}' takes {} bytes, but {} follow the header{}", file.path(),
              shapeText(header.shape), descr, bytes, file.left(),
              file.left() < bytes ? "; is the file cut off?" : "");
  values.resize(count);
  if constexpr (std::is_same_v<From, To>) {
    file.read(values.data(), bytes);
    return true;
  }
  std::vector<From> some(std::min(count, size_t{1} << 16));
  for (size_t done = 0; done < count;) {
    const size_t size = std::min(some.size(), count - done);
    file.read(some.data(), size * sizeof(From));
    for (size_t i = 0; i < size; ++i)
      values[done++] = static_cast<To>(some[i]);
  }
  return true;
}

} // namespace

NpyArray<float> readNpyFloats(const std::string &path, NpyTypes types) {
  FileReader file(path);
  size_t count;
  const Header header = readHeader(file, count);
  NpyArray<float> array{header.shape, {}};
  bool more = types == NpyTypes::Convertible;
  if (!readElements<float>(file, header, count, "<f4", array.values) &&
      !(more && readElements<double>(file, header, count, "<f8", array.values)))
    userError("{}: its elements are {}, expects float32; save x.astype('float32')", path,
              inQuotes(header.descr));
  return array;
}

NpyArray<uint8_t> readNpyBytes(const std::string &path) {
  FileReader file(path);
  size_t count;
  const Header header = readHeader(file, count);
  NpyArray<uint8_t> array{header.shape, {}};
  if (!readElements<uint8_t>(file, header, count, "|u1", array.values))
    userError("{}: its elements are {}, expects uint8; save x.astype('uint8')", path,
              inQuotes(header.descr));
  return array;
}

NpyArray<int64_t> readNpyIntegers(const std::string &path, NpyTypes types) {
  FileReader file(path);
  size_t count;
  const Header header = readHeader(file, count);
  NpyArray<int64_t> array{header.shape, {}};
  bool more = types == NpyTypes::Convertible;
  if (!readElements<int64_t>(file, header, count, "<i8", array.values) &&
      !(more && (readElements<int32_t>(file, header, count, "<i4", array.values) ||
                 readElements<uint8_t>(file, header, count, "|u1", array.values))))
    userError("{}: its elements are {}, expects int64; save labels.astype('int64')", path,
              inQuotes(header.descr));
  return array;
}

void writeNpy(const std::string &path, std::span<const int64_t> shape,
              std::span<const float> values) {
  std::string header = fmt::format("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}{}), }}",
                                   fmt::join(shape, ", "), shape.size() == 1 ? "," : "");
  constexpr size_t preamble = 10, alignment = 64;
  header.resize((preamble + header.size() + 1 + alignment - 1) / alignment * alignment - preamble,
                ' ');
  header.back() = '\n';
  const char start[] = {'\x93',
                        'N',
                        'U',
                        'M',
                        'P',
                        'Y',
                        1,
                        0,
                        static_cast<char>(header.size() & 0xff),
                        static_cast<char>(header.size() >> 8)};
  AtomicFile file(path);
  file.write(start, sizeof start);
  file.write(header);
  file.write(values.data(), values.size_bytes());
  file.commit();
}

} // namespace resnetc::train
