//===- Safetensors.cpp - safetensors files in memory, read without a library ------===//
//
// The grammar is so small that it is read directly: no recursion that a hostile file could drive
// deep, no duplicate key that a general reader would merge, and nothing is stored but one entry.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Safetensors.h"

#include <stdio.h>
#include <string.h>

namespace {

constexpr uint64_t maxHeaderBytes = 100'000'000; // as in the reference implementation
constexpr uint64_t maxNumber = uint64_t{1} << 62;

bool is(const rn_text &text, const char *other) {
  return strlen(other) == text.length && memcmp(text.bytes, other, text.length) == 0;
}

struct DtypeRow {
  const char *name;
  rn_dtype dtype;
  uint64_t bytes;
};
constexpr DtypeRow dtypes[] = {
    {"F32", RN_F32, 4},       {"F64", RN_F64, 8},       {"F16", RN_F16, 2},
    {"BF16", RN_BF16, 2},     {"I64", RN_I64, 8},       {"U64", RN_U64, 8},
    {"I32", RN_I32, 4},       {"U32", RN_U32, 4},       {"I16", RN_I16, 2},
    {"U16", RN_U16, 2},       {"I8", RN_I8, 1},         {"U8", RN_U8, 1},
    {"BOOL", RN_OTHER, 1},    {"C64", RN_OTHER, 8},     {"F8_E4M3", RN_OTHER, 1},
    {"F8_E5M2", RN_OTHER, 1}, {"F8_E8M0", RN_OTHER, 1},
};

/// Reads the JSON that a header may hold. Every function returns false at the first mistake and
/// leaves its description in `problem`.
class Reader {
public:
  explicit Reader(const rn_safetensors &file)
      : first(file.header), at(first), end(first + file.headerBytes) {}

  char problem[256] = "";

  bool fail(const char *what) {
    if (!*problem)
      snprintf(problem, sizeof problem, "%s (header byte %zu)", what,
               static_cast<size_t>(at - first));
    return false;
  }

  bool accept(unsigned char c) {
    skipBlanks();
    if (at == end || *at != c)
      return false;
    ++at;
    return true;
  }

  bool expect(unsigned char c) {
    if (accept(c))
      return true;
    char text[48];
    if (at == end)
      snprintf(text, sizeof text, "expects '%c', got the end", c);
    else if (*at < 0x20 || *at >= 0x7f)
      snprintf(text, sizeof text, "expects '%c', got byte 0x%02x", c, *at);
    else
      snprintf(text, sizeof text, "expects '%c', got '%c'", c, *at);
    return fail(text);
  }

  /// A string, decoded.
  bool string(rn_text &text) {
    text.length = 0;
    target = &text;
    bool good = raw();
    target = nullptr;
    return good;
  }

  /// A string as it stands.
  bool token(const char *&begin, size_t &length) {
    skipBlanks();
    begin = reinterpret_cast<const char *>(at);
    if (!raw())
      return false;
    length = static_cast<size_t>(reinterpret_cast<const char *>(at) - begin);
    return true;
  }

  /// An object whose keys and values member() reads.
  template <typename Member> bool object(Member member) {
    if (!expect('{'))
      return false;
    if (accept('}'))
      return true;
    do {
      if (!member())
        return false;
    } while (accept(','));
    return expect('}');
  }

  /// {"dtype": ..., "shape": [...], "data_offsets": [a, b]}, each once, in any order.
  bool tensor(rn_entry &entry) {
    unsigned seen = 0;
    bool read = object([&] {
      rn_text key;
      if (!string(key) || !expect(':'))
        return false;
      unsigned bit = is(key, "dtype") ? 1 : is(key, "shape") ? 2 : is(key, "data_offsets") ? 4 : 0;
      if (bit == 0)
        return fail("a tensor has a key other than dtype, shape and data_offsets");
      if (seen & bit)
        return fail("a tensor has the same key twice");
      seen |= bit;
      return bit == 1 ? dtype(entry) : bit == 2 ? shape(entry) : offsets(entry);
    });
    return read && (seen == 7 || fail("a tensor needs dtype, shape and data_offsets"));
  }

