//===- PredictImages.h - what models take photographs for -------------------------===//
//
// The part of `resnetc-run predict` that begins with image files.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "tools/resnetc-run/ImageOptions.h"

#include <cstdint>
#include <string>
#include <vector>

namespace resnetc::run {

struct ImageOptions {
  std::vector<std::string> files;     ///< JPEG, PNG and WebP images
  std::vector<std::string> libraries; ///< the model, and the same with other input sizes
  std::string device;                 ///< for every library; empty: its own
  std::string weights;                ///< for every library; empty: the embedded ones
  std::string crops = "1";            ///< 1, 10 or dense
  ReadingOptions reading;
  std::string classes;           ///< file of names
  std::string output, saveInput; ///< .npy files to write
  int64_t resize = 0;            ///< the shorter side; 0: what fits the model's input
  int64_t top = 0;               ///< classes to print per image; 0: none
  int64_t batch = 0;             ///< views per call; 0: as many as 64 of 224 x 224 have pixels
  int32_t threads = 0;
  bool strictWeights = false; ///< refuse weights with values that no trained model has
  bool json = false;
};

/// Decodes, cuts and runs all images, then prints the best classes of each and writes the arrays.
/// Image files that cannot be read are named on stderr as they come and have no classes, `error` in
/// JSON and NaN in the arrays, where every file has its rows; at the end they cause a
/// ReportedError. Throws UserError for libraries and options that are wrong; nothing is printed or
/// written then, nor when no image could be read (but for JSON).
void predictImages(const ImageOptions &options);

} // namespace resnetc::run
