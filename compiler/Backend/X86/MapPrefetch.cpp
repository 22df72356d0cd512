//===- MapPrefetch.cpp - the maps of the next task on their way while this one is at work ----===//
//
// The addresses are those of the loads with the task's number plus one, so they are right where a
// row, a group of channels or an image ends. Behind the last task they lie beyond the map, where a
// request does nothing.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/MapPrefetch.h"

#include "compiler/Backend/X86/LoweredLoads.h"

#include <algorithm>
#include <set>
#include <vector>

using namespace Halide;
using namespace Halide::Internal;

namespace resnetc::x86 {

namespace {

constexpr int lineFloats = 16; ///< of a cache line

/// The first elements of all loads from a buffer, in order.
class LoadedElements : public LetVisitor {
public:
  explicit LoadedElements(const std::string &buffer) : buffer(buffer) {}
  std::vector<Expr> elements;

private:
  using LetVisitor::visit;
  void visit(const Load *op) override {
    if (op->name == buffer) {
      const Ramp *ramp = op->index.as<Ramp>();
      elements.push_back(inTermsOfOutside(ramp ? ramp->base : op->index));
    }
    LetVisitor::visit(op);
  }

  const std::string &buffer;
};

class MapPrefetchPass : public IRMutator {
public:
  explicit MapPrefetchPass(const MapPrefetch &prefetch) : p(prefetch) {}

private:
  using IRMutator::visit;

  Stmt visit(const For *op) override {
    if (op->for_type == ForType::Parallel && task.empty()) {
      task = op->name;
      Stmt result = IRMutator::visit(op);
      task.clear();
      return result;
    }
    if (op->name == p.groups && !p.groups.empty()) {
      lastGroup = Variable::make(Int(32), op->name) == op->min + op->extent - 1;
      Stmt result = IRMutator::visit(op);
      lastGroup = Expr();
      return result;
    }
    if (task.empty() || op->name != p.innermost || p.innermost.empty())
      return IRMutator::visit(op);
    Stmt asked = requests(op->body, op);
    if (!asked.defined())
      return op;
    return For::make(op->name, op->min, op->extent, op->for_type, op->partition_policy,
                     op->device_api, Block::make(asked, op->body));
  }

  Stmt visit(const Store *op) override {
    if (task.empty() || !p.innermost.empty())
      return op;
    Stmt asked = requests(op, nullptr);
    return asked.defined() ? Block::make(asked, op) : op;
  }

  Stmt visit(const LetStmt *op) override {
    lets.emplace_back(op->name, op->value);
    Stmt result = IRMutator::visit(op);
    lets.pop_back();
    return result;
  }

  /// Asks for the lines that `body` reads, one task later; of a loop, each iteration for its share.
  Stmt requests(const Stmt &body, const For *loop) const {
    LoadedElements loads(p.operand);
    body.accept(&loads);
    if (loads.elements.empty())
      return {};
    std::set<int64_t> lines; // from that of the first load
    for (const Expr &element : loads.elements)
      if (auto apart = as_const_int(simplify(element - loads.elements.front())))
        lines.insert(*apart / lineFloats);
    Expr next = nextTask(loads.elements.front());
    auto iterations = loop ? as_const_int(loop->extent) : std::nullopt;
    const int shares = iterations ? static_cast<int>(*iterations) : 1;
    const int count = static_cast<int>(lines.size());
    const int apart = count > 1 ? static_cast<int>(*std::next(lines.begin()) - *lines.begin()) : 0;
    if (*lines.rbegin() - *lines.begin() != int64_t{1} * apart * (count - 1))
      return {};
    Expr turn = loop ? Variable::make(Int(32), loop->name) - loop->min : Expr(0);
    std::vector<Stmt> asked;
    for (int first = 0; first < count; first += shares) {
      Expr line = first + turn;
      Stmt one =
          request(p.operand, next + (line * apart + static_cast<int>(*lines.begin())) * lineFloats);
      if (first + shares > count)
        one = IfThenElse::make(line < count, one);
      asked.push_back(one);
    }
    Stmt all = Block::make(asked);
    return lastGroup.defined() ? IfThenElse::make(lastGroup, all) : all;
  }

  /// An index, for the next task.
  Expr nextTask(Expr index) const {
    for (auto let = lets.rbegin(); let != lets.rend(); ++let)
      index = substitute(let->first, let->second, index);
    return substitute(task, Variable::make(Int(32), task) + 1, index);
  }

  MapPrefetch p;
  std::string task;                               ///< the loop of tasks, inside of it
  Expr lastGroup;                                 ///< whether it is, inside of the loop over groups
  std::vector<std::pair<std::string, Expr>> lets; ///< of statements around, inside of the task
};

} // namespace

std::unique_ptr<IRMutator> prefetchPass(const MapPrefetch &prefetch) {
  return std::make_unique<MapPrefetchPass>(prefetch);
}

} // namespace resnetc::x86
