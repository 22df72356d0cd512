//===- KernelBuilderTest.cpp - what a kernel must not do ---------------------------------===//
//
// Callers hand over addresses; a pipeline that asks for more must fail when it is compiled.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/KernelBuilder.h"
#include "tests/unit/TempDir.h"

#include <gtest/gtest.h>

#include <functional>
#include <stdexcept>

using namespace Halide;

namespace resnetc::x86::test {
namespace {

constexpr int64_t channels = 24, lanes = 8;

/// Compiles y = x + more, `more` made from x.
void compileSum(const std::function<Expr(ImageParam)> &more) {
  KernelSpec spec{"sum", {}};
  std::vector<Operand> operands = {vecOperand("x", channels, lanes),
                                   vecOperand("y", channels, lanes).out()};
  KernelBuilder builder(spec, {}, *findTarget("x86-64-v3"), operands);
  Var v("v"), b("b");
  Func sum("y");
  sum(v, b) = builder.in("x")(v, b) + cast<float>(more(builder.in("x")));
  builder.out({"y"}, sum);
  resnetc::test::TempDir folder;
  builder.compile("sum", KernelOutput::Object, folder / "sum.o");
}

TEST(KernelBuilderTest, knowsTheShapesOfItsOperands) {
  EXPECT_NO_THROW(compileSum([](ImageParam x) { return x.dim(1).extent() + x.dim(1).stride(); }));
}

TEST(KernelBuilderTest, refusesToReadTheShapeOfABuffer) {
  auto extent = [](ImageParam x) {
    Expr buffer =
        Internal::Variable::make(type_of<halide_buffer_t *>(), x.name() + ".buffer", x.parameter());
    return Internal::Call::make(Int(32), Internal::Call::buffer_get_extent, {buffer, 1},
                                Internal::Call::Extern);
  };
  try {
    compileSum(extent);
    FAIL() << "it compiled";
  } catch (const std::logic_error &error) {
    EXPECT_NE(std::string(error.what()).find("asks a buffer for its shape"), std::string::npos)
        << error.what();
  }
}

} // namespace
} // namespace resnetc::x86::test
