//===- Instructions.cpp - asynchronous copies and tensor cores ------------------------------===//
#include "compiler/Backend/Cuda/Instructions.h"

#include "mlir/Dialect/LLVMIR/NVVMDialect.h"

#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace resnetc::cuda {

void copyAsync(const Pointer &to, const Number &toIndex, const Pointer &from,
               const Number &fromIndex, int bytes, const Number &valid) {
  OpBuilder &b = builder();
  constexpr int line = 16; // only whole ones can leave out the L1 cache
  auto cache = bytes == line ? NVVM::LoadCacheModifierKind::CG : NVVM::LoadCacheModifierKind::CA;
  Value read = choose(valid, bytes, 0).get();
  NVVM::CpAsyncOp::create(b, here(), offset(to, toIndex).base, offset(from, fromIndex).base,
                          static_cast<uint32_t>(bytes), cache, read);
}

void copyElement(const Pointer &to, const Number &toIndex, const Pointer &from,
                 const Number &fromIndex, const Number &valid) {
  using kernels::ElementType;
  if (from.type == ElementType::F32 && to.type == ElementType::F32)
    return copyAsync(to, toIndex, from, fromIndex, 4, valid);
  Numbers value = either(
      valid, [&] { return Numbers{load(from, fromIndex)}; }, [&] { return Numbers{Number(0.0)}; });
  store(to, toIndex, value[0]);
}

void commitCopies() { NVVM::CpAsyncCommitGroupOp::create(builder(), here()); }

void waitForCopies(int open) {
  NVVM::CpAsyncWaitGroupOp::create(builder(), here(), static_cast<uint32_t>(open));
}

static Numbers membersOf(Value record) {
  Numbers members;
  auto type = cast<LLVM::LLVMStructType>(record.getType());
  for (int64_t i = 0; i < static_cast<int64_t>(type.getBody().size()); ++i)
    members.push_back(
        Number(LLVM::ExtractValueOp::create(builder(), here(), record, i).getResult()));
  return members;
}

Numbers loadMatrices(const Pointer &memory, const Number &index, bool transposed) {
  OpBuilder &b = builder();
  MLIRContext *context = b.getContext();
  auto type = LLVM::LLVMStructType::getLiteral(context, SmallVector<Type>(4, b.getI32Type()));
  return membersOf(NVVM::LdMatrixOp::create(
      b, here(), type, offset(memory, index).base, 4u,
      transposed ? NVVM::MMALayout::col : NVVM::MMALayout::row,
      NVVM::LdStMatrixShapeAttr::get(context, 8, 8), NVVM::LdStMatrixEltType::B16));
}

Number toTf32(const Number &x) {
  OpBuilder &b = builder();
  Value value = bitsAsFloat(x).get();
  return Number(NVVM::ConvertFloatToTF32Op::create(b, here(), b.getI32Type(), value,
                                                   NVVM::FPRoundingMode::RNA)
                    .getResult());
}

Numbers multiply(NumberFormat format, const Numbers &a, const Numbers &b, const Numbers &c) {
  OpBuilder &build = builder();
  // Registers of factors: bits, but for fp16, whose pairs have a type.
  auto factors = [&](const Numbers &numbers) {
    SmallVector<Value> list;
    for (const Number &number : numbers) {
      Value bits = bitsAsInteger(number).get();
      if (format == NumberFormat::FP16)
        bits =
            LLVM::BitcastOp::create(build, here(), VectorType::get({2}, build.getF16Type()), bits);
      list.push_back(bits);
    }
    return list;
  };
  SmallVector<Value> addends;
  for (const Number &number : c)
    addends.push_back(number.get());
  auto type = LLVM::LLVMStructType::getLiteral(build.getContext(),
                                               SmallVector<Type>(4, build.getF32Type()));
  const bool narrow = isHalf(format);
  NVVM::MMATypes factor = format == NumberFormat::BF16   ? NVVM::MMATypes::bf16
                          : format == NumberFormat::FP16 ? NVVM::MMATypes::f16
                                                         : NVVM::MMATypes::tf32;
  std::array layouts = {NVVM::MMALayout::row, NVVM::MMALayout::col};
  return membersOf(NVVM::MmaOp::create(build, here(), type, factors(a), factors(b), addends,
                                       {16, 8, narrow ? 16 : 8}, std::nullopt, std::nullopt,
                                       std::array{factor, factor}, layouts));
}

