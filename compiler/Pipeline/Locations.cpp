//===- Locations.cpp - where in the user's text an op comes from ------------------===//
//
// The importer names each op after its layer and points at the text; rewrites keep or join these
// locations.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Locations.h"

namespace resnetc {

std::string placeText(mlir::Location location) {
  if (auto fused = llvm::dyn_cast<mlir::FusedLoc>(location))
    return fused.getLocations().empty() ? "" : placeText(fused.getLocations().front());
  if (auto call = llvm::dyn_cast<mlir::CallSiteLoc>(location))
    return placeText(call.getCallee());
  if (auto file = llvm::dyn_cast<mlir::FileLineColLoc>(location))
    return file.getFilename().str() + ":" + std::to_string(file.getLine()) + ":" +
           std::to_string(file.getColumn());
  if (auto name = llvm::dyn_cast<mlir::NameLoc>(location)) {
    std::string place = placeText(name.getChildLoc());
    if (name.getName().empty())
      return place;
    return name.getName().str() + (place.empty() ? "" : " (" + place + ")");
  }
  return "";
}

} // namespace resnetc
