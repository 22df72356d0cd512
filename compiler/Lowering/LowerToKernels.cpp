//===- LowerToKernels.cpp - ops on values to kernels on buffers --------------------===//
//
// Each op becomes the launch of one kernel on buffers: variables in the state, temporaries in the
// arena, arguments of the caller. What a kernel updates in place (velocities, running statistics)
// takes its operand's buffer, and a value that is written to a variable is made right there.
// Kernels phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Layout/BufferLayout.h"
#include "compiler/Lowering/MapBuilder.h"
#include "compiler/Lowering/Passes.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/BLAKE3.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNLOWERTOKERNELS
#include "compiler/Lowering/Passes.h.inc"

namespace {

/// A symbol made from what the kernel computes and how, so equal kernels are equal symbols
/// everywhere.
std::string kernelSymbol(const kernels::KernelSpec &spec, const kernels::KernelChoice &choice,
                         const Target &target) {
  std::string text =
      spec.key() + " | " + choice.key() + " | " + target.name + " " + target.processor;
  if (target.cores != Target::fewCores) // a backend may cut tasks by them
    text += " " + std::to_string(target.cores);
  auto hash = llvm::BLAKE3::hash<10>(llvm::arrayRefFromStringRef(text));
  return "rn_k_" + spec.kernelClass + "_" + llvm::toHex(hash, /*LowerCase=*/true);
}

/// The kernels of a module, one symbol per signature and schedule.
class KernelTable {
public:
  KernelTable(ModuleOp module, const Target &target) : module(module), target(target) {}

  FlatSymbolRefAttr get(const kernels::KernelSpec &spec, ScheduleAttr schedule, Location loc) {
    kernels::KernelChoice choice = choiceOf(schedule);
    std::string symbol = kernelSymbol(spec, choice, target);
    if (defined.insert(symbol).second) {
      OpBuilder b(module.getContext());
      Operation *firstFunction = *module.getOps<func::FuncOp>().begin();
      b.setInsertionPoint(firstFunction);
      KernelOp::create(b, loc, symbol, spec.kernelClass, specAttrs(b.getContext(), spec),
                       choice.variant, schedule.getParams(), choice.reason);
    }
    return FlatSymbolRefAttr::get(module.getContext(), symbol);
  }

private:
  ModuleOp module;
  const Target &target;
  llvm::StringSet<> defined;
};

/// Rewrites one function.
class FunctionLowering {
public:
  FunctionLowering(func::FuncOp function, KernelTable &kernels, const Target &target)
      : function(function), kernels(kernels), target(target), b(function.getContext()) {}

  LogicalResult run() {
    Block &body = function.getBody().front();
    SmallVector<Operation *> ops;
    for (Operation &op : body)
      ops.push_back(&op);
    if (failed(convertArguments(body)) || failed(bindWrites(body)))
      return failure();
    b.setInsertionPoint(body.getTerminator());
    for (Operation *op : ops)
      if (failed(lower(op)))
        return failure();
    for (Operation *op : llvm::reverse(ops))
      op->erase();
    body.eraseArguments(0, oldArguments);
    function.setType(b.getFunctionType(body.getArgumentTypes(), {}));
    function.setAllArgAttrs(argAttrs);
    function.setAllResultAttrs(ArrayRef<DictionaryAttr>{});
    return success();
  }

private:
  static BufferType bufferOf(Type type) {
    return BufferType::get(type.getContext(), cast<RankedTensorType>(type));
  }

  /// One buffer argument per tensor argument, then one for each value that the function returns.
  LogicalResult convertArguments(Block &body) {
    oldArguments = body.getNumArguments();
    for (unsigned i = 0; i < oldArguments; ++i) {
      FailureOr<NamedAttribute> meaning = meaningOf(function.getArgAttrDict(i), "argument", i);
      if (failed(meaning))
        return failure();
      buffers[body.getArgument(i)] = addArgument(body, body.getArgument(i).getType(), *meaning);
    }
    return bindResults(body);
  }

