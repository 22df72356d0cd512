//===- WeightsTest.cpp - tests of runtime/train/Weights.cpp -----------------===//
//
// What a file lacks or has beyond the model is told at once; fresh weights follow He et al.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Weights.h"

#include "tests/unit/tools/TempDir.h"

#include <stdexcept>

using namespace resnetc;
using namespace resnetc::train;
using test::TempDir;

TEST(Weights, namesAllThatDoesNotFitAtOnce) {
  TempDir dir;
  Library library(FAKE_LIBRARY);
  State state(library);
  writeSafetensors(dir / "w", {{"fc.weight", {64, 10}, std::vector<float>(640)},
                               {"bn.weight", {1}, {1}},
                               {"bn.num_batches_tracked", {}, {}, 5},
                               {"momentum.fc.bias", {10}, std::vector<float>(10)},
                               {"conv.weight", {1}, {1}}});
  try {
    loadWeights(state, SafetensorsFile(dir / "w"));
    ADD_FAILURE() << "expected a UserError";
  } catch (const UserError &error) {
    EXPECT_EQ(std::string(error.what()), (dir / "w") + R"(: the weights do not fit model fake:
  4 missing:
    bn.bias [1]
    bn.running_mean [1]
    bn.running_var [1]
    fc.bias [10]
  1 of another shape:
    fc.weight expects [10, 64], got [64, 10]
  1 that the model does not have:
    'conv.weight' [1])");
  }
  EXPECT_THROW(state.get(library.tensors()[0]), UserError) << "nothing was set";
}

TEST(Initialise, followsHe) {
  Library library(FAKE_LIBRARY);
  State a(library), b(library);
  initialise(a, 1, false);
  initialise(b, 2, false);
  auto tensor = [&](const char *name) {
    for (const TensorInfo &each : library.tensors())
      if (each.name == name)
        return each;
    throw std::runtime_error(name);
  };
  auto weight = a.get(tensor("fc.weight"));
  double sum = 0, squares = 0;
  for (float value : weight) {
    sum += value;
    squares += static_cast<double>(value) * value;
  }
  EXPECT_NEAR(sum / 640, 0, 0.02);
  EXPECT_NEAR(squares / 640, 1.0 / 64, 0.003);
  EXPECT_NE(weight, b.get(tensor("fc.weight")));
  EXPECT_EQ(a.get(tensor("bn.running_var")).at(0), 1);
  EXPECT_EQ(a.get(tensor("fc.bias")).at(0), 0);
}
