//===- TempDir.h - a folder for the files of one test -----------------------------===//
//
// Made fresh, removed with everything in it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Error.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
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

  size_t entries() const {
    std::filesystem::directory_iterator all(path);
    return static_cast<size_t>(std::distance(begin(all), end(all)));
  }

  std::filesystem::path path;
};

/// The text of the UserError that `call` throws; a failure of the test when it throws none.
template <typename Call> std::string errorOf(Call call) {
  try {
    call();
  } catch (const train::UserError &error) {
    return error.what();
  }
  ADD_FAILURE() << "no error was thrown";
  return "";
}

/// Expects a UserError that names `file` first and contains `why`.
template <typename Call>
void expectError(Call call, const std::string &file, const std::string &why) {
  std::string text = errorOf(call);
  EXPECT_EQ(text.rfind(file, 0), 0u) << text;
  EXPECT_NE(text.find(why), std::string::npos) << text;
  EXPECT_EQ(text.find('\n'), std::string::npos) << text;
}

} // namespace resnetc::test
