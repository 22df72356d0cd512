//===- PngDecoder.cpp - PNG files through libpng ----------------------------------===//
//
// As in JpegDecoder.cpp, the library's errors jump back into the method that called it, and nothing
// with a destructor lives in the frames between.
//
//===----------------------------------------------------------------------===//
#include "runtime/images/Decoders.h"

#include "runtime/support/Error.h"

#include <csetjmp>
#include <cstdio>
#include <cstring>

#include <png.h>

namespace resnetc::images {

namespace {

/// One PNG file, from its header to its pixels. Every step says whether it went well.
class PngReader {
public:
  explicit PngReader(std::span<const uint8_t> file) : file(file) {}
  ~PngReader() { png_destroy_read_struct(&png, &info, nullptr); }
  PngReader(const PngReader &) = delete;
  PngReader &operator=(const PngReader &) = delete;

  /// Reads up to the pixels; the size is known then.
  bool readHeader() {
    if (setjmp(escape))
      return false;
    png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, stop, ignore);
    info = png ? png_create_info_struct(png) : nullptr;
    if (!info)
      return fail("out of memory");
    png_set_read_fn(png, this, read);
    // What does not make a picture wrong for libpng does so here; and what is beside the picture
    // (texts, profiles, times) is not looked into, but for its checksum.
    png_set_benign_errors(png, 0);
    png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX); // checkSize does it
    png_read_info(png, info);
    // A palette of a colour image is only a suggestion.
    png_colorp colours = nullptr;
    int count = 0;
    if (png_get_color_type(png, info) == PNG_COLOR_TYPE_PALETTE &&
        png_get_PLTE(png, info, &colours, &count))
      palette = {colours, static_cast<size_t>(count)};
    return true;
  }

  /// Bytes of a pixel as readPixels gives them: an index into the palette, or a colour.
  int64_t pixelBytes() const { return palette.empty() ? 3 : 1; }
  /// Red, green and blue of each entry; empty when the pixels are colours themselves.
  std::span<const png_color> colours() const { return palette; }

  /// Decodes into one row of pixelBytes() * width bytes per pointer; as many pointers as rows.
  bool readPixels(png_bytepp rows) {
    if (setjmp(escape))
      return false;
    if (palette.empty()) {
      png_set_expand_gray_1_2_4_to_8(png);
      png_set_strip_16(png); // takes the upper byte
      png_set_gray_to_rgb(png);
      png_set_strip_alpha(png);
    } else {
      png_set_packing(png); // one byte per index
    }
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
    if (png_get_rowbytes(png, info) != static_cast<size_t>(pixelBytes() * width()))
      return fail("libpng gives rows of another width");
    png_read_image(png, rows);
    png_read_end(png, nullptr);
    return true;
  }

  int64_t width() const { return png_get_image_width(png, info); }
  int64_t height() const { return png_get_image_height(png, info); }

  /// The least bytes that the file can have: deflate makes data at most 1032 times smaller.
  int64_t leastBytes() const {
    return static_cast<int64_t>(png_get_rowbytes(png, info)) * height() / 1032;
  }

  const char *message() const { return text; }
  /// How many bytes of the file had been read.
  size_t offset() const { return at; }

private:
  bool fail(const char *why) {
    std::snprintf(text, sizeof text, "%s", why);
    return false;
  }

  [[noreturn]] static void stop(png_structp png, png_const_charp why) {
    auto &reader = *static_cast<PngReader *>(png_get_error_ptr(png));
    reader.fail(why);
    std::longjmp(reader.escape, 1);
  }

  static void ignore(png_structp, png_const_charp) {}

  static void read(png_structp png, png_bytep out, size_t count) {
    auto &reader = *static_cast<PngReader *>(png_get_io_ptr(png));
    if (count > reader.file.size() - reader.at) {
      reader.at = reader.file.size();
      stop(png, "the file is cut short");
    }
    std::memcpy(out, reader.file.data() + reader.at, count);
    reader.at += count;
  }

  std::span<const uint8_t> file;
  size_t at = 0;
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::span<const png_color> palette; ///< belongs to info
  std::jmp_buf escape;
  char text[256] = "";
};

/// Looks every index up in the palette.
std::vector<uint8_t> fromPalette(const std::string &name, const std::vector<uint8_t> &indices,
                                 std::span<const png_color> colours) {
  std::vector<uint8_t> rgb;
  rgb.reserve(3 * indices.size());
  for (uint8_t index : indices) {
    if (index >= colours.size())
      userError("{}: is no whole PNG image: a pixel has colour {} of a palette of {}", name, index,
                colours.size());
    rgb.insert(rgb.end(), {colours[index].red, colours[index].green, colours[index].blue});
  }
  return rgb;
}

} // namespace

Image decodePng(const std::string &name, std::span<const uint8_t> file) {
  constexpr size_t firstName = 12; // after the signature and a length
  if (file.size() >= firstName + 4 && std::memcmp(file.data() + firstName, "IHDR", 4) != 0)
    userError("{}: is no whole PNG image: byte {}: its first chunk is not the header", name,
              firstName);
  PngReader reader(file);
  auto damaged = [&] {
    userError("{}: is no whole PNG image: byte {}: {}", name, reader.offset(), reader.message());
  };
  if (!reader.readHeader())
    damaged();
  checkSize(name, reader.width(), reader.height());
  if (static_cast<int64_t>(file.size()) < reader.leastBytes())
    userError("{}: is no whole PNG image: {} bytes cannot hold {} x {} pixels", name, file.size(),
              reader.width(), reader.height());
  Image image{reader.width(), reader.height(), 3, {}};
  const int64_t rowBytes = reader.pixelBytes() * image.width;
  image.bytes.resize(static_cast<size_t>(rowBytes * image.height));
  std::vector<png_bytep> rows(static_cast<size_t>(image.height));
  for (size_t y = 0; y < rows.size(); ++y)
    rows[y] = image.bytes.data() + y * static_cast<size_t>(rowBytes);
  if (!reader.readPixels(rows.data()))
    damaged();
  if (!reader.colours().empty())
    image.bytes = fromPalette(name, image.bytes, reader.colours());
  return image;
}

} // namespace resnetc::images
