//===- Prefetch.cpp - weights on their way while others are at work ----------------------===//
//
// The addresses are those of the loads in the loop, moved on. Halide's own prefetch directive would
// ask for all of the next weights at once, more than a core can have on their way.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Prefetch.h"

#include "compiler/Backend/X86/LoweredLoads.h"

#include <algorithm>

using namespace Halide;
using namespace Halide::Internal;

namespace resnetc::x86 {

namespace {

/// The first elements of the distinct vectors that are loaded from a buffer, in order, in terms of
/// what is defined around the statement.
class LoadedVectors : public LetVisitor {
public:
  explicit LoadedVectors(const std::string &buffer) : buffer(buffer) {}
  std::vector<Expr> first;

private:
  using LetVisitor::visit;
  void visit(const Load *op) override {
    const Ramp *ramp = op->name == buffer ? op->index.as<Ramp>() : nullptr;
    if (ramp) {
      Expr base = inTermsOfOutside(ramp->base);
      if (std::none_of(first.begin(), first.end(),
                       [&](const Expr &seen) { return equal(seen, base); }))
        first.push_back(base);
    }
    LetVisitor::visit(op);
  }
  void visit(const For *op) override {
    lets.emplace_back(op->name, op->min); // the first iteration
    op->body.accept(this);
    lets.pop_back();
  }

  const std::string &buffer;
};

class PrefetchPass : public IRMutator {
public:
  explicit PrefetchPass(const Prefetch &prefetch) : p(prefetch) {}

private:
  using IRMutator::visit;

  Stmt visit(const For *op) override {
    if (op->name == p.groups) {
      lastGroup = Variable::make(Int(32), op->name) == op->min + op->extent - 1;
      Stmt result = IRMutator::visit(op);
      lastGroup = Expr();
      return result;
    }
    if (op->name == p.pass || op->name == p.inner)
      return inPass(op);
    if (op->name != p.innermost || !pass.defined())
      return IRMutator::visit(op);
    LoadedVectors loads(p.operand);
    op->body.accept(&loads);
    if (static_cast<int>(loads.first.size()) != p.streams * p.vectors)
      return op; // not the loop that was meant
    bool many = p.passes * p.inners > 2 * p.vectors;
    Stmt requests = many ? spreadRequests(op, loads) : denseRequests(loads);
    return For::make(op->name, op->min, op->extent, op->for_type, op->partition_policy,
                     op->device_api, Block::make(requests, op->body));
  }

  /// Counts the passes, in which the iterations of both loops are numbered through.
  Stmt inPass(const For *op) {
    Expr outer = pass, number = Variable::make(Int(32), op->name) - op->min;
    pass = op->name == p.inner ? outer * p.inners + number : number;
    Stmt result = IRMutator::visit(op);
    pass = outer;
    return result;
  }

  /// Few passes: in each iteration, some of the vectors that it loads.
  Stmt denseRequests(const LoadedVectors &loads) const {
    int passes = p.passes * p.inners, each = (p.vectors + passes - 1) / passes;
    std::vector<Stmt> requests;
    for (int i = 0; i < each; ++i)
      requests.push_back(requestAll(loads, min(pass * each + i, p.vectors - 1)));
    Stmt all = Block::make(requests);
    if (passes * each > p.vectors + each) // the last passes find nothing left to ask for
      all = IfThenElse::make(pass * each < p.vectors, all);
    return all;
  }

  /// Many passes: a vector in one of the iterations, so that no pass asks for much at once.
  Stmt spreadRequests(const For *op, const LoadedVectors &loads) const {
    auto extent = as_const_int(op->extent);
    int iterations = extent ? static_cast<int>(*extent) : 1, passes = p.passes * p.inners;
    int each = (iterations * p.vectors + passes - 1) / passes;
    Expr iteration = Variable::make(Int(32), op->name) - op->min;
    std::vector<Stmt> requests;
    for (int i = 0; i < each; ++i) {
      Expr place = pass * each + i; // beyond the last iteration's there is nothing left
      requests.push_back(
          IfThenElse::make(iteration == place / p.vectors, requestAll(loads, place % p.vectors)));
    }
    return Block::make(requests);
  }

  /// Asks for what comes next in the place of that vector, in all streams.
  Stmt requestAll(const LoadedVectors &loads, const Expr &vector) const {
    std::vector<Stmt> requests;
    for (int stream = 0; stream < p.streams; ++stream)
      requests.push_back(request(p.operand, loads.first[stream] + ahead() + vector * p.lanes));
    return Block::make(requests);
  }

  /// From a weight to the one that takes its place next.
  Expr ahead() const {
    return lastGroup.defined() ? select(lastGroup, p.aheadOfLast, p.ahead) : Expr(p.ahead);
  }

  Prefetch p;
  Expr pass;      ///< number of the pass, inside of one
  Expr lastGroup; ///< whether it is, inside of the loop over groups
};

class OutputPrefetchPass : public IRMutator {
public:
  explicit OutputPrefetchPass(const OutputPrefetch &prefetch) : p(prefetch) {}

private:
  using IRMutator::visit;

  Stmt visit(const For *op) override {
    around.push_back(op->name);
    Stmt result = IRMutator::visit(op);
    around.pop_back();
    const For *loop = result.as<For>();
    return op->name == p.inner && loop && isAround(p.outer) ? withRequests(loop) : result;
  }

