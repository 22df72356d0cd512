//===- CheckpointTest.cpp - tests of runtime/train/Checkpoint.cpp -----------===//
//
// Numbers come back exactly, damage is noticed wherever it is, and older versions are read.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Checkpoint.h"

#include "runtime/train/Weights.h"

#include "tests/unit/tools/Training.h"

#include <cmath>
#include <cstring>
#include <map>
#include <zlib.h>

using namespace resnetc;
using namespace resnetc::train;
using test::expectError;
using test::run;
using test::TempDir;

TEST(Checkpoint, keepsNumbersExactly) {
  TempDir dir;
  Library library(FAKE_LIBRARY);
  State state(library);
  initialise(state, 3, true);
  Progress progress;
  progress.epoch = 12;
  progress.step = 345;
  progress.seed = 3;
  progress.schedule = {0.1, 2, 1};
  progress.bestTop1 = 1.0 / 3;
  progress.recipe = "{}";
  saveCheckpoint(dir / "c", state, progress);
  State other(library);
  Progress read = loadCheckpoint(dir / "c", other);
  EXPECT_EQ(read.epoch, 12);
  EXPECT_EQ(read.step, 345);
  EXPECT_EQ(read.schedule.bestLoss, 0.1);
  EXPECT_EQ(read.schedule.badEpochs, 2);
  EXPECT_EQ(read.bestTop1, 1.0 / 3);
  progress.schedule.bestLoss = INFINITY;
  saveCheckpoint(dir / "c", state, progress);
  EXPECT_EQ(loadCheckpoint(dir / "c", other).schedule.bestLoss, INFINITY);
  progress.images = 64;
  progress.lossSum = 0.1 + 0.2;
  progress.right = 17;
  progress.data = "0123456789abcdef";
  saveCheckpoint(dir / "c", state, progress);
  read = loadCheckpoint(dir / "c", other);
  EXPECT_EQ(read.images, 64);
  EXPECT_EQ(read.lossSum, 0.1 + 0.2);
  EXPECT_EQ(read.right, 17);
  EXPECT_EQ(read.data, "0123456789abcdef");
  writeSafetensors(dir / "plain", readTensors(state, true));
  expectError([&] { loadCheckpoint(dir / "plain", other); }, dir / "plain", "no 'format'");
  writeSafetensors(dir / "weights", readTensors(state, false), {{"format", "pt"}});
  expectError([&] { loadCheckpoint(dir / "weights", other); }, dir / "weights",
              "holds weights alone");
  expectError([&] { loadCheckpoint(dir / "weights", other); }, dir / "weights",
              "begin a training from them with --weights");
}

TEST(Checkpoint, noticesDamage) {
  TempDir dir;
  Library library(FAKE_LIBRARY);
  State state(library), other(library);
  initialise(state, 3, true);
  Progress progress;
  progress.recipe = "{}";
  saveCheckpoint(dir / "good", state, progress);
  const std::string good = dir.read("good");
  auto refuses = [&](const std::string &bytes, const std::string &why) {
    dir.write("bad", bytes);
    std::string text = test::errorOf([&] { loadCheckpoint(dir / "bad", other); });
    EXPECT_EQ(text.rfind(dir / "bad", 0), 0u) << text;
    EXPECT_NE(text.find(why), std::string::npos) << text;
    EXPECT_THROW(other.get(library.tensors()[0]), UserError) << "nothing was set";
  };
  const size_t count = good.size();
  for (size_t at : {count - 1, count - 2000, count - 5000}) {
    std::string bytes = good;
    bytes[at] ^= 1;
    refuses(bytes, "is damaged: its checksum is");
  }
  for (const char *key : {"\"step\":\"0", "\"lr_drops\":\"0", "\"seed\":\"1"}) {
    std::string bytes = good;
    bytes[bytes.find(key) + strlen(key) - 1] ^= 2;
    refuses(bytes, "is damaged: its checksum is");
  }
  // Every bit of the header: names, shapes and offsets of tensors, keys and values of the metadata.
  uint64_t headerBytes;
  memcpy(&headerBytes, good.data(), sizeof headerBytes);
  for (size_t bit = 0; bit < 8 * (sizeof headerBytes + headerBytes); ++bit) {
    std::string bytes = good;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
    dir.write("bad", bytes);
    const std::string text = test::errorOf([&] { loadCheckpoint(dir / "bad", other); });
    EXPECT_NE(text.find("is damaged: "), std::string::npos) << bit << ": " << text;
  }
  EXPECT_THROW(other.get(library.tensors()[0]), UserError) << "nothing was set";
  refuses(good.substr(0, count - 1), "is damaged: ");
  refuses(good.substr(0, count - 1), "begin again from the best weights");
  refuses(good.substr(0, 100), "is damaged: ");
  refuses("", "is damaged: ");
}

TEST(Checkpoint, readsTheFirstVersion) {
  TempDir dir;
  run({"epochs=2"}, {dir / "run", 1});
  run({"epochs=3"}, {dir / "new", 1});
  SafetensorsFile file(dir / "run/last.safetensors");
  std::map<std::string, std::string> metadata = file.metadata();
  for (const char *key :
       {"images", "loss_sum", "right", "data", "eval_data", "network", "checksum"})
    EXPECT_EQ(metadata.erase(key), 1u) << key;
  metadata["format"] = "resnetc checkpoint 1";
  Library library(FAKE_LIBRARY);
  State state(library);
  loadWeights(state, file, true);
  writeSafetensors(dir / "run/last.safetensors", readTensors(state, true), metadata);
  testing::internal::CaptureStderr();
  run({"epochs=3"}, {dir / "run", 1, true});
  const std::string told = testing::internal::GetCapturedStderr();
  EXPECT_NE(told.find("without a checksum"), std::string::npos) << told;
  EXPECT_NE(told.find("without the hash of its network"), std::string::npos) << told;
  EXPECT_EQ(dir.read("run/last.safetensors"), dir.read("new/last.safetensors"));
}

TEST(Checkpoint, readsTheSecondVersion) {
  TempDir dir;
  Library library(FAKE_LIBRARY);
  State state(library);
  initialise(state, 3, true);
  Progress progress;
  progress.recipe = "{}";
  progress.step = 5;
  saveCheckpoint(dir / "new", state, progress);
  std::map<std::string, std::string> metadata = SafetensorsFile(dir / "new").metadata();
  metadata.erase("network");
  metadata["format"] = "resnetc checkpoint 2";
  auto write = [&](const std::vector<NamedTensor> &tensors) {
    uLong crc = 0;
    auto add = [&](std::string_view text) {
      crc = ::crc32_z(crc, reinterpret_cast<const Bytef *>(text.data()), text.size());
    };
    metadata.erase("checksum");
    for (const auto &[key, value] : metadata)
      add(key + "=" + value + "\n");
    for (const NamedTensor &tensor : tensors)
      add(tensor.bytes());
    metadata["checksum"] = fmt::format("{:08x}", crc);
    writeSafetensors(dir / "old", tensors, metadata);
  };
  write(readTensors(state, true));
  State other(library);
  const Progress read = loadCheckpoint(dir / "old", other);
  EXPECT_EQ(read.step, 5);
  EXPECT_EQ(read.network, "");
  EXPECT_EQ(other.get(library.tensors()[0]), state.get(library.tensors()[0]));
}
