//===- DescriptorTest.cpp - the emitted constants lie as the C structs do ----------===//
#include "compiler/Codegen/Descriptor.h"

#include "compiler/Backend/X86/X86Backend.h"

#include "compiler/Backend/HostObject.h"

#include "llvm/IR/DataLayout.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"

#include "runtime/core/Abi.h"
#include <resnetc/resnetc.h>

#include <gtest/gtest.h>

using namespace resnetc;

namespace {

class DescriptorTest : public testing::Test {
protected:
  DescriptorTest() : module("test", context), types(context) {
    llvm::cantFail(setHostTarget(module));
  }

  /// The offsets of a struct's members followed by its size.
  std::vector<size_t> layout(llvm::StructType *type) {
    const llvm::StructLayout *layout = module.getDataLayout().getStructLayout(type);
    std::vector<size_t> offsets;
    for (unsigned i = 0; i < type->getNumElements(); ++i)
      offsets.push_back(layout->getElementOffset(i));
    offsets.push_back(layout->getSizeInBytes());
    return offsets;
  }

  llvm::LLVMContext context;
  llvm::Module module;
  DescriptorTypes types;
};

#define AT(MEMBER) offsetof(TYPE, MEMBER)

TEST_F(DescriptorTest, TensorHasTheOffsetsOfAbi) {
#define TYPE rn_tensor
  EXPECT_EQ(
      layout(types.tensor),
      (std::vector<size_t>{AT(name), AT(role), AT(rank), AT(shape), AT(dims), AT(blockK),
                           AT(blockC), AT(stateOffset), AT(gradientOffset), AT(initial), AT(groupK),
                           AT(groupC), AT(trainable), AT(element), sizeof(TYPE)}));
#undef TYPE
}

TEST_F(DescriptorTest, FunctionHasTheOffsetsOfAbi) {
#define TYPE rn_function
  EXPECT_EQ(layout(types.function),
            (std::vector<size_t>{AT(entry), AT(upTo), AT(arenaFixed), AT(arenaPerImage),
                                 AT(maxBatch), AT(scratchBytes), AT(bindingCount), AT(bindings),
                                 AT(launchCount), AT(launches), AT(imagesAtOnce), sizeof(TYPE)}));
#undef TYPE
}

TEST_F(DescriptorTest, LaunchesHaveTheOffsetsOfAbi) {
#define TYPE rn_kernel_facts
  EXPECT_EQ(layout(types.kernelFacts),
            (std::vector<size_t>{AT(spec), AT(algorithm), AT(schedule), AT(reserved),
                                 AT(flopsPerImage), AT(readFixed), AT(readPerImage),
                                 AT(writtenFixed), AT(writtenPerImage), sizeof(TYPE)}));
#undef TYPE
#define TYPE rn_launch
  EXPECT_EQ(layout(types.launch),
            (std::vector<size_t>{AT(layer), AT(kernel), AT(n), sizeof(TYPE)}));
#undef TYPE
}

TEST_F(DescriptorTest, BindingHasTheOffsetsOfAbi) {
#define TYPE rn_binding
  EXPECT_EQ(layout(types.binding),
            (std::vector<size_t>{AT(name), AT(kind), AT(isOutput), AT(element), AT(batched),
                                 AT(rank), AT(shape), sizeof(TYPE)}));
#undef TYPE
}

TEST_F(DescriptorTest, BindingsHaveTheValuesOfAbi) {
  EXPECT_EQ(static_cast<int>(rn::Binding::Input), RN_BINDING_INPUT);
  EXPECT_EQ(static_cast<int>(rn::Binding::Labels), RN_BINDING_LABELS);
  EXPECT_EQ(static_cast<int>(rn::Binding::Key), RN_BINDING_KEY);
  EXPECT_EQ(static_cast<int>(rn::Binding::Hyper), RN_BINDING_HYPER);
  EXPECT_EQ(static_cast<int>(rn::Binding::Output), RN_BINDING_OUTPUT);
}

TEST_F(DescriptorTest, VariantHasTheOffsetsOfAbi) {
#define TYPE rn_variant
  EXPECT_EQ(
      layout(types.variant),
      (std::vector<size_t>{AT(isa),        AT(cpuFeatures),    AT(device),     AT(architecture),
                           AT(constants),  AT(constantsBytes), AT(stateBytes), AT(tensorCount),
                           AT(tensors),    AT(prepare),        AT(update),     AT(inferCount),
                           AT(infer),      AT(gradCount),      AT(grad),       AT(bucketCount),
                           AT(bucketEnds), AT(kernels),        AT(texts),      sizeof(TYPE)}));
#undef TYPE
}

TEST_F(DescriptorTest, ModelHasTheOffsetsOfAbi) {
#define TYPE rn_model
  EXPECT_EQ(layout(types.model),
            (std::vector<size_t>{AT(abiVersion), AT(variantCount), AT(variants), AT(name), AT(mode),
                                 AT(precision), AT(recipe), AT(inputShape), AT(outputRank),
                                 AT(outputShape), AT(multiplyAdds), AT(weights), AT(weightsBytes),
                                 AT(ignoredPrefixes), AT(onePixelNorm), AT(networkHash),
                                 AT(compiler), AT(inputScale), sizeof(TYPE)}));
#undef TYPE
}

TEST_F(DescriptorTest, RolesHaveTheValuesOfAbi) {
  EXPECT_EQ(static_cast<int>(rn::Role::ConvWeight), RN_ROLE_CONV_WEIGHT);
  EXPECT_EQ(static_cast<int>(rn::Role::LinearWeight), RN_ROLE_LINEAR_WEIGHT);
  EXPECT_EQ(static_cast<int>(rn::Role::Bias), RN_ROLE_BIAS);
  EXPECT_EQ(static_cast<int>(rn::Role::BnWeight), RN_ROLE_BN_WEIGHT);
  EXPECT_EQ(static_cast<int>(rn::Role::BnBias), RN_ROLE_BN_BIAS);
  EXPECT_EQ(static_cast<int>(rn::Role::RunningMean), RN_ROLE_RUNNING_MEAN);
  EXPECT_EQ(static_cast<int>(rn::Role::RunningVar), RN_ROLE_RUNNING_VAR);
  EXPECT_EQ(static_cast<int>(rn::Role::Momentum), RN_ROLE_MOMENTUM);
  EXPECT_EQ(static_cast<int>(rn::Role::Derived), RN_ROLE_DERIVED);
  EXPECT_EQ(static_cast<int>(rn::Role::Slope), RN_ROLE_SLOPE);
}

ModelDescription smallModel() {
  ModelDescription model;
  model.name = "tiny";
  model.symbolPrefix = "small";
  model.networkHash = 0xfade;
  model.mode = "infer";
  model.inputShape = {1, 8, 8};
  model.outputShape = {10};
  VariantDescription variant;
  variant.target = x86::backend().targets().front();
  variant.infer = {{.present = true, .name = "infer", .arenaFixed = 64, .arenaPerImage = 128}};
  model.variants.push_back(variant);
  return model;
}

TEST_F(DescriptorTest, ExportsTheApiAndOnlyThenTheQuery) {
  for (bool withQuery : {false, true}) {
    auto built = llvm::cantFail(buildDescriptor(smallModel(), withQuery, context));
    EXPECT_FALSE(llvm::verifyModule(*built, &llvm::errs()));
    std::vector<std::string> defined;
    for (const llvm::Function &function : *built)
      if (!function.isDeclaration())
        defined.push_back(function.getName().str());
    std::vector<std::string> expected = {"small_api", "small_api_000000000000fade"};
    if (withQuery)
      expected.push_back("resnetc_query");
    EXPECT_EQ(defined, expected);
    EXPECT_EQ(defined, exportedSymbols(smallModel(), withQuery));
  }
}

TEST_F(DescriptorTest, AbsentFunctionsHaveNoEntry) {
  auto built = llvm::cantFail(buildDescriptor(smallModel(), true, context));
  std::string host = "small_" + x86::backend().targets().front()->name + "_";
  EXPECT_TRUE(built->getFunction(host + "infer"));
  EXPECT_FALSE(built->getFunction(host + "update"));
}

TEST_F(DescriptorTest, OnlyAVariantForADeviceNamesTheDevicesTable) {
  ModelDescription model = smallModel();
  EXPECT_FALSE(
      llvm::cantFail(buildDescriptor(model, true, context))->getNamedGlobal("rn_cuda_device"));
  Target device = *model.variants.front().target;
  device.device = Device::Cuda;
  device.architecture = 90;
  model.variants.front().target = &device;
  auto built = llvm::cantFail(buildDescriptor(model, true, context));
  const llvm::GlobalVariable *table = built->getNamedGlobal("rn_cuda_device");
  ASSERT_TRUE(table);
  EXPECT_TRUE(table->isDeclaration() && table->hasHiddenVisibility());
}

TEST_F(DescriptorTest, ConstantsAreAsAlignedAsBuffers) {
  ModelDescription model = smallModel();
  model.variants.front().constants = std::string(128, 'c');
  auto built = llvm::cantFail(buildDescriptor(model, true, context));
  const llvm::GlobalVariable *constants = built->getNamedGlobal("constants");
  ASSERT_TRUE(constants);
  EXPECT_EQ(constants->getAlign()->value(), 64u);
}

TEST_F(DescriptorTest, ApiTableHasTheSizeOfThePublicStruct) {
  auto built = llvm::cantFail(buildDescriptor(smallModel(), true, context));
  const llvm::GlobalVariable *api = built->getNamedGlobal("api");
  ASSERT_TRUE(api);
  EXPECT_EQ(built->getDataLayout().getTypeAllocSize(api->getValueType()).getFixedValue(),
            sizeof(resnetc_api));
}

} // namespace
