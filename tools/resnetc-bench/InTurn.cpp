//===- InTurn.cpp - kernels one after the other, as a network runs them ------------------===//
//
// Three buffers hold what grows with the batch: input, output and a second input rotate through
// them, as blocks of a network do.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-bench/InTurn.h"

#include <algorithm>
#include <chrono>
#include <cstring>

namespace resnetc::bench {

using namespace x86;

namespace {

constexpr size_t roles = 3; // input, output, second input

Memory filled(int64_t bytes) {
  Memory memory(bytes);
  std::memset(memory.data(), 0, bytes);
  return memory;
}

/// One call of a kernel with its buffers.
struct Call {
  size_t shape;
  std::vector<void *> buffers;
  double best = 1e30;
};

class Network {
public:
  Network(const std::vector<Instances> &shapes, int32_t n) : shapes(shapes), n(n) {
    int64_t most = 0;
    for (const Instances &shape : shapes)
      for (const KernelArg &arg : shape.interface.args)
        if (arg.perImage)
          most = std::max(most, elementsOf(arg, n) * elementBytes(arg.type));
    for (size_t i = 0; i < roles; ++i)
      activations.push_back(filled(most));
    size_t at = 0;
    for (size_t shape = 0; shape < shapes.size(); ++shape)
      for (int64_t i = 0; i < shapes[shape].count; ++i)
        calls.push_back(makeCall(shape, at++));
  }

  TurnTimes run(int threads, int passes) {
    using Clock = std::chrono::steady_clock;
    auto seconds = [](auto span) { return std::chrono::duration<double>(span).count(); };
    TurnTimes times{std::vector<double>(shapes.size(), 0), 1e30};
    for (int pass = 0; pass < passes; ++pass) {
      Clock::time_point first = Clock::now(), before = first;
      for (Call &call : calls) {
        shapes[call.shape].kernel->call(n, call.buffers, threads);
        Clock::time_point after = Clock::now();
        call.best = std::min(call.best, seconds(after - before));
        before = after;
      }
      times.pass = std::min(times.pass, seconds(before - first));
    }
    for (const Call &call : calls)
      times.each[call.shape] += call.best / static_cast<double>(shapes[call.shape].count);
    return times;
  }

private:
  Call makeCall(size_t shape, size_t position) {
    Call call{shape, {}};
    size_t inputs = 0, outputs = 0;
    for (const KernelArg &arg : shapes[shape].interface.args) {
      if (arg.perImage) { // of inputs: what the call before has made, then what stands beside it
        size_t role = arg.output ? 1 + outputs++ : inputs++ ? 2 : 0;
        call.buffers.push_back(activations[(position + role) % roles].data());
        continue;
      }
      weights.push_back(filled(elementsOf(arg, n) * elementBytes(arg.type)));
      call.buffers.push_back(weights.back().data());
    }
    return call;
  }

  const std::vector<Instances> &shapes;
  int32_t n;
  std::vector<Memory> activations, weights;
  std::vector<Call> calls;
};

} // namespace

TurnTimes inTurn(const std::vector<Instances> &network, int32_t n, int threads, int passes) {
  return Network(network, n).run(threads, passes);
}

} // namespace resnetc::bench
