//===- Tails.cpp - what is left where vectors do not divide a row -------------------------===//
//
// A masked store becomes one store a lane, each under its own condition, and what the lane stores
// is computed under that condition, too.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Tails.h"

#include <stdexcept>

using namespace Halide;
using namespace Halide::Internal;

namespace resnetc::x86 {

namespace {

/// Takes the mask from the loads of a value that a masked store waits for: both stood under one
/// condition, which Halide may have written in two ways.
class Unmask : public IRMutator {
  using IRMutator::visit;
  Expr visit(const Load *op) override {
    return Load::make(op->type, op->name, mutate(op->index), op->image, op->param,
                      const_true(op->type.lanes()), op->alignment);
  }
};

class TailPass : public IRMutator {
private:
  using IRMutator::visit;

  Stmt visit(const Store *op) override {
    if (is_const_one(op->predicate))
      return IRMutator::visit(op);
    Expr value = mutate(Unmask().mutate(op->value));
    std::vector<Stmt> lanes;
    for (int lane = 0; lane < op->predicate.type().lanes(); ++lane) {
      Expr taken = simplify(extract_lane(op->predicate, lane));
      Stmt store = Store::make(op->name, simplify(extract_lane(value, lane)),
                               simplify(extract_lane(op->index, lane)), op->param, const_true(),
                               ModulusRemainder());
      if (is_const_zero(taken))
        continue;
      lanes.push_back(is_const_one(taken) ? store : IfThenElse::make(taken, store));
    }
    return Block::make(lanes);
  }

  Expr visit(const Load *op) override {
    if (!is_const_one(op->predicate))
      throw std::logic_error("a masked load of '" + op->name + "' stands alone");
    return IRMutator::visit(op);
  }
};

} // namespace

std::unique_ptr<IRMutator> tailPass() { return std::make_unique<TailPass>(); }

} // namespace resnetc::x86
