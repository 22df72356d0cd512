//===- Descriptor.cpp - what a library knows of its model ----------------------===//
//
// Built as LLVM constants rather than through MLIR: it is plain data whose layout is set by a C
// header, and the embedded weights may be hundreds of megabytes.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/Descriptor.h"

#include "compiler/Backend/HostObject.h"
#include "compiler/Codegen/Constants.h"
#include "compiler/Codegen/HostNames.h"
#include "compiler/Dialect/RN/BatchCopies.h"
#include "compiler/Layout/BufferLayout.h"
#include "compiler/Lowering/KernelMapping.h"
#include "compiler/Support/Errors.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/Support/BLAKE3.h"

#include "runtime/core/Abi.h"
#include "runtime/core/ApiFunctions.h"
#include <resnetc/resnetc.h>

#include <cmath>

namespace resnetc {

//===----------------------------------------------------------------------===//
// From the module
//===----------------------------------------------------------------------===//

static FunctionDescription describeFunction(mlir::func::FuncOp function, LaunchTable &launches) {
  if (!function)
    return {};
  auto number = [&](llvm::StringRef attr) {
    auto value = function->getAttrOfType<mlir::IntegerAttr>(attr);
    return value ? value.getInt() : 0;
  };
  FunctionDescription description{.present = true,
                                  .name = function.getName().str(),
                                  .batch = rn::batchOf(function),
                                  .arenaFixed = number("rn.arena_fixed"),
                                  .arenaPerImage = number("rn.arena_per_image"),
                                  .maxBatch = number("rn.max_batch"),
                                  .imagesAtOnce = number(rn::imagesAtOnceName)};
  function.walk([&](rn::LaunchOp launch) {
    std::string symbol = launch.getKernel().str();
    if (!llvm::is_contained(description.kernels, symbol))
      description.kernels.push_back(std::move(symbol));
  });
  description.launches = launches.launchesOf(function);
  for (unsigned i = 0; i < function.getNumArguments(); ++i)
    if (auto binding = function.getArgAttrOfType<rn::BindingAttr>(i, rn::bindingName)) {
      auto buffer = mlir::cast<rn::BufferType>(function.getArgument(i).getType());
      description.bindings.push_back({binding.getValue(), buffer.getTensor()});
    }
  return description;
}

static std::vector<FunctionDescription> describeCopies(mlir::ModuleOp module, llvm::StringRef name,
                                                       LaunchTable &launches) {
  std::vector<FunctionDescription> copies;
  for (mlir::func::FuncOp function : rn::copiesOf(module, name))
    copies.push_back(describeFunction(function, launches));
  llvm::sort(copies, [](const auto &a, const auto &b) { return a.batch < b.batch; });
  return copies;
}

ModelDescription describeModel(mlir::ModuleOp module) {
  auto text = [&](llvm::StringRef attr) {
    auto value = module->getAttrOfType<mlir::StringAttr>(attr);
    return value ? value.str() : std::string();
  };
  auto shape = [&](llvm::StringRef attr) {
    auto value = module->getAttrOfType<mlir::DenseI64ArrayAttr>(attr);
    return value ? std::vector<int64_t>(value.asArrayRef()) : std::vector<int64_t>();
  };
  ModelDescription model;
  model.name = text("rn.name");
  model.symbolPrefix = text("rn.symbol_prefix");
  if (model.symbolPrefix.empty())
    model.symbolPrefix = model.name;
  llvm::StringRef(text("rn.network_hash")).getAsInteger(16, model.networkHash);
  model.mode = text("rn.mode");
  model.recipe = text("rn.recipe");
  model.onePixelNorm = text("rn.one_pixel_norm");
  model.inputShape = shape("rn.input_shape");
  model.outputShape = shape("rn.output_shape");
  if (auto scale = module->getAttrOfType<mlir::FloatAttr>("rn.input_scale"))
    model.inputScale = scale.getValueAsDouble();
  if (auto count = module->getAttrOfType<mlir::IntegerAttr>("rn.multiply_adds"))
    model.multiplyAdds = count.getInt();
  std::vector<int64_t> bucketEnds;
  if (auto ends = module->getAttrOfType<mlir::DenseI64ArrayAttr>(rn::bucketEndsName))
    bucketEnds = ends.asArrayRef();
  LaunchTable launches(module);
  auto function = [&](llvm::StringRef name) {
    return describeFunction(module.lookupSymbol<mlir::func::FuncOp>(name), launches);
  };
  VariantDescription &variant = model.variants.emplace_back();
  variant.target = rn::targetOf(module);
  variant.state = readState(module);
  variant.prepare = function("prepare");
  variant.update = function("update");
  variant.infer = describeCopies(module, "infer", launches);
  variant.grad = describeCopies(module, "grad", launches);
  variant.bucketEnds = std::move(bucketEnds);
  variant.constants = readConstants(module).bytes;
  variant.launches = std::move(launches);
  return model;
}

//===----------------------------------------------------------------------===//
// To constants
//===----------------------------------------------------------------------===//

DescriptorTypes::DescriptorTypes(llvm::LLVMContext &context) {
  llvm::Type *pointer = llvm::PointerType::getUnqual(context);
  llvm::Type *i32 = llvm::Type::getInt32Ty(context), *i64 = llvm::Type::getInt64Ty(context);
  auto array = [&](unsigned count) { return llvm::ArrayType::get(i64, count); };
  tensor = llvm::StructType::create({pointer, i32, i32, array(4), array(4), i64, i64, i64, i64,
                                     llvm::Type::getFloatTy(context), i64, i64, i32, i32},
                                    "rn_tensor");
  binding = llvm::StructType::create({pointer, i32, i32, i32, i32, i64, array(4)}, "rn_binding");
  kernelFacts =
      llvm::StructType::create({i32, i32, i32, i32, i64, i64, i64, i64, i64}, "rn_kernel_facts");
  launch = llvm::StructType::create({i32, i32, i64}, "rn_launch");
  function = llvm::StructType::create(
      {pointer, i64, i64, i64, i64, i64, i64, pointer, i64, pointer, i64}, "rn_function");
  variant = llvm::StructType::create({pointer, pointer, pointer, i64, pointer, i64, i64, i64,
                                      pointer, function, function, i64, pointer, i64, pointer, i64,
                                      pointer, pointer, pointer},
                                     "rn_variant");
  model = llvm::StructType::create({i32, i32, pointer, pointer, pointer, pointer, pointer, array(3),
                                    i64, array(3), i64, pointer, i64, pointer, pointer, i64,
                                    pointer, llvm::Type::getDoubleTy(context)},
                                   "rn_model");
}

/// The rn_device that runs CUDA kernels (runtime/device/cuda).
static constexpr llvm::StringLiteral cudaDeviceSymbol = "rn_cuda_device";

namespace {

class DescriptorBuilder {
public:
  DescriptorBuilder(const ModelDescription &description, llvm::Module &module)
      : description(description), module(module), context(module.getContext()), types(context),
        builder(context) {}

