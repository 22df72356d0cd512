//===- Schedules.cpp - pieces that several schedules share -------------------------===//
//
// Task sizes and sums over maps.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Backend/X86/Special.h"

#include <algorithm>

using namespace Halide;

namespace resnetc::x86 {

int64_t largestDivisor(int64_t value, int64_t limit) {
  for (int64_t divisor = std::min(value, limit); divisor > 1; --divisor)
    if (value % divisor == 0)
      return divisor;
  return 1;
}

int64_t rowParts(const X86Target &target, int64_t rows, int64_t blocks, int64_t elements) {
  if (target.cores <= Target::fewCores || blocks >= target.cores)
    return 1;
  int64_t most = std::min(rows, elements / blocks / (taskElements / 2)), parts = 1;
  for (int64_t i = 2; i <= most && parts * blocks < target.cores; ++i)
    if (rows % i == 0)
      parts = i;
  return parts;
}

void parallelImages(const KernelBuilder &builder, Stage stage, Var block, int64_t blocks, Var image,
                    int64_t elements, Rows rows) {
  Var task("task"), inner("inner");
  if (elements < 2 * taskElements) {
    // Several images a task; a batch that fits one task runs without a fork.
    int64_t images = std::max<int64_t>(1, taskElements / elements);
    stage.split(image, task, inner, static_cast<int>(images), TailStrategy::GuardWithIf)
        .parallel(task);
    return;
  }
  if (int64_t parts = rowParts(builder.target, rows.count, blocks, elements); parts > 1) {
    Var part("part"), blockPart("blockPart");
    stage.split(rows.var, part, rows.var, static_cast<int>(rows.count / parts))
        .fuse(part, block, blockPart)
        .fuse(blockPart, image, task)
        .parallel(task);
    return;
  }
  // A divisor of the blocks, so that no block is done twice (outputs may lie upon inputs).
  int64_t each = largestDivisor(blocks, std::max<int64_t>(1, taskElements * blocks / elements));
  Var outer("outer");
  stage.split(block, outer, inner, static_cast<int>(each)).fuse(outer, image, task).parallel(task);
}

PartialSums partialSums(const std::string &name, int64_t pixels, int64_t partials,
                        const Terms &terms) {
  PartialSums sums;
  int64_t chunk = pixels / partials;
  // Additions take four cycles, two start in each: eight chains keep them busy, with two terms
  // four.
  sums.ways = static_cast<int>(largestDivisor(chunk, 4));
  sums.pixel = RDom(0, static_cast<int>(chunk / sums.ways), name + "_r");
  sums.accumulator = Func(name);
  Var v = sums.v, u = sums.u, p = sums.p, b = sums.b, n = sums.n;
  std::vector<Expr> values =
      terms(v, p * static_cast<int>(chunk) + sums.pixel * sums.ways + u, p, b, n);
  std::vector<Expr> zeros(values.size(), Expr(0.f)), next;
  if (values.size() == 1) { // no tuple of one
    sums.accumulator(v, u, p, b, n) = 0.f;
    sums.accumulator(v, u, p, b, n) += values[0];
    return sums;
  }
  sums.accumulator(v, u, p, b, n) = Tuple(zeros);
  for (size_t i = 0; i < values.size(); ++i)
    next.push_back(Expr(sums.accumulator(v, u, p, b, n)[static_cast<int>(i)]) + values[i]);
  sums.accumulator(v, u, p, b, n) = Tuple(next);
  return sums;
}

Expr aboutPivot(Expr value, Expr pivot) { return exactDifference(value, pivot); }

Expr pivotOf(int64_t count, const std::function<Expr(int)> &value) {
  int terms = 1;
  while (terms < 8 && 2 * terms <= count)
    terms *= 2;
  std::vector<Expr> sums;
  for (int i = 0; i < terms; ++i) // a power of two: exact, and the sum cannot overflow
    sums.push_back(value(i) * Expr(1.f / static_cast<float>(terms)));
  for (; terms > 1; terms /= 2) // in pairs: exact where all values are equal
    for (int i = 0; i < terms / 2; ++i)
      sums[i] = exactSum(sums[i], sums[i + terms / 2]);
  return sums[0];
}

Expr total(const PartialSums &sums, int index) {
  Expr sum = 0.f;
  for (int way = 0; way < sums.ways; ++way) {
    FuncRef at = sums.accumulator(sums.v, way, sums.p, sums.b, sums.n);
    Expr part = sums.accumulator.outputs() == 1 ? Expr(at) : Expr(at[index]);
    sum = way == 0 ? part : sum + part;
  }
  return sum;
}

void schedulePartialSums(PartialSums &sums, Func consumer, Var where, int lanes) {
  sums.accumulator.compute_at(consumer, where)
      .store_in(taskLocal)
      .bound_extent(sums.v, lanes)
      .vectorize(sums.v)
      .unroll(sums.u);
  sums.accumulator.update()
      .reorder({sums.v, sums.u, sums.pixel.x, sums.p, sums.b, sums.n})
      .vectorize(sums.v)
      .unroll(sums.u);
}

} // namespace resnetc::x86