//===----------------------------------------------------------------------===//
// Warpgroups
//===----------------------------------------------------------------------===//

/// PTX's text with registers of f32 that go in and come out, $0 on, and integers behind them. Without
/// registers there is no result.
static Numbers assembly(StringRef text, const Numbers &registers, const Numbers &others) {
  OpBuilder &b = builder();
  SmallVector<std::string> constraints(registers.size(), "=f");
  SmallVector<Value> operands;
  for (auto [i, each] : llvm::enumerate(registers)) {
    constraints.push_back(std::to_string(i));
    operands.push_back(each.as(b.getF32Type()));
  }
  for (const Number &each : others) {
    constraints.push_back(each.type().isInteger(32) ? "r" : "l");
    operands.push_back(each.get());
  }
  constraints.push_back("~{memory}");
  Type type;
  if (!registers.empty())
    type = LLVM::LLVMStructType::getLiteral(b.getContext(),
                                            SmallVector<Type>(registers.size(), b.getF32Type()));
  auto op = LLVM::InlineAsmOp::create(b, here(), type ? TypeRange(type) : TypeRange(), operands,
                                      text, llvm::join(constraints, ","), /*has_side_effects=*/true,
                                      /*is_align_stack=*/false, LLVM::TailCallKind::None,
                                      LLVM::AsmDialectAttr(), ArrayAttr());
  return registers.empty() ? Numbers() : membersOf(op.getRes());
}

//===----------------------------------------------------------------------===//
// Copies of boxes
//===----------------------------------------------------------------------===//

static void callIntrinsic(StringRef name, ValueRange operands, Type result = {}) {
  OpBuilder &b = builder();
  if (result)
    LLVM::CallIntrinsicOp::create(b, here(), result, b.getStringAttr(name), operands);
  else
    LLVM::CallIntrinsicOp::create(b, here(), b.getStringAttr(name), operands);
}

static Value constant(int64_t value, unsigned bits) {
  OpBuilder &b = builder();
  Type type = b.getIntegerType(bits);
  return LLVM::ConstantOp::create(b, here(), type, b.getIntegerAttr(type, value));
}

void makePhases(const Pointer &mbarrier, int arrivals) {
  callIntrinsic("llvm.nvvm.mbarrier.init.shared", {mbarrier.base, constant(arrivals, 32)});
}

void arrive(const Pointer &mbarrier) {
  callIntrinsic("llvm.nvvm.mbarrier.arrive.scope.cta.space.cta", {mbarrier.base, constant(1, 32)},
                builder().getI64Type());
}

void arriveExpecting(const Pointer &mbarrier, int bytes) {
  callIntrinsic("llvm.nvvm.mbarrier.arrive.expect.tx.scope.cta.space.cta",
                {mbarrier.base, constant(bytes, 32)}, builder().getI64Type());
}

void waitForPhase(const Pointer &mbarrier, const Number &parity) {
  OpBuilder &b = builder();
  Number address(LLVM::PtrToIntOp::create(b, here(), b.getI64Type(), mbarrier.base).getResult());
  assembly("{ .reg .pred over; again: mbarrier.try_wait.parity.shared::cta.b64 over, [$0], $1; "
           "@!over bra again; }",
           {}, {address, Number(parity.as(b.getI32Type()))});
}

