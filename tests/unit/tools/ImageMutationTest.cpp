//===- ImageMutationTest.cpp - any bytes give an image or an error ----------------===//
//
// Thousands of damaged copies of small JPEG, PNG and WebP files, made from a fixed seed. Each must
// be decoded or refused with one line that names the file; the sanitizer build watches the rest.
// RESNETC_MUTATIONS=N sets their number, RESNETC_MUTATION_SEED=N varies them.
//
//===----------------------------------------------------------------------===//
#include "runtime/images/Image.h"
#include "runtime/images/Orientation.h"

#include "tests/unit/tools/TempDir.h"

#include <cstdio>
#include <random>

#include <jpeglib.h>
#include <png.h>
#include <webp/encode.h>
#include <zlib.h>

using namespace resnetc;
using images::Image;

namespace {

constexpr unsigned width = 40, height = 27;

uint64_t fromEnvironment(const char *name, uint64_t usual) {
  const char *text = std::getenv(name);
  return text ? std::strtoull(text, nullptr, 10) : usual;
}

std::vector<uint8_t> noise(size_t count) {
  std::mt19937 random(1);
  std::vector<uint8_t> bytes(count);
  for (size_t i = 0; i < count; ++i)
    bytes[i] = static_cast<uint8_t>(i / 3 + random() % 40);
  return bytes;
}

std::vector<uint8_t> jpeg(int channels, bool progressive, int restart) {
  jpeg_compress_struct info = {};
  jpeg_error_mgr errors;
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char *memory = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &memory, &size);
  info.image_width = width;
  info.image_height = height;
  info.input_components = channels;
  info.in_color_space = channels == 1 ? JCS_GRAYSCALE : channels == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_set_defaults(&info);
  if (progressive)
    jpeg_simple_progression(&info);
  info.restart_interval = static_cast<unsigned>(restart);
  jpeg_start_compress(&info, TRUE);
  std::vector<uint8_t> pixels = noise(width * height * static_cast<size_t>(channels));
  while (info.next_scanline < height) {
    JSAMPROW row = pixels.data() + info.next_scanline * width * static_cast<unsigned>(channels);
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  std::vector<uint8_t> file(memory, memory + size);
  std::free(memory);
  return file;
}

std::vector<uint8_t> png(uint32_t format) {
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = format;
  image.colormap_entries = format & PNG_FORMAT_FLAG_COLORMAP ? 256 : 0;
  std::vector<uint8_t> pixels = noise(PNG_IMAGE_SIZE(image)), colours = noise(4 * 256);
  std::vector<uint8_t> file(1 << 16);
  png_alloc_size_t size = file.size();
  EXPECT_TRUE(
      png_image_write_to_memory(&image, file.data(), &size, 0, pixels.data(), 0, colours.data()));
  file.resize(size);
  return file;
}

std::vector<uint8_t> webp(bool lossless) {
  std::vector<uint8_t> pixels = noise(width * height * 4);
  uint8_t *memory = nullptr;
  const size_t size = lossless
                          ? WebPEncodeLosslessRGBA(pixels.data(), width, height, 4 * width, &memory)
                          : WebPEncodeRGBA(pixels.data(), width, height, 4 * width, 70, &memory);
  std::vector<uint8_t> file(memory, memory + size);
  WebPFree(memory);
  return file;
}

/// Makes the checksums of a PNG file's chunks right, so that what is in them is looked at.
void mendChecksums(std::vector<uint8_t> &file) {
  for (size_t at = 8; at + 12 <= file.size();) {
    size_t length =
        static_cast<size_t>(file[at]) << 24 | file[at + 1] << 16 | file[at + 2] << 8 | file[at + 3];
    if (length > file.size() - at - 12)
      return;
    uint64_t crc = crc32(0, file.data() + at + 4, static_cast<unsigned>(length + 4));
    for (int i = 0; i < 4; ++i)
      file[at + 8 + length + static_cast<size_t>(i)] = static_cast<uint8_t>(crc >> (24 - 8 * i));
    at += 12 + length;
  }
}

class Mutator {
public:
  explicit Mutator(uint64_t seed) : random(seed) {
    for (int channels : {1, 3, 4})
      for (bool progressive : {false, true})
        files.push_back(jpeg(channels, progressive, channels == 3 ? 2 : 0));
    for (uint32_t format : std::initializer_list<uint32_t>{
             PNG_FORMAT_GRAY, PNG_FORMAT_RGB, PNG_FORMAT_RGBA, PNG_FORMAT_RGB_COLORMAP,
             PNG_FORMAT_LINEAR_Y, PNG_FORMAT_LINEAR_RGB_ALPHA})
      files.push_back(png(format));
    for (bool lossless : {false, true})
      files.push_back(webp(lossless));
  }

