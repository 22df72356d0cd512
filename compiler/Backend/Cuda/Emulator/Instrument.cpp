//===- Instrument.cpp - from a module for the device to one for the host ------------------===//
//
// Address spaces stay: to the host's code generator they are all one. Code and data of the emulator
// are in the same process, so their addresses are constants of the module.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Emulator/Instrument.h"

#include "compiler/Backend/Cuda/Emulator/Instruction.h"

#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace resnetc::cuda::emulator {

namespace {

constexpr unsigned sharedSpace = 3;
constexpr const char *dynamicName = "dynamic_shared";
constexpr const char *deviceAttributes[] = {"target-cpu", "target-features", "tune-cpu"};

class Instrumenter {
public:
  Instrumenter(Module &module, Instrumented &result)
      : module(module), result(result), pointer(PointerType::get(module.getContext(), 0)),
        i32(Type::getInt32Ty(module.getContext())), none(Type::getVoidTy(module.getContext())) {}

  Error run() {
    try {
      placeShared();
    } catch (const Finding &finding) {
      return createStringError("the module " + finding.text);
    }
    std::vector<Function *> kernels;
    for (Function &function : module)
      if (!function.isDeclaration()) {
        if (function.getCallingConv() == CallingConv::PTX_Kernel)
          kernels.push_back(&function);
        if (Error error = rewrite(function))
          return error;
      }
    for (Function *kernel : kernels)
      addEntry(*kernel);
    return Error::success();
  }

private:
  Constant *addressOf(const void *address, unsigned space = 0) {
    auto *number = ConstantInt::get(Type::getInt64Ty(module.getContext()),
                                    reinterpret_cast<uintptr_t>(address));
    return ConstantExpr::getIntToPtr(number, PointerType::get(module.getContext(), space));
  }

  void place(GlobalVariable &variable, int64_t bytes) {
    char *address = result.shared.addVariable(variable.getName(), bytes,
                                              variable.getAlign().valueOrOne().value());
    variable.replaceAllUsesWith(addressOf(address, sharedSpace));
    variable.eraseFromParent();
  }

  void placeShared() {
    GlobalVariable *dynamic = module.getGlobalVariable(dynamicName);
    for (GlobalVariable &variable : make_early_inc_range(module.globals()))
      if (variable.getAddressSpace() == sharedSpace && &variable != dynamic)
        place(variable, static_cast<int64_t>(
                            module.getDataLayout().getTypeAllocSize(variable.getValueType())));
    if (dynamic)
      place(*dynamic, 0);
    else
      result.shared.addVariable(dynamicName, 0, 1);
  }

  FunctionCallee service(const char *name, std::initializer_list<Type *> inputs) {
    return module.getOrInsertFunction(name, FunctionType::get(none, inputs, false));
  }

  Error rewrite(Function &function) {
    function.setCallingConv(CallingConv::C);
    for (const char *attribute : deviceAttributes)
      function.removeFnAttr(attribute);
    std::vector<Instruction *> all;
    for (Instruction &instruction : instructions(function))
      all.push_back(&instruction);
    IRBuilder<> b(&*function.getEntryBlock().getFirstInsertionPt());
    AllocaInst *room = makeRoom(b), *resultRoom = makeRoom(b);
    std::map<StringRef, int> numbers;
    for (Instruction *each : all) {
      auto *call = dyn_cast<CallInst>(each);
      Function *callee = call ? call->getCalledFunction() : nullptr;
      if (call && !callee) {
        if (Error error = replaceAssembly(*call, room, resultRoom, numbers))
          return error;
        continue;
      }
      if (!callee || !callee->getName().starts_with("llvm.nvvm.")) {
        if (Error error = watch(*each))
          return error;
        continue;
      }
      if (Error error = replace(*call, room, resultRoom, ++numbers[callee->getName()]))
        return error;
    }
    return Error::success();
  }

  /// Where the operands of an instruction, or its result, are handed over.
  AllocaInst *makeRoom(IRBuilder<> &b) {
    constexpr unsigned bytes = mostOperands * Thread::operandBytes;
    auto *room = b.CreateAlloca(ArrayType::get(b.getInt8Ty(), bytes));
    room->setAlignment(Align(Thread::operandBytes));
    return room;
  }

  Error replace(CallInst &call, Value *room, Value *resultRoom, int number) {
    StringRef name = call.getCalledFunction()->getName();
    const DeviceInstruction *instruction = findInstruction(name);
    if (!instruction || call.arg_size() > mostOperands)
      return createStringError("the emulator has no instruction " + name);
    return replace(call, *instruction, name, room, resultRoom, number);
  }

  /// An instruction as PTX's text. Its registers are f32, each an input tied to an output; what
  /// else there is are integers behind them.
  Error replaceAssembly(CallInst &call, Value *room, Value *resultRoom,
                        std::map<StringRef, int> &numbers) {
    auto *assembly = dyn_cast<InlineAsm>(call.getCalledOperand());
    StringRef text = assembly ? StringRef(assembly->getAsmString()) : "";
    const DeviceInstruction *instruction = assembly ? findAssembly(text) : nullptr;
    if (!instruction || call.arg_size() > mostOperands || !hasTiedRegisters(*assembly, call))
      return createStringError("the emulator has no such call: " + textOf(call));
    StringRef name = text;
    for (auto [from, to] : {std::pair("wgmma.", " {$0"), std::pair("mbarrier.", " over")})
      if (text.contains(from))
        name = text.slice(text.find(from), text.find(to, text.find(from)));
    return replace(call, *instruction, name, room, resultRoom, ++numbers[text]);
  }

