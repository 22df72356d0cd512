//===- AttributesTest.cpp - what a spec of a class may say, and must -------------------===//
//
// Errors of specs, by every way in: the check, the functions of Kernel.h, and lists of shapes.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Contract.h"
#include "compiler/Kernels/ShapeList.h"
#include "tests/unit/TempDir.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace resnetc::kernels {
namespace {

const KernelSpec prelu{"prelu", {{"c", 16}, {"h", 8}, {"w", 8}}, {}};
const KernelSpec lrn{"lrn",
                     {{"c", 16}, {"h", 8}, {"w", 8}, {"size", 5}},
                     {{"alpha", 1e-4}, {"beta", 0.75}, {"bias", 2.0}}};

KernelSpec with(KernelSpec spec, const char *name, int64_t value) {
  spec.attrs[name] = value;
  return spec;
}
KernelSpec without(KernelSpec spec, const char *name) {
  spec.attrs.erase(name);
  spec.reals.erase(name);
  return spec;
}

TEST(Attributes, aRightSpecHasNoProblem) {
  EXPECT_EQ(problemOf(prelu), "");
  EXPECT_EQ(problemOf(lrn), "");
}

TEST(Attributes, unknownClass) {
  EXPECT_EQ(problemOf({"convolve", {}, {}}), "expects a class of kernels, got 'convolve'");
}

TEST(Attributes, unknownAttribute) {
  EXPECT_EQ(problemOf(with(prelu, "slopes", 1)), "expects no attribute 'slopes'");
  KernelSpec real = prelu;
  real.reals["eps"] = 1e-5;
  EXPECT_EQ(problemOf(real), "expects no attribute 'eps'");
}

TEST(Attributes, missingAttribute) {
  EXPECT_EQ(problemOf(without(prelu, "c")), "expects an attribute 'c'");
  EXPECT_EQ(problemOf(without(lrn, "beta")), "expects an attribute 'beta'");
}

TEST(Attributes, wrongKindOfNumber) {
  EXPECT_EQ(problemOf(with(lrn, "bias", 2)), "expects a real number as 'bias'");
  KernelSpec real = lrn;
  real.reals["size"] = 5;
  EXPECT_EQ(problemOf(real), "expects a whole number as 'size'");
}

/// A key leaves zeros out, so that a zero may only say what its absence says.
TEST(Attributes, zeroWhereItIsNotUsual) {
  EXPECT_EQ(problemOf(with(prelu, "h", 0)), "expects 'h' other than 0");
  KernelSpec rows{"reduce_loss", {}, {}};
  EXPECT_EQ(problemOf(with(rows, "parts", 0)), "expects 'parts' other than 0");
  KernelSpec apply{"scale_shift_add_relu", prelu.attrs, {}};
  EXPECT_EQ(problemOf(with(apply, "relu", 0)), "");
}

TEST(Attributes, usualValues) {
  KernelSpec loss{"softmax_cross_entropy", {{"k", 10}}, {}}, rows{"reduce_loss", {}, {}};
  EXPECT_EQ(problemOf(loss), "");
  EXPECT_EQ(loss.real("weight"), 1.0);
  EXPECT_EQ(rows.get("parts"), 1);
  KernelSpec apply{"scale_shift_add_relu", prelu.attrs, {}};
  EXPECT_EQ(apply.get("relu"), 0);
}

TEST(Attributes, numbered) {
  KernelSpec concat{"concat", {{"parts", 2}, {"h", 8}, {"w", 8}, {"c0", 3}, {"c1", 4}}, {}};
  EXPECT_EQ(problemOf(concat), "");
  EXPECT_EQ(problemOf(without(concat, "c1")), "expects an attribute 'c1'");
  EXPECT_EQ(problemOf(with(concat, "c2", 5)), "expects no attribute 'c2'");
  EXPECT_EQ(problemOf(with(concat, "c01", 5)), "expects no attribute 'c01'");
  EXPECT_EQ(problemOf(with(concat, "c", 5)), "expects no attribute 'c'");
}

TEST(Attributes, readingThem) {
  EXPECT_EQ(prelu.get("c"), 16);
  EXPECT_EQ(prelu.find("c"), 16);
  EXPECT_EQ(prelu.find("relu"), std::nullopt);
  EXPECT_THROW(prelu.get("relu"), std::logic_error);
  EXPECT_THROW(prelu.real("eps"), std::logic_error);
  EXPECT_THROW(without(prelu, "c").get("c"), std::logic_error);
}

TEST(Attributes, theBorderRefusesWrongSpecs) {
  KernelSpec unknown = with(prelu, "slopes", 1), missing = without(prelu, "w");
  for (const KernelSpec &spec : {unknown, missing}) {
    EXPECT_THROW(kernelInterface(spec, 8), std::invalid_argument);
    EXPECT_THROW(kernelOperands(spec, 8), std::invalid_argument);
    EXPECT_THROW(multiplyAdds(spec), std::invalid_argument);
  }
}

class ShapeListTest : public testing::Test {
protected:
  /// The list of that text; its error, where it has one.
  std::string errorOf(const std::string &text) {
    try {
      shapes = readShapes(folder.write("one.shapes", text));
    } catch (const std::runtime_error &error) {
      std::string what = error.what();
      return what.substr(what.find("one.shapes") + 10);
    }
    return "";
  }
  test::TempDir folder;
  std::vector<ListedShape> shapes;
};

TEST_F(ShapeListTest, namesTheLineOfAWrongSpec) {
  EXPECT_EQ(errorOf("1 prelu c=16 h=8 w=8\n1 prelu c=16 h=8\n"),
            ":2: expects an attribute 'w', got '1 prelu c=16 h=8'");
  EXPECT_EQ(errorOf("1 prelu c=16 h=8 w=8 relu=1\n"),
            ":1: expects no attribute 'relu', got '1 prelu c=16 h=8 w=8 relu=1'");
}

/// Keys write a real 2.0 as 2, and are lines of such lists.
TEST_F(ShapeListTest, readsKeysBack) {
  ASSERT_EQ(errorOf("1 " + lrn.key() + "\n"), "");
  EXPECT_EQ(shapes.front().spec, lrn);
}

TEST(Keys, AreReadBack) {
  for (NumberFormat format :
       {NumberFormat::F32, NumberFormat::BF16, NumberFormat::FP16, NumberFormat::TF32})
    for (KernelSpec spec : {prelu, lrn}) {
      spec.formats.compute = format;
      std::optional<KernelSpec> read = parseSpec(spec.key());
      ASSERT_TRUE(read) << spec.key();
      EXPECT_EQ(read->key(), spec.key());
      EXPECT_EQ(read->formats, spec.formats) << spec.key();
    }
  for (const char *key :
       {"", "prelu", "prelu c=16 h=8 w=8 compute=f8", "prelu c=16 h=8 w=8 compute",
        "prelu c=16 h=8 w=8 compute=f32", "prelu h=8 c=16 w=8"})
    EXPECT_FALSE(parseSpec(key)) << key;
}

} // namespace
} // namespace resnetc::kernels
