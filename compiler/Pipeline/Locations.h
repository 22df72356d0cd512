//===- Locations.h - where in the user's text an op comes from --------------------===//
#pragma once

#include "mlir/IR/Location.h"

#include <string>

namespace resnetc {

/// "layer1.0.conv1 (resnet.dsl:12:5)"; of several places the first. Empty when nothing is known.
std::string placeText(mlir::Location location);

} // namespace resnetc
