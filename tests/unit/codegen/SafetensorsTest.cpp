//===- SafetensorsTest.cpp - good files are read, every kind of bad one is refused ----===//
#include "compiler/Support/Safetensors.h"

#include "llvm/Support/Endian.h"

#include <gtest/gtest.h>

using namespace resnetc;

namespace {

std::string file(const std::string &header, size_t dataBytes) {
  std::string bytes(8, '\0');
  llvm::support::endian::write64le(bytes.data(), header.size());
  return bytes + header + std::string(dataBytes, '\1');
}

std::string errorOf(const std::string &bytes) {
  auto entries = parseSafetensors(bytes);
  if (entries)
    return "";
  return llvm::toString(entries.takeError());
}

TEST(Safetensors, ReadsTensorsInAnyOrderOfTheirData) {
  auto entries = llvm::cantFail(parseSafetensors(
      file(R"({"__metadata__":{"by":"me"}, "b":{"dtype":"F32","shape":[2,1],"data_offsets":[8,16]},
              "a\u00e9":{"shape":[],"dtype":"I64","data_offsets":[0,8]}}   )",
           16)));
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].name, "b");
  EXPECT_EQ(entries[0].shape, (std::vector<int64_t>{2, 1}));
  EXPECT_EQ(entries[0].begin, 8u);
  EXPECT_EQ(entries[1].name, "a\xc3\xa9");
  EXPECT_EQ(entries[1].dtype, "I64");
}

TEST(Safetensors, AnEmptyFileOfTensorsIsFine) { EXPECT_EQ(errorOf(file("{}", 0)), ""); }

struct BadFile {
  const char *what;
  std::string bytes;
  const char *message;
};

const std::string goodEntry = R"({"dtype":"F32","shape":[1],"data_offsets":[0,4]})";

const BadFile badFiles[] = {
    {"empty", "", "only 0 bytes"},
    {"short", "abc", "only 3 bytes"},
    {"header beyond the file", std::string("\x40\0\0\0\0\0\0\0{}", 10), "cut off"},
    {"header length of all ones", std::string(8, '\xff') + "{}", "cut off"},
    {"no object", file("[]", 0), "expects '{'"},
    {"cut in a string", file("{\"a", 0), "a string without an end"},
    {"text after", file("{} x", 0), "text after"},
    {"not UTF-8", file("{\"\xff\":1}", 0), "not UTF-8"},
    {"name twice",
     file("{\"a\":" + goodEntry + R"(,"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8),
     "'a' stands twice"},
    {"unknown key", file(R"({"a":{"dtype":"F32","size":1}})", 0), "a key other than"},
    {"key twice", file(R"({"a":{"dtype":"F32","dtype":"F32"}})", 0), "the same key twice"},
    {"no shape", file(R"({"a":{"dtype":"F32","data_offsets":[0,4]}})", 4), "needs dtype"},
    {"three offsets", file(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}})", 4),
     "expects ']', got ','"},
    {"unknown type", file(R"({"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}})", 4),
     "unknown type 'F31'"},
    {"negative extent", file(R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4),
     "not negative"},
    {"extent with a fraction", file(R"({"a":{"dtype":"F32","shape":[1.5]}})", 4), "expects ']'"},
    {"extents that overflow",
     file(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}})", 0),
     "too many to count"},
    {"shape against size", file(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", 4),
     "but its shape takes 8"},
    {"data beyond the file", file("{\"a\":" + goodEntry + "}", 3), "of 3"},
    {"data that nobody owns", file("{\"a\":" + goodEntry + "}", 7), "last 3 bytes"},
    {"overlap", file("{\"a\":" + goodEntry + ",\"b\":" + goodEntry + "}", 4), "start at byte 0"},
    {"a gap", file(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8),
     "start at byte 4"},
    {"metadata of numbers", file(R"({"__metadata__":{"a":1}})", 0), "expects '\"'"},
    {"deep nesting", file("{\"a\":" + std::string(100000, '['), 0), "expects '{'"},
};

TEST(Safetensors, EveryKindOfBadFileIsRefusedWithItsReason) {
  for (const BadFile &bad : badFiles) {
    std::string error = errorOf(bad.bytes);
    EXPECT_NE(error.find(bad.message), std::string::npos) << bad.what << ": " << error;
  }
}

TEST(Safetensors, NoPrefixOfAGoodFileIsRead) {
  std::string good = file("{\"a\":" + goodEntry + "}", 4);
  EXPECT_EQ(errorOf(good), "");
  for (size_t kept = 0; kept < good.size(); ++kept)
    EXPECT_NE(errorOf(good.substr(0, kept)), "") << kept << " bytes";
}

} // namespace
