//===- Import.cpp - a checked network to the rn dialect ----------------------===//
//
// The module's functions, inference's and for training the loss, and what is known of the network as
// attributes of the module. The front end has checked everything but what only training asks for:
// classes, and pools whose places can be told in a byte.
//
//===----------------------------------------------------------------------===//
#include "compiler/Import/Import.h"

#include "compiler/Dialect/RN/ValueKind.h"
#include "compiler/Dialect/RN/Verify.h"
#include "compiler/Import/FunctionImport.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

bool endsInClasses(func::FuncOp infer) {
  Value output = infer.getBody().front().getTerminator()->getOperand(0);
  return ValueKinds(infer->getParentOfType<ModuleOp>()).of(output) == ValueKind::Rows;
}

/// 16 hexadecimal digits of what the network computes, and for which mode.
std::string hashOf(const dsl::Network &network, bool training) {
  std::string text = (training ? "train " : "infer ") + dsl::networkKey(network);
  return llvm::toHex(llvm::BLAKE3::hash<8>(llvm::arrayRefFromStringRef(text)), /*LowerCase=*/true);
}

/// The functions and what is known of them; null after a diagnostic.
OwningOpRef<ModuleOp> importFunctions(const dsl::Network &network, const ImportOptions &options,
                                      MLIRContext &context) {
  Builder b(&context);
  auto place =
      FileLineColLoc::get(&context, network.loc.file, network.loc.line, network.loc.column);
  OwningOpRef<ModuleOp> module = ModuleOp::create(place);
  llvm::StringSet<> defined;
  ImportedFunction infer = importFunction(network, "infer", /*training=*/false, *module, defined);
  auto output = cast<RankedTensorType>(infer.function.getResultTypes()[0]).getShape().drop_front();
  (*module)->setAttr("rn.name", b.getStringAttr(network.name));
  (*module)->setAttr("rn.mode", b.getStringAttr(options.training ? "train" : "infer"));
  const dsl::Shape &input = network.input.shape;
  (*module)->setAttr("rn.input_shape",
                     b.getDenseI64ArrayAttr({input.channels, input.height, input.width}));
  if (network.input.bytes)
    (*module)->setAttr("rn.input_scale", b.getF64FloatAttr(network.input.scale));
  (*module)->setAttr("rn.output_shape", b.getDenseI64ArrayAttr(output));
  (*module)->setAttr("rn.multiply_adds", b.getI64IntegerAttr(dsl::multiplyAdds(network)));
  if (!options.training) {
    // A file of weights has their tensors all the same.
    if (!infer.headsLeftOut.empty())
      (*module)->setAttr("rn.heads_left_out", b.getStrArrayAttr(infer.headsLeftOut));
    return module;
  }
  if (!endsInClasses(infer.function)) {
    emitError(place) << "training needs classes to learn, but the model ends in a map of "
                     << network.output.height << "x" << network.output.width
                     << ": end its head with `fc` or `avgpool global`";
    return nullptr;
  }
  ImportedFunction loss = importFunction(network, "loss", /*training=*/true, *module, defined);
  if (loss.onePixelNorm)
    (*module)->setAttr("rn.one_pixel_norm", loss.onePixelNorm);
  for (auto pool : loss.function.getOps<MaxPoolOp>())
    if (int64_t places = pool.getWindow()[0] * pool.getWindow()[1]; places > maxPlaces) {
      pool.emitError() << "training takes pools of at most " << maxPlaces
                       << " places in a window, got " << places
                       << ": pool in two steps, or compile for inference";
      return nullptr;
    }
  return module;
}

} // namespace

OwningOpRef<ModuleOp> importNetwork(const dsl::Network &network, const ImportOptions &options,
                                    MLIRContext &context) {
  context.loadDialect<RNDialect, func::FuncDialect>();
  OwningOpRef<ModuleOp> module = importFunctions(network, options, context);
  if (!module)
    return module;
  Builder b(&context);
  (*module)->setAttr("rn.network_hash", b.getStringAttr(hashOf(network, options.training)));
  if (options.training && network.recipe)
    (*module)->setAttr("rn.recipe", b.getStringAttr(network.recipe->toJson()));
  if (!options.symbolPrefix.empty() && options.symbolPrefix != network.name)
    (*module)->setAttr("rn.symbol_prefix", b.getStringAttr(options.symbolPrefix));
  return module;
}

} // namespace resnetc::rn
