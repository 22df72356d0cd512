//===- Orientation.cpp - which way up a photograph is -----------------------------===//
//
// Each format keeps the EXIF data in a piece of its own: a byte order mark, the place of a
// directory, and in the directory entries of a tag, a type, a count and a value (TIFF 6.0).
//
//===----------------------------------------------------------------------===//
#include "runtime/images/Orientation.h"

#include <algorithm>
#include <string_view>

using namespace std::string_view_literals;

namespace resnetc::images {

namespace {

/// Bytes with numbers in them; what lies beyond the end reads as 0.
class Bytes {
public:
  Bytes(std::span<const uint8_t> bytes, bool bigEndian) : bytes(bytes), bigEndian(bigEndian) {}

  size_t size() const { return bytes.size(); }
  uint64_t number(size_t at, size_t width) const {
    uint64_t value = 0;
    for (size_t i = 0; i < width; ++i) {
      const size_t place = at + (bigEndian ? i : width - 1 - i);
      value = value << 8 | (place < bytes.size() ? bytes[place] : 0);
    }
    return value;
  }
  bool has(size_t at, std::string_view text) const {
    return at <= bytes.size() && text.size() <= bytes.size() - at &&
           std::equal(text.begin(), text.end(), bytes.begin() + static_cast<ptrdiff_t>(at),
                      [](char a, uint8_t b) { return static_cast<uint8_t>(a) == b; });
  }
  /// At most `count` bytes from a place.
  std::span<const uint8_t> part(size_t at, size_t count) const {
    at = std::min(at, bytes.size());
    return bytes.subspan(at, std::min(count, bytes.size() - at));
  }

private:
  std::span<const uint8_t> bytes;
  bool bigEndian;
};

constexpr std::string_view exifMark = "Exif\0\0"sv;

/// The first APP1 segment with the mark; segments end where the scan begins.
std::span<const uint8_t> exifOfJpeg(const Bytes &file) {
  for (size_t at = 2; at + 4 <= file.size();) {
    const uint64_t marker = file.number(at, 2);
    if (marker == 0xffff) { // any number of these may stand before a marker
      ++at;
      continue;
    }
    if (marker < 0xffc0 || marker == 0xffda || marker == 0xffd9)
      break;
    const uint64_t length = file.number(at + 2, 2);
    if (marker == 0xffe1 && length >= 2 && file.has(at + 4, exifMark))
      return file.part(at + 4, length - 2);
    at += 2 + std::max<uint64_t>(length, 2);
  }
  return {};
}

/// The eXIf chunk, which may come after the pixels.
std::span<const uint8_t> exifOfPng(const Bytes &file) {
  for (size_t at = 8; at + 12 <= file.size();) {
    const uint64_t length = file.number(at, 4);
    if (file.has(at + 4, "eXIf"))
      return file.part(at + 8, length);
    at += 12 + length;
  }
  return {};
}

/// The EXIF chunk, if the header says that there is one.
std::span<const uint8_t> exifOfWebp(const Bytes &file) {
  constexpr uint64_t exifFlag = 8;
  if (!file.has(12, "VP8X") || !(file.number(20, 1) & exifFlag))
    return {};
  for (size_t at = 12; at + 8 <= file.size();) {
    const uint64_t length = file.number(at + 4, 4);
    if (file.has(at, "EXIF"))
      return file.part(at + 8, length);
    at += 8 + length + length % 2;
  }
  return {};
}

std::span<const uint8_t> exifOf(std::span<const uint8_t> file) {
  const Bytes big(file, true), little(file, false);
  if (big.has(0, "\xff\xd8\xff"))
    return exifOfJpeg(big);
  if (big.has(0, "\x89PNG\r\n\x1a\n"))
    return exifOfPng(big);
  if (little.has(0, "RIFF") && little.has(8, "WEBP"))
    return exifOfWebp(little);
  return {};
}

} // namespace

int orientationOf(std::span<const uint8_t> file) {
  std::span<const uint8_t> exif = exifOf(file);
  while (Bytes(exif, true).has(0, exifMark)) // JPEG has it, WebP files may
    exif = exif.subspan(exifMark.size());
  const bool big = Bytes(exif, true).has(0, "MM\0*"sv);
  const Bytes tiff(exif, big);
  if (!big && !tiff.has(0, "II*\0"sv))
    return 1;
  constexpr uint64_t orientation = 0x112, shortType = 3, entryBytes = 12;
  const uint64_t directory = tiff.number(4, 4), count = tiff.number(directory, 2);
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t entry = directory + 2 + i * entryBytes;
    if (entry + entryBytes > tiff.size())
      break;
    if (tiff.number(entry, 2) != orientation)
      continue;
    const uint64_t type = tiff.number(entry + 2, 2), values = tiff.number(entry + 4, 4);
    const uint64_t value = tiff.number(entry + 8, 2);
    return type == shortType && values == 1 && value >= 1 && value <= 8 ? static_cast<int>(value)
                                                                        : 1;
  }
  return 1;
}

Image upright(Image image, int orientation) {
  if (orientation <= 1 || orientation > 8)
    return image;
  const bool turned = orientation >= 5;
  const bool fromRight = orientation == 2 || orientation == 3 || orientation >= 7;
  const bool fromBottom =
      orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  Image result{image.width, image.height, image.channels, {}};
  if (turned)
    std::swap(result.width, result.height);
  result.bytes.reserve(image.bytes.size());
  for (int64_t y = 0; y < result.height; ++y)
    for (int64_t x = 0; x < result.width; ++x) {
      const int64_t column = turned ? y : x, row = turned ? x : y;
      const uint8_t *pixel = image.row(fromBottom ? image.height - 1 - row : row) +
                             (fromRight ? image.width - 1 - column : column) * image.channels;
      result.bytes.insert(result.bytes.end(), pixel, pixel + image.channels);
    }
  return result;
}

} // namespace resnetc::images
