//===- WinogradTile.h - operations that transform their operands on the way ------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

namespace resnetc::rn {

/// Attribute (i64) of an rn.conv_grad_weight that goes by Winograd's algorithm with operands in no
/// layout of its own: the side of the tiles of outputs. rn-use-winograd sets it, the mapping to a kernel reads it.
inline constexpr llvm::StringLiteral winogradTileName = "rn.winograd_tile";

} // namespace resnetc::rn
