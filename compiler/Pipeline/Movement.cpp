//===- Movement.cpp - the bytes that a function moves, and the least it could ---------===//
//
// See Movement.h.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Movement.h"

#include "compiler/Lowering/KernelMapping.h"

#include "llvm/ADT/DenseMap.h"

using namespace mlir;

namespace resnetc {

namespace {

/// One operand of one launch.
struct Access {
  size_t launch;
  kernels::Amount bytes;
  bool reads, writes;
};

/// The bytes of an operand; of a launch that gives the kernel's scalar they do not grow with the batch.
kernels::Amount scaled(kernels::Amount amount, int64_t n) {
  return n > 0 ? kernels::Amount{amount.at(n), 0} : amount;
}

bool readsLabels(rn::LaunchOp launch) {
  return llvm::any_of(launch.getArgs(), [](Value value) {
    auto argument = dyn_cast<BlockArgument>(value);
    auto function =
        argument ? dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp()) : func::FuncOp();
    auto binding = function ? function.getArgAttrOfType<rn::BindingAttr>(argument.getArgNumber(),
                                                                         rn::bindingName)
                            : rn::BindingAttr();
    return binding && binding.getValue() == rn::Binding::Labels;
  });
}

/// Fills in the least of each launch of a function.
class Least {
public:
  Least(std::vector<ReportedLaunch> &launches, size_t forward)
      : launches(launches), forward(forward) {}

  /// `accesses` are those of one buffer, in order.
  void count(ArrayRef<Access> accesses, bool outside) {
    if (outside)
      countOutside(accesses);
    else
      countKept(accesses);
  }

private:
  void read(const Access &access) { launches[access.launch].least.read += access.bytes; }
  void write(const Access &access) { launches[access.launch].least.written += access.bytes; }

  void countOutside(ArrayRef<Access> accesses) {
    if (accesses.front().reads)
      read(accesses.front());
    const Access *last = nullptr;
    for (const Access &access : accesses)
      if (access.writes)
        last = &access;
    if (last)
      write(*last);
  }

  /// What the forward pass leaves for the backward pass.
  void countKept(ArrayRef<Access> accesses) {
    const Access *made = nullptr;
    for (const Access &access : accesses) {
      const bool isForward = access.launch < forward;
      if (!isForward && access.reads && made) {
        write(*made);
        read(access);
        return;
      }
      if (access.writes) {
        if (!isForward)
          return;
        made = &access;
      }
    }
  }

  std::vector<ReportedLaunch> &launches;
  size_t forward; ///< launches of the forward pass, the first
};

} // namespace

std::vector<ReportedLaunch> reportLaunches(func::FuncOp function, LaunchTable &table) {
  std::vector<rn::LaunchOp> ops;
  function.walk([&](rn::LaunchOp launch) { ops.push_back(launch); });
  std::vector<LaunchDescription> descriptions = table.launchesOf(function);
  std::vector<ReportedLaunch> launches;
  SmallVector<Value> order; // of buffers, so that the same input gives the same report
  llvm::DenseMap<Value, SmallVector<Access>> accesses;
  size_t forward = 0;
  SymbolTable symbols(function->getParentOfType<ModuleOp>());
  const Target *target = rn::targetOf(function->getParentOfType<ModuleOp>());
  for (auto [i, op] : llvm::enumerate(ops)) {
    const int64_t n = descriptions[i].n;
    const KernelFacts &facts = table.kernels()[descriptions[i].kernel];
    launches.push_back({layerOf(op.getLoc()),
                        facts,
                        scaled({0, facts.flopsPerImage}, n),
                        {scaled(facts.read, n), scaled(facts.written, n)},
                        {},
                        op.getKernel().str(),
                        n});
    if (readsLabels(op))
      forward = i + 1;
    kernels::KernelSpec spec = rn::specOf(symbols.lookup<rn::KernelOp>(op.getKernel()));
    kernels::KernelInterface interface = kernels::kernelInterface(spec, target->channelBlock);
    for (auto [arg, buffer] : llvm::zip(interface.args, op.getArgs())) {
      auto &all = accesses[buffer];
      if (all.empty())
        order.push_back(buffer);
      all.push_back({i, scaled(kernels::bytesOf(arg), n), !arg.output || arg.inPlace, arg.output});
    }
  }
  Least least(launches, forward);
  for (Value buffer : order)
    least.count(accesses[buffer], /*outside=*/!buffer.getDefiningOp<rn::AllocOp>());
  return launches;
}

} // namespace resnetc
