//===- MapBuilder.h - how a mapping names a kernel ---------------------------------===//
//
// What the mappings of all families share: a builder of kernel calls, and the attachment of a
// family's `map` functions to its ops. Attributes and argument orders are those of
// compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Lowering/KernelMapping.h"

namespace resnetc::rn {

/// Collects a kernel's attributes and arguments; absent optional values are skipped.
struct MapBuilder {
  MappedKernel kernel;

  explicit MapBuilder(llvm::StringRef kernelClass) { kernel.spec.kernelClass = kernelClass.str(); }

  MapBuilder &attr(llvm::StringRef name, int64_t value) {
    kernel.spec.attrs[name.str()] = value;
    return *this;
  }
  MapBuilder &real(llvm::StringRef name, const llvm::APFloat &value) {
    kernel.spec.reals[name.str()] = value.convertToDouble();
    return *this;
  }
  /// A flag is part of the key only when set, and so is a number that is not the usual one.
  MapBuilder &flag(llvm::StringRef name, bool value) { return value ? attr(name, 1) : *this; }
  MapBuilder &unless(llvm::StringRef name, int64_t value, int64_t usual) {
    return value != usual ? attr(name, value) : *this;
  }
  MapBuilder &geometry(const Geometry &g) {
    return attr("c", g.c)
        .attr("k", g.k)
        .attr("h", g.h)
        .attr("w", g.w)
        .attr("kh", g.kh)
        .attr("kw", g.kw)
        .attr("sh", g.sh)
        .attr("sw", g.sw)
        .attr("pt", g.pt)
        .attr("pl", g.pl)
        .attr("pb", g.pb)
        .attr("pr", g.pr)
        .unless("groups", g.groups, 1);
  }
  /// Channels, height and width of activations.
  MapBuilder &map(mlir::Value activation) {
    auto type = mlir::cast<mlir::RankedTensorType>(activation.getType());
    return attr("c", type.getDimSize(1))
        .attr("h", type.getDimSize(2))
        .attr("w", type.getDimSize(3));
  }
  MapBuilder &channels(mlir::Value vector) {
    return attr("c", mlir::cast<mlir::RankedTensorType>(vector.getType()).getDimSize(0));
  }
  template <typename... Values> MapBuilder &in(Values... operands) {
    (append(operands, mlir::Value()), ...);
    return *this;
  }
  template <typename... Values> MapBuilder &out(Values... results) {
    (append(mlir::Value(), results), ...);
    return *this;
  }
  MapBuilder &inputs(mlir::ValueRange operands) {
    for (mlir::Value operand : operands)
      append(operand, mlir::Value());
    return *this;
  }
  MapBuilder &inOut(mlir::Value operand, mlir::Value result) {
    append(operand, result);
    return *this;
  }
  MapBuilder &pre(mlir::Value scale, bool relu) {
    return scale ? attr("pre", relu ? 2 : 1) : *this;
  }

private:
  void append(mlir::Value operand, mlir::Value result) {
    if (operand || result)
      kernel.args.push_back({operand, result});
  }
};

inline mlir::RankedTensorType typeOf(mlir::Value value) {
  return mlir::cast<mlir::RankedTensorType>(value.getType());
}

/// The caller's image as bytes, channels last.
inline bool isBytes(mlir::Value value) {
  return mlir::isa_and_nonnull<ChannelsLastAttr>(typeOf(value).getEncoding());
}

/// The op that blocks a map for a cast alone, whose kernel then does both; null for any other value.
inline ToBlockedOp blockedForCast(mlir::Value value) {
  auto blocked = value.getDefiningOp<ToBlockedOp>();
  bool isAlone = blocked && value.hasOneUse() && mlir::isa<CastOp>(*value.user_begin());
  return isAlone ? blocked : ToBlockedOp();
}

/// Of sums that a convolution gathers, the pixels of a partial where these are counted over the batch; else 0.
int64_t pixelsAcross(mlir::Value sums);

/// The vectors of a block of channels that a variable's tensor is stored as, padding included.
int64_t storedVectors(mlir::Value value);

/// A filter's or linear weight's packed dims, K, C, H, W.
inline llvm::ArrayRef<int64_t> packedDims(mlir::Value weight) {
  return mlir::cast<PackedAttr>(typeOf(weight).getEncoding()).getDims();
}

/// True for the filter of a convolution that reads the caller's NCHW map: its channels stay together.
inline bool isOhwiWeight(mlir::Value weight) {
  auto packed = mlir::cast<PackedAttr>(typeOf(weight).getEncoding());
  return packed.getC() == packed.getDims()[1] && packed.getC() != packed.getK();
}

/// A kernel with the attributes of a packed weight.
inline MapBuilder weightAttrs(MapBuilder m, mlir::Value weight) {
  llvm::ArrayRef<int64_t> dims = packedDims(weight);
  m.attr("k", dims[0]).attr("c", dims[1]).attr("kh", dims[2]).attr("kw", dims[3]);
  return m;
}

/// The mapping of `OpTy` by `Map`, a function object without state from the op to a MapBuilder.
template <typename OpTy, typename Map>
struct MappingModel : KernelMappableOpInterface::ExternalModel<MappingModel<OpTy, Map>, OpTy> {
  MappedKernel toKernel(mlir::Operation *op) const {
    return std::move(Map()(mlir::cast<OpTy>(op)).kernel);
  }
};

/// Attaches `map`, which calls the family's overload for each op, to those ops.
template <typename... Ops, typename Map> void attachMappings(mlir::MLIRContext &context, Map) {
  (Ops::template attachInterface<MappingModel<Ops, Map>>(context), ...);
}

} // namespace resnetc::rn
