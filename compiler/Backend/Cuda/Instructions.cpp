//===- Instructions.cpp - asynchronous copies and tensor cores ------------------------------===//
#include "compiler/Backend/Cuda/Instructions.h"

#include "mlir/Dialect/LLVMIR/NVVMDialect.h"

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

} // namespace resnetc::cuda
