//===- TempDir.h - a folder for the files of one test -----------------------------===//
//
// Made fresh, removed with everything in it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>
#include <string>

namespace resnetc::test {

class TempDir {
public:
  TempDir() {
    std::string pattern = std::filesystem::temp_directory_path() / "resnetc-test-XXXXXX";
    if (!mkdtemp(pattern.data()))
      throw std::runtime_error("no temporary folder");
    path = pattern;
  }
  ~TempDir() { std::filesystem::remove_all(path); }
  TempDir(const TempDir &) = delete;
  TempDir &operator=(const TempDir &) = delete;

  std::string operator/(const std::string &name) const { return path / name; }

  std::string write(const std::string &name, const std::string &bytes) const {
    std::filesystem::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << bytes;
    return path / name;
  }

  std::string read(const std::string &name) const { return readFile(path / name); }

  static std::string readFile(const std::string &name) {
    std::ifstream file(name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  size_t entries() const { return names().size(); }

  /// What the folder lists.
  std::set<std::string> names() const { return namesOf(path); }

  static std::set<std::string> namesOf(const std::filesystem::path &folder) {
    std::set<std::string> result;
    for (const auto &entry : std::filesystem::directory_iterator(folder))
      result.insert(entry.path().filename());
    return result;
  }

  std::filesystem::path path;
};

} // namespace resnetc::test