  /// "=f,...,0,1,...,l,...": what goes in of registers comes out in the same.
  static bool hasTiedRegisters(const InlineAsm &assembly, const CallInst &call) {
    auto *record = dyn_cast<StructType>(call.getType());
    const unsigned registers = record ? record->getNumElements() : 0;
    unsigned output = 0, tied = 0;
    for (const InlineAsm::ConstraintInfo &each : assembly.ParseConstraints()) {
      if (each.Type == InlineAsm::isOutput)
        ++output;
      else if (each.Type == InlineAsm::isInput && tied < registers) {
        if (each.Codes.size() != 1 || each.Codes[0] != std::to_string(tied))
          return false;
        ++tied;
      }
    }
    return output == registers && tied == registers;
  }

  Error replace(CallInst &call, const DeviceInstruction &instruction, StringRef name, Value *room,
                Value *resultRoom, int number) {
    const Site &site = result.sites.emplace_back(
        Site{&instruction, (name + " #" + Twine(number)).str(), static_cast<int>(call.arg_size())});
    IRBuilder<> b(&call);
    for (unsigned i = 0; i < call.arg_size(); ++i)
      b.CreateStore(call.getArgOperand(i),
                    b.CreateConstInBoundsGEP1_32(b.getInt8Ty(), room, i * Thread::operandBytes));
    b.CreateCall(service("rn_emulate", {pointer, pointer, pointer}),
                 {addressOf(&site), room, resultRoom});
    if (!call.getType()->isVoidTy())
      call.replaceAllUsesWith(b.CreateLoad(call.getType(), resultRoom));
    call.eraseFromParent();
    return Error::success();
  }

  /// Accesses of all memory but a thread's own.
  Error watch(Instruction &each) {
    if (isa<AtomicRMWInst, AtomicCmpXchgInst, FenceInst>(each))
      return createStringError(Twine("the emulator has no instruction ") + each.getOpcodeName());
    if (auto *memory = dyn_cast<AnyMemIntrinsic>(&each))
      if (!isOwn(memory->getDest()) || (isa<AnyMemTransferInst>(memory) &&
                                        !isOwn(cast<AnyMemTransferInst>(memory)->getSource())))
        return createStringError("the emulator has no " + memory->getCalledFunction()->getName() +
                                 " but of a thread's own memory");
    Value *address = getLoadStorePointerOperand(&each);
    if (!address || isOwn(address))
      return Error::success();
    Type *type = getLoadStoreType(&each);
    const auto bytes = static_cast<uint32_t>(module.getDataLayout().getTypeStoreSize(type));
    const auto alignment = static_cast<uint32_t>(getLoadStoreAlignment(&each).value());
    const unsigned space = address->getType()->getPointerAddressSpace();
    IRBuilder<> b(&each);
    const char *name = space == sharedSpace ? "rn_emulate_shared" : "rn_emulate_any";
    b.CreateCall(service(name, {pointer, pointer, i32, i32, i32}),
                 {addressOf(&siteOf(each, bytes)), b.CreateAddrSpaceCast(address, pointer),
                  b.getInt32(bytes), b.getInt32(alignment),
                  b.getInt32(static_cast<int32_t>(kindOf(each)))});
    return Error::success();
  }

  static AccessKind kindOf(const Instruction &each) {
    if (!isa<StoreInst>(each))
      return AccessKind::Read;
    return each.isVolatile() ? AccessKind::StrongWrite : AccessKind::Write;
  }

  /// A load or store, by what is told of it.
  const Site &siteOf(const Instruction &each, uint32_t bytes) {
    const std::string kind = each.getOpcodeName();
    return result.sites.emplace_back(Site{nullptr, kind + " #" + std::to_string(++accesses[kind]) +
                                                       " of " + std::to_string(bytes) + " bytes"});
  }

  /// Whether a pointer is of a thread's stack, or of a constant of the module.
  static bool isOwn(const Value *address) {
    const Value *object = getUnderlyingObject(address);
    auto *variable = dyn_cast<GlobalVariable>(object);
    return isa<AllocaInst>(object) || (variable && variable->isConstant());
  }

  static std::string textOf(const Instruction &instruction) {
    std::string text;
    raw_string_ostream(text) << instruction;
    return StringRef(text).trim().str();
  }

  /// Takes the arguments from where a launch has them.
  void addEntry(Function &kernel) {
    std::string symbol = "entry." + kernel.getName().str();
    auto *entry = Function::Create(FunctionType::get(none, {pointer}, false),
                                   Function::ExternalLinkage, symbol, module);
    IRBuilder<> b(BasicBlock::Create(module.getContext(), "", entry));
    std::vector<Value *> arguments;
    std::vector<int64_t> bytes;
    for (Argument &argument : kernel.args()) {
      // A large one is handed over by where the launch has it, which no kernel writes.
      const bool isLarge = argument.hasByValAttr();
      Type *type = isLarge ? argument.getParamByValType() : argument.getType();
      argument.removeAttr(Attribute::ByVal);
      bytes.push_back(static_cast<int64_t>(module.getDataLayout().getTypeStoreSize(type)));
      Value *place = b.CreateLoad(
          pointer, b.CreateConstInBoundsGEP1_32(pointer, entry->getArg(0), argument.getArgNo()));
      arguments.push_back(isLarge ? place : b.CreateLoad(type, place));
    }
    b.CreateCall(&kernel, arguments);
    b.CreateRetVoid();
    result.kernels[kernel.getName().str()] = {bytes, symbol};
  }

  static constexpr unsigned mostOperands = 130; ///< 128 sums and two matrices

  Module &module;
  Instrumented &result;
  PointerType *pointer;
  Type *i32, *none;
  std::map<std::string, int> accesses; ///< of each kind so far
};

} // namespace

Error instrument(Module &module, Instrumented &result) {
  return Instrumenter(module, result).run();
}

} // namespace resnetc::cuda::emulator
