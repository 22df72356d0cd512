//===- Views.h - which parts of a picture a model looks at ------------------------===//
//
// A model has one input size; a photograph has another. One view is the middle, ten views or a row
// of overlapping windows see more of it, and their scores are averaged (Scores.h).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/images/Image.h"

namespace resnetc::images {

/// How a picture is looked at.
enum class Crops {
  Centre, ///< the middle
  Ten, ///< four corners and the middle, and their mirror images (Krizhevsky et al., NIPS 2012, 4.1)
  Dense, ///< windows all along the longer side, and their mirror images
};

/// A window of a picture, of the model's size. Views of one group are positions of one sweep over
/// the picture; mirrored views are a group of their own.
struct View {
  int64_t left = 0, top = 0;
  bool mirrored = false;
};

/// The shorter side that a picture is given before it is cut: for Dense the model's own (the larger
/// of its sides), so that windows lie along one direction; else 256/224 of that, rounded, as for
/// ImageNet.
int64_t shorterSide(Crops crops, int64_t width, int64_t height);

/// The views of a picture of the given size for a model's width and height, unmirrored ones first.
/// The middle is torchvision's: half of what is left over, a half rounded to the even number. Dense
/// windows overlap by at least a half. Throws UserError when the picture is smaller than the
/// model's input; `name` is for the message.
std::vector<View> viewsOf(const std::string &name, Crops crops, const Image &image, int64_t width,
                          int64_t height);

} // namespace resnetc::images
