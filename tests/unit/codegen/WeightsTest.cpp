//===- WeightsTest.cpp - embedded weights must fit, and all misfits are told --------===//
#include "compiler/Codegen/Weights.h"

#include "llvm/Support/Endian.h"

#include "mlir/IR/Builders.h"

#include <gtest/gtest.h>

using namespace resnetc;

namespace {

class WeightsTest : public testing::Test {
protected:
  WeightsTest() {
    add("conv1.weight", rn::Role::ConvWeight, {2, 1});
    add("bn1.running_mean", rn::Role::RunningMean, {2});
    add("momentum.conv1.weight", rn::Role::Momentum, {2, 1});
    add("prepared.conv1", rn::Role::Derived, {2, 1});
  }

  void add(const char *name, rn::Role role, llvm::ArrayRef<int64_t> shape) {
    mlir::Builder builder(&context);
    state.index[name] = state.variables.size();
    state.variables.push_back({.name = name,
                               .role = role,
                               .type = mlir::RankedTensorType::get(shape, builder.getF32Type()),
                               .shape = llvm::SmallVector<int64_t>(shape),
                               .isSlot = role == rn::Role::Momentum});
  }

  struct Tensor {
    const char *name, *shape; ///< the shape as JSON
    const char *dtype = "F32";
    size_t elementBytes = 4;
  };

  /// The message for a file with those tensors, filled with bytes of that value.
  std::string problems(llvm::ArrayRef<Tensor> tensors, char fill = 0,
                       std::vector<std::string> *lines = nullptr) {
    std::string header = "{";
    size_t offset = 0;
    for (const Tensor &tensor : tensors) {
      llvm::StringRef shape = tensor.shape;
      size_t bytes = (shape.contains('2') ? 2 : 1) * tensor.elementBytes;
      header += (offset ? ",\"" : "\"") + std::string(tensor.name) + "\":{\"dtype\":\"" +
                tensor.dtype + "\",\"shape\":" + tensor.shape + ",\"data_offsets\":[" +
                std::to_string(offset) + "," + std::to_string(offset + bytes) + "]}";
      offset += bytes;
    }
    header += "}";
    std::string bytes(8, '\0');
    llvm::support::endian::write64le(bytes.data(), header.size());
    bytes += header + std::string(offset, fill);
    auto remarks = checkWeights(state, "m", bytes, "w.safetensors", lines);
    return remarks ? remarks->note + remarks->warning : llvm::toString(remarks.takeError());
  }

