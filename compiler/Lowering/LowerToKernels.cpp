//===- LowerToKernels.cpp - ops on values to kernels on buffers --------------------===//
//
// Each op becomes the launch of one kernel on buffers: variables in the state, temporaries in the
// arena, arguments of the caller. What a kernel updates in place (velocities, running statistics)
// takes its operand's buffer, and a value that is written to a variable is made right there.
// Kernels phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Layout/BufferLayout.h"
#include "compiler/Lowering/KernelMapping.h"
#include "compiler/Lowering/Passes.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/StringExtras.h"
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
  std::string text = spec.key() + " | " + choice.key() + " | " + target.name;
  auto hash = llvm::BLAKE3::hash<10>(llvm::arrayRefFromStringRef(text));
  return "rn_k_" + spec.kernelClass + "_" + llvm::toHex(hash, /*LowerCase=*/true);
}

/// Names and numbers as a dictionary attribute.
template <typename... Maps> DictionaryAttr dictionary(Builder &b, const Maps &...maps) {
  SmallVector<NamedAttribute> entries;
  auto value = [&](auto number) -> Attribute {
    if constexpr (std::is_integral_v<decltype(number)>)
      return b.getI64IntegerAttr(number);
    else
      return b.getF64FloatAttr(number);
  };
  auto append = [&](const auto &map) {
    for (const auto &[name, number] : map)
      entries.push_back(b.getNamedAttr(name, value(number)));
  };
  (append(maps), ...);
  return b.getDictionaryAttr(entries);
}

/// The kernels of a module, one symbol per signature and schedule.
class KernelTable {
public:
  KernelTable(ModuleOp module, const Target &target, int64_t batch)
      : module(module), target(target), batch(batch) {}

  FlatSymbolRefAttr get(const kernels::KernelSpec &spec, Location loc) {
    std::string &symbol = symbols[spec.key()];
    if (symbol.empty()) {
      kernels::KernelChoice choice = kernels::chooseSchedule(spec, target, batch);
      symbol = kernelSymbol(spec, choice, target);
      OpBuilder b(module.getContext());
      Operation *firstFunction = *module.getOps<func::FuncOp>().begin();
      b.setInsertionPoint(firstFunction);
      KernelOp::create(b, loc, symbol, spec.kernelClass, dictionary(b, spec.attrs, spec.reals),
                       choice.variant, dictionary(b, choice.params), choice.reason);
    }
    return FlatSymbolRefAttr::get(module.getContext(), symbol);
  }

private:
  ModuleOp module;
  const Target &target;
  int64_t batch;
  llvm::StringMap<std::string> symbols; ///< by the spec's key
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

  /// One buffer argument per tensor argument, then one for the result that is bound to the caller.
  /// Gradients stay in the arena, where the runtime finds them.
  LogicalResult convertArguments(Block &body) {
    oldArguments = body.getNumArguments();
    for (unsigned i = 0; i < oldArguments; ++i) {
      auto binding = function.getArgAttrOfType<BindingAttr>(i, bindingName);
      if (!binding)
        return function.emitError("expects ")
               << bindingName << " on each argument, got none on argument " << i;
      buffers[body.getArgument(i)] = addArgument(body, body.getArgument(i).getType(), binding);
    }
    return bindResults(body);
  }

  /// A place for each value that the function returns. Two parameters may have one gradient, as two
  /// biases that are added up do: the value is made once, and its buffer bears both names.
  LogicalResult bindResults(Block &body) {
    Operation *end = body.getTerminator();
    for (OpOperand &result : end->getOpOperands()) {
      Value value = result.get();
      Value &buffer = buffers[value];
      unsigned index = result.getOperandNumber();
      auto binding = function.getResultAttrOfType<BindingAttr>(index, bindingName);
      Attribute gradientOf = function.getResultAttr(index, gradientOfName);
      if (!binding == !gradientOf)
        return function.emitError("expects either ")
               << bindingName << " or " << gradientOfName << " on each result, got "
               << (binding ? "both" : "none") << " on result " << index;
      bool computed = !isa_and_nonnull<ReadOp, ConstantOp>(value.getDefiningOp());
      auto shared = buffer ? buffer.getDefiningOp<AllocOp>() : AllocOp();
      if (!computed || (buffer && !(shared && gradientOf)))
        return function.emitError(
            "expects results that the function computes, each once but for gradients");
      if (binding) {
        buffer = addArgument(body, value.getType(), binding);
        continue;
      }
      if (!shared) {
        b.setInsertionPoint(end);
        shared = AllocOp::create(b, value.getLoc(), bufferOf(value.getType()), IntegerAttr(),
                                 IntegerAttr());
        buffer = shared;
      }
      addGradientOf(shared, gradientOf);
    }
    return success();
  }

  void addGradientOf(AllocOp alloc, Attribute variable) {
    SmallVector<Attribute> variables;
    if (auto others = alloc->getAttrOfType<ArrayAttr>(gradientOfName))
      llvm::append_range(variables, others);
    variables.push_back(variable);
    alloc->setAttr(gradientOfName, b.getArrayAttr(variables));
  }

  Value addArgument(Block &body, Type type, BindingAttr binding) {
    argAttrs.push_back(b.getDictionaryAttr(b.getNamedAttr(bindingName, binding)));
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
    if (isa<WriteOp>(op))
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
    LaunchOp::create(b, op->getLoc(), kernels.get(kernel->spec, op->getLoc()), args, n);
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
    auto args = kernels::kernelInterface(kernel.spec, target).args;
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
public:
  using RNLowerToKernelsBase::RNLowerToKernelsBase;

private:
  void runOnOperation() override {
    ModuleOp module = getOperation();
    const Target *target = targetOf(module);
    if (!target) {
      module.emitError("expects layouts assigned for a target (rn-assign-layout), got none");
      return signalPassFailure();
    }
    KernelTable kernels(module, *target, batch);
    for (auto function : llvm::to_vector(module.getOps<func::FuncOp>()))
      if (failed(FunctionLowering(function, kernels, *target).run()))
        return signalPassFailure();
  }
};

} // namespace
} // namespace resnetc::rn