void copyBox(const Pointer &to, const Box &box, const Pointer &mbarrier) {
  OpBuilder &b = builder();
  constexpr unsigned sharedOfCluster = 7;
  auto inCluster = LLVM::LLVMPointerType::get(b.getContext(), sharedOfCluster);
  SmallVector<Value> operands = {LLVM::AddrSpaceCastOp::create(b, here(), inCluster, to.base),
                                 mbarrier.base, tensorMap(box.map)};
  for (const Number &each : box.coordinates)
    operands.push_back(each.as(b.getI32Type()));
  for (const Number &each : box.offsets)
    operands.push_back(LLVM::TruncOp::create(b, here(), b.getI16Type(), each.as(b.getI32Type())));
  // To this block alone, without a hint for the cache.
  operands.append(
      {constant(0, 16), constant(0, 64), constant(0, 1), constant(0, 1), constant(0, 32)});
  callIntrinsic("llvm.nvvm.cp.async.bulk.tensor.g2s." +
                    std::string(box.offsets.empty() ? "tile." : "im2col.") +
                    std::to_string(box.coordinates.size()) + "d",
                operands);
}

//===----------------------------------------------------------------------===//
// Descriptors
//===----------------------------------------------------------------------===//

constexpr int descriptorUnit = 16; ///< bytes

SharedMatrix SharedMatrix::at(int bytes) const {
  return {descriptor + int64_t{bytes / descriptorUnit}, kFirst};
}

SharedMatrix describeMatrix(const Pointer &memory, bool kFirst, int leading, int stride,
                            int rowBytes) {
  OpBuilder &b = builder();
  constexpr int64_t addressBits = 0x3FFFF;
  const int64_t swizzle = int64_t{rowBytes == 128 ? 1 : 3} << 62;
  Number address(LLVM::PtrToIntOp::create(b, here(), b.getI64Type(), memory.base).getResult());
  auto field = [](int bytes, int at) { return static_cast<int64_t>(bytes / descriptorUnit) << at; };
  const int64_t constant = swizzle | field(leading, 16) | field(stride, 32);
  Value bits = LLVM::ConstantOp::create(b, here(), b.getI64Type(), b.getI64IntegerAttr(constant));
  return {((address & addressBits) >> int64_t{4}) | Number(bits), kFirst};
}

void handToAsync() { assembly("fence.proxy.async.shared::cta;", {}, {}); }

Numbers inRegisters(const Numbers &sums) { return assembly("", sums, {}); }

void fenceProducts() { NVVM::WgmmaFenceAlignedOp::create(builder(), here()); }

void commitProducts() { NVVM::WgmmaGroupSyncAlignedOp::create(builder(), here()); }

Numbers multiplyWarpgroup(NumberFormat format, const SharedMatrix &a, const SharedMatrix &b,
                          const Numbers &c) {
  const size_t registers = c.size();
  const std::string type = format == NumberFormat::BF16 ? "bf16" : "f16";
  std::string sums;
  for (size_t i = 0; i < registers; ++i)
    sums += (i ? ", $" : "$") + std::to_string(i);
  auto place = [&](size_t index) { return "$" + std::to_string(2 * registers + index); };
  // The predicate adds to the sums; then the factors' signs, and whether lines come before k.
  std::string text = "{ .reg .pred add; setp.ne.b32 add, 1, 0; wgmma.mma_async.sync.aligned.m64n" +
                     std::to_string(2 * registers) + "k16.f32." + type + "." + type + " {" + sums +
                     "}, " + place(0) + ", " + place(1) + ", add, 1, 1, " + (a.kFirst ? "0" : "1") +
                     ", " + (b.kFirst ? "0" : "1") + "; }";
  return assembly(text, c, {a.descriptor, b.descriptor});
}

Numbers waitForProducts(int open, const Numbers &sums) {
  NVVM::WgmmaWaitGroupSyncOp::create(builder(), here(), static_cast<uint64_t>(open));
  return inRegisters(sums); // reads of the registers stay behind the wait
}

} // namespace resnetc::cuda
