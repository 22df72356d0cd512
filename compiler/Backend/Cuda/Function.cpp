//===- Function.cpp - the device function that is being written ------------------------===//
#include "compiler/Backend/Cuda/Function.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using resnetc::kernels::ElementType;

namespace resnetc::cuda {

constexpr unsigned globalSpace = 1, sharedSpace = 3;
constexpr int warp = 32;
constexpr unsigned tensorMapBytes = 128;
constexpr llvm::StringLiteral dynamicName = "dynamic_shared";

static thread_local FunctionScope *current = nullptr;

OpBuilder &builder() { return current->builder; }
Location here() { return current->function.getLoc(); }

FunctionScope::FunctionScope(ModuleOp module, StringRef name, unsigned pointers, int threads,
                             unsigned tensorMaps)
    : builder(module.getContext()) {
  OpBuilder &b = builder;
  b.setInsertionPointToEnd(module.getBody());
  SmallVector<Type> inputs = {b.getI32Type()};
  inputs.append(pointers, LLVM::LLVMPointerType::get(b.getContext(), globalSpace));
  if (tensorMaps)
    inputs.push_back(LLVM::LLVMPointerType::get(b.getContext()));
  auto type = LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(b.getContext()), inputs);
  function = LLVM::LLVMFuncOp::create(b, module.getLoc(), name, type);
  function->setAttr(NVVM::NVVMDialect::getKernelFuncAttrName(), b.getUnitAttr());
  function->setAttr(NVVM::NVVMDialect::getReqntidAttrName(), b.getDenseI32ArrayAttr({threads}));
  if (tensorMaps) { // by value, and never copied from there
    constexpr int64_t alignment = 64;
    const unsigned last = function.getNumArguments() - 1;
    auto bytes = LLVM::LLVMArrayType::get(b.getI8Type(), tensorMapBytes * tensorMaps);
    function.setArgAttr(last, LLVM::LLVMDialect::getByValAttrName(), TypeAttr::get(bytes));
    function.setArgAttr(last, LLVM::LLVMDialect::getAlignAttrName(),
                        b.getI64IntegerAttr(alignment));
    function.setArgAttr(last, NVVM::NVVMDialect::getGridConstantAttrName(), b.getUnitAttr());
  }
  b.setInsertionPointToStart(function.addEntryBlock(b));
  current = this;
}

FunctionScope::~FunctionScope() {
  LLVM::ReturnOp::create(builder, here(), ValueRange());
  current = nullptr;
}

Number count() { return Number(current->function.getArgument(0)); }

Pointer argument(unsigned index, ElementType type) {
  return {current->function.getArgument(1 + index), type};
}

Value tensorMap(const Number &index) {
  OpBuilder &b = builder();
  Value maps = current->function.getArguments().back();
  return LLVM::GEPOp::create(b, here(), maps.getType(),
                             LLVM::LLVMArrayType::get(b.getI8Type(), tensorMapBytes), maps,
                             ArrayRef<LLVM::GEPArg>{LLVM::GEPArg(index.as(b.getI32Type()))});
}

template <typename Op> static Number specialRegister() {
  return Number(Op::create(builder(), here(), builder().getI32Type()).getResult());
}
Number threadIndex() { return specialRegister<NVVM::ThreadIdXOp>(); }
Number blockIndex() { return specialRegister<NVVM::BlockIdXOp>(); }
Number blockIndexY() { return specialRegister<NVVM::BlockIdYOp>(); }
Number blockIndexZ() { return specialRegister<NVVM::BlockIdZOp>(); }

//===----------------------------------------------------------------------===//
// Control
//===----------------------------------------------------------------------===//

static SmallVector<Value> valuesOf(const Numbers &numbers) {
  SmallVector<Value> values;
  for (const Number &number : numbers)
    values.push_back(number.get());
  return values;
}

static Numbers numbersOf(ValueRange values) {
  Numbers numbers;
  for (Value value : values)
    numbers.push_back(Number(value));
  return numbers;
}

Numbers loop(const Number &from, const Number &to, const Number &step, const Numbers &initial,
             llvm::function_ref<Numbers(const Number &, const Numbers &)> body) {
  OpBuilder &b = builder();
  Type i32 = b.getI32Type();
  auto loop =
      scf::ForOp::create(b, here(), from.as(i32), to.as(i32), step.as(i32), valuesOf(initial));
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(loop.getBody());
  Numbers next = body(Number(loop.getInductionVar()), numbersOf(loop.getRegionIterArgs()));
  if (!initial.empty()) // without values there is a yield already
    scf::YieldOp::create(b, here(), valuesOf(next));
  return numbersOf(loop.getResults());
}

