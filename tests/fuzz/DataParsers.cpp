//===- DataParsers.cpp - arrays, data sets, recipes and images --------------------===//
#include "tests/fuzz/Parsers.h"

#include "runtime/images/Image.h"
#include "runtime/images/Orientation.h"
#include "runtime/support/Error.h"
#include "runtime/train/Dataset.h"
#include "runtime/train/Idx.h"
#include "runtime/train/Npy.h"
#include "runtime/train/Recipe.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <jpeglib.h>
#include <png.h>
#include <webp/encode.h>
#include <zlib.h>

namespace resnetc::fuzz {

namespace fs = std::filesystem;

namespace {

/// Runs a reader that throws UserError for what it refuses; anything else escapes as a finding.
template <typename Read> bool accepts(Read read) {
  try {
    read();
    return true;
  } catch (const UserError &error) {
    check(*error.what(), "a refusal has a text");
    return false;
  }
}

std::string npy(const std::string &descr, const std::string &shape, size_t bytes, bool fortran) {
  std::string header = "{'descr': '" + descr +
                       "', 'fortran_order': " + (fortran ? "True" : "False") +
                       ", 'shape': " + shape + ", }";
  header.resize((10 + header.size() + 64) / 64 * 64 - 11, ' ');
  header += '\n';
  std::string file("\x93NUMPY\x01\0", 8);
  file += static_cast<char>(header.size() & 0xff);
  file += static_cast<char>(header.size() >> 8);
  file += header;
  for (size_t i = 0; i < bytes; ++i)
    file += static_cast<char>(i % 64);
  return file;
}

std::string bytesOf(std::initializer_list<int> values, size_t more) {
  std::string text;
  for (int value : values)
    text += static_cast<char>(value);
  for (size_t i = 0; i < more; ++i)
    text += static_cast<char>(i * 7);
  return text;
}

std::string somePixels(size_t count) {
  std::string pixels;
  for (size_t i = 0; i < count; ++i)
    pixels += static_cast<char>(i * i / 5);
  return pixels;
}

std::string encodedJpeg(int components, bool progressive) {
  constexpr int width = 19, height = 13;
  jpeg_error_mgr errors;
  jpeg_compress_struct encoder = {};
  encoder.err = jpeg_std_error(&errors);
  jpeg_create_compress(&encoder);
  unsigned char *memory = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&encoder, &memory, &size);
  encoder.image_width = width;
  encoder.image_height = height;
  encoder.input_components = components;
  encoder.in_color_space = components == 1 ? JCS_GRAYSCALE : components == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_set_defaults(&encoder);
  encoder.restart_interval = 2;
  if (progressive)
    jpeg_simple_progression(&encoder);
  jpeg_start_compress(&encoder, TRUE);
  std::string pixels = somePixels(static_cast<size_t>(width * height * components));
  while (encoder.next_scanline < encoder.image_height) {
    auto *row = reinterpret_cast<unsigned char *>(pixels.data()) +
                encoder.next_scanline * static_cast<size_t>(width * components);
    jpeg_write_scanlines(&encoder, &row, 1);
  }
  jpeg_finish_compress(&encoder);
  jpeg_destroy_compress(&encoder);
  std::string file(reinterpret_cast<char *>(memory), size);
  std::free(memory);
  return file;
}

std::string encodedPng(png_uint_32 format, bool wide) {
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  image.width = 11;
  image.height = 7;
  image.format = format;
  std::string pixels = somePixels(PNG_IMAGE_SIZE(image)), file(100000, '\0');
  std::string colours = somePixels(4 * 256);
  image.colormap_entries = format & PNG_FORMAT_FLAG_COLORMAP ? 64 : 0;
  if (image.colormap_entries)
    for (char &pixel : pixels)
      pixel = static_cast<char>(pixel & 63);
  png_alloc_size_t size = file.size();
  if (!png_image_write_to_memory(&image, file.data(), &size, wide ? 0 : 1, pixels.data(), 0,
                                 colours.data()))
    return "";
  file.resize(size);
  return file;
}

std::string encodedWebp(bool lossless) {
  constexpr int width = 19, height = 13;
  std::string pixels = somePixels(width * height * 4);
  auto *from = reinterpret_cast<const uint8_t *>(pixels.data());
  uint8_t *memory = nullptr;
  const size_t size = lossless ? WebPEncodeLosslessRGBA(from, width, height, 4 * width, &memory)
                               : WebPEncodeRGBA(from, width, height, 4 * width, 60, &memory);
  std::string file(reinterpret_cast<char *>(memory), size);
  WebPFree(memory);
  return file;
}

std::string little(uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i)
    text += static_cast<char>(value >> 8 * i);
  return text;
}

