//===- LowerToLLVM.cpp - planned functions to host functions ------------------===//
//
// The last pass on MLIR. A host function holds no arithmetic of the network: it adds up addresses
// and calls kernels. It allocates nothing, and keeps nothing between calls.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/Constants.h"
#include "compiler/Codegen/HostNames.h"
#include "compiler/Codegen/Passes.h"
#include "compiler/Codegen/StateLayout.h"
#include "compiler/Lowering/KernelMapping.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

#include "runtime/core/Abi.h"

#include <cstddef>

using namespace mlir;

namespace resnetc {

#define GEN_PASS_DEF_RNTOLLVM
#include "compiler/Codegen/Passes.h.inc"

namespace {

/// What all functions of a module share.
struct ModuleLowering {
  ModuleOp module;
  const Backend &backend;
  std::string prefix, target;
  StateLayout state;
  ConstantBlock constants;
  llvm::StringMap<LLVM::LLVMFuncOp> adapters; ///< by the symbol of the rn.kernel

  std::string symbol(StringRef function) const { return hostSymbol(prefix, target, function); }
};

/// Launches in one function of object code. A deep network has ten thousand of them, and LLVM's
/// time grows faster than a function's length.
constexpr size_t launchesPerPart = 64;

/// Lowers one function: to one of object code, or to one that calls its parts in order.
class FunctionLowering {
public:
  FunctionLowering(ModuleLowering &lowering, func::FuncOp source)
      : lowering(lowering), source(source), b(source.getContext()),
        pointer(LLVM::LLVMPointerType::get(source.getContext())) {}

  LogicalResult run() {
    SmallVector<rn::LaunchOp> launches;
    if (failed(check(launches)))
      return failure();
    std::string name = lowering.symbol(source.getSymName());
    if (launches.size() <= launchesPerPart)
      return lowerPart(name, LLVM::Linkage::External, launches, /*first=*/0);
    SmallVector<LLVM::LLVMFuncOp> parts;
    for (ArrayRef<rn::LaunchOp> rest = launches; !rest.empty();
         rest = rest.drop_front(std::min(launchesPerPart, rest.size()))) {
      std::string part = name + ".part" + std::to_string(parts.size());
      if (failed(lowerPart(part, LLVM::Linkage::Internal, rest.take_front(launchesPerPart),
                           static_cast<int64_t>(launches.size() - rest.size()))))
        return failure();
      parts.push_back(function);
    }
    begin(name, LLVM::Linkage::External);
    for (LLVM::LLVMFuncOp part : parts)
      checkedCall(source.getLoc(), part, function.getArgument(0));
    end();
    return success();
  }

private:
  /// Finds the launches, and whether all else is something that a buffer's address follows from.
  LogicalResult check(SmallVectorImpl<rn::LaunchOp> &launches) {
    for (BlockArgument argument : source.getArguments()) {
      unsigned index = argument.getArgNumber();
      if (source.getArgAttr(index, rn::bindingName))
        callers[argument] = callers.size();
      else if (auto offset = source.getArgAttrOfType<IntegerAttr>(index, rn::offsetName))
        left[argument] = offset.getInt();
      else
        return source.emitOpError() << "expects " << rn::bindingName << " or " << rn::offsetName
                                    << " on argument " << index;
    }
    for (Operation &op : source.getBody().front()) {
      if (auto launch = dyn_cast<rn::LaunchOp>(op))
        launches.push_back(launch);
      else if (auto alloc = dyn_cast<rn::AllocOp>(op);
               alloc && !(alloc.getFixed() && alloc.getPerImage()))
        return op.emitOpError("expects a place in the arena; run rn-plan-memory first");
      else if (isa<rn::ConstantBufferOp>(op)) {
        if (!lowering.constants.offsets.contains(&op))
          return op.emitOpError("expects dense f32 values");
      } else if (!isa<rn::AllocOp, rn::JoinedOp, rn::VariableBufferOp>(op) &&
                 !(isa<func::ReturnOp>(op) && op.getNumOperands() == 0))
        return op.emitOpError("does not belong into a planned function");
    }
    return success();
  }

  void begin(StringRef name, LLVM::Linkage linkage) {
    b.setInsertionPointToEnd(lowering.module.getBody());
    auto type = LLVM::LLVMFunctionType::get(b.getI32Type(), {pointer});
    function = LLVM::LLVMFuncOp::create(b, source.getLoc(), name, type, linkage);
    if (linkage == LLVM::Linkage::External)
      function.setVisibility_(LLVM::Visibility::Hidden);
    b.setInsertionPointToStart(function.addEntryBlock(b));
    failure_ = nullptr;
  }