  void build(bool withQuery) {
    llvm::Constant *api = buildApi(buildModel());
    defineApiFunctions(api);
    if (withQuery)
      defineQuery(api);
  }

private:
  llvm::Constant *i32(int64_t value) { return builder.getInt32(value); }
  llvm::Constant *i64(int64_t value) { return builder.getInt64(value); }
  llvm::Constant *null() { return llvm::ConstantPointerNull::get(builder.getPtrTy()); }

  llvm::Constant *array(llvm::ArrayRef<int64_t> values, unsigned count) {
    std::vector<uint64_t> all(count, 1);
    std::copy_n(values.begin(), std::min<size_t>(values.size(), count), all.begin());
    return llvm::ConstantDataArray::get(context, all);
  }

  llvm::GlobalVariable *global(llvm::Constant *value, llvm::StringRef name,
                               unsigned alignment = 8) {
    auto *variable = new llvm::GlobalVariable(module, value->getType(), /*isConstant=*/true,
                                              llvm::GlobalValue::PrivateLinkage, value, name);
    variable->setAlignment(llvm::Align(alignment));
    return variable;
  }

  llvm::Constant *text(llvm::StringRef value) {
    llvm::Constant *&known = texts[value];
    if (!known)
      known = global(llvm::ConstantDataArray::getString(context, value), "text", 1);
    return known;
  }

