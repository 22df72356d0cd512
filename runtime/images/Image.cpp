//===- Image.cpp - what kind of picture a file is ---------------------------------===//
//
// See Image.h. Formats are told by their first bytes: names of files lie.
//
//===----------------------------------------------------------------------===//
#include "runtime/images/Image.h"

#include "runtime/images/Decoders.h"
#include "runtime/support/Error.h"

#include <string_view>

using namespace std::string_view_literals;

namespace resnetc::images {

namespace {

/// Formats that people may take for photographs, by bytes at an offset; for the message only.
struct Signature {
  size_t offset;
  std::string_view bytes;
  const char *format;
};

constexpr Signature others[] = {
    {0, "GIF8"sv, "a GIF"},
    {0, "BM"sv, "a BMP"},
    {0, "II*\0"sv, "a TIFF"},
    {0, "MM\0*"sv, "a TIFF"},
    {4, "ftypavif"sv, "an AVIF"},
    {4, "ftyphei"sv, "a HEIC"},
    {4, "ftypmif1"sv, "a HEIC"},
    {4, "jP  "sv, "a JPEG 2000"},
    {0, "\xff\x4f\xff\x51"sv, "a JPEG 2000"},
    {0, "\xff\x0a"sv, "a JPEG XL"},
    {0, "%PDF"sv, "a PDF"},
    {0, "<svg"sv, "an SVG"},
    {0, "\x93NUMPY"sv, "a numpy"},
    {0, "\x1f\x8b"sv, "a gzip"},
};

bool has(std::string_view text, size_t offset, std::string_view bytes) {
  return text.size() >= offset && text.substr(offset, bytes.size()) == bytes;
}

} // namespace

void checkSize(const std::string &name, int64_t width, int64_t height) {
  if (width < 1 || height < 1)
    userError("{}: the image is {} x {} pixels, expects at least one", name, width, height);
  if (width > maxPixels / height)
    userError("{}: the image is {} x {} pixels, expects at most {} in all; make it smaller first",
              name, width, height, maxPixels);
}

Image decodeImage(const std::string &name, std::span<const uint8_t> file) {
  std::string_view text(reinterpret_cast<const char *>(file.data()), file.size());
  if (text.empty())
    userError("{}: the file is empty, expects a JPEG, PNG or WebP image", name);
  if (has(text, 0, "\xff\xd8\xff"sv))
    return decodeJpeg(name, file);
  if (has(text, 0, "\x89PNG\r\n\x1a\n"sv))
    return decodePng(name, file);
  if (has(text, 0, "RIFF"sv) && has(text, 8, "WEBP"sv))
    return decodeWebp(name, file);
  for (const Signature &each : others)
    if (has(text, each.offset, each.bytes))
      userError("{}: is {} file, expects a JPEG, PNG or WebP image; convert it first", name,
                each.format);
  userError("{}: is no JPEG, PNG or WebP image: it begins with none of their marks", name);
}

Image toGrey(const Image &image) {
  if (image.channels == 1)
    return image;
  Image grey{image.width, image.height, 1, {}};
  grey.bytes.reserve(static_cast<size_t>(image.width * image.height));
  for (size_t i = 0; i < image.bytes.size(); i += 3) {
    const uint8_t *pixel = image.bytes.data() + i;
    grey.bytes.push_back(static_cast<uint8_t>(
        (19595u * pixel[0] + 38470u * pixel[1] + 7471u * pixel[2] + 32768u) >> 16));
  }
  return grey;
}

} // namespace resnetc::images
