//===- Compare.cpp - what a kernel wrote against what is expected ----------------------===//
#include "tests/numerics/kernels/Compare.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>

namespace resnetc::x86::test {

Memory memoryOf(const KernelSpec &spec, const X86Target &target, const char *name, int64_t n) {
  for (const KernelArg &arg : kernelInterface(spec, target.channelBlock).args)
    if (arg.name == name)
      return Memory(elementsOf(arg, n) * elementBytes(arg.type));
  throw std::logic_error("no such operand");
}

std::vector<Memory> memoryOf(const Problem &problem, Memory::Flush flush) {
  std::vector<Memory> memory;
  for (const Operand &operand : problem.operands) {
    int64_t each = elementBytes(operand.type);
    memory.emplace_back(problem.elements(operand) * each, flush, operand.aligned ? 64 : each);
    std::memset(memory.back().data(), 0xFF, memory.back().bytes());
    auto initial = problem.initial.find(operand.name);
    if (initial != problem.initial.end())
      std::memcpy(memory.back().data(), initial->second.data(), initial->second.size());
  }
  return memory;
}

std::string placeOf(const void *address, const Problem &problem,
                    const std::vector<Memory> &memory) {
  for (size_t i = 0; i < memory.size(); ++i)
    if (auto offset = memory[i].offsetOf(address)) {
      int64_t behind = *offset - memory[i].bytes();
      return *offset < 0 ? std::to_string(-*offset) + " bytes before " + problem.operands[i].name
                         : std::to_string(behind) + " bytes behind " + problem.operands[i].name;
    }
  return "far from all arguments";
}

static double element(const Operand &operand, const std::vector<unsigned char> &bytes, int64_t at) {
  if (operand.type == ElementType::U8)
    return bytes[at];
  if (operand.type == ElementType::BF16) {
    uint16_t half;
    std::memcpy(&half, &bytes[at * 2], 2);
    return std::bit_cast<float>(uint32_t{half} << 16);
  }
  if (operand.type == ElementType::FP16) {
    _Float16 half;
    std::memcpy(&half, &bytes[at * 2], 2);
    return static_cast<float>(half);
  }
  float value;
  std::memcpy(&value, &bytes[at * 4], 4);
  return value;
}

/// Puts what the partials of an image say together into partial 0: sums of a gradient are added; of
/// values, whose sums are about pivots, the sum and the squared deviations from the mean follow.
/// How a map is cut, and which pivot it has, is the kernel's business.
static void mergePartialsOfImages(const Problem &problem, const Operand &stats,
                                  std::vector<double> &got) {
  int64_t v = problem.lanes, numbers = stats.extents[1], partials = stats.extents[2];
  const Operand &map = problem.operand(problem.has("y") ? "y" : problem.has("x") ? "x" : "dy");
  double each = static_cast<double>(map.elements()) / // values of a partial
                static_cast<double>(map.extents.front() * map.extents.back() * partials);
  for (int64_t i = 0; i < static_cast<int64_t>(got.size()); i += numbers * v * partials)
    for (int64_t lane = 0; lane < v; ++lane) {
      auto number = [&](int64_t p, int64_t which) -> double & {
        return got[i + (p * numbers + which) * v + lane];
      };
      double sum = 0, second = 0, pivot = numbers == 3 ? number(0, 0) : 0;
      for (int64_t p = 0; p < partials;
           ++p) { // sums about the first pivot, which is 0 of gradients
        double away = numbers == 3 ? number(p, 0) - pivot : 0, first = number(p, numbers - 2);
        sum += first + away * each;
        second += number(p, numbers - 1) + away * (2 * first + away * each);
        for (int64_t which = 0; which < numbers; ++which)
          number(p, which) = 0;
      }
      double count = each * static_cast<double>(partials);
      number(0, 0) = sum + pivot * count;
      number(0, 1) = numbers == 3 ? second - sum * sum / count : second;
    }
}

/// The same of partials over the batch, into partial 0 of the first image. Places that have no pixels hold nothing.
static void mergePartialsOfBatch(const Problem &problem, const Operand &stats,
                                 std::vector<double> &got) {
  const int64_t v = problem.lanes, partials = stats.extents[2], blocks = stats.extents[3];
  const Operand &map = problem.operand("y");
  const int64_t across = problem.get("across"),
                pixels = problem.n * map.elements() / (map.extents.front() * map.extents.back());
  std::vector<double> merged(got.size());
  for (int64_t block = 0; block < blocks; ++block)
    for (int64_t lane = 0; lane < v; ++lane) {
      auto number = [&](int64_t p, int64_t which) {
        int64_t at = (p / partials * blocks + block) * partials + p % partials;
        return got[(at * 3 + which) * v + lane];
      };
      double sum = 0, second = 0, pivot = number(0, 0);
      for (int64_t p = 0; p * across < pixels; ++p) {
        double each = static_cast<double>(std::min(across, pixels - p * across));
        double away = number(p, 0) - pivot, first = number(p, 1);
        sum += first + away * each;
        second += number(p, 2) + away * (2 * first + away * each);
      }
      const auto count = static_cast<double>(pixels);
      double *at = &merged[block * partials * 3 * v + lane];
      at[0] = sum + pivot * count;
      at[v] = second - sum * sum / count;
    }
  got = merged;
}

static void mergePartials(const Problem &problem, const Operand &stats, std::vector<double> &got) {
  if (problem.get("across"))
    mergePartialsOfBatch(problem, stats, got);
  else
    mergePartialsOfImages(problem, stats, got);
}

void compare(const Problem &problem, const Operand &operand, const Results &results,
             double relative) {
  const std::vector<unsigned char> &bytes = results.at(operand.name);
  Expected expected = problem.expected.at(operand.name);
  int64_t count = problem.elements(operand), each = operand.elements(), shown = 0;
  std::vector<double> got(count);
  for (int64_t i = 0; i < count; ++i) {
    got[i] = element(operand, bytes, i);
    const bool isWritten = operand.layout != Layout::Stats || !problem.get("across");
    if (operand.isPadding(i % each) && operand.type != ElementType::U8 && isWritten &&
        got[i] != 0 && shown++ < 3)
      ADD_FAILURE() << operand.name << "[" << i << "] is a padding lane and holds " << got[i];
  }
  if (operand.layout == Layout::Stats)
    mergePartials(problem, operand, got);
  for (int64_t i = 0; i < count; ++i) {
    if (operand.isPadding(i % each) && operand.type == ElementType::U8)
      continue;
    // What is no finite number is the same one, wherever a product with zero, which is NaN, cannot
    // have spread it: to all of a tile by Winograd's transforms, or to groups that are merged.
    bool spreads =
        problem.spec.kernelClass.find("winograd") != std::string::npos || problem.merged > 1;
    // Statistics are about a pivot that the kernel chooses, and it may be infinite itself.
    bool anyKind =
        spreads || operand.layout == Layout::Stats || problem.spec.kernelClass == "bn_finalize";
    if (!std::isfinite(expected.value[i])) {
      bool same =
          got[i] == expected.value[i] || (std::isnan(got[i]) && std::isnan(expected.value[i]));
      if (!(anyKind ? !std::isfinite(got[i]) : same) && shown++ < 5)
        ADD_FAILURE() << operand.name << "[" << i << "]: expects " << expected.value[i] << ", got "
                      << got[i];
      continue;
    }
    if (spreads && (!std::isfinite(got[i]) || !std::isfinite(expected.magnitude[i])))
      continue;
    // Rounding errors of a sum grow like the square root of its length, and at worst like its
    // length; the sum of magnitudes already holds that length.
    double rounding = 16 * std::numeric_limits<float>::epsilon();
    double tolerance = rounding * expected.magnitude[i];
    if (relative > 0) // zero times an infinity would be none
      tolerance += relative * std::max(expected.magnitude[i], std::abs(expected.value[i]));
    if (operand.type == ElementType::FP16) // half a step of its subnormal numbers
      tolerance += 0x1p-25;
    double difference = std::abs(got[i] - expected.value[i]);
    if (!(difference <= tolerance) && shown++ < 5)
      ADD_FAILURE() << operand.name << "[" << i << "]: expects " << expected.value[i] << ", got "
                    << got[i] << ", off by " << difference << " where " << tolerance
                    << " is allowed";
  }
}

} // namespace resnetc::x86::test