  /// What an argument or result is: the one of the three attributes that it has. The name of a
  /// variable becomes a list of names.
  FailureOr<NamedAttribute> meaningOf(DictionaryAttr attrs, StringRef what, unsigned index) {
    std::optional<NamedAttribute> found;
    int count = 0;
    for (StringRef name : {bindingName, gradientOfName, observationOfName})
      if (std::optional<NamedAttribute> entry = attrs ? attrs.getNamed(name) : std::nullopt) {
        found = entry;
        ++count;
      }
    if (count != 1)
      return function.emitError("expects one of ")
             << bindingName << ", " << gradientOfName << " and " << observationOfName
             << " on each argument and result, got " << count << " on " << what << " " << index;
    if (auto variable = dyn_cast<StringAttr>(found->getValue()))
      found->setValue(b.getArrayAttr(variable));
    return *found;
  }

  /// A place for each value that the function returns. Two parameters may have one gradient, as two
  /// biases that are added up do: the value is made once, and its buffer bears both names.
  LogicalResult bindResults(Block &body) {
    DenseMap<Value, size_t> bound; // returned values, and which of the new arguments they are
    for (OpOperand &result : body.getTerminator()->getOpOperands()) {
      Value value = result.get();
      FailureOr<NamedAttribute> meaning =
          meaningOf(function.getResultAttrDict(result.getOperandNumber()), "result",
                    result.getOperandNumber());
      if (failed(meaning))
        return failure();
      bool computed = !isa_and_nonnull<ReadOp, ConstantOp>(value.getDefiningOp());
      if (auto first = bound.find(value); first != bound.end()) {
        if (failed(addName(first->second, *meaning)))
          return failure();
      } else if (!computed || buffers.count(value)) {
        return function.emitError("expects results that the function computes");
      } else {
        bound[value] = argAttrs.size();
        buffers[value] = addArgument(body, value.getType(), *meaning);
      }
    }
    return success();
  }

  /// One more variable that a returned value is for.
  LogicalResult addName(size_t argument, NamedAttribute meaning) {
    auto names = argAttrs[argument].getAs<ArrayAttr>(meaning.getName());
    auto more = dyn_cast<ArrayAttr>(meaning.getValue());
    if (!names || !more)
      return function.emitError("expects each result once but for gradients");
    SmallVector<Attribute> all(names.begin(), names.end());
    llvm::append_range(all, more);
    argAttrs[argument] =
        b.getDictionaryAttr(b.getNamedAttr(meaning.getName(), b.getArrayAttr(all)));
    return success();
  }

  Value addArgument(Block &body, Type type, NamedAttribute meaning) {
    argAttrs.push_back(b.getDictionaryAttr(meaning));
    return body.addArgument(bufferOf(type), function.getLoc());
  }

  /// Values that go to variables: made in the variable's own memory.
  LogicalResult bindWrites(Block &body) {
    b.setInsertionPointToStart(&body);
    for (auto write : body.getOps<WriteOp>()) {
      if (buffers.count(write.getValue()))
        return write.emitOpError("expects a value of its own to write");
      buffers[write.getValue()] =
          variableBuffer(write.getVariable(), write.getValue().getType(), write.getLoc());
    }
    return success();
  }

  Value variableBuffer(StringRef name, Type type, Location loc) {
    Value &buffer = variables[name];
    if (!buffer) {
      OpBuilder::InsertionGuard guard(b);
      b.setInsertionPointToStart(&function.getBody().front());
      buffer = VariableBufferOp::create(b, loc, bufferOf(type), name);
    }
    return buffer;
  }

  LogicalResult lower(Operation *op) {
    if (isa<WriteOp>(op) || (isa<ToBlockedOp>(op) && blockedForCast(op->getResult(0))))
      return success();
    if (isa<func::ReturnOp>(op)) {
      func::ReturnOp::create(b, op->getLoc());
      return success();
    }
    if (auto read = dyn_cast<ReadOp>(op)) {
      buffers[read.getValue()] =
          variableBuffer(read.getVariable(), read.getValue().getType(), op->getLoc());
      return success();
    }
    if (auto constant = dyn_cast<ConstantOp>(op)) {
      buffers[constant.getResult()] = ConstantBufferOp::create(
          b, op->getLoc(), bufferOf(constant.getResult().getType()), constant.getValueAttr());
      return success();
    }
    return launch(op);
  }

