//===- Safetensors.cpp - safetensors files in memory, read without a library ------===//
//
// Every entry is checked by itself, and all together by what their data cover. Nothing is stored
// but one entry: what needs more is found by another walk through the header.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Safetensors.h"

#include "runtime/core/HeaderReader.h"

#include <stdio.h>
#include <string.h>

namespace {

constexpr uint64_t maxHeaderBytes = 100'000'000; // as in the reference implementation

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
  HeaderReader reader(file);
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

} // extern "C"
