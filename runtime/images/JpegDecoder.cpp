//===- JpegDecoder.cpp - JPEG files through libjpeg-turbo -------------------------===//
//
// libjpeg reports errors through callbacks that must not return, so they jump back (longjmp) into
// the method of JpegReader that called it. Nothing with a destructor lives in the frames between:
// the methods that set the jump hold plain variables only, and all memory belongs to their caller.
//
//===----------------------------------------------------------------------===//
#include "runtime/images/Decoders.h"

#include "runtime/support/Error.h"

#include <algorithm>
#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>
// jerror.h has the numbers of the messages; it needs jpeglib.h before it.
#include <jerror.h>

namespace resnetc::images {

namespace {

/// A progressive file may refine the picture as often as it likes; sensible ones do about ten
/// times.
constexpr int maxScans = 100;

/// One JPEG file, from its header to its pixels. Every step says whether it went well.
class JpegReader {
public:
  explicit JpegReader(std::span<const uint8_t> file) : file(file) {
    info.err = jpeg_std_error(&errors);
    info.client_data = this;
    errors.error_exit = stop;
    errors.emit_message = judge;
    progress.progress_monitor = countScans;
  }
  /// jpeg_destroy accepts a structure that was never created, but for zeros.
  ~JpegReader() { jpeg_destroy_decompress(&info); }
  JpegReader(const JpegReader &) = delete;
  JpegReader &operator=(const JpegReader &) = delete;

  /// Reads up to the first scan; the size and the number of components are known then.
  bool readHeader() {
    if (setjmp(escape))
      return false;
    jpeg_create_decompress(&info);
    info.progress = &progress;
    jpeg_mem_src(&info, file.data(), file.size());
    jpeg_read_header(&info, TRUE);
    return true;
  }

  /// Decodes into height rows of `width * samples()` bytes.
  bool readPixels(uint8_t *out) {
    if (setjmp(escape))
      return false;
    info.out_color_space = samples() == 4 ? JCS_CMYK : samples() == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&info);
    while (info.output_scanline < info.output_height) {
      JSAMPROW row = out + static_cast<size_t>(info.output_scanline) * info.output_width *
                               static_cast<size_t>(samples());
      jpeg_read_scanlines(&info, &row, 1);
    }
    jpeg_finish_decompress(&info); // reads on to the end mark
    return true;
  }

  int64_t width() const { return info.image_width; }
  int64_t height() const { return info.image_height; }
  int samples() const { return info.num_components; }

  /// The least bytes that the entropy-coded data can take: one bit for each block of 8 x 8 samples.
  /// No such bound holds for arithmetic coding.
  int64_t leastBytes() const {
    int64_t blocks = 0;
    for (int i = 0; i < info.num_components && !info.arith_code; ++i)
      blocks += static_cast<int64_t>(info.comp_info[i].width_in_blocks) *
                info.comp_info[i].height_in_blocks;
    return blocks / 8;
  }

  const char *message() const { return text; }
  /// How many bytes of the file had been read.
  size_t offset() const { return file.size() - (info.src ? info.src->bytes_in_buffer : 0); }

private:
  static JpegReader &readerOf(j_common_ptr any) {
    return *static_cast<JpegReader *>(any->client_data);
  }

  [[noreturn]] static void stop(j_common_ptr any) {
    JpegReader &reader = readerOf(any);
    if (any->err->msg_code == JWRN_JPEG_EOF || any->err->msg_code == JERR_INPUT_EOF)
      std::snprintf(reader.text, sizeof reader.text, "the file is cut short");
    else
      any->err->format_message(any, reader.text);
    std::longjmp(reader.escape, 1);
  }

  /// libjpeg goes on after a warning, with grey where data were damaged; here only those warnings
  /// are ignored that leave the picture whole.
  static void judge(j_common_ptr any, int level) {
    if (level >= 0) // a trace
      return;
    switch (any->err->msg_code) {
    case JWRN_ADOBE_XFORM:     // an unknown colour transform: taken as the usual one
    case JWRN_EXTRANEOUS_DATA: // bytes between two markers
    case JWRN_JFIF_MAJOR:      // a later version of the header
      return;
    default:
      stop(any);
    }
  }

  static void countScans(j_common_ptr any) {
    if (!any->is_decompressor ||
        reinterpret_cast<j_decompress_ptr>(any)->input_scan_number <= maxScans)
      return;
    JpegReader &reader = readerOf(any);
    std::snprintf(reader.text, sizeof reader.text, "it has more than %d scans", maxScans);
    std::longjmp(reader.escape, 1);
  }

  std::span<const uint8_t> file;
  jpeg_decompress_struct info = {};
  jpeg_error_mgr errors = {};
  jpeg_progress_mgr progress = {};
  std::jmp_buf escape;
  char text[JMSG_LENGTH_MAX] = "";
};

/// a * b / 255, rounded, for a and b of 0..255.
unsigned scaled(unsigned a, unsigned b) {
  unsigned product = a * b + 128;
  return ((product >> 8) + product) >> 8;
}

/// Four samples to three. Files hold inverted ink, as Adobe's programs write it: 255 is none. A
/// colour is what its ink leaves of what black leaves.
std::vector<uint8_t> fromInk(const std::vector<uint8_t> &ink) {
  std::vector<uint8_t> rgb;
  rgb.reserve(ink.size() / 4 * 3);
  for (size_t i = 0; i < ink.size(); i += 4)
    for (size_t c = 0; c < 3; ++c) {
      unsigned light = ink[i + 3], taken = scaled(255u - ink[i + c], light);
      rgb.push_back(static_cast<uint8_t>(light - std::min(light, taken)));
    }
  return rgb;
}

std::vector<uint8_t> fromGrey(const std::vector<uint8_t> &grey) {
  std::vector<uint8_t> rgb;
  rgb.reserve(grey.size() * 3);
  for (uint8_t value : grey)
    rgb.insert(rgb.end(), 3, value);
  return rgb;
}

} // namespace

Image decodeJpeg(const std::string &name, std::span<const uint8_t> file) {
  JpegReader reader(file);
  auto damaged = [&] {
    userError("{}: is no whole JPEG image: byte {}: {}", name, reader.offset(), reader.message());
  };
  if (!reader.readHeader())
    damaged();
  checkSize(name, reader.width(), reader.height());
  const int samples = reader.samples();
  if (samples != 1 && samples != 3 && samples != 4)
    userError("{}: is a JPEG image of {} components, expects 1 (grey), 3 (colour) or 4 (CMYK)",
              name, samples);
  if (static_cast<int64_t>(file.size()) < reader.leastBytes())
    userError("{}: is no whole JPEG image: {} bytes cannot hold {} x {} pixels", name, file.size(),
              reader.width(), reader.height());
  Image image{reader.width(), reader.height(), 3, {}};
  image.bytes.resize(static_cast<size_t>(image.width * image.height * samples));
  if (!reader.readPixels(image.bytes.data()))
    damaged();
  if (samples == 4)
    image.bytes = fromInk(image.bytes);
  if (samples == 1)
    image.bytes = fromGrey(image.bytes);
  return image;
}

} // namespace resnetc::images
