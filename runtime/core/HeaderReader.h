//===- HeaderReader.h - the JSON of a safetensors file's header -------------===//
//
// The grammar is so small that it is read directly: no recursion that a hostile file could drive
// deep, no duplicate key that a general reader would merge, and nothing is stored but one entry.
//
// For Safetensors.cpp alone, and so without names that a linker sees: the runtime shows others
// nothing but rn_*.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/core/Safetensors.h"

#include <stdio.h>
#include <string.h>

namespace {

constexpr uint64_t maxNumber = uint64_t{1} << 62;

bool is(const rn_text &text, const char *other) {
  return strlen(other) == text.length && memcmp(text.bytes, other, text.length) == 0;
}

/// Reads the JSON that a header may hold. Every function returns false at the first mistake and
/// leaves its description in `problem`.
class HeaderReader {
public:
  explicit HeaderReader(const rn_safetensors &file)
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

} // namespace
