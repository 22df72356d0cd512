//===- OrientationTest.cpp - tests of runtime/images/Orientation.cpp --------------===//
//
// EXIF data put together by hand, good ones and others; the files of real encoders are in
// tests/images.
//
//===----------------------------------------------------------------------===//
#include "runtime/images/Orientation.h"

#include <gtest/gtest.h>

using namespace resnetc::images;

namespace {

std::string number(uint64_t value, int width, bool big) {
  std::string bytes;
  for (int i = 0; i < width; ++i)
    bytes += static_cast<char>(value >> 8 * (big ? width - 1 - i : i));
  return bytes;
}

/// EXIF data with a maker's name and an orientation.
std::string exif(bool big, uint16_t orientation, uint16_t type = 3, uint32_t count = 1) {
  auto entry = [&](uint16_t tag, uint16_t type, uint32_t count, const std::string &value) {
    return number(tag, 2, big) + number(type, 2, big) + number(count, 4, big) + value;
  };
  return std::string(big ? "MM" : "II") + number(42, 2, big) + number(8, 4, big) +
         number(2, 2, big) + entry(0x10f, 2, 3, "me" + std::string(2, '\0')) +
         entry(0x112, type, count, number(orientation, 2, big) + std::string(2, '\0')) +
         std::string(4, '\0');
}

std::string jpegWith(const std::string &data) {
  const std::string marked = std::string("Exif\0\0", 6) + data;
  return std::string("\xff\xd8\xff\xe0\0\4ab", 8) + // another segment before it
         "\xff\xff\xe1" + number(marked.size() + 2, 2, true) + marked + "\xff\xda";
}

std::string pngWith(const std::string &data) {
  auto chunk = [](const std::string &kind, const std::string &content) {
    return number(content.size(), 4, true) + kind + content + "none";
  };
  return "\x89PNG\r\n\x1a\n" + chunk("IHDR", std::string(13, '\0')) + chunk("IDAT", "abc") +
         chunk("eXIf", data) + chunk("IEND", "");
}

std::string webpWith(const std::string &data, char flags = 8) {
  auto chunk = [](const std::string &kind, std::string content) {
    std::string bytes = kind + number(content.size(), 4, false) + content;
    return bytes.size() % 2 ? bytes + '\0' : bytes;
  };
  std::string chunks =
      chunk("VP8X", flags + std::string(9, '\0')) + chunk("VP8L", "abc") + chunk("EXIF", data);
  return "RIFF" + number(chunks.size() + 4, 4, false) + "WEBP" + chunks;
}

int orientationIn(const std::string &file) {
  return orientationOf({reinterpret_cast<const uint8_t *>(file.data()), file.size()});
}

} // namespace

TEST(Orientation, isReadFromEveryFormat) {
  for (bool big : {false, true})
    for (uint16_t value = 1; value <= 8; ++value) {
      EXPECT_EQ(orientationIn(jpegWith(exif(big, value))), value);
      EXPECT_EQ(orientationIn(pngWith(exif(big, value))), value);
      EXPECT_EQ(orientationIn(webpWith(exif(big, value))), value);
      EXPECT_EQ(orientationIn(webpWith(std::string("Exif\0\0", 6) + exif(big, value))), value);
    }
}

TEST(Orientation, isUprightWhereTheDataSayNothingGood) {
  for (const std::string &data : {exif(true, 0), exif(true, 9), exif(false, 258), exif(true, 6, 5),
                                  exif(true, 6, 3, 2), std::string(), std::string("II*"),
                                  std::string("II*\0\xff\xff\xff\xff", 8), std::string(40, 'x')}) {
    EXPECT_EQ(orientationIn(jpegWith(data)), 1);
    EXPECT_EQ(orientationIn(pngWith(data)), 1);
    EXPECT_EQ(orientationIn(webpWith(data)), 1);
  }
  EXPECT_EQ(orientationIn(webpWith(exif(true, 6), 0)), 1) << "its header says that there is none";
  EXPECT_EQ(orientationIn("GIF89a"), 1);
  const std::string whole = jpegWith(exif(true, 6));
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_LE(orientationIn(whole.substr(0, size)), 8) << "and no byte beyond the end is touched";
}

TEST(Orientation, turnsAndMirrors) {
  // 1 2 3
  // 4 5 6
  const Image stored{3, 2, 1, {1, 2, 3, 4, 5, 6}};
  auto bytes = [&](int orientation) { return upright(stored, orientation).bytes; };
  using Bytes = std::vector<uint8_t>;
  EXPECT_EQ(bytes(1), stored.bytes);
  EXPECT_EQ(bytes(2), (Bytes{3, 2, 1, 6, 5, 4}));
  EXPECT_EQ(bytes(3), (Bytes{6, 5, 4, 3, 2, 1}));
  EXPECT_EQ(bytes(4), (Bytes{4, 5, 6, 1, 2, 3}));
  EXPECT_EQ(bytes(5), (Bytes{1, 4, 2, 5, 3, 6}));
  EXPECT_EQ(bytes(6), (Bytes{4, 1, 5, 2, 6, 3}));
  EXPECT_EQ(bytes(7), (Bytes{6, 3, 5, 2, 4, 1}));
  EXPECT_EQ(bytes(8), (Bytes{3, 6, 2, 5, 1, 4}));
  EXPECT_EQ(upright(stored, 4).width, 3);
  EXPECT_EQ(upright(stored, 5).width, 2);
  EXPECT_EQ(upright(stored, 8).height, 3);
  const Image colours{2, 1, 3, {1, 2, 3, 4, 5, 6}};
  EXPECT_EQ(upright(colours, 2).bytes, (Bytes{4, 5, 6, 1, 2, 3}));
}