/// A file in WebP's extended form from one of the plain form: its chunk follows the header and
/// `before`; a frame of a moving picture where there is a header for one.
std::string extendedWebp(const std::string &plain, char flags, const std::string &before,
                         const std::string &after) {
  constexpr size_t start = 12;
  auto chunk = [](const std::string &name, const std::string &data) {
    return name + little(data.size(), 4) + data + std::string(data.size() % 2, '\0');
  };
  std::string picture = plain.substr(start);
  const std::string size = little(19 - 1, 3) + little(13 - 1, 3);
  if (!before.empty()) // position, size, 100 ms
    picture = chunk("ANMF", little(0, 6) + size + little(100, 3) + std::string(1, '\0') + picture);
  std::string chunks = chunk("VP8X", flags + std::string(3, '\0') + size);
  chunks += before.empty() ? "" : chunk("ANIM", before);
  chunks += picture + (after.empty() ? "" : chunk("EXIF", after));
  return "RIFF" + little(chunks.size() + 4, 4) + "WEBP" + chunks;
}

/// EXIF data with one entry, the orientation.
std::string exifData() {
  return std::string("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0", 26);
}

} // namespace

std::vector<std::string> npySeeds() {
  return {npy("<f4", "(2, 1, 3, 4)", 96, false), npy("<f8", "(3,)", 24, false),
          npy("<f4", "(2, 3)", 24, true),        npy("<i8", "(4,)", 32, false),
          npy("<i4", "(4,)", 16, false),         npy("|u1", "()", 1, false),
          npy("<f4", "(0, 5)", 0, false)};
}

bool npyFloats(std::span<const uint8_t> input) {
  return accepts([&] {
    std::string path = asFile(input);
    accepts([&] { train::readNpyFloats(path); });
    auto array = train::readNpyFloats(path, train::NpyTypes::Convertible);
    int64_t count = 1;
    for (int64_t extent : array.shape)
      count *= extent;
    check(array.values.size() == static_cast<size_t>(count), "an array has its elements");
  });
}

bool npyIntegers(std::span<const uint8_t> input) {
  return accepts([&] {
    std::string path = asFile(input);
    accepts([&] { train::readNpyIntegers(path); });
    train::readNpyIntegers(path, train::NpyTypes::Convertible);
  });
}

std::vector<std::string> idxSeeds() {
  return {bytesOf({0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 5}, 40),
          bytesOf({0, 0, 8, 1, 0, 0, 0, 9}, 9), bytesOf({0, 0, 8, 1, 0, 0, 0, 0}, 0)};
}

bool idx(std::span<const uint8_t> input) {
  std::vector<uint8_t> copy(input.begin(), input.end());
  return accepts([&] {
    auto array = train::readIdx("input", copy);
    int64_t count = 1;
    for (int64_t extent : array.shape)
      count *= extent;
    check(array.values.size() == static_cast<size_t>(count), "an array has its elements");
  });
}

std::vector<std::string> cifarSeeds() {
  std::string record = bytesOf({3}, 3072);
  return {record, record + record};
}

