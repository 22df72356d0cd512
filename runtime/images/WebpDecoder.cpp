//===- WebpDecoder.cpp - WebP files through libwebp -------------------------------===//
//
// A WebP file is a list of chunks (RIFF) with one picture in it, or several that move. The demuxer
// finds the first one and checks that the chunks fit together; there are no checksums.
//
//===----------------------------------------------------------------------===//
#include "runtime/images/Decoders.h"

#include "runtime/support/Error.h"

#include <memory>

#include <webp/decode.h>
#include <webp/demux.h>

namespace resnetc::images {

namespace {

struct DeleteDemuxer {
  void operator()(WebPDemuxer *demuxer) const { WebPDemuxDelete(demuxer); }
};

/// The first picture of a file; belongs to the demuxer.
struct Frame : WebPIterator {
  explicit Frame(const WebPDemuxer *demuxer)
      : WebPIterator{}, found(WebPDemuxGetFrame(demuxer, 1, this)) {}
  ~Frame() { WebPDemuxReleaseIterator(this); }
  Frame(const Frame &) = delete;
  Frame &operator=(const Frame &) = delete;

  const bool found;
};

const char *textOf(VP8StatusCode status) {
  switch (status) {
  case VP8_STATUS_OUT_OF_MEMORY:
    return "out of memory";
  case VP8_STATUS_NOT_ENOUGH_DATA:
  case VP8_STATUS_SUSPENDED:
    return "its data are cut short";
  case VP8_STATUS_UNSUPPORTED_FEATURE:
    return "it uses a feature that libwebp does not know";
  default:
    return "its data are damaged";
  }
}

/// Decodes a frame into its place in the image.
VP8StatusCode decodeInto(Image &image, const Frame &frame) {
  WebPDecoderConfig config;
  if (!WebPInitDecoderConfig(&config))
    return VP8_STATUS_INVALID_PARAM; // libwebp of another version
  const int64_t begin = (frame.y_offset * image.width + frame.x_offset) * image.channels;
  config.output.colorspace = MODE_RGB;
  config.output.is_external_memory = 1;
  config.output.u.RGBA.rgba = image.bytes.data() + begin;
  config.output.u.RGBA.stride = static_cast<int>(image.width * image.channels);
  config.output.u.RGBA.size = image.bytes.size() - static_cast<size_t>(begin);
  VP8StatusCode status = WebPDecode(frame.fragment.bytes, frame.fragment.size, &config);
  WebPFreeDecBuffer(&config.output);
  return status;
}

} // namespace

Image decodeWebp(const std::string &name, std::span<const uint8_t> file) {
  const WebPData data = {file.data(), file.size()};
  WebPDemuxState state;
  std::unique_ptr<WebPDemuxer, DeleteDemuxer> demuxer(WebPDemuxPartial(&data, &state));
  if (state == WEBP_DEMUX_PARSING_HEADER || state == WEBP_DEMUX_PARSED_HEADER)
    userError("{}: is no whole WebP image: byte {}: the file is cut short", name, file.size());
  if (!demuxer || state != WEBP_DEMUX_DONE)
    userError("{}: is no whole WebP image: its chunks do not fit together", name);
  Image image{WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH),
              WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT),
              3,
              {}};
  checkSize(name, image.width, image.height);
  const Frame frame(demuxer.get());
  if (!frame.found || !frame.complete || frame.x_offset < 0 || frame.y_offset < 0 ||
      frame.width > image.width - frame.x_offset || frame.height > image.height - frame.y_offset)
    userError("{}: is no whole WebP image: it holds no picture of its size", name);
  image.bytes.resize(static_cast<size_t>(image.width * image.height * image.channels));
  if (VP8StatusCode status = decodeInto(image, frame); status != VP8_STATUS_OK)
    userError("{}: is no whole WebP image: the picture at byte {}: {}", name,
              frame.fragment.bytes - file.data(), textOf(status));
  return image;
}

} // namespace resnetc::images
