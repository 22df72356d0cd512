//===- Folder.cpp - folders of image files ----------------------------------------===//
//
// See Folder.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Folder.h"

#include "runtime/train/Error.h"

#include <algorithm>
#include <filesystem>

namespace fs = std::filesystem;

namespace resnetc::train {

namespace {

bool isHidden(const fs::path &path) { return path.filename().native().starts_with('.'); }

bool isImage(const fs::path &path) {
  std::string extension = path.extension();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
  return extension == ".jpg" || extension == ".jpeg" || extension == ".png";
}

/// The image files at any depth below a folder, sorted. Links to files are followed, links to
/// folders are not: they may lead in a circle.
std::vector<std::string> imagesBelow(const fs::path &folder) {
  std::vector<std::string> files;
  for (auto at = fs::recursive_directory_iterator(folder); at != end(at); ++at) {
    if (isHidden(at->path())) {
      at.disable_recursion_pending();
      continue;
    }
    if (isImage(at->path()) && at->is_regular_file())
      files.push_back(at->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

} // namespace

DataSource openFolder(const std::string &directory) {
  DataSource source;
  std::vector<std::string> files;
  std::vector<int64_t> labels;
  try {
    for (const fs::directory_entry &entry : fs::directory_iterator(directory))
      if (entry.is_directory() && !isHidden(entry.path()))
        source.classNames.push_back(entry.path().filename());
    std::sort(source.classNames.begin(), source.classNames.end());
    for (size_t k = 0; k < source.classNames.size(); ++k) {
      std::vector<std::string> images = imagesBelow(fs::path(directory) / source.classNames[k]);
      labels.insert(labels.end(), images.size(), static_cast<int64_t>(k));
      std::move(images.begin(), images.end(), std::back_inserter(files));
    }
  } catch (const fs::filesystem_error &error) {
    userError("folder:{}: {}: {}", directory, error.path1().string(), error.code().message());
  }
  if (source.classNames.empty())
    userError(
        "folder:{}: has no folders in it; expects one for each class, with JPEG or PNG images",
        directory);
  source.train = Dataset(std::move(files), std::move(labels));
  return source;
}

} // namespace resnetc::train
