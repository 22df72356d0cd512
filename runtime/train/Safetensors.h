//===- Safetensors.h - weights and checkpoints on disk ----------------------------===//
//
// The format of https://github.com/huggingface/safetensors: a 64-bit little-endian header length, a
// JSON header, the tensors' bytes without gaps. Reading is strict; writing is deterministic.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Files.h"

#include <map>
#include <string>
#include <vector>

namespace resnetc::train {

/// "[64, 3, 7, 7]".
std::string shapeText(std::span<const int64_t> shape);

/// A tensor inside a file.
struct StoredTensor {
  std::string name;
  std::string dtype; ///< "F32", "BF16", "I64", ...
  std::vector<int64_t> shape;
  std::span<const uint8_t> bytes;

  int64_t elements() const;
};

/// A checked file. The tensors' bytes live as long as it does.
class SafetensorsFile {
public:
  /// Throws UserError when the file is missing or damaged.
  explicit SafetensorsFile(const std::string &path);

  const std::vector<StoredTensor> &tensors() const { return all; } ///< in the order of the data
  const StoredTensor *find(const std::string &name) const;
  const std::map<std::string, std::string> &metadata() const { return texts; }
  const std::string &path() const { return file.path(); }

  /// Values as f32, converted from F64, F16 or BF16 where need be; UserError for other types.
  std::vector<float> floats(const StoredTensor &tensor) const;

private:
  MappedFile file;
  std::vector<StoredTensor> all;
  std::map<std::string, std::string> texts;
};

/// A tensor to be written, f32.
struct NamedTensor {
  std::string name;
  std::vector<int64_t> shape; ///< empty: a scalar
  std::vector<float> values;
};

/// Writes all or nothing, tensors in the given order. Throws UserError.
void writeSafetensors(const std::string &path, const std::vector<NamedTensor> &tensors,
                      const std::map<std::string, std::string> &metadata = {});

} // namespace resnetc::train
