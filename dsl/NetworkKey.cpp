//===- NetworkKey.cpp - what makes two networks the same --------------------===//
//
// Checkpoints and headers know their network by a hash of this text, so it must not change with the
// compiler: fields that have their defaults are left out, and a new field shows only where it is used.
//
//===----------------------------------------------------------------------===//

#include "dsl/Network.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"

using namespace resnetc::dsl;

namespace {

/// Writes the text; a line for each layer, fork and head, indented by a mark for each level.
class KeyWriter {
public:
  explicit KeyWriter(llvm::raw_ostream &os) : os(os) {}

  void network(const Network &network) {
    os << "network " << network.name << " in " << network.input.shape.str() << " out "
       << network.output.str();
    if (network.input.bytes)
      os << " bytes " << llvm::format("%.17g", network.input.scale);
    list("mean", network.input.mean);
    list("std", network.input.std);
    os << "\n";
    sequence(network.body);
  }

private:
  void sequence(const Sequence &nodes) {
    os << "(\n";
    for (const Node &node : nodes) {
      if (auto *one = std::get_if<Layer>(&node))
        layer(*one);
      else if (auto *block = std::get_if<std::unique_ptr<Block>>(&node))
        fork(**block);
      else
        head(*std::get<std::unique_ptr<Auxiliary>>(node));
    }
    os << ")\n";
  }

  void layer(const Layer &layer) {
    static const Layer plain;
    os << toString(layer.kind) << " " << layer.in.str() << " " << layer.out.str();
    text("name", layer.name);
    text("scale", layer.scaleName);
    unless("kernel", layer.kernel, plain.kernel);
    unless("stride", layer.stride, plain.stride);
    unless("pad", layer.pad, plain.pad);
    number("channels", layer.channels, plain.channels);
    number("groups", layer.groups, plain.groups);
    number("bias", layer.bias, plain.bias);
    number("bias_init", layer.biasInit, plain.biasInit);
    number("eps", layer.eps, plain.eps);
    number("momentum", layer.momentum, plain.momentum);
    if (const NumberFacts *facts = layerFacts(layer.kind).number())
      number(facts->attribute, layer.number, plain.number);
    number("lrn_size", layer.lrnSize, plain.lrnSize);
    number("lrn_alpha", layer.lrnAlpha, plain.lrnAlpha);
    number("lrn_beta", layer.lrnBeta, plain.lrnBeta);
    number("lrn_k", layer.lrnK, plain.lrnK);
    os << "\n";
  }

  void fork(const Block &block) {
    static const Block plain;
    os << "fork " << block.in.str() << " " << block.out.str();
    text("join", toString(block.join));
    number("shortcut", static_cast<int64_t>(block.shortcut), static_cast<int64_t>(plain.shortcut));
    number("place", static_cast<int64_t>(block.shortcutPlace), int64_t{0});
    number("bare", block.bareProjection, plain.bareProjection);
    unless("stride", block.stride, plain.stride);
    os << "\n";
    for (const Sequence &branch : block.branches)
      sequence(branch);
    if (block.shortcut == ShortcutKind::Projection)
      sequence(block.projection);
  }

  void head(const Auxiliary &auxiliary) {
    os << "head " << auxiliary.name;
    number("weight", auxiliary.weight, 1.0);
    os << "\n";
    sequence(auxiliary.body);
  }

  void text(llvm::StringRef field, llvm::StringRef value) {
    if (!value.empty())
      os << " " << field << "=" << value;
  }

  void write(int64_t value) { os << value; }
  /// Every bit of it.
  void write(double value) { os << llvm::format("%a", value); }

  template <typename T> void number(llvm::StringRef field, T value, T usual) {
    if (value == usual)
      return;
    os << " " << field << "=";
    if constexpr (std::is_same_v<T, double>)
      write(value);
    else
      write(static_cast<int64_t>(value));
  }

  template <typename Values> void list(llvm::StringRef field, const Values &values) {
    if (values.empty())
      return;
    os << " " << field << "=";
    llvm::interleave(
        values, [&](auto value) { write(value); }, [&] { os << ","; });
  }

  template <typename Values>
  void unless(llvm::StringRef field, const Values &values, const Values &usual) {
    if (values != usual)
      list(field, values);
  }

  llvm::raw_ostream &os;
};

} // namespace

std::string resnetc::dsl::networkKey(const Network &network) {
  std::string text;
  llvm::raw_string_ostream os(text);
  KeyWriter(os).network(network);
  return text;
}
