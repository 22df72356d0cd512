//===- ImageOptions.cpp - how image files are read, on the command line -----------===//
//
// See ImageOptions.h.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/ImageOptions.h"

#include "runtime/train/BadImages.h"

#include <charconv>

namespace resnetc::run {

void checkPixels(CLI::Option *option) {
  option->check([](const std::string &text) {
    return images::whiteOf(text) ? "" : "expects a range as 0..255, got " + text;
  });
}

void checkOrder(CLI::Option *option) { option->check(CLI::IsMember({"rgb", "bgr"})); }

std::array<CLI::Option *, 3> addReading(CLI::App &command, ReadingOptions &options) {
  std::array<CLI::Option *, 3> all = {command.add_option("--pixels", options.pixels, pixelsHelp),
                                      command.add_option("--order", options.order, orderHelp),
                                      command.add_flag("--exif", options.exif, exifHelp)};
  checkPixels(all[0]);
  checkOrder(all[1]);
  for (CLI::Option *option : all)
    option->group(imageGroup);
  return all;
}

train::ImageReading readingOf(const ReadingOptions &options, const train::Library *forFiles) {
  float white = images::whiteOf(options.pixels).value();
  if (forFiles && forFiles->takesBytes())
    white = static_cast<float>(255 * forFiles->info().input_scale);
  return {{white, options.order == "bgr"}, options.exif};
}

void addSkipBad(CLI::App &command, int64_t &limit) {
  command
      .add_option_function<std::string>(
          "--skip-bad",
          [&limit](const std::string &text) {
            if (text == "all") {
              limit = train::BadImages::all;
              return;
            }
            auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
            if (error != std::errc() || end != text.data() + text.size() || limit < 0)
              throw CLI::ValidationError("--skip-bad",
                                         "expects a number of files or `all`, got " + text);
          },
          "go on without image files that cannot be read, N of them at most, or all; each is "
          "named; default: 0")
      ->type_name("N|all")
      ->group(imageGroup);
}

} // namespace resnetc::run
