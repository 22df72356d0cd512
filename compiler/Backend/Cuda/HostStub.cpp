//===- HostStub.cpp - the object code of a kernel on the host's side ------------------------===//
#include "compiler/Backend/Cuda/HostStub.h"

#include "compiler/Backend/HostObject.h"
#include "runtime/device/cuda/Kernel.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace resnetc::cuda {

namespace {

/// Writes the constants of Kernel.h. Every member is of 4 or 8 bytes at its natural alignment, so
/// structs need no padding but what LLVM adds as C does.
class StubWriter {
public:
  StubWriter(LLVMContext &context, Module &module)
      : context(context), module(module), b(context), pointer(b.getPtrTy()) {}

  void write(const std::string &symbol, const KernelBuilder &kernel,
             const std::vector<Image> &images) {
    GlobalVariable *description = writeKernel(kernel, images);
    SmallVector<Type *> inputs(2 + kernel.arguments(), pointer);
    inputs[1] = b.getInt32Ty();
    auto *type = FunctionType::get(b.getInt32Ty(), inputs, false);
    auto *function = Function::Create(type, Function::ExternalLinkage, symbol, module);
    function->setVisibility(GlobalValue::HiddenVisibility);
    b.SetInsertPoint(BasicBlock::Create(context, "", function));
    auto *array = ArrayType::get(pointer, std::max<size_t>(kernel.arguments(), 1));
    Value *arguments = b.CreateAlloca(array);
    for (size_t i = 0; i < kernel.arguments(); ++i)
      b.CreateStore(function->getArg(static_cast<unsigned>(2 + i)),
                    b.CreateConstInBoundsGEP2_64(array, arguments, 0, i));
    auto launch = module.getOrInsertFunction(
        "rn_cuda_launch",
        FunctionType::get(b.getInt32Ty(), {pointer, pointer, b.getInt32Ty(), pointer}, false));
    cast<Function>(launch.getCallee())->setVisibility(GlobalValue::HiddenVisibility);
    b.CreateRet(
        b.CreateCall(launch, {function->getArg(0), description, function->getArg(1), arguments}));
  }

private:
  Constant *i32(int64_t value) { return b.getInt32(static_cast<uint32_t>(value)); }
  Constant *i64(int64_t value) { return b.getInt64(static_cast<uint64_t>(value)); }

  GlobalVariable *global(Constant *value, unsigned alignment, bool constant = true) {
    auto *result =
        new GlobalVariable(module, value->getType(), constant, GlobalValue::PrivateLinkage, value);
    result->setAlignment(Align(alignment));
    return result;
  }

  Constant *text(StringRef value, unsigned alignment = 1) {
    return global(ConstantDataArray::getString(context, value, /*AddNull=*/true), alignment);
  }

  Constant *array(ArrayRef<Constant *> elements) {
    auto *type = ArrayType::get(elements.front()->getType(), elements.size());
    return global(ConstantArray::get(type, elements), alignof(void *));
  }

  Constant *image(const Image &image) {
    constexpr unsigned pageLine = 64; // drivers read cubins in words
    int64_t size = static_cast<int64_t>(image.bytes.size()) + (image.format == RN_CUDA_PTX);
    return ConstantStruct::getAnon(
        {i32(image.format), i32(image.architecture), text(image.bytes, pageLine), i64(size)});
  }

  /// `count` numbers, zeros behind the last.
  template <typename T> Constant *numbers(const std::vector<T> &list, size_t count, unsigned bits) {
    SmallVector<Constant *> all;
    for (size_t i = 0; i < count; ++i)
      all.push_back(b.getIntN(bits, i < list.size() ? static_cast<uint64_t>(list[i]) : 0));
    return ConstantArray::get(ArrayType::get(b.getIntNTy(bits), count), all);
  }

  Constant *map(const KernelBuilder &kernel, const TensorMap &map) {
    constexpr int bf16 = 9, swizzleOf32 = 1; // the driver's numbers
    constexpr size_t rank = 5;
    return ConstantStruct::getAnon({i32(static_cast<int64_t>(kernel.indexOf(map.operand))),
                                    i32(static_cast<int64_t>(map.sizes.size())), i32(map.im2col),
                                    i32(bf16), i32(swizzleOf32), i32(map.perImage), i64(map.offset),
                                    numbers(map.sizes, rank, 64),
                                    numbers(map.strides, rank - 1, 64), numbers(map.box, rank, 32),
                                    numbers(map.steps, rank, 32), numbers(map.lower, rank - 2, 32),
                                    numbers(map.upper, rank - 2, 32)});
  }

  Constant *step(const KernelBuilder &kernel, const KernelBuilder::Step &step) {
    const Grid &grid = step.grid;
    SmallVector<Constant *> maps;
    for (const TensorMap &each : step.maps)
      maps.push_back(map(kernel, each));
    return ConstantStruct::getAnon(
        {text(step.entry), i64(grid.unitsPerImage), i64(grid.unitsFixed), i64(grid.unitsPerBlock),
         i32(grid.gridY), i32(grid.gridZ), i32(grid.threads), i32(grid.sharedBytes),
         i64(maps.size()), maps.empty() ? ConstantPointerNull::get(pointer) : array(maps)});
  }

  GlobalVariable *writeKernel(const KernelBuilder &kernel, const std::vector<Image> &images) {
    SmallVector<Constant *> imageList, stepList;
    for (const Image &each : images)
      imageList.push_back(image(each));
    for (const KernelBuilder::Step &each : kernel.steps())
      stepList.push_back(step(kernel, each));
    auto *loaded = ConstantAggregateZero::get(ArrayType::get(pointer, RN_CUDA_MAX_DEVICES));
    Constant *members[] = {i64(images.size()),
                           array(imageList),
                           i64(stepList.size()),
                           array(stepList),
                           i64(kernel.arguments()),
                           i64(kernel.scratchBytes),
                           loaded};
    return global(ConstantStruct::getAnon(members), alignof(void *), /*constant=*/false);
  }

  LLVMContext &context;
  Module &module;
  IRBuilder<> b;
  PointerType *pointer;
};

static_assert(sizeof(rn_cuda_image) == 24 && sizeof(rn_cuda_step) == 64 &&
                  sizeof(rn_cuda_map) == 168 &&
                  sizeof(rn_cuda_kernel) == 48 + 8 * RN_CUDA_MAX_DEVICES,
              "StubWriter writes the members of Kernel.h");

} // namespace

llvm::Expected<std::string> buildHostStub(const std::string &symbol, const KernelBuilder &kernel,
                                          const std::vector<Image> &images) {
  LLVMContext context;
  Module module("kernel", context);
  if (llvm::Error error = setHostTarget(module))
    return error;
  StubWriter(context, module).write(symbol, kernel, images);
  return emitHost(module, baselineCpu, HostOutput::Object);
}

} // namespace resnetc::cuda