bool cifar10(std::span<const uint8_t> input) {
  // Every file of the set is the input.
  static const std::string directory = [] {
    std::string name = fs::temp_directory_path() / "resnetc-fuzz-XXXXXX";
    if (!::mkdtemp(name.data()))
      std::exit(3);
    for (const char *part : {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin",
                             "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"})
      fs::create_symlink(asFile({}), fs::path(name) / part);
    static std::string left = name;
    std::atexit([] { fs::remove_all(left); });
    return name;
  }();
  asFile(input);
  return accepts([&] {
    train::DataSource source = train::openData("cifar10:" + directory);
    check(source.train.size() == 5 * source.test.size(), "five files for training, one to test");
  });
}

std::vector<std::string> recipeSeeds() {
  return {
      R"({"name":"digits","data":"digits","eval":"","augment":[{"kind":"shift","low":1,"high":1},{"kind":"hflip","low":0,"high":0}],"loss":"softmax_cross_entropy","init":"he_normal","fan":"fan_in","optimizer":"sgd","lr":0.1,"momentum":0.9,"weight_decay":0.0001,"nesterov":false,"schedule":{"kind":"step","factor":10,"milestones":[3],"patience":5,"warmup_epochs":0,"warmup_from":0},"batch":64,"epochs":4,"seed":1})",
      R"({"name":"i","data":"folder:imagenet/train","eval":"folder:imagenet/val","augment":[{"kind":"resize","low":256,"high":480},{"kind":"crop","low":224,"high":224}],"loss":"softmax_cross_entropy","init":"he_normal","fan":"fan_out","optimizer":"sgd","lr":0.1,"momentum":0.9,"weight_decay":0.0001,"nesterov":true,"schedule":{"kind":"plateau","factor":10,"milestones":[],"patience":5,"warmup_epochs":1,"warmup_from":0.01},"batch":256,"epochs":120,"seed":7})"};
}

bool recipe(std::span<const uint8_t> input) {
  // The first line is the library's JSON, the others are overrides.
  std::string text(input.begin(), input.end());
  std::vector<std::string> lines(1);
  for (char c : text)
    if (c == '\n')
      lines.emplace_back();
    else if (c)
      lines.back() += c;
  std::vector<std::string> overrides(lines.begin() + 1, lines.end());
  return accepts([&] {
    train::Recipe recipe = train::readRecipe("library", lines[0].c_str(), overrides);
    check(!train::recipeText(recipe).empty(), "a recipe has a text");
  });
}

std::vector<std::string> jpegSeeds() {
  return {encodedJpeg(3, false), encodedJpeg(3, true), encodedJpeg(1, false),
          encodedJpeg(4, false)};
}

std::vector<std::string> pngSeeds() {
  return {encodedPng(PNG_FORMAT_RGB, false),          encodedPng(PNG_FORMAT_RGBA, false),
          encodedPng(PNG_FORMAT_GRAY, false),         encodedPng(PNG_FORMAT_GA, false),
          encodedPng(PNG_FORMAT_RGB_COLORMAP, false), encodedPng(PNG_FORMAT_LINEAR_RGB, true)};
}

