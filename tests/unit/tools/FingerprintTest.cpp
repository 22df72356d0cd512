//===- FingerprintTest.cpp - tests of runtime/train/Fingerprint.cpp ---------===//
//
// What counts is what data hold, not where they lie.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Fingerprint.h"

#include "tests/unit/tools/TempDir.h"

using namespace resnetc;
using namespace resnetc::train;
using test::TempDir;

TEST(Fingerprint, tellsDataApart) {
  const std::array<int64_t, 3> shape = {1, 2, 2};
  auto of = [&](std::vector<uint8_t> pixels, std::vector<int64_t> labels, float scale = 1) {
    return fingerprint(Dataset(shape, std::move(pixels), scale, std::move(labels)));
  };
  const std::string first = of({1, 2, 3, 4, 5, 6, 7, 8}, {0, 1});
  EXPECT_EQ(first, of({1, 2, 3, 4, 5, 6, 7, 8}, {0, 1}));
  EXPECT_EQ(first.size(), 16u);
  for (const std::string &other :
       {of({1, 2, 3, 4, 5, 6, 7, 9}, {0, 1}), of({1, 2, 3, 4, 5, 6, 7, 8}, {1, 0}),
        of({1, 2, 3, 4}, {0}), of({5, 6, 7, 8, 1, 2, 3, 4}, {0, 1}),
        of({1, 2, 3, 4, 5, 6, 7, 8}, {0, 1}, 2)})
    EXPECT_NE(first, other);
  TempDir dir;
  for (const char *root : {"a", "b"})
    for (const char *name : {"/cat/1.png", "/dog/2.png"})
      dir.write(std::string(root) + name, "12345");
  auto files = [&](const std::string &root) {
    return fingerprint(Dataset({dir / (root + "/cat/1.png"), dir / (root + "/dog/2.png")}, {0, 1}));
  };
  EXPECT_EQ(files("a"), files("b")) << "a folder that was moved holds the same data";
  dir.write("b/dog/2.png", "123456");
  EXPECT_NE(files("a"), files("b"));
}