  bool atEnd() {
    skipBlanks();
    return at == end || fail("text after the header's object");
  }

private:
  void skipBlanks() {
    while (at != end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
      ++at;
  }

  /// Takes one decoded byte of a string.
  bool append(unsigned char c) {
    if (!target)
      return true;
    if (target->length == rnNameCapacity)
      return fail("a name of more than 512 bytes");
    target->bytes[target->length++] = static_cast<char>(c);
    return true;
  }

  bool raw() {
    if (!expect('"'))
      return false;
    while (at != end && *at != '"') {
      if (*at < 0x20)
        return fail("a control character in a string");
      if (*at != '\\') {
        if (!append(*at++))
          return false;
      } else if (!escape()) {
        return false;
      }
    }
    if (at == end)
      return fail("a string without an end");
    ++at;
    return true;
  }

  bool escape() {
    if (++at == end)
      return fail("a string without an end");
    switch (unsigned char c = *at++) {
    case '"':
    case '\\':
    case '/':
      return append(c);
    case 'b':
      return append('\b');
    case 'f':
      return append('\f');
    case 'n':
      return append('\n');
    case 'r':
      return append('\r');
    case 't':
      return append('\t');
    case 'u':
      return unicode();
    default:
      return fail("an unknown escape in a string");
    }
  }

  bool hex4(uint32_t &code) {
    code = 0;
    for (int i = 0; i < 4; ++i, ++at) {
      unsigned char c = at == end ? 0 : *at | 0x20;
      if (at != end && *at >= '0' && *at <= '9')
        code = code * 16 + (*at - '0');
      else if (c >= 'a' && c <= 'f')
        code = code * 16 + (c - 'a' + 10u);
      else
        return fail("an escape \\u without four hexadecimal digits");
    }
    return true;
  }

  /// \uXXXX, or two of them that are a surrogate pair, as UTF-8.
  bool unicode() {
    uint32_t code, low;
    if (!hex4(code))
      return false;
    if (code >= 0xd800 && code < 0xe000) {
      if (code >= 0xdc00 || end - at < 2 || at[0] != '\\' || at[1] != 'u')
        return fail("half a surrogate pair");
      at += 2;
      if (!hex4(low))
        return false;
      if (low < 0xdc00 || low >= 0xe000)
        return fail("half a surrogate pair");
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
    if (code < 0x80)
      return append(static_cast<unsigned char>(code));
    int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    constexpr unsigned char lead[] = {0, 0xc0, 0xe0, 0xf0};
    if (!append(static_cast<unsigned char>(lead[more] | code >> (6 * more))))
      return false;
    while (more-- > 0)
      if (!append(static_cast<unsigned char>(0x80 | (code >> (6 * more) & 0x3f))))
        return false;
    return true;
  }

  bool number(uint64_t &value) {
    skipBlanks();
    const unsigned char *start = at;
    value = 0;
    for (; at != end && *at >= '0' && *at <= '9'; ++at) {
      value = value * 10 + (*at - '0');
      if (value > maxNumber)
        return fail("a number that is too large");
    }
    if (at == start || (at - start > 1 && *start == '0'))
      return fail("expects a whole number that is not negative");
    return true;
  }

  bool dtype(rn_entry &entry) {
    rn_text name;
    if (!string(name))
      return false;
    size_t kept = name.length < sizeof entry.dtypeName ? name.length : sizeof entry.dtypeName - 1;
    memcpy(entry.dtypeName, name.bytes, kept);
    entry.dtypeName[kept] = 0;
    return true;
  }

  bool shape(rn_entry &entry) {
    entry.rank = 0;
    if (!expect('['))
      return false;
    if (accept(']'))
      return true;
    do {
      uint64_t extent;
      if (entry.rank == rnMaxRank)
        return fail("a tensor of more than 8 dimensions");
      if (!number(extent))
        return false;
      entry.shape[entry.rank++] = static_cast<int64_t>(extent);
    } while (accept(','));
    return expect(']');
  }

  bool offsets(rn_entry &entry) {
    return expect('[') && number(entry.begin) && expect(',') && number(entry.end) && expect(']');
  }

  const unsigned char *first, *at, *end;
  rn_text *target = nullptr;
};

bool isUtf8(const unsigned char *at, size_t count) {
  const unsigned char *end = at + count;
  while (at != end) {
    unsigned char c = *at++;
    if (c < 0x80)
      continue;
    int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
    if (c < 0xc2 || c > 0xf4 || end - at < more)
      return false;
    // Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
    unsigned char low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
    unsigned char high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
    if (at[0] < low || at[0] > high)
      return false;
    for (int i = 1; i < more; ++i)
      if (at[i] < 0x80 || at[i] > 0xbf)
        return false;
    at += more;
  }
  return true;
}

bool complain(rn_complaint *complaint, const char *what, const char *more = "") {
  snprintf(complaint->text, sizeof complaint->text, "%s%s", what, more);
  return false;
}

/// Fills in the type; false, with a complaint, when an entry cannot be what it says.
bool checkEntry(rn_entry &entry, uint64_t dataBytes, rn_complaint *complaint) {
  char name[rnShownCapacity];
  const DtypeRow *row = nullptr;
  for (const DtypeRow &each : dtypes)
    if (strcmp(each.name, entry.dtypeName) == 0)
      row = &each;
  if (!row) {
    char type[rnShownCapacity];
    rn_show_name(entry.name.bytes, entry.name.length, name);
    rn_show_name(entry.dtypeName, strlen(entry.dtypeName), type);
    snprintf(complaint->text, sizeof complaint->text, "tensor %.200s has the unknown type %.64s",
             name, type);
    return false;
  }
  entry.dtype = row->dtype;
  uint64_t bytes = row->bytes;
  bool fits = true;
  // An extent of 0 makes the product 0 whatever the others are.
  bool empty = false;
  for (int64_t i = 0; i < entry.rank; ++i)
    empty |= entry.shape[i] == 0;
  for (int64_t i = 0; i < entry.rank && !empty; ++i)
    fits &= !__builtin_mul_overflow(bytes, static_cast<uint64_t>(entry.shape[i]), &bytes);
  if (empty)
    bytes = 0;
  if (fits && entry.begin <= entry.end && entry.end <= dataBytes &&
      entry.end - entry.begin == bytes)
    return true;
  rn_show_name(entry.name.bytes, entry.name.length, name);
  if (fits && entry.begin <= entry.end && entry.end - entry.begin == bytes) {
    snprintf(complaint->text, sizeof complaint->text,
             "tensor %.200s has bytes %llu to %llu of %llu; %llu or more are missing, is the file "
             "cut off?",
             name, static_cast<unsigned long long>(entry.begin),
             static_cast<unsigned long long>(entry.end), static_cast<unsigned long long>(dataBytes),
             static_cast<unsigned long long>(entry.end - dataBytes));
    return false;
  }
  char takes[32] = "too many to count";
  if (fits)
    snprintf(takes, sizeof takes, "%llu", static_cast<unsigned long long>(bytes));
  snprintf(complaint->text, sizeof complaint->text,
           "tensor %.200s has bytes %llu to %llu of %llu, but its shape takes %s", name,
           static_cast<unsigned long long>(entry.begin), static_cast<unsigned long long>(entry.end),
           static_cast<unsigned long long>(dataBytes), takes);
  return false;
}

/// Calls visit(entry) for each tensor and meta(key, keyLength, value, valueLength) for each entry
/// of the metadata, until one returns false.
template <typename Visit, typename Meta>
bool walk(const rn_safetensors &file, rn_complaint *complaint, Visit visit, Meta meta) {
  Reader reader(file);
  rn_entry entry;
  bool hasMetadata = false;
  auto metadata = [&] {
    const char *key, *value;
    size_t keyLength, valueLength;
    if (!reader.token(key, keyLength) || !reader.expect(':') || !reader.token(value, valueLength))
      return false;
    meta(key, keyLength, value, valueLength);
    return true;
  };
  bool read = reader.object([&] {
    if (!reader.string(entry.name) || !reader.expect(':'))
      return false;
    if (is(entry.name, "__metadata__")) {
      if (hasMetadata)
        return reader.fail("__metadata__ stands twice");
      hasMetadata = true;
      return reader.object(metadata);
    }
    return reader.tensor(entry) && checkEntry(entry, file.dataBytes, complaint) && visit(entry);
  });
  read = read && reader.atEnd();
  if (*reader.problem)
    complain(complaint, "its header is not that of a safetensors file: ", reader.problem);
  return read;
}

template <typename Visit>
bool walk(const rn_safetensors &file, rn_complaint *complaint, Visit visit) {
  return walk(file, complaint, visit, [](auto...) {});
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
uint64_t mix(uint64_t x) {
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  x = (x ^ x >> 27) * 0x94d049bb133111eb;
  return x ^ x >> 31;
}

/// Whether the tensors cover the data exactly once. The number of tensors over byte x rises by one
/// at each begin and falls by one at each end, so it is 1 from 0 to the data's end if and only if
/// the begins together with that end are the ends together with 0. Two sums of hashes compare these
/// collections without memory, in any order.
class Coverage {
public:
  void add(const rn_entry &entry) {
    for (int i = 0; i < 2; ++i)
      balance[i] += hash(i, entry.begin) - hash(i, entry.end);
  }
  bool isExact(uint64_t dataBytes) const {
    for (int i = 0; i < 2; ++i)
      if (balance[i] + hash(i, dataBytes) != hash(i, 0))
        return false;
    return true;
  }

private:
  static uint64_t hash(int which, uint64_t offset) {
    return mix(offset + (which ? 0x9e3779b97f4a7c15 : 0x2545f4914f6cdd1d));
  }
  uint64_t balance[2] = {};
};

/// Says where the first gap or overlap is: goes through the tensors in the order of their data,
/// which without memory takes a walk for each. Large hostile files get a general answer instead.
void describeCoverage(const rn_safetensors &file, int64_t tensors, rn_complaint *complaint) {
  complain(complaint, "the tensors' data overlap or leave a gap");
  uint64_t covered = 0;
  uint64_t lastBegin = 0, lastEnd = 0;
  int64_t lastIndex = -1;
  for (int64_t budget = int64_t{1} << 20; budget > 0; budget -= tensors) {
    rn_entry next;
    int64_t index = 0, nextIndex = -1;
    walk(file, complaint, [&](const rn_entry &entry) {
      auto before = [](uint64_t b, uint64_t e, int64_t i, uint64_t b2, uint64_t e2, int64_t i2) {
        return b != b2 ? b < b2 : e != e2 ? e < e2 : i < i2;
      };
      if (entry.begin != entry.end &&
          before(lastBegin, lastEnd, lastIndex, entry.begin, entry.end, index) &&
          (nextIndex < 0 ||
           before(entry.begin, entry.end, index, next.begin, next.end, nextIndex))) {
        next = entry;
        nextIndex = index;
      }
      ++index;
      return true;
    });
    if (nextIndex < 0) {
      snprintf(complaint->text, sizeof complaint->text, "the last %llu bytes belong to no tensor",
               static_cast<unsigned long long>(file.dataBytes - covered));
      return;
    }
    if (next.begin != covered) {
      char name[rnShownCapacity];
      rn_show_name(next.name.bytes, next.name.length, name);
      snprintf(complaint->text, sizeof complaint->text,
               "the data of tensor %.200s start at byte %llu, but the data before them end at %llu",
               name, static_cast<unsigned long long>(next.begin),
               static_cast<unsigned long long>(covered));
      return;
    }
    covered = lastEnd = next.end;
    lastBegin = next.begin;
    lastIndex = nextIndex;
  }
}

/// Says what a file that is no safetensors file may be instead, and what to do.
bool describeOtherKind(const unsigned char *bytes, size_t count, uint64_t headerBytes,
                       rn_complaint *complaint) {
  auto startsWith = [&](const char *text, size_t length) {
    return count >= length && memcmp(bytes, text, length) == 0;
  };
  if (startsWith("PK\3\4", 4) || startsWith("\x80\2", 2))
    return complain(complaint,
                    "not a safetensors file, but one that torch.save writes; convert it: "
                    "safetensors.torch.save_file(torch.load(FILE, weights_only=True), "
                    "\"FILE.safetensors\")");
  if (startsWith("version https://git-lfs", 23))
    return complain(complaint,
                    "not a safetensors file, but a git-lfs pointer to one; fetch the file "
                    "itself with git lfs pull");
  snprintf(
      complaint->text, sizeof complaint->text,
      "not a safetensors file, or cut off: it says that its header has %llu bytes, the file has "
      "%zu",
      static_cast<unsigned long long>(headerBytes), count);
  return false;
}

/// An f16 number's bits as those of an f32.
uint32_t widenHalf(uint32_t half) {
  uint32_t sign = (half & 0x8000) << 16, exponent = half >> 10 & 0x1f, mantissa = half & 0x3ff;
  if (exponent == 0x1f)
    return sign | 0x7f800000 | mantissa << 13;
  if (exponent != 0)
    return sign | (exponent + 112) << 23 | mantissa << 13;
  if (mantissa == 0)
    return sign;
  int shift = __builtin_clz(mantissa) - 21; // brings the leading one to bit 10
  return sign | static_cast<uint32_t>(113 - shift) << 23 | (mantissa << shift & 0x3ff) << 13;
}

} // namespace

extern "C" {

bool rn_safetensors_open(const unsigned char *bytes, size_t count, rn_safetensors *file,
                         rn_complaint *complaint) {
  uint64_t headerBytes;
  if (count < sizeof headerBytes) {
    snprintf(complaint->text, sizeof complaint->text,
             "not a safetensors file: it has only %zu bytes", count);
    return false;
  }
  memcpy(&headerBytes, bytes, sizeof headerBytes);
  if (headerBytes > maxHeaderBytes || headerBytes > count - sizeof headerBytes)
    return describeOtherKind(bytes, count, headerBytes, complaint);
  file->header = bytes + sizeof headerBytes;
  file->headerBytes = static_cast<size_t>(headerBytes);
  file->data = file->header + file->headerBytes;
  file->dataBytes = count - sizeof headerBytes - file->headerBytes;
  if (!isUtf8(file->header, file->headerBytes))
    return complain(complaint, "its header is not UTF-8 text");
  Coverage coverage;
  int64_t tensors = 0;
  if (!walk(*file, complaint, [&](const rn_entry &entry) {
        coverage.add(entry);
        ++tensors;
        return true;
      }))
    return false;
  if (!coverage.isExact(file->dataBytes)) {
    describeCoverage(*file, tensors, complaint);
    return false;
  }
  return true;
}

bool rn_safetensors_each(const rn_safetensors *file,
                         bool (*visit)(void *closure, const rn_entry *entry), void *closure) {
  rn_complaint ignored;
  return walk(*file, &ignored, [&](const rn_entry &entry) { return visit(closure, &entry); });
}

void rn_safetensors_metadata(const rn_safetensors *file,
                             void (*visit)(void *closure, const char *key, size_t keyLength,
                                           const char *value, size_t valueLength),
                             void *closure) {
  rn_complaint ignored;
  walk(
      *file, &ignored, [](const rn_entry &) { return true; },
      [&](const char *key, size_t keyLength, const char *value, size_t valueLength) {
        visit(closure, key, keyLength, value, valueLength);
      });
}

void rn_show_name(const char *name, size_t length, char *shown) {
  constexpr size_t limit = 80;
  size_t kept = length;
  if (kept > limit) {
    kept = limit;
    while (kept > 0 && (static_cast<unsigned char>(name[kept]) & 0xc0) == 0x80)
      --kept; // not within a character
  }
  *shown++ = '\'';
  for (size_t i = 0; i < kept; ++i) {
    auto c = static_cast<unsigned char>(name[i]);
    if (c < 0x20 || c == 0x7f)
      shown += snprintf(shown, 5, "\\x%02x", c);
    else
      *shown++ = name[i];
  }
  strcpy(shown, kept < length ? "...'" : "'");
}

float rn_read_float(const unsigned char *bytes, rn_dtype dtype, int64_t index) {
  switch (dtype) {
  case RN_F64: {
    double wide;
    memcpy(&wide, bytes + index * 8, sizeof wide);
    return static_cast<float>(wide);
  }
  case RN_F16:
  case RN_BF16: {
    uint16_t half;
    memcpy(&half, bytes + index * 2, sizeof half);
    return __builtin_bit_cast(float, dtype == RN_F16 ? widenHalf(half) : uint32_t{half} << 16);
  }
  default: {
    float value;
    memcpy(&value, bytes + index * 4, sizeof value);
    return value;
  }
  }
}

bool rn_read_whole(const unsigned char *bytes, rn_dtype dtype, int64_t *value) {
  auto as = [&](auto number) {
    memcpy(&number, bytes, sizeof number);
    *value = static_cast<int64_t>(number);
    return true;
  };
  switch (dtype) {
  case RN_I64:
    return as(int64_t{});
  case RN_I32:
    return as(int32_t{});
  case RN_I16:
    return as(int16_t{});
  case RN_I8:
    return as(int8_t{});
  case RN_U64:
    return as(uint64_t{}) && *value >= 0;
  case RN_U32:
    return as(uint32_t{});
  case RN_U16:
    return as(uint16_t{});
  case RN_U8:
    return as(uint8_t{});
  case RN_OTHER:
    return false;
  default:
    break;
  }
  double number = dtype == RN_F64 ? 0 : static_cast<double>(rn_read_float(bytes, dtype, 0));
  if (dtype == RN_F64)
    memcpy(&number, bytes, sizeof number);
  if (!(number >= -0x1p63 && number < 0x1p63)) // NaN is neither
    return false;
  *value = static_cast<int64_t>(number);
  return static_cast<double>(*value) == number;
}

} // extern "C"
