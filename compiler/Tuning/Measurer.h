//===- Measurer.h - measures kernels in this process -------------------------------------===//
//
// By the way that their backend has to call them. Weights are cold, as they are in a network:
// between two calls with the same weights as many others pass as the network has, up to what no
// cache holds. Maps are as warm as they are when the kernel before has just made them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Tuning/Search.h"

#include <functional>
#include <map>

namespace resnetc {

/// How kernels are called.
struct MeasureOptions {
  int threads = 1;
  int64_t weightBytes = 0;       ///< of the whole network
  std::function<bool()> stopped; ///< whether to end; may be empty
};

class KernelMeasurer : public Measurer {
public:
  KernelMeasurer(const Target &target, MeasureOptions options);
  ~KernelMeasurer() override;

  llvm::Expected<std::unique_ptr<Timed>> load(const Way &way) override;
  double now() const override;
  bool stopped() const override { return options.stopped && options.stopped(); }

private:
  struct Buffers;
  friend class TimedKernels;
  llvm::Expected<std::unique_ptr<Timed>> loadKernels(const Way &way);
  std::shared_ptr<Buffers> buffersOf(const kernels::KernelSpec &spec, int64_t n);

  const Target &target;
  MeasureOptions options;
  /// All schedules of a kernel share its arguments, for as long as one is ready.
  std::map<std::string, std::weak_ptr<Buffers>> buffers;
};

} // namespace resnetc