  const std::vector<std::vector<uint8_t>> &originals() const { return files; }

  std::vector<uint8_t> next() {
    std::vector<uint8_t> file = files[below(files.size())];
    for (size_t i = 1 + below(4); i > 0; --i)
      damage(file);
    if (file.size() > 8 && file[1] == 'P' && below(4) != 0)
      mendChecksums(file);
    return file;
  }

private:
  size_t below(size_t bound) { return random() % bound; }

  /// A place of the file; half of the time one of its first 700 bytes, where the headers are.
  size_t place(const std::vector<uint8_t> &file) {
    size_t at = below(file.size() + 1);
    return below(2) ? std::min(at, below(700)) : at;
  }

  void damage(std::vector<uint8_t> &file) {
    const size_t at = place(file), length = std::min(below(30), file.size() - at);
    const auto begin = file.begin() + static_cast<ptrdiff_t>(at);
    switch (below(6)) {
    case 0: // a bit changes
      if (at < file.size())
        file[at] ^= static_cast<uint8_t>(1u << below(8));
      break;
    case 1: { // a byte becomes a special one
      constexpr uint8_t special[] = {0,    1,    2,    0x7f, 0x80, 0xc0, 0xc2,
                                     0xc4, 0xd0, 0xd9, 0xda, 0xdb, 0xff};
      if (at < file.size())
        file[at] = special[below(std::size(special))];
      break;
    }
    case 2: // something goes
      file.erase(begin, begin + static_cast<ptrdiff_t>(length));
      break;
    case 3: { // something is there twice
      std::vector<uint8_t> copy(begin, begin + static_cast<ptrdiff_t>(length));
      file.insert(file.begin() + static_cast<ptrdiff_t>(place(file)), copy.begin(), copy.end());
      break;
    }
    case 4: // the end is lost
      if (below(4) == 0)
        file.resize(at);
      break;
    case 5: // any bytes
      for (size_t i = 0; i < length; ++i)
        file[at + i] = static_cast<uint8_t>(random());
      break;
    }
  }

  std::mt19937_64 random;
  std::vector<std::vector<uint8_t>> files;
};

} // namespace

TEST(ImageMutation, givesAnImageOrAnError) {
  Mutator mutator(fromEnvironment("RESNETC_MUTATION_SEED", 20261121));
  for (const std::vector<uint8_t> &file : mutator.originals())
    EXPECT_EQ(images::decodeImage("original", file).bytes.size(), 3 * width * height);
  const uint64_t mutants = fromEnvironment("RESNETC_MUTATIONS", 2000);
  uint64_t refused = 0;
  for (uint64_t i = 0; i < mutants; ++i) {
    std::vector<uint8_t> file = mutator.next();
    try {
      Image image = images::decodeImage("mutant", file);
      ASSERT_EQ(image.bytes.size(), static_cast<size_t>(image.width * image.height * 3));
      const int orientation = images::orientationOf(file);
      ASSERT_TRUE(orientation >= 1 && orientation <= 8) << i;
    } catch (const UserError &error) {
      ++refused;
      std::string text = error.what();
      ASSERT_EQ(text.rfind("mutant: ", 0), 0u) << i << ": " << text;
      ASSERT_EQ(text.find('\n'), std::string::npos) << i << ": " << text;
      ASSERT_LT(text.size(), 300u) << i << ": " << text;
    }
  }
  EXPECT_GT(refused, mutants / 4) << "the damage does little";
  EXPECT_LT(refused, mutants) << "the damage is too great to reach the decoders";
}