  mlir::MLIRContext context;
  StateLayout state;
};

TEST_F(WeightsTest, MomentaAndBatchCountsAreOptional) {
  EXPECT_EQ(problems({{"conv1.weight", "[2,1]"}, {"bn1.running_mean", "[2]"}}), "");
  EXPECT_EQ(problems({{"conv1.weight", "[2,1]"},
                      {"bn1.running_mean", "[2]"},
                      {"bn1.num_batches_tracked", "[]", "I64", 8},
                      {"momentum.conv1.weight", "[2,1]"}}),
            "");
}

TEST_F(WeightsTest, OtherFloatingPointTypesAreTaken) {
  EXPECT_EQ(problems({{"conv1.weight", "[2,1]", "F64", 8}, {"bn1.running_mean", "[2]", "BF16", 2}}),
            "");
  EXPECT_EQ(problems({{"conv1.weight", "[2,1]", "F16", 2}, {"bn1.running_mean", "[2]", "I32", 4}}),
            "w.safetensors: the weights do not fit model m:\n"
            "  1 of a type that is not read:\n"
            "    'bn1.running_mean' expects F32, F64, F16 or BF16, got I32");
}

TEST_F(WeightsTest, OtherDimensionsOfOneAreNoted) {
  EXPECT_EQ(problems({{"conv1.weight", "[2,1,1,1]"}, {"bn1.running_mean", "[2]"}}),
            "w.safetensors: conv1.weight [2, 1, 1, 1] is taken as [2, 1]");
  EXPECT_EQ(problems({{"conv1.weight", "[2]"}, {"bn1.running_mean", "[1,2]"}}),
            "w.safetensors: 2 tensors have other dimensions of one than the model, such as "
            "conv1.weight: [2] is taken as [2, 1]");
}

TEST_F(WeightsTest, ValuesThatAreNoNumbersAreNamed) {
  EXPECT_EQ(problems({{"conv1.weight", "[2,1]"}, {"bn1.running_mean", "[2]", "F16", 2}}, '\xff'),
            "w.safetensors: 2 tensor(s) hold wrong values: 'conv1.weight' (2 of 2 not finite), "
            "'bn1.running_mean' (2 of 2 not finite)");
}

TEST_F(WeightsTest, AllProblemsAreListedAtOnce) {
  EXPECT_EQ(problems({{"conv1.weigth", "[2,1]"}, {"bn1.running_mean", "[1]"}, {"other", "[]"}}),
            "w.safetensors: the weights do not fit model m:\n"
            "  1 missing:\n"
            "    conv1.weight [2, 1]; the file has 'conv1.weigth' of this shape\n"
            "  1 of another shape:\n"
            "    bn1.running_mean expects [2], got [1]\n"
            "  2 that the model does not have:\n"
            "    'conv1.weigth' [2, 1]; did you mean conv1.weight?\n"
            "    'other' []");
}

TEST_F(WeightsTest, MissingAndUnexpectedTensorsOfOneShapeArePaired) {
  EXPECT_EQ(problems({{"stem.filter", "[2,1]"}, {"stem.mean", "[2]"}}),
            "w.safetensors: the weights do not fit model m:\n"
            "  2 missing:\n"
            "    conv1.weight [2, 1]; the file has 'stem.filter' of this shape\n"
            "    bn1.running_mean [2]; the file has 'stem.mean' of this shape\n"
            "  2 that the model does not have:\n"
            "    'stem.filter' [2, 1]\n"
            "    'stem.mean' [2]");
  EXPECT_NE(problems({{"a.filter", "[2,1]"}, {"b.filter", "[2,1]"}, {"bn1.running_mean", "[2]"}})
                .find("    conv1.weight [2, 1]\n"),
            std::string::npos)
      << "nobody can tell which of the two it is";
}

/// The rest of a file may be an auxiliary head, whose names end like the model's.
TEST_F(WeightsTest, WhatTheFileHasBesidesIsNoPrefixToBeTakenAway) {
  const std::string text = problems(
      {{"conv1.weight", "[2,1]"}, {"bn1.running_mean", "[2]"}, {"aux1.conv1.weight", "[2,1]"}});
  EXPECT_EQ(text.find("prefix"), std::string::npos) << text;
  EXPECT_NE(text.find("hint: the file has every tensor of the model"), std::string::npos) << text;
  EXPECT_NE(problems({{"module.conv1.weight", "[2,1]"}, {"module.bn1.running_mean", "[2]"}})
                .find("hint: 2 of these names fit without their prefix 'module.'"),
            std::string::npos);
}

TEST_F(WeightsTest, ALongListIsCutAtTwentyAndKeptWhole) {
  std::vector<std::string> names;
  for (int i = 0; i < 30; ++i)
    names.push_back("layer" + std::to_string(i) + ".bias");
  std::vector<Tensor> tensors = {{"conv1.weight", "[2,1]"}};
  for (const std::string &name : names)
    tensors.push_back({name.c_str(), "[]"});
  std::vector<std::string> lines;
  const std::string text = problems(tensors, 0, &lines);
  EXPECT_NE(text.find("  30 that the model does not have:\n"), std::string::npos) << text;
  EXPECT_NE(text.find("'layer18.bias'"), std::string::npos)
      << text; // the 20th with the missing one
  EXPECT_EQ(text.find("'layer19.bias'"), std::string::npos) << text;
  EXPECT_NE(text.find("  and 11 more; --report FILE.json lists them all"), std::string::npos)
      << text;
  EXPECT_EQ(lines.size(), 1u + 1 + 1 + 1 + 30);
}

TEST_F(WeightsTest, DerivedVariablesAreNotForUsers) {
  EXPECT_NE(
      problems(
          {{"conv1.weight", "[2,1]"}, {"bn1.running_mean", "[2]"}, {"prepared.conv1", "[2,1]"}})
          .find("    'prepared.conv1' [2, 1]"),
      std::string::npos);
}

TEST_F(WeightsTest, ADamagedFileIsNamed) {
  EXPECT_EQ(llvm::toString(checkWeights(state, "m", "xyz", "w.safetensors").takeError()),
            "w.safetensors: not a safetensors file: it has only 3 bytes");
}

} // namespace