  void end() {
    Value zero = LLVM::ConstantOp::create(b, source.getLoc(), b.getI32Type(), 0);
    LLVM::ReturnOp::create(b, source.getLoc(), zero);
  }

  /// `first` is the number of the first launch in the whole function.
  LogicalResult lowerPart(StringRef name, LLVM::Linkage linkage, ArrayRef<rn::LaunchOp> launches,
                          int64_t first) {
    begin(name, linkage);
    userContext = loadMember(pointer, offsetof(rn_frame, userContext));
    state = loadMember(pointer, offsetof(rn_frame, state));
    arena = loadMember(pointer, offsetof(rn_frame, arena));
    bindings = loadMember(pointer, offsetof(rn_frame, bindings));
    batch = loadMember(b.getI64Type(), offsetof(rn_frame, batch));
    constants = loadMember(pointer, offsetof(rn_frame, constants));
    watch = loadMember(pointer, offsetof(rn_frame, watch));
    batch32 = LLVM::TruncOp::create(b, source.getLoc(), b.getI32Type(), batch);
    for (rn::LaunchOp launch : launches) {
      askWatch(launch.getLoc(), first++);
      if (failed(lowerLaunch(launch)))
        return failure();
    }
    end();
    return success();
  }

  Value number(int64_t value) {
    return LLVM::ConstantOp::create(b, source.getLoc(), b.getI64Type(), value);
  }

  Value loadMember(Type type, int64_t offset) {
    return load(type, function.getArgument(0), offset);
  }

  Value load(Type type, Value base, int64_t offset) {
    Value address = LLVM::GEPOp::create(b, source.getLoc(), pointer, b.getI8Type(), base,
                                        ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(offset)});
    return LLVM::LoadOp::create(b, source.getLoc(), type, address);
  }

  Value address(Location loc, Value base, Value offset) {
    return LLVM::GEPOp::create(b, loc, pointer, b.getI8Type(), base,
                               ArrayRef<LLVM::GEPArg>{LLVM::GEPArg(offset)});
  }

  /// Computed anew for each launch: two additions cost less than a register kept over calls.
  Value addressOf(Location loc, Value buffer) {
    if (auto offset = left.find(buffer); offset != left.end())
      return address(loc, arena, number(offset->second));
    if (isa<BlockArgument>(buffer))
      return load(pointer, bindings, callers.lookup(buffer) * sizeof(void *));
    Operation *op = buffer.getDefiningOp();
    if (auto joined = dyn_cast<rn::JoinedOp>(op))
      return addressOf(loc, joined.getParts().front());
    if (auto variable = dyn_cast<rn::VariableBufferOp>(op))
      return address(loc, state, number(lowering.state.offsetOf(variable.getVariable())));
    if (isa<rn::ConstantBufferOp>(op))
      return address(loc, constants, number(lowering.constants.offsets.lookup(op)));
    auto alloc = cast<rn::AllocOp>(op);
    Value offset = number(*alloc.getFixed());
    if (*alloc.getPerImage() != 0) {
      Value scaled = LLVM::MulOp::create(b, loc, batch, number(*alloc.getPerImage()));
      offset = LLVM::AddOp::create(b, loc, offset, scaled);
    }
    return address(loc, arena, offset);
  }

  LogicalResult lowerLaunch(rn::LaunchOp op) {
    Location loc = op.getLoc();
    LLVM::LLVMFuncOp adapter = lowering.adapters.lookup(op.getKernel());
    if (adapter.getNumArguments() != op.getArgs().size() + 2)
      return op.emitOpError() << "expects " << adapter.getNumArguments() - 2
                              << " buffers, as in the kernel's other launches, got "
                              << op.getArgs().size();
    Value n = batch32;
    if (op.getN())
      n = LLVM::ConstantOp::create(b, loc, b.getI32Type(), static_cast<int64_t>(*op.getN()));
    SmallVector<Value> operands = {userContext, n};
    for (Value buffer : op.getArgs())
      operands.push_back(addressOf(loc, buffer));
    checkedCall(loc, adapter, operands);
    return success();
  }

