//===- SafetensorsTest.cpp - tests of runtime/train/Safetensors.cpp ---------------===//
//
// Round trips, type conversion, deterministic bytes, and each kind of damage.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Safetensors.h"

#include "tests/unit/tools/TempDir.h"

#include <cmath>

using namespace resnetc;
using namespace resnetc::train;
using test::expectError;
using test::TempDir;

namespace {

std::string packed(const std::string &header, const std::string &data) {
  uint64_t length = header.size();
  return std::string(reinterpret_cast<const char *>(&length), 8) + header + data;
}

const std::string goodHeader = R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                               R"("b":{"dtype":"F32","shape":[],"data_offsets":[8,12]}})";

} // namespace

TEST(Safetensors, readsBackWhatWasWritten) {
  TempDir dir;
  writeSafetensors(dir / "w", {{"z.weight", {2, 3}, {1, 2, 3, 4, 5, 6}}, {"a", {}, {-0.5f}}},
                   {{"epoch", "7"}, {"note", "é \"quoted\""}});
  SafetensorsFile file(dir / "w");
  ASSERT_EQ(file.tensors().size(), 2u);
  EXPECT_EQ(file.tensors()[0].name, "z.weight");
  EXPECT_EQ(file.tensors()[0].shape, (std::vector<int64_t>{2, 3}));
  EXPECT_EQ(file.floats(*file.find("z.weight")), (std::vector<float>{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(file.floats(*file.find("a")), std::vector<float>{-0.5f});
  EXPECT_EQ(file.find("b"), nullptr);
  EXPECT_EQ(file.metadata().at("note"), "é \"quoted\"");
  std::string bytes = dir.read("w");
  uint64_t length;
  memcpy(&length, bytes.data(), 8);
  EXPECT_EQ(length % 8, 0u) << "the data is aligned";
  writeSafetensors(dir / "w2", {{"z.weight", {2, 3}, {1, 2, 3, 4, 5, 6}}, {"a", {}, {-0.5f}}},
                   {{"note", "é \"quoted\""}, {"epoch", "7"}});
  EXPECT_EQ(dir.read("w2"), bytes);
  EXPECT_EQ(dir.entries(), 2u) << "no temporary files";
}

TEST(Safetensors, convertsOtherFloats) {
  TempDir dir;
  double wide = 0.1;
  std::string data(reinterpret_cast<const char *>(&wide), 8);
  data += std::string("\x00\x3c\x00\xc0\x01\x00\x00\x7c", 8); // f16: 1, -2, 2^-24, infinity
  data += std::string("\x80\x3f\x00\xc0", 4);                 // bf16: 1, -2
  std::string header = R"({"d":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},)"
                       R"("h":{"dtype":"F16","shape":[4],"data_offsets":[8,16]},)"
                       R"("b":{"dtype":"BF16","shape":[2],"data_offsets":[16,20]},)"
                       R"("i":{"dtype":"I64","shape":[0],"data_offsets":[20,20]}})";
  SafetensorsFile file(dir.write("w", packed(header, data)));
  EXPECT_EQ(file.floats(*file.find("d")), std::vector<float>{0.1f});
  EXPECT_EQ(file.floats(*file.find("h")),
            (std::vector<float>{1, -2, std::ldexp(1.0f, -24), INFINITY}));
  EXPECT_EQ(file.floats(*file.find("b")), (std::vector<float>{1, -2}));
  expectError([&] { file.floats(*file.find("i")); }, dir / "w", "tensor 'i' is I64");
}

TEST(Safetensors, refusesDamage) {
  TempDir dir;
  const std::string data(12, '\0');
  auto refuses = [&](const std::string &bytes, const std::string &why) {
    std::string path = dir.write("bad", bytes);
    expectError([&] { SafetensorsFile file(path); }, path, why);
  };
  auto edited = [&](const std::string &from, const std::string &to) {
    std::string header = goodHeader;
    header.replace(header.find(from), from.size(), to);
    return packed(header, data);
  };
  EXPECT_NO_THROW(SafetensorsFile(dir.write("good", packed(goodHeader, data))));
  refuses("", "only 0 bytes");
  refuses("1234567", "only 7 bytes");
  refuses(std::string(8, '\xff') + "{}", "cut off");
  refuses(packed(goodHeader, data).substr(0, 50), "cut off");
  refuses(packed(goodHeader, data.substr(1)), "of 11; 1 or more are missing, is the file cut off?");
  refuses(packed(goodHeader, data + "x"), "the last 1 bytes belong to no tensor");
  refuses(packed("", ""), "expects '{', got the end");
  refuses(packed("[]", ""), "expects '{', got '['");
  refuses(packed("{\"a\":" + std::string(100000, '['), ""), "expects '{', got '['");
  refuses(edited("\"b\"", "\"a\""), "'a' stands twice");
  refuses(edited("\"F32\"", "32"), "expects '\"', got '3'");
  refuses(edited("[2]", "[4294967296,4294967296]"), "too many to count");
  refuses(edited("[0,8]", "[4,12]"), "but the data before them end at");
  refuses(packed(R"({"__metadata__":{"a\nb":1}})", ""), "expects '\"', got '1'");
  expectError([&] { SafetensorsFile file(dir / "none"); }, dir / "none", "No such file");
  expectError([&] { SafetensorsFile file(dir.path); }, dir.path,
              "is a folder, expects a regular file");
}

TEST(Safetensors, writesCounts) {
  TempDir dir;
  const int64_t many = (int64_t{1} << 53) + 1;
  writeSafetensors(dir / "w", {{"n", {}, {}, many}, {"a", {1}, {0.5f}}});
  SafetensorsFile file(dir / "w");
  const StoredTensor *count = file.find("n");
  ASSERT_TRUE(count && count->shape.empty());
  EXPECT_EQ(count->dtype, "I64");
  int64_t value;
  memcpy(&value, count->bytes.data(), 8);
  EXPECT_EQ(value, many);
  EXPECT_EQ(file.floats(*file.find("a")), std::vector<float>{0.5f});
}

TEST(Safetensors, tellsOfAFileThatIsCutWhileItIsRead) {
  TempDir dir;
  const size_t count = size_t{1} << 18; // a mebibyte: far beyond the first page
  writeSafetensors(dir / "w", {{"a", {static_cast<int64_t>(count)}, std::vector<float>(count, 1)}});
  SafetensorsFile file(dir / "w");
  EXPECT_EQ(file.floats(*file.find("a")).back(), 1);
  std::filesystem::resize_file(dir / "w", 5000);
  expectError([&] { file.floats(*file.find("a")); }, dir / "w", "was cut short while it was read");
}

TEST(Safetensors, leavesNothingWhenItCannotWrite) {
  TempDir dir;
  expectError([&] { writeSafetensors(dir / "no/such/folder/w", {}); }, dir / "no", "cannot write");
  std::filesystem::create_directory(dir / "folder");
  expectError([&] { writeSafetensors(dir / "folder", {}); }, dir / "folder", "is a directory");
  EXPECT_EQ(dir.entries(), 1u);
}
