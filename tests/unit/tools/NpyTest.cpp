//===- NpyTest.cpp - tests of runtime/train/Npy.cpp -------------------------------===//
//
// Round trips, versions and types as numpy writes them, and each kind of damage.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Npy.h"

#include "tests/unit/tools/TempDir.h"

using namespace resnetc;
using namespace resnetc::train;
using test::expectError;
using test::TempDir;

namespace {

std::string npy(const std::string &header, const std::string &data, char version = 1) {
  std::string file = "\x93NUMPY";
  file += version;
  file += '\0';
  file += static_cast<char>(header.size() & 0xff);
  file += static_cast<char>(header.size() >> 8);
  if (version > 1)
    file += std::string(2, '\0');
  return file + header + data;
}

template <typename T> std::string bytesOf(std::vector<T> values) {
  return {reinterpret_cast<const char *>(values.data()), values.size() * sizeof(T)};
}

std::string header(const std::string &descr, const std::string &shape,
                   const std::string &order = "False") {
  return "{'descr': '" + descr + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
}

} // namespace

TEST(Npy, readsBackWhatWasWritten) {
  TempDir dir;
  std::vector<float> values = {1, 2, 3, 4, 5, 6};
  for (const std::vector<int64_t> &shape : {std::vector<int64_t>{2, 3}, {6}, {1, 2, 3, 1}}) {
    writeNpy(dir / "x.npy", shape, values);
    NpyArray<float> array = readNpyFloats(dir / "x.npy");
    EXPECT_EQ(array.shape, shape);
    EXPECT_EQ(array.values, values);
    EXPECT_EQ((dir.read("x.npy").size() - 24) % 64, 0u) << "the data is aligned";
  }
}

TEST(Npy, readsEveryVersionAndSpelling) {
  TempDir dir;
  std::string data = bytesOf<float>({1.5f, -2});
  for (char version : {1, 2, 3}) {
    std::string path = dir.write("x.npy", npy(header("<f4", "(2,)"), data, version));
    EXPECT_EQ(readNpyFloats(path).values, (std::vector<float>{1.5f, -2}));
  }
  std::string odd = R"({"shape":(1,2),"fortran_order":False,"descr":"<f4"})";
  EXPECT_EQ(readNpyFloats(dir.write("x.npy", npy(odd, data))).shape, (std::vector<int64_t>{1, 2}));
  EXPECT_EQ(readNpyFloats(dir.write("x.npy", npy(header("<f4", "(2,)", "True"), data))).values[0],
            1.5f)
      << "one dimension has no order";
}

TEST(Npy, convertsOnlyWhenAsked) {
  TempDir dir;
  std::string wide = dir.write("d.npy", npy(header("<f8", "(1,)"), bytesOf<double>({0.1})));
  expectError([&] { readNpyFloats(wide); }, wide, "elements are '<f8', expects float32");
  EXPECT_EQ(readNpyFloats(wide, NpyTypes::Convertible).values, std::vector<float>{0.1f});
  std::string narrow = dir.write("i.npy", npy(header("<i4", "(2,)"), bytesOf<int32_t>({-1, 7})));
  expectError([&] { readNpyIntegers(narrow); }, narrow, "expects int64");
  EXPECT_EQ(readNpyIntegers(narrow, NpyTypes::Convertible).values, (std::vector<int64_t>{-1, 7}));
  std::string byte = dir.write("u.npy", npy(header("|u1", "(1,)"), "\xff"));
  EXPECT_EQ(readNpyIntegers(byte, NpyTypes::Convertible).values[0], 255);
  std::string exact = dir.write("l.npy", npy(header("<i8", "()"), bytesOf<int64_t>({5})));
  EXPECT_EQ(readNpyIntegers(exact).shape.size(), 0u);
}

TEST(Npy, refusesDamage) {
  TempDir dir;
  const std::string data = bytesOf<float>({1, 2});
  auto refuses = [&](const std::string &bytes, const std::string &why) {
    std::string path = dir.write("bad.npy", bytes);
    expectError([&] { readNpyFloats(path); }, path, why);
  };
  std::string good = npy(header("<f4", "(2,)"), data);
  refuses("", "not a .npy file");
  refuses("PK\x03\x04 and so on", "not a .npy file");
  refuses(npy(header("<f4", "(2,)"), data, 4), "version 4");
  refuses(good.substr(0, 20), "cut short within its header");
  refuses(good.substr(0, good.size() - 1),
          "takes 8 bytes, but 7 follow the header; is the file cut off?");
  refuses(good + "1234", "takes 8 bytes, but 12 follow the header");
  refuses(npy("", data), "header is damaged");
  refuses(npy("{}", data), "header is damaged");
  refuses(npy(header("<f4", "(2,)").substr(1), data), "header is damaged");
  refuses(npy(header("<f4", "(-2,)"), data), "header is damaged");
  refuses(npy(header("<f4", "(2.0,)"), data), "header is damaged");
  refuses(npy(header("<f4", "2"), data), "header is damaged");
  refuses(npy(header("<f4", "(" + std::string(400, '9') + ",)"), data), "header is damaged");
  refuses(npy(header("<f4", "(2,)", "7"), data), "header is damaged");
  refuses(npy("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", data),
          "header is damaged");
  refuses(npy(header("<f4", "(2,)") + "x", data), "header is damaged");
  refuses(npy(header("<f4", "(1,2)", "True"), data), "Fortran order");
  refuses(npy(header(">f4", "(2,)"), data), "expects float32");
  refuses(npy(header("|O", "(2,)"), data), "expects float32");
  refuses(npy(header("<f4", "(4611686018427387904,2,2)"), data), "too large");
  refuses(npy(header("<f4", "(1000000000,64)"), data), "takes 256000000000 bytes, but");
}
