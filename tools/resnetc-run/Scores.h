//===- Scores.h - one answer from many views of an image --------------------------===//
//
// Views of one sweep (images::Crops::Dense) are positions of one fully convolutional network: their
// logits are averaged first, as Simonyan and Zisserman (arXiv:1409.1556, section 3.2) average the
// map of class scores; for a network that ends in a global average pool and a linear layer this is
// what a larger input would give, but for the borders. Everything else, single crops, mirror images
// and scales, is averaged after the softmax: so Krizhevsky et al. (NIPS 2012, section 4.1) average
// ten crops, Simonyan and Zisserman mirror images and scales, and He et al. (arXiv:1512.03385,
// section 3.4) refer to both.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace resnetc::run {

/// The scores of one image over all views and models.
class Scores {
public:
  explicit Scores(int64_t classes) : sums(static_cast<size_t>(classes)) {}

  /// Adds the mean logits of one group of views.
  void add(std::span<const double> logits);

  /// The mean of the groups' softmaxes; sums to 1.
  std::vector<double> probabilities() const;

  /// What `--output` gets: of one group its logits, of several the logarithms of the probabilities,
  /// which are logits of the same answer.
  std::vector<float> outputs() const;

private:
  std::vector<double> sums;   ///< of the groups' softmaxes
  std::vector<double> logits; ///< of the latest group
  int64_t groups = 0;
};

/// The classes from the most to the least probable, equal ones in order; NaN comes last.
std::vector<int64_t> ranked(std::span<const double> probabilities);

/// The names of a file, one per line, `count` of them; empty lines at the end are ignored.
/// Throws UserError for another number of lines, empty names and control characters.
std::vector<std::string> readClassNames(const std::string &path, int64_t count);

} // namespace resnetc::run
