//===- Safetensors.h - weights and checkpoints on disk ----------------------------===//
//
// The format is that of runtime/core/Safetensors.h. Reading is strict; writing is deterministic.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/core/Safetensors.h"
#include "runtime/train/Files.h"
#include "runtime/train/Truncation.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace resnetc::train {

/// "[64, 3, 7, 7]".
std::string shapeText(std::span<const int64_t> shape);

/// A tensor inside a file.
struct StoredTensor {
  std::string name;
  std::string dtype; ///< "F32", "BF16", "I64", ...
  rn_dtype type;
  std::vector<int64_t> shape;
  std::span<const uint8_t> bytes;

  int64_t elements() const;
};

/// A checked file. The tensors' bytes live as long as it does.
class SafetensorsFile {
public:
  /// Throws UserError when the file is missing or damaged.
  explicit SafetensorsFile(const std::string &path);

  const std::vector<StoredTensor> &tensors() const { return all; } ///< in the header's order
  const StoredTensor *find(const std::string &name) const;
  const std::map<std::string, std::string> &metadata() const { return texts; }
  const std::string &path() const { return file.path(); }

  /// Values as f32, converted from F64, F16 or BF16 where need be; UserError for other types.
  std::vector<float> floats(const StoredTensor &tensor) const;

  const rn_safetensors &opened() const { return parts; }
  std::span<const uint8_t> bytes() const { return file.bytes(); }
  /// Throws UserError when the file was cut while it was read, so that what was read is not its
  /// own.
  void checkNotCut() const { guard.check(); }

private:
  MappedFile file;
  TruncationGuard guard;
  rn_safetensors parts = {};
  std::vector<StoredTensor> all;
  std::map<std::string, std::string> texts;
};

/// A tensor to be written, f32 or a count.
struct NamedTensor {
  std::string name;
  std::vector<int64_t> shape; ///< empty: a scalar
  std::vector<float> values;
  std::optional<int64_t> count = {}; ///< an I64 scalar instead

  const char *dtype() const { return count ? "I64" : "F32"; }
  std::string_view bytes() const;
};

/// Writes all or nothing, tensors in the given order. Throws UserError.
void writeSafetensors(const std::string &path, const std::vector<NamedTensor> &tensors,
                      const std::map<std::string, std::string> &metadata = {});

} // namespace resnetc::train
