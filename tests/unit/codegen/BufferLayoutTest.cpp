//===- BufferLayoutTest.cpp - bytes of tensors in every layout ---------------===//
#include "compiler/Layout/BufferLayout.h"

#include "compiler/Dialect/RN/RNDialect.h"

#include "mlir/AsmParser/AsmParser.h"
#include "mlir/IR/MLIRContext.h"

#include <gtest/gtest.h>

using namespace resnetc;

namespace {

class BufferLayoutTest : public testing::Test {
protected:
  BufferLayoutTest() { context.loadDialect<rn::RNDialect>(); }

  mlir::RankedTensorType type(llvm::StringRef text) {
    return llvm::cast<mlir::RankedTensorType>(mlir::parseType(text, &context));
  }
  BufferBytes bytes(llvm::StringRef text) { return bufferBytes(type(text)); }

  mlir::MLIRContext context;
};

TEST_F(BufferLayoutTest, RowsAreRoundedUpToTheAlignment) {
  EXPECT_EQ(bytes("tensor<?x3x7x5xf32>"), (BufferBytes{0, 448})); // 420
  EXPECT_EQ(bytes("tensor<10xf32>"), (BufferBytes{64, 0}));
  EXPECT_EQ(bytes("tensor<?x2xf32>"), (BufferBytes{0, 64}));
}

TEST_F(BufferLayoutTest, LabelsAndIndicesHaveTheirOwnElementSize) {
  EXPECT_EQ(bytes("tensor<?xi64>"), (BufferBytes{0, 64}));
  EXPECT_EQ(bytes("tensor<?x17x4x4xi8, #rn.blocked<16>>"), (BufferBytes{0, 512}));
}

TEST_F(BufferLayoutTest, BlockedMapsPadTheirChannels) {
  EXPECT_EQ(bytes("tensor<?x17x3x5xf32, #rn.blocked<16>>"), (BufferBytes{0, 32 * 15 * 4}));
  EXPECT_EQ(bytes("tensor<?x64x8x8xf32, #rn.blocked<8>>"), (BufferBytes{0, 64 * 64 * 4}));
}

TEST_F(BufferLayoutTest, BlockedVectorsPadTheirLength) {
  EXPECT_EQ(bytes("tensor<17xf32, #rn.blocked<16>>"), (BufferBytes{128, 0}));
}

TEST_F(BufferLayoutTest, PackedWeightsPadBothChannels) {
  EXPECT_EQ(bytes("tensor<10x17x3x3xf32, #rn.packed<[10, 17, 3, 3], k = 16, c = 8>>"),
            (BufferBytes{16 * 24 * 9 * 4, 0}));
  // One block of all the input channels, as a convolution that reads rows has it.
  EXPECT_EQ(bytes("tensor<16x3x7x7xf32, #rn.packed<[16, 3, 7, 7], k = 16, c = 3>>"),
            (BufferBytes{16 * 3 * 49 * 4, 0}));
}

TEST_F(BufferLayoutTest, PartialSumsCountTwoOrThreeForEachPart) {
  EXPECT_EQ(bytes("tensor<?x2x20xf32, #rn.partials<block = 16, count = 3>>"),
            (BufferBytes{0, 32 * 3 * 2 * 4}));
  EXPECT_EQ(bytes("tensor<?x3x20xf32, #rn.partials<block = 16, count = 3>>"),
            (BufferBytes{0, 32 * 3 * 3 * 4}));
}

TEST_F(BufferLayoutTest, SizesBeyondAnyMachineSaturate) {
  EXPECT_EQ(bytes("tensor<?x2000000000x2000000000x2000000000xf32>").perImage, bufferBytesLimit);
}

TEST_F(BufferLayoutTest, VariablesTellTheRuntimeTheirBlocks) {
  EXPECT_EQ(blockedShape(type("tensor<10x34xf32, #rn.packed<[10, 17, 2, 1], k = 16, c = 8>>")),
            (BlockedShape{{10, 17, 2, 1}, 16, 8}));
  EXPECT_EQ(blockedShape(type(
                "tensor<32x4x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, groups = 8>>")),
            (BlockedShape{{32, 16, 3, 3}, 16, 16, 4, 4}));
  EXPECT_EQ(blockedShape(type("tensor<17xf32, #rn.blocked<16>>")),
            (BlockedShape{{17, 1, 1, 1}, 16, 1}));
  EXPECT_EQ(blockedShape(type("tensor<5x4xf32>")), (BlockedShape{{5, 4, 1, 1}, 1, 1}));
}

} // namespace
