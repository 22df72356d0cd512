//===- BoxesTest.cpp - copies of boxes and the barriers that count them, on the emulator ------===//
//
// Boxes of a small map, element by element, in each mode; then kernels that lack a step or are wrong in one, and tensor
// maps that cannot be.
//
//===----------------------------------------------------------------------===//
#include "tests/cuda/emulator/SmallKernel.h"

#include "compiler/Backend/Cuda/Emulator/TensorMap.h"

#include <gtest/gtest.h>

namespace resnetc::cuda::test {

using kernels::ElementType;

/// A map [images][blocks][rows][columns][channels] of f32.
constexpr int channels = 4, columns = 3, rows = 4, blocks = 2, images = 2;
constexpr int mapElements = channels * columns * rows * blocks * images;
constexpr int f32 = 7; ///< the driver's number

static float element(int image, int block, int row, int column, int channel) {
  if (row < 0 || row >= rows || column < 0 || column >= columns || image >= images)
    return 0;
  return static_cast<float>(
      1 + (((image * blocks + block) * rows + row) * columns + column) * channels + channel);
}

static Floats filled() {
  Floats memory;
  for (int i = 0; i < mapElements; ++i)
    memory.in[static_cast<size_t>(i)] = static_cast<float>(i + 1);
  return memory;
}

struct MapSpec {
  bool im2col = true;
  int swizzle = 0, interleave = 0, type = f32;
  uint64_t sizes[5] = {channels, columns, rows, blocks, images};
  uint64_t strides[4] = {16, 16 * columns, 16 * columns *rows, 16 * columns *rows *blocks};
  uint32_t box[5] = {channels, 2, 2, 1, 1}, steps[5] = {1, 1, 1, 1, 1};
  int lower[3] = {-1, -1, 0}, upper[3] = {-1, -1, 1 - blocks};
  uint32_t pixels = 16;
  int misaligned = 0; ///< bytes of the tensor's begin
};

/// What is wrong with it, or nothing.
static std::string encode(const MapSpec &spec, const Floats &memory, MapBytes *map) {
  const char *start = reinterpret_cast<const char *>(memory.in.data()) + spec.misaligned;
  return emulator::TensorMap::encode(
      {map, spec.type, 5, start, spec.sizes, spec.strides, spec.im2col ? nullptr : spec.box,
       spec.im2col ? spec.lower : nullptr, spec.im2col ? spec.upper : nullptr, channels,
       spec.pixels, spec.steps, spec.interleave, spec.swizzle, 0, 0});
}

static Pointer arrival() { return shared(1, ElementType::I64); }

/// Which steps a kernel has, of those that a copy needs.
struct Steps {
  bool makes = true, hands = true, meets = true, expects = true, waits = true;
  int bytes = 256, to = 0, parity = 0;
};

/// A thread copies a box, and each writes a float of it.
static Outcome copied(const MapSpec &spec, const Box &box, const Steps &steps, Floats &memory) {
  MapBytes map;
  EXPECT_EQ(encode(spec, memory, &map), "");
  return run(64, memory,
             [&] {
               Pointer phases = arrival(), to = dynamicShared(steps.to);
               when(threadIndex() == 0, [&] {
                 if (steps.makes)
                   makePhases(phases, 1);
                 if (steps.hands)
                   handToAsync();
               });
               if (steps.meets)
                 barrier();
               when(threadIndex() == 0, [&] {
                 if (steps.expects)
                   arriveExpecting(phases, steps.bytes);
                 copyBox(to, box, phases);
               });
               if (steps.waits)
                 waitForPhase(phases, steps.parity);
               store(argument(1, ElementType::F32), threadIndex(), load(to, threadIndex()));
             },
             4096, {map});
}

static Box columnAt(int image, int row, int column, int block, int tapRow = 0, int tapColumn = 0) {
  return {0, {0, column, row, 0, image}, {tapColumn, tapRow, block}};
}

/// 3 x 3 taps with padding of one: the bounding box begins at -1 and ends at the map's second last pixel.
TEST(CudaBoxes, takePixelsFromImageToImage) {
  for (int swizzle : {0, 1})
    for (int tap : {0, 1, 2}) {
      Floats memory = filled();
      MapSpec spec;
      spec.swizzle = swizzle;
      ASSERT_EQ(copied(spec, columnAt(0, 1, 0, 1, tap, 2 - tap), {}, memory).found, "");
      int image = 0, row = 1, column = 0;
      for (int pixel = 0; pixel < 16; ++pixel) {
        for (int channel = 0; channel < channels; ++channel) {
          int at = pixel * channels + channel;
          if (swizzle == 1) // rows of 16 bytes, two of them in a line of the swizzle
            at = (pixel ^ (pixel / 8 % 2)) * channels + channel;
          EXPECT_EQ(memory.out[static_cast<size_t>(at)],
                    element(image, 1, row + tap, column + 2 - tap, channel))
              << "pixel " << pixel << ", tap " << tap;
        }
        if (++column > columns - 2) {
          column = -1;
          if (++row > rows - 2)
            row = -1, ++image;
        }
      }
    }
}

/// A step of two: every second pixel of the bounding box, whose number the column keeps.
TEST(CudaBoxes, stepOverPixels) {
  Floats memory = filled();
  MapSpec spec;
  spec.steps[1] = spec.steps[2] = 2;
  spec.lower[0] = spec.lower[1] = 0, spec.upper[0] = spec.upper[1] = 0;
  ASSERT_EQ(copied(spec, columnAt(0, 0, 0, 0), {}, memory).found, "");
  for (int pixel = 0; pixel < 16; ++pixel) {
    const int image = pixel / 4, row = pixel / 2 % 2 * 2, column = pixel % 2 * 2;
    EXPECT_EQ(memory.out[static_cast<size_t>(pixel * channels)], element(image, 0, row, column, 0))
        << pixel;
  }
}

TEST(CudaBoxes, takeTiles) {
  Floats memory = filled();
  MapSpec spec;
  spec.im2col = false;
  spec.box[3] = spec.box[4] = 2;
  ASSERT_EQ(copied(spec, {0, {0, -1, 3, 0, 0}, {}}, {}, memory).found, "");
  for (int i = 0; i < 16; ++i)
    EXPECT_EQ(memory.out[static_cast<size_t>(i * channels + 1)],
              element(i / 8, i / 4 % 2, 3 + i / 2 % 2, i % 2 - 1, 1))
        << i;
}

static std::string foundWith(const Steps &steps, const Box &box = columnAt(0, 0, 0, 0),
                             const MapSpec &spec = {}) {
  Floats memory = filled();
  return copied(spec, box, steps, memory).found;
}

#define EXPECT_FINDING(FOUND, TEXT)                                                                \
  do {                                                                                             \
    const std::string found = FOUND;                                                               \
    EXPECT_NE(found.find(TEXT), std::string::npos) << "found: " << found;                          \
  } while (false)

TEST(CudaBoxes, needEveryStep) {
  EXPECT_EQ(foundWith({}), "");
  auto without = [](bool Steps::*step) {
    Steps steps;
    steps.*step = false;
    return foundWith(steps);
  };
  EXPECT_FINDING(without(&Steps::makes), "uses an mbarrier that nobody has made");
  EXPECT_FINDING(without(&Steps::hands), "made without a fence.proxy.async behind it");
  EXPECT_FINDING(without(&Steps::meets), "race: uses an mbarrier that thread 0 has made");
  EXPECT_FINDING(
      without(&Steps::expects),
      "deadlock: thread 0 waits at mbarrier.try_wait.parity.shared::cta.b64 #1 for ever, as "
      "phase 0 of mbarrier 0 lacks 1 arrivals and -256 bytes");
  EXPECT_FINDING(without(&Steps::waits), "reads what a copy of thread 0 is still to bring");
}

TEST(CudaBoxes, areFoundWrong) {
  auto with = [](auto Steps::*member, int value) {
    Steps steps;
    steps.*member = value;
    return foundWith(steps);
  };
  EXPECT_FINDING(with(&Steps::bytes, 272), "lacks 0 arrivals and 16 bytes");
  EXPECT_FINDING(with(&Steps::bytes, 240), "16 bytes copied more than its mbarrier expects");
  EXPECT_FINDING(with(&Steps::to, 64), "that is not aligned to 128 bytes");
  EXPECT_FINDING(with(&Steps::to, 3968), "out of range");
  EXPECT_FINDING(with(&Steps::parity, 1), "reads what a copy of thread 0 is still to bring");
  EXPECT_FINDING(foundWith({}, columnAt(0, -2, 0, 0)), "outside of the map's bounding box");
  EXPECT_FINDING(foundWith({}, {0, {0, 0, 0, 0, 0}, {}}), "of another mode or rank");
  MapSpec tooLarge;
  tooLarge.sizes[4] = 10;
  EXPECT_FINDING(foundWith({}, columnAt(8, 0, 0, 0), tooLarge), "from outside of the buffers");
}

/// Nobody may wait for the copy but a thread that goes on; the others must wait, too, or meet it.
TEST(CudaBoxes, areSeenByThoseWhoWait) {
  auto kernel = [](bool meets) {
    Floats memory = filled();
    MapBytes map;
    EXPECT_EQ(encode({}, memory, &map), "");
    return run(64, memory,
               [&] {
                 Pointer phases = arrival(), to = dynamicShared(0);
                 when(threadIndex() == 0, [&] {
                   makePhases(phases, 1);
                   handToAsync();
                   arriveExpecting(phases, 256);
                   copyBox(to, columnAt(0, 0, 0, 0), phases);
                   waitForPhase(phases, 0);
                 });
                 if (meets)
                   barrier();
                 store(argument(1, ElementType::F32), threadIndex(), load(to, threadIndex()));
               },
               4096, {map})
        .found;
  };
  EXPECT_EQ(kernel(true), "");
  EXPECT_FINDING(kernel(false), "thread 1 race: reads what a copy of mbarrier 0 has brought");
}

TEST(CudaBoxes, areWaitedForByTheEnd) {
  Floats memory = filled();
  MapBytes map;
  ASSERT_EQ(encode({}, memory, &map), "");
  auto outcome = run(32, memory,
                     [] {
                       Pointer phases = arrival();
                       when(threadIndex() == 0, [&] {
                         makePhases(phases, 1);
                         handToAsync();
                         arriveExpecting(phases, 256);
                         copyBox(dynamicShared(0), columnAt(0, 0, 0, 0), phases);
                       });
                     },
                     4096, {map});
  EXPECT_FINDING(outcome.found, "thread 0 has copied what nobody has waited for");
}

TEST(CudaBoxes, findArrivalsThatAreTooMany) {
  Floats memory;
  auto outcome = run(32, memory, [] {
    Pointer phases = arrival();
    when(threadIndex() == 0, [&] {
      makePhases(phases, 1);
      arriveExpecting(phases, 16);
      arrive(phases);
    });
  });
  EXPECT_FINDING(outcome.found, "arrives at an mbarrier more often than its phase has arrivals");
}

/// The rules of cuTensorMapEncodeTiled and cuTensorMapEncodeIm2col.
TEST(CudaTensorMaps, keepTheDriversRules) {
  Floats memory;
  MapBytes map;
  auto wrong = [&](auto change) {
    MapSpec spec;
    change(spec);
    return encode(spec, memory, &map);
  };
  EXPECT_EQ(wrong([](MapSpec &) {}), "");
  EXPECT_FINDING(wrong([](MapSpec &spec) { spec.misaligned = 8; }), "multiple of 16 bytes");
  EXPECT_FINDING(wrong([](MapSpec &spec) { spec.strides[1] = 56; }), "no multiple of 16 bytes");
  EXPECT_FINDING(wrong([](MapSpec &spec) { spec.strides[3] = uint64_t{1} << 40; }), "the stride");
  EXPECT_FINDING(wrong([](MapSpec &spec) { spec.sizes[1] = 0; }), "the size of dimension 1 is 0");
  EXPECT_FINDING(wrong([](MapSpec &spec) { spec.steps[1] = 9; }), "the step of dimension 1 is 9");
  EXPECT_FINDING(wrong([](MapSpec &spec) { spec.pixels = 1025; }), "pixels of a column");
  EXPECT_FINDING(wrong([](MapSpec &spec) { spec.lower[2] = -17; }), "the lower corner");
  EXPECT_FINDING(wrong([](MapSpec &spec) { spec.upper[0] = 16; }), "the upper corner");
  EXPECT_FINDING(wrong([](MapSpec &spec) { spec.upper[0] = -4; }), "the box is empty");
  EXPECT_FINDING(wrong([](MapSpec &spec) { spec.interleave = 2; }), "interleaved");
  EXPECT_FINDING(wrong([](MapSpec &spec) { spec.type = 3; }), "elements of type 3");
  EXPECT_FINDING(wrong([](MapSpec &spec) {
                   spec.im2col = false;
                   spec.box[2] = 257;
                 }),
                 "the box of dimension 2 is 257");
  EXPECT_FINDING(wrong([](MapSpec &spec) {
                   spec.im2col = false;
                   spec.box[0] = 12;
                   spec.swizzle = 1;
                 }),
                 "longer than its swizzle");
}

} // namespace resnetc::cuda::test
