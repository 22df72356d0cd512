//===- Dataset.cpp - images with labels, from every source ------------------------===//
//
// One reader per kind of SPEC, and the choice between them.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Dataset.h"

#include "runtime/support/Error.h"
#include "runtime/train/Digits.h"
#include "runtime/train/FileReader.h"
#include "runtime/train/Folder.h"
#include "runtime/train/Idx.h"
#include "runtime/train/Notes.h"
#include "runtime/train/Npy.h"
#include "runtime/train/Safetensors.h"

#include <algorithm>
#include <filesystem>

namespace fs = std::filesystem;

namespace resnetc::train {

namespace {

/// Joins an IDX file of images and one of labels.
Dataset joinIdx(const std::string &imagesName, std::vector<uint8_t> imageBytes,
                const std::string &labelsName, std::span<const uint8_t> labelBytes, float scale) {
  IdxArray images = readIdx(imagesName, imageBytes), labels = readIdx(labelsName, labelBytes);
  const std::vector<int64_t> &s = images.shape;
  if (s.size() != 3 && s.size() != 4)
    userError("{}: its shape is {}, expects images [N, H, W] or [N, C, H, W]", imagesName,
              shapeText(s));
  if (labels.shape.size() != 1 || labels.shape[0] != s[0])
    userError("{}: its shape is {}, expects one label for each of the {} images", labelsName,
              shapeText(labels.shape), s[0]);
  std::array<int64_t, 3> chw = {s.size() == 4 ? s[1] : 1, s[s.size() - 2], s[s.size() - 1]};
  // In place: a second copy of the pixels may be gigabytes.
  imageBytes.erase(imageBytes.begin(),
                   imageBytes.end() - static_cast<ptrdiff_t>(images.values.size()));
  return Dataset(chw, std::move(imageBytes), scale, {labels.values.begin(), labels.values.end()});
}

std::vector<uint8_t> copied(std::span<const uint8_t> bytes) { return {bytes.begin(), bytes.end()}; }

DataSource openDigits() {
  constexpr float scale = 1; // the shipped model normalises pixels of 0..16
  DataSource source;
  source.train = joinIdx("digits (train images)", copied(digitsTrainImages()),
                         "digits (train labels)", digitsTrainLabels(), scale);
  source.test = joinIdx("digits (test images)", copied(digitsTestImages()), "digits (test labels)",
                        digitsTestLabels(), scale);
  return source;
}

/// The file of a directory that has one of the usual names; empty when there is none.
std::string findFile(const std::string &directory, std::initializer_list<const char *> names) {
  for (const char *name : names)
    if (fs::exists(fs::path(directory) / name))
      return fs::path(directory) / name;
  return "";
}

DataSource openIdx(const std::string &directory) {
  DataSource source;
  auto open = [&](const char *part, const std::string &images, const std::string &labels) {
    if (images.empty() || labels.empty())
      userError("idx:{}: has no {} set; expects {}-images-idx3-ubyte and {}-labels-idx1-ubyte "
                "(not compressed)",
                directory, part, part, part);
    return joinIdx(images, readWhole(images), labels, readWhole(labels), 1.0f / 255);
  };
  source.train =
      open("train", findFile(directory, {"train-images-idx3-ubyte", "train-images.idx3-ubyte"}),
           findFile(directory, {"train-labels-idx1-ubyte", "train-labels.idx1-ubyte"}));
  source.test = open("t10k",
                     findFile(directory, {"t10k-images-idx3-ubyte", "t10k-images.idx3-ubyte",
                                          "test-images-idx3-ubyte", "test-images.idx3-ubyte"}),
                     findFile(directory, {"t10k-labels-idx1-ubyte", "t10k-labels.idx1-ubyte",
                                          "test-labels-idx1-ubyte", "test-labels.idx1-ubyte"}));
  return source;
}

/// One CIFAR-10 set: files of records, one byte label and 3 x 32 x 32 bytes each. The data set's
/// own files have 10000; fewer may be meant so.
Dataset openCifarSet(const std::string &directory, const std::vector<std::string> &names,
                     std::vector<std::string> &warnings) {
  constexpr size_t pixels = 3 * 32 * 32, record = 1 + pixels, usual = 10000;
  std::vector<uint8_t> images;
  std::vector<int64_t> labels;
  for (const std::string &name : names) {
    const std::string path = fs::path(directory) / name;
    const std::vector<uint8_t> bytes = readWhole(path);
    if (bytes.empty() || bytes.size() % record != 0)
      userError("{}: is {} bytes long, expects {} records of {}, {} bytes (the binary version of "
                "CIFAR-10){}",
                path, bytes.size(), usual, record, usual * record,
                bytes.size() < usual * record ? "; is it cut off?" : "");
    if (bytes.size() < usual * record)
      warnings.push_back(
          fmt::format("{}: has {} of CIFAR-10's {} images, {} bytes of {}; is it cut "
                      "off?",
                      path, bytes.size() / record, usual, bytes.size(), usual * record));
    for (size_t at = 0; at < bytes.size(); at += record) {
      if (bytes[at] > 9)
        userError("{}: label {} of record {} is not one of 0..9", path, bytes[at], at / record);
      labels.push_back(bytes[at]);
      images.insert(images.end(), bytes.begin() + static_cast<ptrdiff_t>(at) + 1,
                    bytes.begin() + static_cast<ptrdiff_t>(at + record));
    }
  }
  return Dataset({3, 32, 32}, std::move(images), 1.0f / 255, std::move(labels));
}

DataSource openCifar10(std::string directory) {
  // The archive unpacks to this folder; either it or its parent may be named.
  if (fs::is_directory(fs::path(directory) / "cifar-10-batches-bin"))
    directory = fs::path(directory) / "cifar-10-batches-bin";
  DataSource source;
  source.train = openCifarSet(directory,
                              {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin",
                               "data_batch_4.bin", "data_batch_5.bin"},
                              source.warnings);
  source.test = openCifarSet(directory, {"test_batch.bin"}, source.warnings);
  source.classNames = {"airplane", "automobile", "bird",  "cat",  "deer",
                       "dog",      "frog",       "horse", "ship", "truck"};
  return source;
}

DataSource openNpy(const std::string &spec) {
  const std::vector<std::string> files = npyFiles(spec);
  if (files.empty())
    userError("{}: expects two files, npy:X.npy,Y.npy", spec);
  const std::string &xPath = files[0], &yPath = files[1];
  NpyArray<float> x = readNpyFloats(xPath, NpyTypes::Convertible);
  NpyArray<int64_t> y = readNpyIntegers(yPath, NpyTypes::Convertible);
  if (x.shape.size() != 4)
    userError("{}: its shape is {}, expects [N, C, H, W]", xPath, shapeText(x.shape));
  if (y.shape.size() != 1 || y.shape[0] != x.shape[0])
    userError("{}: its shape is {}, expects [{}], one label for each image", yPath,
              shapeText(y.shape), x.shape[0]);
  for (int64_t label : y.values)
    if (label < 0)
      userError("{}: label {} is negative", yPath, label);
  DataSource source;
  source.train =
      Dataset({x.shape[1], x.shape[2], x.shape[3]}, std::move(x.values), std::move(y.values));
  return source;
}

} // namespace

Dataset::Dataset(std::array<int64_t, 3> shape, std::vector<uint8_t> pixels, float scale,
                 std::vector<int64_t> labels)
    : chw(shape), bytes(std::move(pixels)), scale(scale), labels(std::move(labels)) {}

Dataset::Dataset(std::array<int64_t, 3> shape, std::vector<float> pixels,
                 std::vector<int64_t> labels)
    : chw(shape), floats(std::move(pixels)), labels(std::move(labels)) {}

Dataset::Dataset(std::vector<std::string> files, std::vector<int64_t> labels)
    : files(std::move(files)), labels(std::move(labels)) {}

int64_t Dataset::labelBound() const {
  return labels.empty() ? 0 : *std::max_element(labels.begin(), labels.end()) + 1;
}

void Dataset::image(int64_t index, float *out) const {
  const int64_t count = pixelsPerImage(), first = index * count;
  if (!floats.empty()) {
    std::copy_n(floats.begin() + first, count, out);
    return;
  }
  for (int64_t i = 0; i < count; ++i)
    out[i] = static_cast<float>(bytes[static_cast<size_t>(first + i)]) * scale;
}

DataSource openData(const std::string &spec) {
  size_t colon = spec.find(':');
  std::string kind = spec.substr(0, colon);
  std::string rest = colon == std::string::npos ? "" : spec.substr(colon + 1);
  DataSource source;
  if (spec == "digits") {
    source = openDigits();
  } else if (!rest.empty() && kind == "cifar10") {
    source = openCifar10(rest);
  } else if (!rest.empty() && kind == "folder") {
    source = openFolder(rest);
  } else if (!rest.empty() && kind == "idx") {
    source = openIdx(rest);
  } else if (!rest.empty() && kind == "npy") {
    source = openNpy(spec);
  } else {
    userError("{}: is not a data set; expects digits, cifar10:DIR, folder:DIR, idx:DIR or "
              "npy:X.npy,Y.npy",
              spec);
  }
  if (source.train.size() == 0)
    userError("{}: holds no images{}", spec,
              source.warnings.empty() ? "" : "; " + source.warnings.front());
  source.spec = spec;
  return source;
}

std::vector<std::string> npyFiles(const std::string &spec) {
  constexpr std::string_view kind = "npy:";
  const size_t comma = spec.find(',');
  if (!spec.starts_with(kind) || comma == std::string::npos || comma == kind.size() ||
      comma + 1 == spec.size())
    return {};
  return {spec.substr(kind.size(), comma - kind.size()), spec.substr(comma + 1)};
}

void tellWarnings(const DataSource &source) {
  for (const std::string &text : source.warnings)
    warn(text);
}

void checkFits(const std::string &spec, const std::array<int64_t, 3> &shape, int64_t labelBound,
               std::span<const int64_t, 3> inputShape, int64_t classes) {
  if (!std::equal(shape.begin(), shape.end(), inputShape.begin()))
    userError("{}: its images are {}, but the model's input is {} (channels, height, width)", spec,
              shapeText(shape), shapeText(inputShape));
  if (labelBound > classes)
    userError("{}: it has label {}, but the model has {} classes (0..{})", spec, labelBound - 1,
              classes, classes - 1);
}

void checkClassFolders(const DataSource &source, int64_t classes) {
  const int64_t folders = static_cast<int64_t>(source.classNames.size());
  if (source.train.hasFiles() && folders != classes)
    userError("{}: has {} class folders, but the model has {} classes; expects one folder for each "
              "class, in the order of their names; a class without images may have an empty one",
              source.spec, folders, classes);
}

} // namespace resnetc::train
