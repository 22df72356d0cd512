//===- LoweredLoads.h - loads of lowered code, for passes that ask ahead of them --------------===//
#pragma once

#include <Halide.h>

#include <string>
#include <utility>
#include <vector>

namespace resnetc::x86 {

/// Names that lowered code gives to values on the way to a statement.
class LetVisitor : public Halide::Internal::IRVisitor {
protected:
  /// The value in terms of what is defined around the statement that is visited.
  Halide::Expr inTermsOfOutside(Halide::Expr value) const {
    for (auto let = lets.rbegin(); let != lets.rend(); ++let)
      value = Halide::Internal::substitute(let->first, let->second, value);
    return value;
  }

  using IRVisitor::visit;
  void visit(const Halide::Internal::LetStmt *op) override { visitLet(op); }
  void visit(const Halide::Internal::Let *op) override { visitLet(op); }

  std::vector<std::pair<std::string, Halide::Expr>>
      lets; ///< around the visited one, outermost first

private:
  template <typename Op> void visitLet(const Op *op) {
    op->value.accept(this);
    lets.emplace_back(op->name, op->value);
    op->body.accept(this);
    lets.pop_back();
  }
};

/// Asks for the line of an element of a buffer.
inline Halide::Internal::Stmt request(const std::string &buffer, const Halide::Expr &element) {
  using namespace Halide::Internal;
  return Evaluate::make(Call::make(
      Halide::Float(32), Call::prefetch,
      {Variable::make(Halide::Handle(), buffer), simplify(element), 1, 16}, Call::Intrinsic));
}

} // namespace resnetc::x86
