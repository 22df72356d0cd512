//===- Dot.cpp - the fused graph as a drawing ---------------------------------===//
//
// For `--emit=dot | dot -Tsvg`: activations and gradients flow down, with their shapes on the
// edges.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Dot.h"

#include "compiler/Dialect/RN/FromVariables.h"
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Pipeline/Locations.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace resnetc {

static std::string shapeText(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  if (!type)
    return "";
  std::vector<std::string> dims;
  for (int64_t dim : type.getShape())
    dims.push_back(ShapedType::isDynamic(dim) ? "N" : std::to_string(dim));
  return llvm::join(dims, "x");
}

/// A quoted Graphviz string.
static std::string quoted(StringRef text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\')
      result += '\\';
    if (c == '\n')
      result += "\\n";
    else
      result += c;
  }
  return result + "\"";
}

namespace {

class DotPrinter {
public:
  explicit DotPrinter(llvm::raw_ostream &os) : os(os) {}

  void print(func::FuncOp function) {
    os << "  subgraph " << quoted(("cluster_" + function.getSymName()).str())
       << " {\n    label=" << quoted(("@" + function.getSymName()).str()) << ";\n";
    for (BlockArgument argument : function.getArguments())
      node(argument, "argument " + std::to_string(argument.getArgNumber()), "ellipse");
    llvm::DenseSet<Value> fromVariables = rn::valuesFromVariables(function);
    for (Operation &op : function.getBody().front())
      if (op.getNumResults() == 0 || !fromVariables.contains(op.getResult(0)))
        print(op);
    os << "  }\n";
  }

private:
  void print(Operation &op) {
    std::string name = op.getName().getStringRef().str();
    std::string place = placeText(op.getLoc());
    std::string label = place.empty() ? name : name + "\n" + place;
    unsigned id = ++count;
    os << "    n" << id << " [label=" << quoted(label) << "];\n";
    for (Value operand : op.getOperands())
      if (auto from = ids.find(operand); from != ids.end())
        os << "    n" << from->second << " -> n" << id << " [label=" << quoted(shapeText(operand))
           << "];\n";
    for (Value result : op.getResults())
      ids[result] = id;
  }

  void node(Value value, StringRef label, StringRef shape) {
    unsigned id = ++count;
    ids[value] = id;
    os << "    n" << id << " [label=" << quoted(label) << ", shape=" << shape << "];\n";
  }

  llvm::raw_ostream &os;
  llvm::DenseMap<Value, unsigned> ids;
  unsigned count = 0;
};

} // namespace

void printDot(ModuleOp module, llvm::raw_ostream &os) {
  os << "digraph resnetc {\n  node [shape=box, fontname=\"sans-serif\"];\n";
  DotPrinter printer(os);
  for (auto function : module.getOps<func::FuncOp>())
    printer.print(function);
  os << "}\n";
}

} // namespace resnetc