void loop(const Number &from, const Number &to, const Number &step,
          llvm::function_ref<void(const Number &)> body) {
  loop(from, to, step, {}, [&](const Number &i, const Numbers &) {
    body(i);
    return Numbers();
  });
}

void when(const Number &condition, llvm::function_ref<void()> body) {
  OpBuilder &b = builder();
  auto branch = scf::IfOp::create(b, here(), condition.get(), /*withElseRegion=*/false);
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(branch.thenBlock());
  body();
}

Numbers either(const Number &condition, llvm::function_ref<Numbers()> then,
               llvm::function_ref<Numbers()> otherwise) {
  OpBuilder &b = builder();
  // The types of the results are known when the first branch is written.
  Block *before = b.getInsertionBlock();
  auto at = b.getInsertionPoint();
  Block *thenBlock = new Block(), *otherwiseBlock = new Block();
  auto write = [&](Block *block, llvm::function_ref<Numbers()> body) {
    b.setInsertionPointToStart(block);
    SmallVector<Value> values = valuesOf(body());
    scf::YieldOp::create(b, here(), values);
    return values;
  };
  SmallVector<Value> first = write(thenBlock, then);
  write(otherwiseBlock, otherwise);
  b.setInsertionPoint(before, at);
  auto branch = scf::IfOp::create(b, here(), TypeRange(ValueRange(first)), condition.get(), true);
  branch.getThenRegion().getBlocks().clear();
  branch.getElseRegion().getBlocks().clear();
  branch.getThenRegion().push_back(thenBlock);
  branch.getElseRegion().push_back(otherwiseBlock);
  return numbersOf(branch.getResults());
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

static bool isHalf(ElementType type) {
  return type == ElementType::BF16 || type == ElementType::FP16;
}

static Type memoryType(ElementType type) {
  OpBuilder &b = builder();
  switch (type) {
  case ElementType::F32:
    return b.getF32Type();
  case ElementType::BF16:
    return b.getBF16Type();
  case ElementType::FP16:
    return b.getF16Type();
  case ElementType::I64:
    return b.getI64Type();
  case ElementType::U8:
    return b.getI8Type();
  }
  llvm_unreachable("all element types are handled");
}

Pointer offset(const Pointer &memory, const Number &index) {
  OpBuilder &b = builder();
  Value at = index.isConstant() ? index.as(b.getI32Type()) : index.get();
  Value base = LLVM::GEPOp::create(b, here(), memory.base.getType(), memoryType(memory.type),
                                   memory.base, ArrayRef<LLVM::GEPArg>{LLVM::GEPArg(at)});
  return {base, memory.type};
}

static Value loadAs(const Pointer &memory, const Number &index, Type type, unsigned alignment) {
  return LLVM::LoadOp::create(builder(), here(), type, offset(memory, index).base, alignment);
}

Number load(const Pointer &memory, const Number &index) {
  Number raw(loadAs(memory, index, memoryType(memory.type),
                    static_cast<unsigned>(kernels::elementBytes(memory.type))));
  if (memory.type == ElementType::U8)
    return toInteger(raw);
  return isHalf(memory.type) ? toFloat(raw) : raw;
}

static Number loadMany(const Pointer &memory, const Number &index, int64_t elements) {
  Type type = VectorType::get({elements}, memoryType(memory.type));
  Number raw(loadAs(memory, index, type,
                    static_cast<unsigned>(elements * kernels::elementBytes(memory.type))));
  if (memory.type == ElementType::U8)
    return toInteger(raw);
  return isHalf(memory.type) ? toFloat(raw) : raw;
}

Number loadQuad(const Pointer &memory, const Number &index) { return loadMany(memory, index, 4); }
Number loadPair(const Pointer &memory, const Number &index) { return loadMany(memory, index, 2); }

/// In the memory's format.
static Value stored(const Number &value, ElementType type) {
  OpBuilder &b = builder();
  Type element = memoryType(type);
  if (value.isConstant())
    return value.as(element);
  auto vector = dyn_cast<VectorType>(value.type());
  Type to = vector ? VectorType::get(vector.getShape(), element) : element;
  if (isHalf(type))
    return arith::TruncFOp::create(b, here(), to, value.get());
  if (type == ElementType::U8)
    return arith::TruncIOp::create(b, here(), to, value.get());
  return value.get();
}

Number roundedTo(ElementType type, const Number &value) {
  return isHalf(type) ? toFloat(Number(stored(value, type))) : value;
}

static LLVM::StoreOp createStore(const Pointer &memory, const Number &index, const Number &value) {
  Value raw = stored(value, memory.type);
  auto vector = dyn_cast<VectorType>(raw.getType());
  int64_t elements = vector ? vector.getNumElements() : 1;
  return LLVM::StoreOp::create(
      builder(), here(), raw, offset(memory, index).base,
      static_cast<unsigned>(elements * kernels::elementBytes(memory.type)));
}

void store(const Pointer &memory, const Number &index, const Number &value) {
  createStore(memory, index, value);
}

void storeTogether(const Pointer &memory, const Number &index, const Number &value) {
  createStore(memory, index, value).setVolatile_(true);
}

/// A global in shared memory; without elements it is one that the launch gives its size.
static Value sharedGlobal(StringRef name, Type type, LLVM::Linkage linkage, unsigned alignment) {
  OpBuilder &b = builder();
  auto module = current->function->getParentOfType<ModuleOp>();
  auto global = module.lookupSymbol<LLVM::GlobalOp>(name);
  if (!global) {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(module.getBody());
    global = LLVM::GlobalOp::create(b, here(), type, /*isConstant=*/false, linkage, name,
                                    Attribute(), alignment, sharedSpace);
  }
  return LLVM::AddressOfOp::create(b, here(), global);
}

Pointer shared(int64_t elements, ElementType type) {
  auto module = current->function->getParentOfType<ModuleOp>();
  size_t number = llvm::range_size(module.getOps<LLVM::GlobalOp>());
  Type array = LLVM::LLVMArrayType::get(memoryType(type), static_cast<uint64_t>(elements));
  return {sharedGlobal("shared" + std::to_string(number), array, LLVM::Linkage::Internal, 16),
          type};
}

Pointer dynamicShared(int64_t bytes, ElementType type) {
  OpBuilder &b = builder();
  Value base = sharedGlobal(dynamicName, LLVM::LLVMArrayType::get(b.getI8Type(), 0),
                            LLVM::Linkage::External, 1024);
  Value at = LLVM::GEPOp::create(b, here(), base.getType(), b.getI8Type(), base,
                                 ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(bytes)});
  return {at, type};
}