/// Whether a header asks for a large image. The decoders take those, but a million of them would
/// take days.
static bool isLarge(std::span<const uint8_t> input) {
  auto sides = [&](size_t at, size_t bytes) {
    uint64_t high = 0, wide = 0;
    for (size_t i = 0; i < bytes; ++i) {
      high = high << 8 | input[at + i];
      wide = wide << 8 | input[at + bytes + i];
    }
    return high * wide > 1 << 16;
  };
  if (input.size() > 24 && input[0] == 0x89 && sides(16, 4))
    return true;
  if (input.size() > 16 && input[0] == 'R') // widths and heights of 14 or 24 bits in many places
    for (size_t at = 12; at + 10 <= input.size(); ++at) {
      auto number = [&](size_t from, size_t bytes) {
        uint64_t value = 0;
        for (size_t i = 0; i < bytes; ++i)
          value |= uint64_t{input[from + i]} << 8 * i;
        return value;
      };
      const char *mark = reinterpret_cast<const char *>(input.data() + at);
      if (std::memcmp(mark, "VP8X", 4) == 0 && at + 18 <= input.size() &&
          (number(at + 12, 3) + 1) * (number(at + 15, 3) + 1) > 1 << 16)
        return true;
      if (std::memcmp(mark, "\x9d\x01\x2a", 3) == 0 &&
          (number(at + 3, 2) & 0x3fff) * (number(at + 5, 2) & 0x3fff) > 1 << 16)
        return true;
      if (input[at] == 0x2f &&
          ((number(at + 1, 4) & 0x3fff) + 1) * ((number(at + 1, 4) >> 14 & 0x3fff) + 1) > 1 << 16 &&
          std::memcmp(mark - 8, "VP8L", 4) == 0)
        return true;
    }
  // Markers SOF0 to SOF15: length, precision, height, width.
  for (size_t at = 0; at + 9 <= input.size() && input[0] == 0xff; ++at)
    if (input[at] == 0xff && (input[at + 1] & 0xf0) == 0xc0 && input[at + 1] != 0xc4 &&
        sides(at + 5, 2))
      return true;
  return false;
}

static bool image(std::span<const uint8_t> input) {
  if (isLarge(input))
    return false;
  std::vector<uint8_t> copy(input.begin(), input.end());
  return accepts([&] {
    images::Image decoded = images::decodeImage("input", copy);
    check(decoded.bytes.size() ==
              static_cast<size_t>(decoded.width * decoded.height * decoded.channels),
          "an image has its pixels");
  });
}

/// The file with the checksum of each chunk made right, so that damage reaches what is behind them.
static std::vector<uint8_t> withChecksums(std::span<const uint8_t> input) {
  std::vector<uint8_t> file(input.begin(), input.end());
  for (size_t at = 8; at + 12 <= file.size();) {
    auto number = [&](size_t from) {
      return uint64_t{file[from]} << 24 | file[from + 1] << 16 | file[from + 2] << 8 |
             file[from + 3];
    };
    const uint64_t length = number(at);
    if (length > file.size() - at - 12)
      break;
    const uLong sum = crc32(0, file.data() + at + 4, static_cast<uInt>(length + 4));
    for (int i = 0; i < 4; ++i)
      file[at + 8 + length + static_cast<size_t>(i)] = static_cast<uint8_t>(sum >> (24 - 8 * i));
    at += length + 12;
  }
  return file;
}

bool jpeg(std::span<const uint8_t> input) { return image(input); }
bool webp(std::span<const uint8_t> input) { return image(input); }

std::vector<std::string> webpSeeds() {
  const std::string lossy = encodedWebp(false), lossless = encodedWebp(true);
  const std::string animation("\xff\xff\xff\xff\0\0", 6); // background, repetitions
  return {lossy, lossless, extendedWebp(lossless, 0x18, "", exifData()),
          extendedWebp(lossless, 0x12, animation, "")};
}

std::vector<std::string> exifSeeds() {
  const std::string data = exifData();
  return {std::string("\xff\xd8\xff\xe1\0\x22", 6) + std::string("Exif\0\0", 6) + data + "\xff\xda",
          std::string("\x89PNG\r\n\x1a\n\0\0\0\x1a", 12) + "eXIf" + data + "sums",
          extendedWebp(encodedWebp(true), 0x18, "", data)};
}

bool exif(std::span<const uint8_t> input) {
  std::vector<uint8_t> copy(input.begin(), input.end());
  const int orientation = images::orientationOf(copy);
  check(orientation >= 1 && orientation <= 8, "an orientation is one of eight");
  return orientation != 1;
}

bool png(std::span<const uint8_t> input) {
  const bool asItIs = image(input);
  return image(withChecksums(input)) || asItIs;
}

} // namespace resnetc::fuzz