  llvm::Constant *buildTensor(const PlacedVariable &variable) {
    BlockedShape blocked = blockedShape(variable.type);
    bool named = !variable.isDerived();
    return llvm::ConstantStruct::get(
        types.tensor, {named ? text(variable.name) : null(),
                       i32(static_cast<int32_t>(variable.role)), i32(variable.shape.size()),
                       array(variable.shape, 4), array(blocked.dims, 4), i64(blocked.blockK),
                       i64(blocked.blockC), i64(variable.offset), i64(variable.gradientOffset),
                       llvm::ConstantFP::get(builder.getFloatTy(), variable.initial),
                       i64(blocked.groupK), i64(blocked.groupC), i32(variable.trainable),
                       i32(elementOf(variable.type.getElementType()))});
  }

  /// `upTo` is the largest batch that the function is the best for.
  llvm::Constant *buildFunction(const FunctionDescription &function, const Target &target,
                                int64_t upTo = INT64_MAX) {
    llvm::Constant *entry = null();
    if (function.present) {
      auto *type = llvm::FunctionType::get(builder.getInt32Ty(), {builder.getPtrTy()}, false);
      entry =
          hiddenFunction(hostSymbol(description.symbolPrefix, target.name, function.name), type);
    }
    std::vector<llvm::Constant *> bindings;
    for (const BindingDescription &binding : function.bindings)
      bindings.push_back(buildBinding(binding));
    std::vector<llvm::Constant *> launches;
    for (const LaunchDescription &launch : function.launches)
      launches.push_back(llvm::ConstantStruct::get(
          types.launch, {i32(launch.layer), i32(launch.kernel), i64(launch.n)}));
    return llvm::ConstantStruct::get(
        types.function, {entry, i64(upTo), i64(function.arenaFixed), i64(function.arenaPerImage),
                         i64(function.maxBatch), i64(function.scratchBytes), i64(bindings.size()),
                         list(types.binding, bindings), i64(launches.size()),
                         list(types.launch, launches), i64(function.imagesAtOnce)});
  }

  /// Functions for one batch each, smallest first. A size between two of them is nearer to the one
  /// that it is the smaller multiple, or part, of.
  std::vector<llvm::Constant *> buildCopies(llvm::ArrayRef<FunctionDescription> copies,
                                            const Target &target) {
    std::vector<llvm::Constant *> functions;
    for (size_t i = 0; i < copies.size(); ++i) {
      int64_t upTo = INT64_MAX;
      if (i + 1 < copies.size())
        upTo = static_cast<int64_t>(std::sqrt(static_cast<double>(copies[i].batch) *
                                              static_cast<double>(copies[i + 1].batch)));
      functions.push_back(buildFunction(copies[i], target, upTo));
    }
    return functions;
  }

  llvm::Constant *buildBinding(const BindingDescription &binding) {
    llvm::SmallVector<int64_t> shape(binding.type.getShape());
    bool batched = binding.type.getRank() > 0 && binding.type.isDynamicDim(0);
    if (batched)
      shape.erase(shape.begin());
    if (llvm::isa_and_present<rn::ChannelsLastAttr>(binding.type.getEncoding()))
      std::rotate(shape.begin(), shape.begin() + 1, shape.end()); // as memory has it
    return llvm::ConstantStruct::get(
        types.binding,
        {text(rn::stringifyBinding(binding.kind)), i32(static_cast<int32_t>(binding.kind)),
         i32(binding.kind == rn::Binding::Output), i32(elementOf(binding.type.getElementType())),
         i32(batched), i64(shape.size()), array(shape, 4)});
  }

  static rn_element elementOf(mlir::Type type) {
    if (type.isUnsignedInteger(8))
      return RN_ELEMENT_U8;
    return type.isBF16()        ? RN_ELEMENT_BF16
           : type.isF16()       ? RN_ELEMENT_F16
           : type.isInteger(64) ? RN_ELEMENT_I64
                                : RN_ELEMENT_F32;
  }

