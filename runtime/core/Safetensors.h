//===- Safetensors.h - safetensors files in memory, read without a library --------===//
//
// The format of https://github.com/huggingface/safetensors: a 64-bit little-endian length, that
// many bytes of JSON, then the tensors' bytes. The JSON object maps each name to {"dtype", "shape",
// "data_offsets"}; "__metadata__" maps text to text.
//
// The one reader of the format: compiled libraries, the tools and the compiler all use it, so that
// they refuse the same files in the same words. It allocates nothing and needs libc only.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <stddef.h>
#include <stdint.h>

constexpr size_t rnNameCapacity = 512; ///< bytes of the longest name that is read
constexpr int64_t rnMaxRank = 8;
constexpr size_t rnShownCapacity = 4 * 80 + 8; ///< bytes that rn_show_name may write

/// A name out of a header, decoded to UTF-8.
struct rn_text {
  char bytes[rnNameCapacity];
  size_t length;
};

/// Element types of the format: those of weights, whole numbers, and what is never read.
enum rn_dtype {
  RN_F32,
  RN_F64,
  RN_F16,
  RN_BF16,
  RN_I64,
  RN_I32,
  RN_I16,
  RN_I8,
  RN_U64,
  RN_U32,
  RN_U16,
  RN_U8,
  RN_OTHER
};

/// Whether weights may be of that type.
constexpr bool rn_is_float(rn_dtype dtype) { return dtype <= RN_BF16; }

/// One tensor as the header describes it.
struct rn_entry {
  rn_text name;
  char dtypeName[16]; ///< "F32", ends in 0
  rn_dtype dtype;
  int64_t rank;
  int64_t shape[rnMaxRank];
  uint64_t begin, end; ///< bytes, from the start of the data
};

/// A file split into its parts.
struct rn_safetensors {
  const unsigned char *header;
  size_t headerBytes;
  const unsigned char *data;
  size_t dataBytes;
};

/// What is wrong with a file; one line, without the file's name.
struct rn_complaint {
  char text[384];
};

extern "C" {

/// Checks all that can be said without a model: the header is one JSON object of the known keys in
/// valid UTF-8, types are known, sizes agree with shapes, and the tensors cover the data exactly
/// once. Names that stand twice are not noticed, which would take memory. False with the reason in
/// `complaint` when the file is damaged or of another kind.
bool rn_safetensors_open(const unsigned char *bytes, size_t count, rn_safetensors *file,
                         rn_complaint *complaint);

/// Calls visit(closure, entry) for each tensor of an opened file, in the header's order, until one
/// returns false. False then, and also when the header no longer reads as it did when it was
/// opened; each entry is checked again, so its bytes certainly lie inside the data.
bool rn_safetensors_each(const rn_safetensors *file,
                         bool (*visit)(void *closure, const rn_entry *entry), void *closure);

/// Calls visit(closure, key, value) for each entry of "__metadata__"; both are JSON strings as they
/// stand in the header, quotes and all.
void rn_safetensors_metadata(const rn_safetensors *file,
                             void (*visit)(void *closure, const char *key, size_t keyLength,
                                           const char *value, size_t valueLength),
                             void *closure);

/// A name as messages show it: in quotes, control characters escaped, cut to 80 bytes. `shown`
/// takes at least rnShownCapacity bytes.
void rn_show_name(const char *name, size_t length, char *shown);

/// Element `index` of a tensor's bytes as f32; `dtype` is one of the floating-point types. F64 is
/// rounded to nearest even (beyond f32's range: infinity), F16 and BF16 widen exactly.
float rn_read_float(const unsigned char *bytes, rn_dtype dtype, int64_t index);

/// The one element at `bytes`, of any type but RN_OTHER, as a whole number. False when it is none,
/// or beyond int64_t.
bool rn_read_whole(const unsigned char *bytes, rn_dtype dtype, int64_t *value);

} // extern "C"
