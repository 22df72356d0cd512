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
    state.variables.push_back(
        {name, role, mlir::RankedTensorType::get(shape, builder.getF32Type()),
         llvm::SmallVector<int64_t>(shape), 0});
  }

  /// The message for a file with those tensors; each has the shape and type given as JSON.
  std::string problems(llvm::ArrayRef<std::pair<const char *, const char *>> tensors) {
    std::string header = "{";
    size_t offset = 0;
    for (auto [name, shape] : tensors) {
      size_t bytes = llvm::StringRef(shape) == "[2,1]" || llvm::StringRef(shape) == "[2]" ? 8 : 4;
      header += (offset ? ",\"" : "\"") + std::string(name) +
                "\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[" +
                std::to_string(offset) + "," + std::to_string(offset + bytes) + "]}";
      offset += bytes;
    }
    header += "}";
    std::string bytes(8, '\0');
    llvm::support::endian::write64le(bytes.data(), header.size());
    bytes += header + std::string(offset, '\0');
    llvm::Error error = checkWeights(state, bytes, "w.safetensors");
    return error ? llvm::toString(std::move(error)) : "";
  }

  mlir::MLIRContext context;
  StatePlan state;
};

TEST_F(WeightsTest, MomentaAndBatchCountsAreOptional) {
  EXPECT_EQ(problems({{"conv1.weight", "[2,1]"}, {"bn1.running_mean", "[2]"}}), "");
  EXPECT_EQ(problems({{"conv1.weight", "[2,1]"},
                      {"bn1.running_mean", "[2]"},
                      {"bn1.num_batches_tracked", "[]"},
                      {"momentum.conv1.weight", "[2,1]"}}),
            "");
}

TEST_F(WeightsTest, AllProblemsAreListedAtOnce) {
  EXPECT_EQ(problems({{"conv1.weigth", "[2,1]"}, {"bn1.running_mean", "[1]"}, {"other", "[]"}}),
            "w.safetensors: the weights do not fit the model:\n"
            "  the model has no 'conv1.weigth'; did you mean 'conv1.weight'?\n"
            "  'bn1.running_mean' expects shape [2], got [1]\n"
            "  the model has no 'other'\n"
            "  'conv1.weight' [2, 1] is missing");
}

TEST_F(WeightsTest, DerivedVariablesAreNotForUsers) {
  EXPECT_NE(
      problems(
          {{"conv1.weight", "[2,1]"}, {"bn1.running_mean", "[2]"}, {"prepared.conv1", "[2,1]"}})
          .find("the model has no 'prepared.conv1'"),
      std::string::npos);
}

TEST_F(WeightsTest, ADamagedFileIsNamed) {
  llvm::Error error = checkWeights(state, "xyz", "w.safetensors");
  EXPECT_EQ(llvm::toString(std::move(error)),
            "w.safetensors: not a safetensors file: it has only 3 bytes");
}

} // namespace
