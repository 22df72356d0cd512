//===- Weights.cpp - safetensors files in memory, read without a library ----------===//
//
// The format: a 64-bit little-endian length, that many bytes of JSON, then the data. The JSON
// object maps each name to {"dtype", "shape", "data_offsets"}; "__metadata__" maps text to text.
// The parser is strict, allocates nothing and reads every entry twice: first the whole file is
// checked against the model, then the tensors are set.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Runtime.h"

#include <string.h>

namespace {

constexpr size_t nameCapacity = 512;
constexpr int64_t maxRank = 8;

/// Decoded text of a JSON string; longer strings are cut, and marked so.
struct Text {
  char bytes[nameCapacity];
  size_t length;
  bool cut;

  bool is(const char *other) const {
    return !cut && strlen(other) == length && memcmp(bytes, other, length) == 0;
  }
};

/// One tensor as the header describes it.
struct Entry {
  Text name;
  Text dtype;
  int64_t rank;
  int64_t shape[maxRank];
  uint64_t begin, end;
};

/// Reads just the JSON that a header may hold. Every function returns false on text that is not so.
class Reader {
public:
  Reader(const unsigned char *text, size_t length) : at(text), end(text + length) {}

  bool punctuation(unsigned char c) {
    skipBlanks();
    if (at == end || *at != c)
      return false;
    ++at;
    return true;
  }

  bool string(Text &text) {
    text.length = 0;
    text.cut = false;
    if (!punctuation('"'))
      return false;
    while (at != end && *at != '"') {
      if (*at < 0x20)
        return false;
      if (*at != '\\') {
        append(text, *at++);
      } else if (!escape(text)) {
        return false;
      }
    }
    return punctuation('"');
  }

  bool number(uint64_t &value) {
    skipBlanks();
    const unsigned char *first = at;
    value = 0;
    for (; at != end && *at >= '0' && *at <= '9'; ++at)
      if (__builtin_mul_overflow(value, uint64_t{10}, &value) ||
          __builtin_add_overflow(value, uint64_t{*at} - '0', &value))
        return false;
    return at != first && (at - first == 1 || *first != '0');
  }

  /// {"dtype": ..., "shape": [...], "data_offsets": [a, b]}, each once, in any order.
  bool tensor(Entry &entry) {
    unsigned seen = 0;
    Text key;
    if (!punctuation('{'))
      return false;
    do {
      if (!string(key) || !punctuation(':'))
        return false;
      unsigned bit = key.is("dtype") ? 1 : key.is("shape") ? 2 : key.is("data_offsets") ? 4 : 0;
      if (bit == 0 || (seen & bit))
        return false;
      seen |= bit;
      if (!(bit == 1 ? string(entry.dtype) : bit == 2 ? shape(entry) : offsets(entry)))
        return false;
    } while (punctuation(','));
    return punctuation('}') && seen == 7;
  }

  bool metadata() {
    Text text;
    if (!punctuation('{'))
      return false;
    if (punctuation('}'))
      return true;
    do {
      if (!string(text) || !punctuation(':') || !string(text))
        return false;
    } while (punctuation(','));
    return punctuation('}');
  }