  /// A constant with the elements of an array; null where there are none.
  llvm::Constant *list(llvm::Type *type, llvm::ArrayRef<llvm::Constant *> elements) {
    if (elements.empty())
      return null();
    return global(llvm::ConstantArray::get(llvm::ArrayType::get(type, elements.size()), elements),
                  "list");
  }

  llvm::Constant *buildKernelFacts(const KernelFacts &facts, LaunchTable &table) {
    return llvm::ConstantStruct::get(
        types.kernelFacts,
        {i32(table.text(facts.spec)), i32(table.text(facts.algorithm)),
         i32(table.text(facts.schedule)), i32(0), i64(facts.flopsPerImage), i64(facts.read.fixed),
         i64(facts.read.perImage), i64(facts.written.fixed), i64(facts.written.perImage)});
  }

  llvm::Constant *buildVariant(const VariantDescription &variant) {
    std::vector<llvm::Constant *> tensors;
    for (const PlacedVariable &variable : variant.state.variables)
      tensors.push_back(buildTensor(variable));
    auto *type = llvm::ArrayType::get(types.tensor, tensors.size());
    const Target &target = *variant.target;
    std::vector<llvm::Constant *> ends;
    for (int64_t end : variant.bucketEnds)
      ends.push_back(i64(end));
    LaunchTable table = variant.launches; // the kernels' texts come behind those of the layers
    std::vector<llvm::Constant *> kernels;
    for (const KernelFacts &facts : variant.launches.kernels())
      kernels.push_back(buildKernelFacts(facts, table));
    std::vector<llvm::Constant *> infer = buildCopies(variant.infer, target),
                                  grad = buildCopies(variant.grad, target);
    return llvm::ConstantStruct::get(
        types.variant,
        {text(target.name), text(llvm::join(target.cpuFeatures, " ")), buildDevice(target.device),
         i64(target.architecture), buildBytes(variant.constants, "constants"),
         i64(variant.constants.size()), i64(variant.state.bytes), i64(tensors.size()),
         global(llvm::ConstantArray::get(type, tensors), "tensors"),
         buildFunction(variant.prepare, target), buildFunction(variant.update, target),
         i64(infer.size()), list(types.function, infer), i64(grad.size()),
         list(types.function, grad), i64(ends.size()), list(builder.getInt64Ty(), ends),
         list(types.kernelFacts, kernels), buildBytes(table.texts(), "texts")});
  }

  /// The runtime's table of a device's functions; null for the processor.
  llvm::Constant *buildDevice(Device device) {
    if (device == Device::Processor)
      return null();
    auto *table = llvm::cast<llvm::GlobalVariable>(
        module.getOrInsertGlobal(cudaDeviceSymbol, builder.getPtrTy()));
    table->setVisibility(llvm::GlobalValue::HiddenVisibility);
    table->setDSOLocal(true);
    return table;
  }

  /// Bytes as aligned as buffers are, or null in place of none. Variants share those that are the same.
  llvm::Constant *buildBytes(llvm::StringRef value, llvm::StringRef name) {
    if (value.empty())
      return null();
    auto bytes = llvm::ArrayRef(reinterpret_cast<const uint8_t *>(value.data()), value.size());
    llvm::Constant *data = llvm::ConstantDataArray::get(context, bytes);
    llvm::Constant *&known = blocks[data]; // LLVM has each constant once
    if (!known)
      known = global(data, name, bufferAlignment);
    return known;
  }

  /// A text, or null in place of an empty one.
  llvm::Constant *textOrNull(llvm::StringRef value) { return value.empty() ? null() : text(value); }

  llvm::Constant *buildModel() {
    std::vector<llvm::Constant *> variants;
    for (const VariantDescription &variant : description.variants)
      variants.push_back(buildVariant(variant));
    auto *type = llvm::ArrayType::get(types.variant, variants.size());
    return global(
        llvm::ConstantStruct::get(
            types.model,
            {i32(RN_ABI_VERSION), i32(variants.size()),
             global(llvm::ConstantArray::get(type, variants), "variants"), text(description.name),
             text(description.mode), text(description.precision), textOrNull(description.recipe),
             array(description.inputShape, 3), i64(description.outputShape.size()),
             array(description.outputShape, 3), i64(description.multiplyAdds),
             buildBytes(description.weights, "weights"), i64(description.weights.size()),
             textOrNull(description.variants.front().state.ignoredPrefixes),
             textOrNull(description.onePixelNorm), i64(description.networkHash),
             text(description.compiler),
             llvm::ConstantFP::get(builder.getDoubleTy(), description.inputScale)}),
        "model");
  }

