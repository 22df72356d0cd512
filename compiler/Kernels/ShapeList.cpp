//===- ShapeList.cpp - lists of kernels as text -------------------------------------------===//
//
// The parser of tests/shapes.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/ShapeList.h"

#include "compiler/Kernels/Contract.h"

#include <charconv>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace resnetc::kernels {

/// The whole of `text` as a number.
template <typename T> static bool readNumber(const std::string &text, T &value) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

/// "name=value" into the spec. What its class declares as real is so without a point, too.
static bool readAttribute(const std::string &word, KernelSpec &spec) {
  size_t equals = word.find('=');
  if (equals == std::string::npos || equals == 0)
    return false;
  std::string name = word.substr(0, equals), text = word.substr(equals + 1);
  const Attribute *declared = findContract(spec.kernelClass)->attributes.find(name);
  if (declared && declared->isReal)
    return readNumber(text, spec.reals[name]);
  return readNumber(text, spec.attrs[name]);
}

std::vector<ListedShape> readShapes(const std::string &path) {
  std::ifstream file(path);
  if (!file)
    throw std::runtime_error("cannot read " + path);
  std::vector<ListedShape> shapes;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string word;
    if (!(words >> word))
      continue;
    ListedShape shape;
    bool good = readNumber(word, shape.count) && bool(words >> shape.spec.kernelClass) &&
                findContract(shape.spec.kernelClass);
    while (good && words >> word)
      good = readAttribute(word, shape.spec);
    if (!good)
      throw std::runtime_error(path + ":" + std::to_string(number) +
                               ": expects 'COUNT CLASS NAME=VALUE ...', got '" + line + "'");
    if (std::string problem = problemOf(shape.spec); !problem.empty())
      throw std::runtime_error(path + ":" + std::to_string(number) + ": " + problem + ", got '" +
                               line + "'");
    shapes.push_back(std::move(shape));
  }
  return shapes;
}

} // namespace resnetc::kernels
