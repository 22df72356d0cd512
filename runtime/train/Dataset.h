//===- Dataset.h - images with labels, from every source --------------------------===//
//
// A SPEC of the command line becomes a training and a test set. Most are held in memory, where
// bytes stay bytes until a batch is filled, so that CIFAR-10 takes 180 MB and not 700. Of folders
// only the names of the files are; Preparation.h decodes them when they are needed.
//
// Pixel scales (the model's own `normalize` comes after): cifar10, idx and folder give byte / 255,
// digits give their values 0..16 and npy its floats as they are.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace resnetc::train {

/// Images of one shape, or image files of any, and their labels.
class Dataset {
public:
  Dataset() = default;
  /// Images as bytes, each worth byte * scale. pixels.size() == labels.size() * C * H * W.
  Dataset(std::array<int64_t, 3> shape, std::vector<uint8_t> pixels, float scale,
          std::vector<int64_t> labels);
  /// Images as floats.
  Dataset(std::array<int64_t, 3> shape, std::vector<float> pixels, std::vector<int64_t> labels);

  /// Image files, one label each.
  Dataset(std::vector<std::string> files, std::vector<int64_t> labels);

  /// Whether the images are files: they have file() then, and neither shape() nor image().
  bool hasFiles() const { return !files.empty(); }
  const std::string &file(int64_t index) const { return files[static_cast<size_t>(index)]; }

  int64_t size() const { return static_cast<int64_t>(labels.size()); }
  const std::array<int64_t, 3> &shape() const { return chw; }
  int64_t pixelsPerImage() const { return chw[0] * chw[1] * chw[2]; }
  int64_t label(int64_t index) const { return labels[static_cast<size_t>(index)]; }
  /// One past the largest label, 0 when empty.
  int64_t labelBound() const;

  /// Writes one image, C x H x W floats.
  void image(int64_t index, float *out) const;

private:
  std::array<int64_t, 3> chw = {0, 0, 0};
  std::vector<uint8_t> bytes;
  std::vector<float> floats;
  float scale = 1;
  std::vector<std::string> files;
  std::vector<int64_t> labels;
};

/// What a SPEC names. A source without a division leaves `test` empty.
struct DataSource {
  std::string spec;
  Dataset train, test;
  std::vector<std::string> classNames; ///< empty: the classes are numbers
  std::vector<std::string> warnings;   ///< what was ignored or seems to be missing, a line each
};

/// Reads digits | cifar10:DIR | folder:DIR | idx:DIR | npy:X.npy,Y.npy. Throws UserError for
/// another SPEC, missing or damaged files.
DataSource openData(const std::string &spec);

/// X.npy and Y.npy of npy:X.npy,Y.npy; nothing of other SPECs, whose files lie in folders.
std::vector<std::string> npyFiles(const std::string &spec);

/// Prints the source's warnings on stderr.
void tellWarnings(const DataSource &source);

/// Throws UserError unless images of `shape` with labels below `labelBound` fit a model; `spec` is
/// for the message.
void checkFits(const std::string &spec, const std::array<int64_t, 3> &shape, int64_t labelBound,
               std::span<const int64_t, 3> inputShape, int64_t classes);

/// Throws UserError unless a source of image files has as many class folders as the model classes:
/// a missing one would shift the numbers of those after it. Other sources are fine.
void checkClassFolders(const DataSource &source, int64_t classes);

} // namespace resnetc::train
