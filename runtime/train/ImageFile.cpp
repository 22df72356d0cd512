//===- ImageFile.cpp - a picture from a file, as a run wants it -------------------===//
//
// See ImageFile.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/ImageFile.h"

#include "runtime/images/Orientation.h"
#include "runtime/train/FileReader.h"

namespace resnetc::train {

images::Image openImage(const std::string &path, bool exif) {
  const std::vector<uint8_t> file = readWhole(path, maxImageFileBytes);
  images::Image image = images::decodeImage(path, file);
  return exif ? images::upright(std::move(image), images::orientationOf(file)) : image;
}

} // namespace resnetc::train