  /// Where somebody watches, tells of the launch to come; goes on at once where nobody does.
  void askWatch(Location loc, int64_t launch) {
    Value armed = LLVM::LoadOp::create(b, loc, b.getI32Type(), watch, /*alignment=*/4,
                                       /*isVolatile=*/false, /*isNonTemporal=*/false,
                                       /*isInvariant=*/false, /*isInvariantGroup=*/false,
                                       LLVM::AtomicOrdering::monotonic);
    Value zero = LLVM::ConstantOp::create(b, loc, b.getI32Type(), 0);
    Value isArmed = LLVM::ICmpOp::create(b, loc, LLVM::ICmpPredicate::ne, armed, zero);
    Block *failure = failureBlock(loc), *telling = new Block(), *next = new Block();
    telling->insertBefore(failure);
    next->insertBefore(failure);
    constexpr int32_t seldom = 1, usual = 1 << 20;
    LLVM::CondBrOp::create(b, loc, isArmed, telling, ValueRange(), next, ValueRange(),
                           std::make_pair(seldom, usual));
    b.setInsertionPointToStart(telling);
    auto type = LLVM::LLVMFunctionType::get(b.getI32Type(), {pointer, b.getI64Type()});
    Value callee = load(pointer, watch, offsetof(rn_watch, next));
    Value result =
        LLVM::CallOp::create(b, loc, type, ValueRange{callee, watch, number(launch)}).getResult();
    Value failed = LLVM::ICmpOp::create(b, loc, LLVM::ICmpPredicate::ne, result, zero);
    LLVM::CondBrOp::create(b, loc, failed, failure, ValueRange(result), next, ValueRange());
    b.setInsertionPointToStart(next);
  }

  /// Calls, and returns at once where the status is not zero.
  void checkedCall(Location loc, LLVM::LLVMFuncOp callee, ValueRange operands) {
    auto call = LLVM::CallOp::create(b, loc, callee, operands);
    Value zero = LLVM::ConstantOp::create(b, loc, b.getI32Type(), 0);
    Value failed = LLVM::ICmpOp::create(b, loc, LLVM::ICmpPredicate::ne, call.getResult(), zero);
    Block *failure = failureBlock(loc), *next = new Block();
    next->insertBefore(failure);
    LLVM::CondBrOp::create(b, loc, failed, failure, ValueRange(call.getResult()), next,
                           ValueRange());
    b.setInsertionPointToStart(next);
  }

  /// The block that returns the status it is given; the last one of the function.
  Block *failureBlock(Location loc) {
    if (!failure_) {
      OpBuilder::InsertionGuard guard(b);
      failure_ = function.addBlock();
      failure_->addArgument(b.getI32Type(), loc);
      b.setInsertionPointToStart(failure_);
      LLVM::ReturnOp::create(b, loc, failure_->getArgument(0));
    }
    return failure_;
  }

  ModuleLowering &lowering;
  func::FuncOp source;
  OpBuilder b;
  Type pointer;
  DenseMap<Value, int64_t> callers; ///< arguments' indices among the caller's bindings
  DenseMap<Value, int64_t> left;    ///< arguments' offsets in the arena, of what @grad leaves
  LLVM::LLVMFuncOp function;        ///< being written
  Value userContext, state, arena, bindings, batch, batch32, constants, watch; ///< in `function`
  Block *failure_ = nullptr;
};

class ToLLVMPass : public impl::RNToLLVMBase<ToLLVMPass> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    auto name = module->getAttrOfType<StringAttr>("rn.name");
    auto prefix = module->getAttrOfType<StringAttr>("rn.symbol_prefix");
    const Target *target = rn::targetOf(module);
    if (!name || !target) {
      module.emitOpError("expects the attributes rn.name and rn.target, which is " + targetNames());
      return signalPassFailure();
    }
    for (auto variable : module.getOps<rn::VariableOp>())
      if (!variable.getOffset()) {
        variable.emitOpError("expects a place in the state; run rn-plan-state first");
        return signalPassFailure();
      }
    ModuleLowering lowering{module,
                            *target->backend,
                            (prefix ? prefix : name).str(),
                            target->name,
                            readState(module),
                            readConstants(module),
                            {}};
    buildAdapters(lowering);
    SmallVector<func::FuncOp> functions(module.getOps<func::FuncOp>());
    for (func::FuncOp function : functions) {
      if (!function.getBody().hasOneBlock()) {
        function.emitOpError("expects a body of one block");
        return signalPassFailure();
      }
      if (failed(FunctionLowering(lowering, function).run()))
        return signalPassFailure();
      function.erase();
    }
    for (Operation &op : llvm::make_early_inc_range(module.getOps()))
      if (isa<rn::KernelOp, rn::VariableOp>(op))
        op.erase();
  }

  /// One adapter for each kernel that is launched, with as many buffers as its first launch gives
  /// it.
  void buildAdapters(ModuleLowering &lowering) {
    OpBuilder b = OpBuilder::atBlockEnd(lowering.module.getBody());
    lowering.module.walk([&](rn::LaunchOp launch) {
      LLVM::LLVMFuncOp &adapter = lowering.adapters[launch.getKernel()];
      if (!adapter)
        adapter = lowering.backend.buildLaunch(b, launch.getLoc(), launch.getKernel(),
                                               launch.getArgs().size());
    });
  }
};

} // namespace
} // namespace resnetc
