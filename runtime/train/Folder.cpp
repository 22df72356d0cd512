//===- Folder.cpp - folders of image files ----------------------------------------===//
//
// See Folder.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Folder.h"

#include "runtime/support/Error.h"

#include <algorithm>
#include <filesystem>
#include <map>

namespace fs = std::filesystem;

namespace resnetc::train {

namespace {

bool isHidden(const fs::path &path) { return path.filename().native().starts_with('.'); }

/// ".JPG" as ".jpg"; empty for a name without one.
std::string extensionOf(const fs::path &path) {
  std::string extension = path.extension();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
  return extension;
}

bool isImage(const std::string &extension) {
  return extension == ".jpg" || extension == ".jpeg" || extension == ".png" || extension == ".webp";
}

/// The entries of a folder that are no images, by kind, with what a warning says about them.
class Skipped {
public:
  explicit Skipped(const std::string &directory) : directory(directory) {}

  void add(const fs::directory_entry &entry) {
    std::error_code ignored;
    std::string extension = extensionOf(entry.path());
    kinds[isHidden(entry.path())            ? "hidden"
          : entry.is_directory(ignored)     ? "links to folders"
          : !entry.is_regular_file(ignored) ? "no regular files"
          : isImage(extension)              ? "beside the class folders"
          : extension.empty()               ? "without an extension"
                                            : inQuotes(extension)]
        .push_back(entry.path().lexically_relative(directory));
  }

  /// "folder:DIR: skips 7 '.gif' (a/1.gif, a/2.gif, a/3.gif and 4 more), 1 hidden (.git)"; empty
  /// when nothing was skipped.
  std::string warning() {
    constexpr size_t shownNames = 3, shownKinds = 8;
    std::vector<std::string> parts;
    for (auto &[kind, names] : kinds) {
      std::sort(names.begin(), names.end());
      std::string list;
      for (size_t i = 0; i < std::min(names.size(), shownNames); ++i)
        list += (i ? ", " : "") + inQuotes(names[i]);
      if (names.size() > shownNames)
        list += fmt::format(" and {} more", names.size() - shownNames);
      parts.push_back(fmt::format("{} {} ({})", names.size(), kind, list));
    }
    if (parts.size() > shownKinds) {
      size_t more = parts.size() - shownKinds;
      parts.resize(shownKinds);
      parts.push_back(fmt::format("and {} more kinds", more));
    }
    return parts.empty()
               ? ""
               : fmt::format("folder:{}: skips {}; images are .jpg, .jpeg, .png and .webp",
                             directory, fmt::join(parts, ", "));
  }

private:
  std::string directory;
  std::map<std::string, std::vector<std::string>> kinds;
};

/// The image files at any depth below a folder, sorted. Links to files are followed, links to
/// folders are not: they may lead in a circle.
std::vector<std::string> imagesBelow(const fs::path &folder, Skipped &skipped) {
  std::vector<std::string> files;
  for (auto at = fs::recursive_directory_iterator(folder); at != end(at); ++at) {
    if (!isHidden(at->path()) && at->is_directory() && !at->is_symlink())
      continue;
    if (!isHidden(at->path()) && isImage(extensionOf(at->path())) && at->is_regular_file()) {
      files.push_back(at->path());
      continue;
    }
    at.disable_recursion_pending();
    skipped.add(*at);
  }
  std::sort(files.begin(), files.end());
  return files;
}

} // namespace

DataSource openFolder(const std::string &directory) {
  DataSource source;
  Skipped skipped(directory);
  std::vector<std::string> files;
  std::vector<int64_t> labels;
  try {
    for (const fs::directory_entry &entry : fs::directory_iterator(directory)) {
      if (entry.is_directory() && !isHidden(entry.path()))
        source.classNames.push_back(entry.path().filename());
      else
        skipped.add(entry);
    }
    std::sort(source.classNames.begin(), source.classNames.end());
    for (size_t k = 0; k < source.classNames.size(); ++k) {
      std::vector<std::string> images =
          imagesBelow(fs::path(directory) / source.classNames[k], skipped);
      labels.insert(labels.end(), images.size(), static_cast<int64_t>(k));
      std::move(images.begin(), images.end(), std::back_inserter(files));
    }
  } catch (const fs::filesystem_error &error) {
    userError("folder:{}: {}: {}", directory, error.path1().string(), error.code().message());
  }
  if (source.classNames.empty())
    userError("folder:{}: has no folders in it; expects one for each class, with JPEG, PNG or WebP "
              "images",
              directory);
  if (std::string warning = skipped.warning(); !warning.empty())
    source.warnings.push_back(std::move(warning));
  source.train = Dataset(std::move(files), std::move(labels));
  return source;
}

} // namespace resnetc::train
