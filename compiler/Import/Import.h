//===- Import.h - a checked network to the rn dialect ------------------------===//
//
// First phase after the front end: one op per layer, on NCHW tensors, with locations that lead back
// to the user's text.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include <string>

namespace resnetc::dsl {
struct Network;
}

namespace resnetc::rn {

/// What the importer builds.
struct ImportOptions {
  bool training = false;    ///< also @loss, from which rn-gradient makes @grad and @train
  std::string symbolPrefix; ///< what the library's symbols begin with; empty: the model's name
};

/// Builds the module of a network: one `rn.variable` per learned tensor and running statistic, and
///   @infer(f32[?, C, H, W]) -> logits f32[?, K] (or a map larger than 1x1), with running
///   statistics; of an input of bytes ui8[?, C, H, W], channels last;
///   @loss(f32[?, C, H, W], i64[?][, i64[1]]) -> f32[2] = (mean loss, number right), with the
///   batch's statistics and the writes that move the running ones. A network with dropout takes the
///   key of its masks as third argument. The loss has the shares of heads beside the network in it.
/// Module attributes: rn.name, rn.mode, rn.input_shape, rn.input_scale of bytes, rn.output_shape, rn.multiply_adds,
/// rn.recipe, and of training rn.one_pixel_norm, the first batch norm on a map of one pixel, where
/// there is one: it has no statistics of one image. rn.network_hash is of dsl::networkKey and the
/// mode: equal for equal networks, whatever the version of the compiler, so that a checkpoint, a
/// header and a library of different ones can refuse each other. rn.symbol_prefix is there where it is not the model's name. Returns null
/// after a diagnostic when training is asked of a network that does not end in classes, or that has a
/// pool with more places in its window than a byte can name.
mlir::OwningOpRef<mlir::ModuleOp> importNetwork(const dsl::Network &network,
                                                const ImportOptions &options,
                                                mlir::MLIRContext &context);

} // namespace resnetc::rn
