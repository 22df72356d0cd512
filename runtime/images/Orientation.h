//===- Orientation.h - which way up a photograph is -------------------------------===//
//
// Cameras store the sensor's rows as they are and note in the EXIF data (Exif 2.32, tag 0x112) how
// the picture has to be turned. Decoders ignore it, as Pillow's and torchvision's do; who wants
// it applied does what Pillow's ImageOps.exif_transpose does.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/images/Image.h"

namespace resnetc::images {

/// The orientation, 1 to 8, that the EXIF data of a JPEG (APP1), PNG (eXIf) or WebP (EXIF) file
/// give; 1, upright, when there are none, they are damaged or name another number. `file` may hold
/// any bytes.
int orientationOf(std::span<const uint8_t> file);

/// Turns and mirrors an image that is stored with this orientation, so that it stands upright; 5 to
/// 8 exchange width and height.
Image upright(Image image, int orientation);

} // namespace resnetc::images