//===----------------------------------------------------------------------===//
// Threads together
//===----------------------------------------------------------------------===//

void barrier() { NVVM::BarrierOp::create(builder(), here()); }

void barrierOfWarp() {
  NVVM::SyncWarpOp::create(builder(), here(), Number(-1).as(builder().getI32Type()));
}

static Number shuffle(const Number &value, int argument, NVVM::ShflKind kind) {
  OpBuilder &b = builder();
  Type i32 = b.getI32Type();
  if (value.type().isF64()) { // by halves
    Number bits = bitsAsInteger(value);
    Number low = shuffle(toInteger(bits), argument, kind);
    Number high = shuffle(toInteger(bits >> int64_t{32}), argument, kind);
    Number unsignedLow(arith::ExtUIOp::create(b, here(), b.getI64Type(), low.get()).getResult());
    return bitsAsFloat((toLong(high) << int64_t{32}) | unsignedLow);
  }
  Value all = Number(-1).as(i32), clamp = Number(warp - 1).as(i32);
  return Number(NVVM::ShflOp::create(b, here(), value.type(), all, value.get(),
                                     Number(argument).as(i32), clamp, kind, UnitAttr())
                    .getResult());
}

Number fromLaneAbove(const Number &value, int distance) {
  return shuffle(value, distance, NVVM::ShflKind::down);
}
Number fromLaneAcross(const Number &value, int bits) {
  return shuffle(value, bits, NVVM::ShflKind::bfly);
}

Number blockSum(const Number &value, int threads) {
  Number sum = value;
  for (int bits = 1; bits < std::min(threads, warp); bits *= 2)
    sum = sum + fromLaneAcross(sum, bits);
  if (threads <= warp)
    return sum;
  bool wide = value.type().isF64();
  const int warps = threads / warp;
  // f64 is kept as I64's bits: memory has no type for it.
  Pointer partial = shared(warps, wide ? ElementType::I64 : ElementType::F32);
  auto put = [&](const Number &x) { return wide ? bitsAsInteger(x) : x; };
  auto take = [&](const Number &x) { return wide ? bitsAsFloat(x) : x; };
  Number thread = threadIndex();
  when(thread % warp == 0, [&] { store(partial, thread / warp, put(sum)); });
  barrier();
  Number total = take(load(partial, 0));
  for (int i = 1; i < warps; ++i)
    total = total + take(load(partial, i));
  barrier(); // the memory may be written again
  return total;
}

} // namespace resnetc::cuda
