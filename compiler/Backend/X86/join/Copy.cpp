//===- Copy.cpp - channels set side by side, and taken out ---------------------------------===//
//
// Both are copies of runs of channels from one place to another. A run that moves by whole vectors
// is copied as it lies; of any other, a vector is put together from two neighbours; the few vectors
// where a run begins or ends are gathered lane by lane.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/join/Join.h"

#include <algorithm>

using namespace Halide;

namespace resnetc::x86 {

namespace {

/// Channels first .. end - 1 of the output, which are channels first - shift .. of `from`.
struct Run {
  ImageParam from; ///< flat
  int channels;    ///< of `from`
  int shift;
  int first, end;
};

/// A copy while it is written: updates of one function, which cover its blocks once.
class Copy {
public:
  Copy(KernelBuilder &builder, std::vector<Run> runs)
      : builder(builder), lanes(builder.lanes()), pixels(builder.get("h") * builder.get("w")),
        runs(std::move(runs)) {}

  void build() {
    int blocks = static_cast<int>(ceilDiv(this->runs.back().end, lanes));
    result(v, pixel, b, n) = undef<float>(); // the updates write all of it
    for (int block = 0; block < blocks;) {
      const Run *run = onlyRun(block);
      int next = block + 1;
      while (run && next < blocks && onlyRun(next) == run)
        ++next;
      RDom range(block, next - block, "range" + std::to_string(block));
      result(v, pixel, range, n) = run ? moved(*run, range) : gathered(block, range);
      steps.push_back(range);
      counts.push_back(next - block);
      block = next;
    }
    builder.out({"y"}, result);
    for (size_t i = 0; i < steps.size(); ++i)
      scheduleCopy(builder, result.update(static_cast<int>(i)), result, steps[i].x, counts[i],
                   int64_t{1} * counts[i] * pixels * lanes);
  }

private:
  /// How far lanes move within vectors.
  int rest(const Run &run) const { return ((run.shift % lanes) + lanes) % lanes; }
  /// The output's block in which the first vector of the source begins.
  int firstBlock(const Run &run) const { return (run.shift - rest(run)) / lanes; }

  /// The run that block consists of, where whole vectors of its source can be read.
  const Run *onlyRun(int block) const {
    for (const Run &run : runs) {
      int begin = block * lanes, end = begin + lanes;
      if (run.first > begin)
        continue;
      int last = static_cast<int>(ceilDiv(run.channels, lanes)) - 1, at = block - firstBlock(run);
      if (rest(run) == 0 && (run.end >= end || (run.end > begin && &run == &runs.back() &&
                                                run.end == run.channels + run.shift)))
        return &run; // beyond its last channel the source has the zeros that belong there
      if (rest(run) != 0 && run.end >= end && at >= 1 && at <= last)
        return &run;
    }
    return nullptr;
  }

  /// Vectors of one run. The reads beside the lanes that are taken fall upon the pixels before and
  /// after, or a block's end and beginning, which are there, as both blocks are.
  Expr moved(const Run &run, Expr block) const {
    int move = rest(run);
    Expr at = block - firstBlock(run);
    if (move == 0)
      return source(run, at, v);
    return select(v < move, source(run, at - 1, v + (lanes - move)), source(run, at, v - move));
  }

  /// The source at a block, and a lane of it or beside it.
  Expr source(const Run &run, Expr block, Expr lane) const {
    return run.from((block * pixels + pixel) * lanes + lane, n);
  }

  /// Any mixture of runs, zero where there is none.
  Expr gathered(int block, Expr at) const {
    Expr value = 0.f, channel = at * lanes + v;
    for (const Run &run : runs) {
      if (run.end <= block * lanes || run.first >= (block + 1) * lanes)
        continue;
      Expr from = clamp(channel - run.shift, 0, run.channels - 1);
      value = select(channel >= run.first && channel < run.end,
                     source(run, from / lanes, from % lanes), value);
    }
    return value;
  }

  KernelBuilder &builder;
  int lanes, pixels;
  std::vector<Run> runs;
  Var v{"v"}, pixel{"pixel"}, b{"b"}, n{"n"};
  Func result{"y"};
  std::vector<RDom> steps;
  std::vector<int> counts;
};

} // namespace

void buildConcat(KernelBuilder &builder) {
  std::vector<Run> runs;
  int first = 0;
  for (int part = 0; part < builder.get("parts"); ++part) {
    int count = builder.get(numbered("c", part));
    runs.push_back({builder.flatIn(numbered("x", part)), count, first, first, first + count});
    first += count;
  }
  Copy(builder, std::move(runs)).build();
}

void buildSlice(KernelBuilder &builder) {
  Copy(builder,
       {{builder.flatIn("x"), builder.get("c"), -builder.get("start"), 0, builder.get("k")}})
      .build();
}

} // namespace resnetc::x86