  /// A resnetc_api of resnetc.h.
  llvm::Constant *buildApi(llvm::Constant *model) {
    std::vector<llvm::Constant *> members = {i32(sizeof(resnetc_api)), i32(RESNETC_API_VERSION),
                                             model};
    // Their types do not matter to an address.
    auto *type = llvm::FunctionType::get(builder.getVoidTy(), false);
#define RN_API_MEMBER(NAME) members.push_back(hiddenFunction("rn_rt_" #NAME, type));
    RN_API_FUNCTIONS(RN_API_MEMBER)
#undef RN_API_MEMBER
    return global(llvm::ConstantStruct::getAnon(context, members), "api");
  }

  llvm::Function *hiddenFunction(llvm::StringRef name, llvm::FunctionType *type) {
    auto *function = llvm::cast<llvm::Function>(module.getOrInsertFunction(name, type).getCallee());
    function->setVisibility(llvm::GlobalValue::HiddenVisibility);
    function->setDSOLocal(true);
    return function;
  }

  llvm::Function *exportedFunction(llvm::StringRef name, llvm::ArrayRef<llvm::Type *> inputs) {
    auto *type = llvm::FunctionType::get(builder.getPtrTy(), inputs, false);
    auto *function = llvm::Function::Create(type, llvm::GlobalValue::ExternalLinkage, name, module);
    builder.SetInsertPoint(llvm::BasicBlock::Create(context, "", function));
    return function;
  }

  /// const resnetc_api *<prefix>_api(void), and the same under the name with the hash
  void defineApiFunctions(llvm::Constant *api) {
    for (const std::string &name : exportedSymbols(description, /*withQuery=*/false)) {
      exportedFunction(name, {});
      builder.CreateRet(api);
    }
  }

  /// const resnetc_api *resnetc_query(uint32_t version): null for a version this library does not
  /// serve.
  void defineQuery(llvm::Constant *api) {
    llvm::Function *query = exportedFunction("resnetc_query", {builder.getInt32Ty()});
    llvm::Value *known =
        builder.CreateICmpEQ(query->getArg(0), builder.getInt32(RESNETC_API_VERSION));
    builder.CreateRet(builder.CreateSelect(known, api, null()));
  }

  const ModelDescription &description;
  llvm::Module &module;
  llvm::LLVMContext &context;
  DescriptorTypes types;
  llvm::IRBuilder<> builder;
  llvm::StringMap<llvm::Constant *> texts;
  llvm::DenseMap<llvm::Constant *, llvm::Constant *> blocks;
};

} // namespace

llvm::Expected<std::unique_ptr<llvm::Module>>
buildDescriptor(const ModelDescription &model, bool withQuery, llvm::LLVMContext &context) {
  auto module = std::make_unique<llvm::Module>(model.name, context);
  if (llvm::Error error = setHostTarget(*module))
    return error;
  DescriptorBuilder(model, *module).build(withQuery);
  return module;
}

std::string networkHashText(const ModelDescription &model) {
  return llvm::utohexstr(model.networkHash, /*LowerCase=*/true, /*Width=*/16);
}

std::string buildHashText(const ModelDescription &model) {
  std::string network = networkHashText(model);
  if (model.weights.empty())
    return network;
  llvm::BLAKE3 hash;
  hash.update(network);
  hash.update(model.weights);
  return llvm::toHex(hash.final<8>(), /*LowerCase=*/true);
}

std::vector<std::string> exportedSymbols(const ModelDescription &model, bool withQuery) {
  const std::string api = model.symbolPrefix + "_api";
  std::vector<std::string> symbols = {api, api + "_" + buildHashText(model)};
  if (withQuery)
    symbols.push_back("resnetc_query");
  return symbols;
}

} // namespace resnetc
