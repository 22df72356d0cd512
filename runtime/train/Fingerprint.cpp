//===- Fingerprint.cpp - whether two runs train on the same data ------------------===//
//
// See Fingerprint.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Fingerprint.h"

#include "runtime/train/Random.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

namespace fs = std::filesystem;

namespace resnetc::train {

namespace {

/// Everything so far, and how it goes on; the order counts.
class Digest {
public:
  void add(uint64_t value) { state = mix(state ^ value); }
  void add(std::string_view text) { add(hashName(text)); }
  std::string text() const { return fmt::format("{:016x}", state); }

private:
  uint64_t state = 0;
};

/// CLASS/FILE: what of a path is the data's own.
std::string ownName(const std::string &file) {
  fs::path path(file);
  return (path.parent_path().filename() / path.filename()).string();
}

} // namespace

std::string fingerprint(const Dataset &data) {
  constexpr int64_t samples = 64;
  Digest digest;
  digest.add(static_cast<uint64_t>(data.size()));
  for (int64_t i = 0; i < data.size(); ++i) {
    digest.add(static_cast<uint64_t>(data.label(i)));
    if (data.hasFiles())
      digest.add(ownName(data.file(i)));
  }
  for (int64_t extent : data.shape())
    digest.add(static_cast<uint64_t>(extent));
  std::vector<float> pixels(static_cast<size_t>(data.hasFiles() ? 0 : data.pixelsPerImage()));
  const int64_t count = std::min(samples, data.size());
  for (int64_t i = 0; i < count; ++i) {
    const int64_t index = i * data.size() / count;
    if (data.hasFiles()) {
      std::error_code error; // of a file that has gone, training itself will tell
      digest.add(fs::file_size(data.file(index), error));
      continue;
    }
    data.image(index, pixels.data());
    for (float pixel : pixels) {
      uint32_t bits;
      std::memcpy(&bits, &pixel, sizeof bits);
      digest.add(bits);
    }
  }
  return digest.text();
}

} // namespace resnetc::train
