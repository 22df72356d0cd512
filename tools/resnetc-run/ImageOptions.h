//===- ImageOptions.h - how image files are read, on the command line -------------===//
//
// The same options for every command that reads photographs: predict, eval, train.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/ImageFile.h"
#include "runtime/train/Library.h"

#include <CLI/CLI.hpp>

#include <array>
#include <cstdint>
#include <string>

namespace resnetc::run {

constexpr const char *imageGroup = "For image files";
constexpr const char *pixelsHelp = "the range of image files' pixels, before the model's own "
                                   "normalize: 0..1, 0..255 or 0..NUMBER";
constexpr const char *orderHelp = "the order of image files' colours: rgb or bgr";
constexpr const char *exifHelp =
    "turn image files upright, as their EXIF data say; default: pixels stay where they are";

/// Options as they are written.
struct ReadingOptions {
  std::string pixels = "0..1"; ///< values of bytes 0 and 255
  std::string order = "rgb";   ///< or bgr
  bool exif = false;
};

/// Checks of an option's text: "0..255"; rgb or bgr.
void checkPixels(CLI::Option *option);
void checkOrder(CLI::Option *option);

/// Adds --pixels, --order and --exif.
std::array<CLI::Option *, 3> addReading(CLI::App &command, ReadingOptions &options);

/// What the options mean; the command line has checked them. For image files that go to a model of bytes the range
/// follows from its library.
train::ImageReading readingOf(const ReadingOptions &options, const train::Library *forFiles);

/// Adds --skip-bad N|all; `limit` becomes the number of files.
void addSkipBad(CLI::App &command, int64_t &limit);

} // namespace resnetc::run