  bool atEnd() {
    skipBlanks();
    return at == end;
  }

private:
  void skipBlanks() {
    while (at != end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
      ++at;
  }

  static void append(Text &text, unsigned char c) {
    if (text.length < nameCapacity)
      text.bytes[text.length++] = static_cast<char>(c);
    else
      text.cut = true;
  }

  bool escape(Text &text) {
    if (++at == end)
      return false;
    switch (unsigned char c = *at++) {
    case '"':
    case '\\':
    case '/':
      append(text, c);
      return true;
    case 'b':
      append(text, '\b');
      return true;
    case 'f':
      append(text, '\f');
      return true;
    case 'n':
      append(text, '\n');
      return true;
    case 'r':
      append(text, '\r');
      return true;
    case 't':
      append(text, '\t');
      return true;
    case 'u':
      return unicode(text);
    default:
      return false;
    }
  }

  /// \uXXXX as UTF-8. Halves of a surrogate pair stay as they are: no name of a model has them.
  bool unicode(Text &text) {
    uint32_t code = 0;
    for (int i = 0; i < 4; ++i, ++at) {
      if (at == end)
        return false;
      unsigned char c = *at | 0x20;
      if (*at >= '0' && *at <= '9')
        code = code * 16 + (*at - '0');
      else if (c >= 'a' && c <= 'f')
        code = code * 16 + (c - 'a' + 10);
      else
        return false;
    }
    if (code < 0x80) {
      append(text, static_cast<unsigned char>(code));
      return true;
    }
    if (code < 0x800) {
      append(text, static_cast<unsigned char>(0xc0 | code >> 6));
    } else {
      append(text, static_cast<unsigned char>(0xe0 | code >> 12));
      append(text, static_cast<unsigned char>(0x80 | (code >> 6 & 0x3f)));
    }
    append(text, static_cast<unsigned char>(0x80 | (code & 0x3f)));
    return true;
  }

  bool shape(Entry &entry) {
    entry.rank = 0;
    if (!punctuation('['))
      return false;
    if (punctuation(']'))
      return true;
    do {
      uint64_t extent;
      if (entry.rank == maxRank || !number(extent) || extent > INT64_MAX)
        return false;
      entry.shape[entry.rank++] = static_cast<int64_t>(extent);
    } while (punctuation(','));
    return punctuation(']');
  }

  bool offsets(Entry &entry) {
    return punctuation('[') && number(entry.begin) && punctuation(',') && number(entry.end) &&
           punctuation(']');
  }

  const unsigned char *at, *end;
};

/// A file split into its parts.
struct File {
  const unsigned char *header;
  size_t headerBytes;
  const unsigned char *data;
  size_t dataBytes;
};

resnetc_status damaged(const char *why) {
  return rn_fail(RESNETC_ERROR_WEIGHTS, "the weights are not a good safetensors file: %s", why);
}

resnetc_status split(const unsigned char *bytes, size_t count, File &file) {
  uint64_t headerBytes;
  if (count < sizeof headerBytes)
    return damaged("shorter than its 8-byte header length");
  memcpy(&headerBytes, bytes, sizeof headerBytes);
  if (headerBytes > count - sizeof headerBytes)
    return damaged("the header is longer than the file");
  file.header = bytes + sizeof headerBytes;
  file.headerBytes = static_cast<size_t>(headerBytes);
  file.data = file.header + file.headerBytes;
  file.dataBytes = count - sizeof headerBytes - file.headerBytes;
  return RESNETC_OK;
}

/// Calls visit(entry) for each tensor of the header until one returns a failure.
template <typename Visit> resnetc_status forEachEntry(const File &file, Visit visit) {
  Reader reader(file.header, file.headerBytes);
  Entry entry;
  if (!reader.punctuation('{'))
    return damaged("the header is not a JSON object");
  bool empty = reader.punctuation('}');
  while (!empty) {
    if (!reader.string(entry.name) || !reader.punctuation(':'))
      return damaged("the header is not the JSON of a safetensors file");
    if (entry.name.is("__metadata__")) {
      if (!reader.metadata())
        return damaged("__metadata__ does not map text to text");
    } else {
      if (!reader.tensor(entry))
        return damaged("a tensor lacks a proper dtype, shape or data_offsets");
      resnetc_status status = visit(entry);
      if (status != RESNETC_OK)
        return status;
    }
    if (reader.punctuation(','))
      continue;
    if (!reader.punctuation('}'))
      return damaged("the header is not the JSON of a safetensors file");
    break;
  }
  return reader.atEnd() ? RESNETC_OK : damaged("there is text after the header's object");
}

/// torch counts batches beside each batch norm; nothing here needs the number.
bool isPassedOver(const Text &name) {
  constexpr char suffix[] = "num_batches_tracked";
  constexpr size_t length = sizeof suffix - 1;
  return name.length >= length && memcmp(name.bytes + name.length - length, suffix, length) == 0;
}

int64_t find(const resnetc_state *state, const Text &name) {
  return name.cut ? -1 : rn_find_tensor(state->variant, state->namedCount, name.bytes, name.length);
}

resnetc_status checkEntry(const resnetc_state *state, const File &file, const Entry &entry) {
  const int length = static_cast<int>(entry.name.length < 200 ? entry.name.length : 200);
  const char *name = entry.name.bytes;
  if (entry.begin > entry.end || entry.end > file.dataBytes)
    return rn_fail(RESNETC_ERROR_WEIGHTS, "the weights of '%.*s' lie outside the file", length,
                   name);
  if (isPassedOver(entry.name))
    return RESNETC_OK;
  int64_t index = find(state, entry.name);
  if (index < 0)
    return rn_fail(RESNETC_ERROR_WEIGHTS, "the weights hold '%.*s', which %s does not have", length,
                   name, state->model->name);
  const rn_tensor &tensor = state->variant->tensors[index];
  if (!entry.dtype.is("F32"))
    return rn_fail(RESNETC_ERROR_WEIGHTS, "the weights of '%.*s' are %.*s, expects F32", length,
                   name, static_cast<int>(entry.dtype.length), entry.dtype.bytes);
  bool same = entry.rank == tensor.rank;
  for (int64_t i = 0; same && i < entry.rank; ++i)
    same = entry.shape[i] == tensor.shape[i];
  if (!same)
    return rn_fail(RESNETC_ERROR_WEIGHTS, "the shape of '%.*s' in the weights is not the model's",
                   length, name);
  if (entry.end - entry.begin != static_cast<uint64_t>(rn_elements(&tensor)) * sizeof(float))
    return rn_fail(RESNETC_ERROR_WEIGHTS,
                   "'%.*s' takes %llu bytes of the weights, which its shape "
                   "does not",
                   length, name, static_cast<unsigned long long>(entry.end - entry.begin));
  return RESNETC_OK;
}

void setEntry(resnetc_state *state, const File &file, const Entry &entry) {
  int64_t index = find(state, entry.name);
  if (index < 0)
    return;
  const rn_tensor &tensor = state->variant->tensors[index];
  auto *target = reinterpret_cast<float *>(state->data + tensor.stateOffset);
  rn_to_blocked(&tensor, file.data + entry.begin, target);
  state->isSet[index] = 1;
}

} // namespace

extern "C" {

resnetc_status rn_load_safetensors(resnetc_state *state, const unsigned char *bytes, size_t count) {
  File file;
  resnetc_status status = split(bytes, count, file);
  if (status != RESNETC_OK)
    return status;
  // First pass: every entry fits the model, and together they are all that the model needs. A name
  // that stands twice would hide a missing one, so entries are counted by the flag 2.
  int64_t found = 0, needed = 0;
  bool twice = false;
  for (int64_t i = 0; i < state->namedCount; ++i)
    needed += state->variant->tensors[i].role != RN_ROLE_MOMENTUM;
  status = forEachEntry(file, [&](const Entry &entry) {
    resnetc_status each = checkEntry(state, file, entry);
    int64_t index = each == RESNETC_OK ? find(state, entry.name) : -1;
    if (index >= 0) {
      twice |= (state->isSet[index] & 2) != 0;
      state->isSet[index] |= 2;
      found += state->variant->tensors[index].role != RN_ROLE_MOMENTUM;
    }
    return each;
  });
  const char *missing = nullptr;
  for (int64_t i = state->namedCount - 1; i >= 0; --i) {
    if (!(state->isSet[i] & 2) && state->variant->tensors[i].role != RN_ROLE_MOMENTUM)
      missing = state->variant->tensors[i].name;
    state->isSet[i] &= 1;
  }
  if (status != RESNETC_OK)
    return status;
  if (twice)
    return damaged("a name stands twice in the header");
  if (found < needed)
    return rn_fail(RESNETC_ERROR_WEIGHTS,
                   "the weights lack %lld tensor(s) of %s, the first is '%s'",
                   static_cast<long long>(needed - found), state->model->name, missing);
  // Second pass: nothing can fail any more.
  forEachEntry(file, [&](const Entry &entry) {
    setEntry(state, file, entry);
    return RESNETC_OK;
  });
  state->stale.store(1, std::memory_order_release);
  return RESNETC_OK;
}

} // extern "C"