  bool isAround(const std::string &name) const {
    return std::find(around.begin(), around.end(), name) != around.end();
  }

  Stmt withRequests(const For *loop) const {
    std::vector<Expr> loops;
    for (const std::string &name : p.loops) {
      if (!isAround(name)) // a part of the loop that was cut off
        return loop;
      loops.push_back(Variable::make(Int(32), name));
    }
    Expr number = Variable::make(Int(32), p.outer) * p.inners + Variable::make(Int(32), loop->name);
    Expr first = p.element(loops, number);
    std::vector<Stmt> body;
    for (int i = 0; i < p.each; ++i)
      body.push_back(request(p.operand, first + i * p.lanes));
    body.push_back(loop->body);
    return For::make(loop->name, loop->min, loop->extent, loop->for_type, loop->partition_policy,
                     loop->device_api, Block::make(body));
  }

  OutputPrefetch p;
  std::vector<std::string> around; ///< loops around the statement
};

/// Counts the steps of some loops, with all iterations of the loops around them.
class CountSteps : public IRVisitor {
public:
  explicit CountSteps(const std::map<std::string, int> &loops) : loops(loops) {}
  int steps = 0;

private:
  using IRVisitor::visit;
  void visit(const For *op) override {
    auto loop = loops.find(op->name);
    auto extent = as_const_int(op->extent);
    int before = steps, iterations = extent ? static_cast<int>(*extent) : 1;
    if (loop != loops.end())
      steps += loop->second;
    else
      op->body.accept(this);
    steps = before + (steps - before) * iterations;
  }
  const std::map<std::string, int> &loops;
};

class NextChunkPass : public IRMutator {
public:
  explicit NextChunkPass(const NextChunk &next) : p(next) {}

private:
  using IRMutator::visit;

  Stmt visit(const For *op) override {
    if (op->name == p.chunks)
      return inChunks(op);
    CountSteps count(p.innermost);
    op->accept(&count);
    if (!first.defined() || count.steps == 0)
      return first.defined() ? Stmt(op) : IRMutator::visit(op);
    if (p.innermost.count(op->name))
      return withRequests(op, count.steps);
    // The steps of an iteration come after those of the ones before.
    Expr outer = done;
    auto extent = as_const_int(op->extent);
    int each = count.steps / (extent ? static_cast<int>(*extent) : 1);
    done = outer + (Variable::make(Int(32), op->name) - op->min) * each;
    Stmt result = IRMutator::visit(op);
    done = outer + count.steps;
    return result;
  }

  Stmt inChunks(const For *op) {
    LoadedVectors loads(p.operand);
    op->body.accept(&loads);
    first = lowest(loads.first);
    CountSteps count(p.innermost);
    op->body.accept(&count);
    if (!first.defined() || count.steps == 0)
      return op; // not the loop that was meant
    Expr isLast = Variable::make(Int(32), op->name) == op->min + op->extent - 1;
    first = first + select(isLast, p.aheadOfLast, p.ahead);
    done = 0;
    lines = (p.streams * p.vectors + count.steps - 1) / count.steps;
    Stmt result = IRMutator::visit(op);
    first = Expr();
    return result;
  }

  /// The one of some elements at constant distances that comes before the others; nothing where they are
  /// at others.
  static Expr lowest(const std::vector<Expr> &elements) {
    Expr found;
    for (const Expr &element : elements) {
      if (!found.defined()) {
        found = element;
        continue;
      }
      auto distance = as_const_int(simplify(element - found));
      if (!distance)
        return Expr();
      if (*distance < 0)
        found = element;
    }
    return found;
  }

  /// Of a loop of `steps`. Where there are more of them than lines, the last ones ask for the same again.
  Stmt withRequests(const For *op, int steps) {
    int ofLoop = steps * lines, ofIteration = p.innermost.at(op->name) * lines;
    Expr line = min(done * lines, std::max(0, p.streams * p.vectors - ofLoop));
    Expr from = first + line / p.vectors * p.stream + line % p.vectors * p.lanes;
    Expr iteration = Variable::make(Int(32), op->name) - op->min;
    std::vector<Stmt> requests;
    for (int i = 0; i < ofIteration; ++i)
      requests.push_back(request(p.operand, from + (iteration * ofIteration + i) * p.lanes));
    done = done + steps;
    return For::make(op->name, op->min, op->extent, op->for_type, op->partition_policy,
                     op->device_api, Block::make(Block::make(requests), op->body));
  }

  NextChunk p;
  Expr first;    ///< element of the next chunk, inside of the loop over chunks
  Expr done;     ///< steps of a chunk before
  int lines = 1; ///< of a step
};

} // namespace

std::unique_ptr<IRMutator> prefetchPass(const Prefetch &prefetch) {
  return std::make_unique<PrefetchPass>(prefetch);
}

std::unique_ptr<IRMutator> prefetchPass(const OutputPrefetch &prefetch) {
  return std::make_unique<OutputPrefetchPass>(prefetch);
}

std::unique_ptr<IRMutator> prefetchPass(const NextChunk &next) {
  return std::make_unique<NextChunkPass>(next);
}

} // namespace resnetc::x86
