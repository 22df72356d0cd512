//===- Copy.cpp - channels set side by side, and taken out, on CUDA ------------------------===//
//
// Both copy runs of channels from one place to another. Runs that move by multiples of four channels
// are copied four at a time; otherwise each channel is looked for by itself.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/join/Join.h"

namespace resnetc::cuda {

constexpr int lanes = KernelBuilder::lanes;

namespace {

/// Channels of the output up to `end` that no run before has: channel c is c + shift of `from`.
struct Run {
  std::string from; ///< operand
  int blocks;       ///< of `from`
  int shift, end;
};

/// `load` or `loadQuad`.
using Read = Number (*)(const Pointer &memory, const Number &index);

} // namespace

/// What `read` gives of `channel` at the pixel of `at`: of the first run from `which` on that has it,
/// or else zeros.
static Number find(KernelBuilder &k, const std::vector<Run> &runs, size_t which, const Quad &at,
                   const Number &channel, Read read, const Number &zeros) {
  if (which == runs.size())
    return zeros;
  const Run &run = runs[which];
  auto here = [&] {
    Number in = channel + run.shift, plane = at.image * run.blocks + in / lanes;
    Number index = (plane * static_cast<int>(pixelsOf(k.spec)) + at.pixel) * lanes + in % lanes;
    return Numbers{read(k.arg(run.from), index)};
  };
  auto elsewhere = [&] { return Numbers{find(k, runs, which + 1, at, channel, read, zeros)}; };
  return either(isWithin(channel, run.end), here, elsewhere).front();
}

/// Copies the runs to y, one after the other.
static void copyRuns(KernelBuilder &k, const std::vector<Run> &runs) {
  const int channels = runs.back().end;
  bool inQuads = llvm::all_of(runs, [](const Run &run) { return run.shift % 4 == 0; });
  k.forEachQuad(ceilDiv(channels, lanes), pixelsOf(k.spec), [&](const Quad &at) {
    Numbers parts;
    for (int i = 0; i < 4 && !inQuads; ++i)
      parts.push_back(find(k, runs, 0, at, at.channel + i, load, 0.0));
    Number y = inQuads ? find(k, runs, 0, at, at.channel, loadQuad, quadOf({0.0, 0.0, 0.0, 0.0}))
                       : quadOf(parts);
    store(k.arg("y"), at.index, upToChannel(y, at.channel, channels));
  });
}

void buildConcat(KernelBuilder &k) {
  std::vector<Run> runs;
  int first = 0;
  for (int part = 0; part < k.get("parts"); ++part) {
    std::string count = numbered("c", part);
    int end = first + k.get(count);
    runs.push_back({numbered("x", part), k.blocks(count), -first, end});
    first = end;
  }
  copyRuns(k, runs);
}

void buildSlice(KernelBuilder &k) {
  copyRuns(k, {{"x", k.blocks("c"), k.get("start"), k.get("k")}});
}

} // namespace resnetc::cuda
