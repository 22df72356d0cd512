//===- Npy.cpp - numpy's array files ----------------------------------------------===//
//
// The header is a Python dictionary literal; only its three known keys are understood, in any
// order.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Npy.h"

#include "runtime/train/Error.h"
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

struct Parsed {
  Header header;
  std::span<const uint8_t> data;
  size_t count = 0;
};

Parsed parseNpy(const MappedFile &file) {
  const std::string &path = file.path();
  std::span<const uint8_t> bytes = file.bytes();
  if (bytes.size() < 10 || std::memcmp(bytes.data(), magic.data(), magic.size()) != 0)
    userError("{}: is not a .npy file; write it with numpy.save", path);
  unsigned version = bytes[6];
  if (version < 1 || version > 3)
    userError("{}: is of .npy version {}, expects 1, 2 or 3", path, version);
  size_t start = version == 1 ? 10 : 12;
  if (bytes.size() < start)
    userError("{}: is cut short within its header", path);
  size_t length = bytes[8] | static_cast<size_t>(bytes[9]) << 8;
  if (version > 1)
    length |= static_cast<size_t>(bytes[10]) << 16 | static_cast<size_t>(bytes[11]) << 24;
  if (length > bytes.size() - start)
    userError("{}: is cut short within its header", path);
  auto header =
      HeaderParser({reinterpret_cast<const char *>(bytes.data()) + start, length}).parse();
  if (!header)
    userError("{}: its .npy header is damaged", path);
  if (header->fortranOrder && header->shape.size() > 1)
    userError("{}: is in Fortran order, expects C order; save numpy.ascontiguousarray(x)", path);
  Parsed parsed{*header, bytes.subspan(start + length), 1};
  for (int64_t extent : header->shape)
    if (__builtin_mul_overflow(parsed.count, static_cast<size_t>(extent), &parsed.count))
      userError("{}: its shape {} is too large", path, shapeText(header->shape));
  return parsed;
}

/// Converts elements of type `From` to `To` when `descr` is the header's; false when it is not.
template <typename From, typename To>
bool convert(const std::string &path, const Parsed &parsed, std::string_view descr,
             std::vector<To> &values) {
  if (parsed.header.descr != descr)
    return false;
  if (parsed.data.size() / sizeof(From) != parsed.count || parsed.data.size() % sizeof(From))
    userError("{}: shape {} of '{}' does not fit the {} bytes of data", path,
              shapeText(parsed.header.shape), descr, parsed.data.size());
  values.resize(parsed.count);
  for (size_t i = 0; i < parsed.count; ++i) {
    From value;
    std::memcpy(&value, parsed.data.data() + i * sizeof(From), sizeof(From));
    values[i] = static_cast<To>(value);
  }
  return true;
}

} // namespace

NpyArray<float> readNpyFloats(const std::string &path, NpyTypes types) {
  MappedFile file(path);
  Parsed parsed = parseNpy(file);
  NpyArray<float> array{parsed.header.shape, {}};
  bool more = types == NpyTypes::Convertible;
  if (!convert<float>(path, parsed, "<f4", array.values) &&
      !(more && convert<double>(path, parsed, "<f8", array.values)))
    userError("{}: its elements are {}, expects float32; save x.astype('float32')", path,
              inQuotes(parsed.header.descr));
  return array;
}

NpyArray<int64_t> readNpyIntegers(const std::string &path, NpyTypes types) {
  MappedFile file(path);
  Parsed parsed = parseNpy(file);
  NpyArray<int64_t> array{parsed.header.shape, {}};
  bool more = types == NpyTypes::Convertible;
  if (!convert<int64_t>(path, parsed, "<i8", array.values) &&
      !(more && (convert<int32_t>(path, parsed, "<i4", array.values) ||
                 convert<uint8_t>(path, parsed, "|u1", array.values))))
    userError("{}: its elements are {}, expects int64; save labels.astype('int64')", path,
              inQuotes(parsed.header.descr));
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