  LogicalResult launch(Operation *op) {
    FailureOr<MappedKernel> kernel = mapToKernel(op);
    if (failed(kernel))
      return failure();
    if (failed(checkInterface(op, *kernel)))
      return failure();
    SmallVector<Value> args;
    for (const MappedArg &arg : kernel->args) {
      args.push_back(argument(op, arg));
      bool reads = arg.operand && isa_and_nonnull<ReadOp>(arg.operand.getDefiningOp());
      if (reads && updated.contains(args.back()))
        return op->emitOpError("reads a variable after its update; updates must come last");
      if (arg.operand && arg.result)
        updated.insert(args.back());
    }
    if (llvm::is_contained(args, Value()))
      return op->emitOpError("updates a value in place that is written elsewhere");
    IntegerAttr n = kernel->n ? b.getI64IntegerAttr(*kernel->n) : IntegerAttr();
    auto schedule = op->getAttrOfType<ScheduleAttr>(scheduleName);
    if (!schedule)
      return op->emitOpError("has no kernel on ")
             << target.name << " for '" << kernel->spec.key() << "'";
    FlatSymbolRefAttr symbol = kernels.get(kernel->spec, schedule, op->getLoc());
    LaunchOp::create(b, op->getLoc(), symbol, args, n);
    return success();
  }

  /// Bytes of an argument of that kernel; `n` where the launch gives the kernel's scalar.
  static BufferBytes bytesOf(const kernels::KernelArg &arg, std::optional<int64_t> n) {
    const int64_t each = kernels::elementBytes(arg.type);
    if (n)
      return {alignBytes(each * (arg.fixed + arg.perImage * *n)), 0};
    return {alignBytes(each * arg.fixed), alignBytes(each * arg.perImage)};
  }

  /// Holds the op's values against what the kernel reads and writes: a layout that the two sides
  /// understand differently would be read beyond its end.
  LogicalResult checkInterface(Operation *op, const MappedKernel &kernel) {
    auto args = kernels::kernelInterface(kernel.spec, target.channelBlock).args;
    if (args.size() != kernel.args.size())
      return op->emitOpError("maps to ") << kernel.args.size() << " arguments, but the kernel "
                                         << kernel.spec.key() << " has " << args.size();
    for (auto [arg, mapped] : llvm::zip_equal(args, kernel.args)) {
      Type type = (mapped.operand ? mapped.operand : mapped.result).getType();
      BufferBytes bytes = bufferBytes(cast<RankedTensorType>(type));
      if (bytes != bytesOf(arg, kernel.n))
        return op->emitOpError("has a ") << type << " where the kernel " << kernel.spec.key()
                                         << " takes other sizes for '" << arg.name << "'";
    }
    return success();
  }

  /// The buffer of one argument; null for an in-place update that ends somewhere else.
  Value argument(Operation *op, const MappedArg &arg) {
    if (!arg.result)
      return buffers.lookup(arg.operand);
    Value &buffer = buffers[arg.result];
    if (arg.operand) {
      Value operand = buffers.lookup(arg.operand);
      if (buffer && buffer != operand)
        return {};
      return buffer = operand;
    }
    if (!buffer)
      buffer = AllocOp::create(b, op->getLoc(), bufferOf(arg.result.getType()), IntegerAttr(),
                               IntegerAttr());
    return buffer;
  }

  func::FuncOp function;
  KernelTable &kernels;
  const Target &target;
  OpBuilder b;
  DenseMap<Value, Value> buffers;
  llvm::StringMap<Value> variables; ///< one buffer op per variable
  DenseSet<Value> updated;          ///< buffers that a kernel has updated in place
  SmallVector<DictionaryAttr> argAttrs;
  unsigned oldArguments = 0;
};

class LowerToKernelsPass : public impl::RNLowerToKernelsBase<LowerToKernelsPass> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    const Target *target = requireTarget(module);
    if (!target)
      return signalPassFailure();
    KernelTable kernels(module, *target);
    for (auto function : llvm::to_vector(module.getOps<func::FuncOp>()))
      if (failed(FunctionLowering(function, kernels, *target).run()))
        return signalPassFailure();
  }
};

} // namespace
} // namespace resnetc::rn
