//===- Resize.h - smaller and larger pictures -------------------------------------===//
//
// Pillow's antialiased bilinear resampling on bytes, in its fixed-point arithmetic, bit for bit;
// and torchvision's rule for the size.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/images/Image.h"

namespace resnetc::images {

/// As Pillow's `image.resize((width, height), BILINEAR)`: a triangle of one output pixel's (at
/// least one input pixel's) half width, first along the rows, rounded to bytes, then along the
/// columns. width, height >= 1.
Image resize(const Image &image, int64_t width, int64_t height);

/// As torchvision's `Resize(side)`: the shorter side gets this many pixels, the longer one
/// side * longer / shorter, rounded down. Throws UserError when that is more than maxPixels; `name`
/// is for the message.
Image resizeShorterSide(const std::string &name, Image image, int64_t side);

} // namespace resnetc::images
