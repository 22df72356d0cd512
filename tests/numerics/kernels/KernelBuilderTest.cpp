//===- KernelBuilderTest.cpp - what a kernel must not do ---------------------------------===//
//
// Callers hand over addresses; a pipeline that asks for more must fail when it is compiled.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/KernelBuilder.h"
#include "tests/unit/TempDir.h"

#include <gtest/gtest.h>

#include <stdexcept>

using namespace Halide;

namespace resnetc::kernels::test {
namespace {

constexpr int64_t channels = 24, lanes = 8;

/// Compiles two copies of x, of which the second's rows are cut by `width`.
void compileCopies(const std::function<Expr(Func)> &width) {
  KernelSpec spec{"copies", {}};
  std::vector<Operand> operands = {vecOperand("x", channels, lanes),
                                   vecOperand("y", channels, lanes).out(),
                                   vecOperand("z", channels, lanes).out()};
  KernelBuilder builder(spec, {}, *findTarget("x86-64-v3"), operands);
  Var v("v"), b("b"), outer("outer"), inner("inner");
  Func copies("copies");
  Expr x = builder.in("x")(v, b);
  copies(v, b) = Tuple(x, x);
  builder.out({"y", "z"}, copies);
  copies.split(b, outer, inner, width(copies), TailStrategy::GuardWithIf);
  resnetc::test::TempDir folder;
  builder.compile("copies", KernelOutput::Object, folder / "copies.o");
}

TEST(KernelBuilderTest, takesConstantExtents) {
  EXPECT_NO_THROW(compileCopies([](Func) { return 2; }));
}

TEST(KernelBuilderTest, refusesToReadTheShapeOfABuffer) {
  try {
    compileCopies([](Func copies) { return copies.output_buffers()[1].dim(1).extent(); });
    FAIL() << "it compiled";
  } catch (const std::logic_error &error) {
    EXPECT_NE(std::string(error.what()).find("asks a buffer for its shape"), std::string::npos)
        << error.what();
  }
}

} // namespace
} // namespace resnetc::kernels::test
