//===- Warpgroup.cpp - products of warpgroups that have not been waited for --------------===//
//
// Numbers of the PTX ISA, version 8: 9.7.15.5 (asynchronous products of warpgroups: fragments, layouts of
// matrices, descriptors); 9.7.13.4 (fence.proxy). The canonical layouts are those that CUTLASS writes down
// (cute/atom/mma_traits_sm90_gmma.hpp).
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Emulator/Warpgroup.h"

#include "compiler/Backend/Cuda/Emulator/Instruction.h"

#include "llvm/ADT/STLExtras.h"

#include <bit>
#include <cmath>
#include <set>

namespace resnetc::cuda::emulator {

constexpr int warpsOfGroup = 4, rowsOfWarp = 16, depth = 16; ///< of a product, in k
constexpr int rowsOfAtom = 8, pieceBytes = 16;

//===----------------------------------------------------------------------===//
// Matrices
//===----------------------------------------------------------------------===//

MatrixDescriptor::MatrixDescriptor(uint64_t bits, bool kFirst) : kFirst(kFirst) {
  auto field = [&](int from, int width) {
    return static_cast<int64_t>(bits >> from & ((uint64_t{1} << width) - 1));
  };
  start = field(0, 14) * pieceBytes;
  leading = field(16, 14) * pieceBytes;
  stride = field(32, 14) * pieceBytes;
  constexpr int withoutSwizzle = 0;
  if (field(62, 2) == withoutSwizzle)
    throw Finding{"has a matrix without swizzle, which the emulator does not know"};
  rowBytes = 256 >> field(62, 2);
  if (field(49, 3) != 0 || field(14, 2) || field(30, 2) || field(46, 3) || field(52, 10))
    throw Finding{"has a descriptor with bits that have no meaning here"};
  const int64_t atomBytes = rowsOfAtom * rowBytes, within = start % atomBytes;
  const bool aligned = kFirst ? within < rowBytes && within % (depth * 2) == 0 : within == 0;
  if (!aligned)
    throw Finding{"has a matrix that begins " + std::to_string(within) +
                  " bytes behind a multiple of " + std::to_string(atomBytes)};
}

int64_t MatrixDescriptor::place(int line, int k) const {
  constexpr int lineOfBanks = 128;
  const int64_t elementsOfRow = rowBytes / 2;
  const int row = kFirst ? line : k;
  const int64_t along = kFirst ? k : line % elementsOfRow;
  const int64_t beside = kFirst ? 0 : line / elementsOfRow * leading;
  const int64_t at =
      start + beside + row / rowsOfAtom * stride + row % rowsOfAtom * rowBytes + along * 2;
  return at ^ (at / lineOfBanks % (rowBytes / pieceBytes) * pieceBytes);
}

/// Calls `body` for each run of eight elements that a product reads.
template <typename Body> static void forEachPiece(const WarpgroupProduct &product, Body body) {
  constexpr int elements = pieceBytes / 2;
  auto matrix = [&](const MatrixDescriptor &matrix, int firstLine, int lines) {
    for (int line = 0; line < lines; line += matrix.kFirst ? 1 : elements)
      for (int k = 0; k < depth; k += matrix.kFirst ? elements : 1)
        body(matrix.place(firstLine + line, k));
  };
  matrix({product.a, product.aKFirst}, product.warp * rowsOfWarp, rowsOfWarp);
  matrix({product.b, product.bKFirst}, 0, product.columns);
}

//===----------------------------------------------------------------------===//
// Marks
//===----------------------------------------------------------------------===//

// A signalling NaN, which no arithmetic makes, with the number of the accumulators and of the register.
constexpr uint32_t markBits = 0xFFA00000, markMask = 0xFFE00000;
constexpr int registerBits = 7, numberBits = 14;

static uint32_t bitsOf(int accumulators, int index) {
  return markBits | static_cast<uint32_t>(accumulators) << registerBits |
         static_cast<uint32_t>(index);
}

/// What registers stand for: a sum of accumulators. They hold a number where that is -1.
struct Mark {
  int accumulators, index;
  bool operator==(const Mark &) const = default;
};

static Mark markIn(uint32_t bits) {
  if ((bits & markMask) != markBits)
    return {-1, 0};
  return {static_cast<int>(bits >> registerBits & ((1U << numberBits) - 1)),
          static_cast<int>(bits & ((1U << registerBits) - 1))};
}

/// What a register of a warp stands for, in all lanes alike.
static Mark markOf(const Warp &warp, int operand) {
  const Mark first = markIn(warp[0]->operand<uint32_t>(operand));
  for (const Thread *thread : warp)
    if (markIn(thread->operand<uint32_t>(operand)) != first)
      throw Finding{"has a register which a wgmma writes in some lanes"};
  return first;
}

/// The accumulators that a warp's registers stand for, in their order; -1 where they hold numbers.
static int accumulatorsOf(const Warp &warp, int registers) {
  const int number = markOf(warp, 0).accumulators;
  for (int i = 0; i < registers; ++i) {
    const Mark mark = markOf(warp, i);
    if (mark.accumulators != number || (number >= 0 && mark.index != i))
      throw Finding{"has registers of which a wgmma writes some, and others not as they stand"};
  }
  return number;
}

static WarpProducts::Accumulators &accumulatorsAt(WarpProducts &own, int number) {
  auto found = own.accumulators.find(number);
  if (found == own.accumulators.end())
    throw Finding{"has registers that stand for sums which it has been given already"};
  return found->second;
}

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

static void requireWarpgroup(const Block &block, const Warp &warp) {
  if (llvm::is_contained(warp, nullptr) || block.launch.threads % (warpsOfGroup * warpSize) != 0)
    throw Finding{"is not of a warpgroup: four whole warps"};
}

static WarpProducts &productsOf(Block &block, const Warp &warp) {
  requireWarpgroup(block, warp);
  return block.products[static_cast<size_t>(warp[0]->number / warpSize)];
}

/// A descriptor, which all lanes have alike.
static uint64_t descriptorOf(const Warp &warp, int operand) {
  const auto bits = warp[0]->operand<uint64_t>(operand);
  for (const Thread *thread : warp)
    if (thread->operand<uint64_t>(operand) != bits)
      throw Finding{"has lanes with other matrices"};
  return bits;
}

/// The warps of a group issue the same products.
static void compareWithGroup(Block &block, const Warp &warp, WarpProducts &own,
                             const IssuedProduct &product) {
  const int number = warp[0]->number / warpSize;
  auto &issued = block.issued[static_cast<size_t>(number / warpsOfGroup)];
  const auto index = static_cast<size_t>(own.issued++);
  if (index == issued.size())
    issued.push_back(product);
  const IssuedProduct &others = issued[index];
  if (others.site != product.site || others.a != product.a || others.b != product.b)
    throw Finding{"issues another product than the warps of its warpgroup before it"};
}

/// New accumulators with what stands in the registers.
static int addAccumulators(const Warp &warp, WarpProducts &own, int registers) {
  const int number = own.next;
  own.next = (own.next + 1) % (1 << numberBits);
  WarpProducts::Accumulators &fresh = own.accumulators[number];
  fresh = {};
  for (const Thread *thread : warp)
    for (int i = 0; i < registers; ++i)
      fresh.values.push_back(thread->operand<float>(i));
  return number;
}

static void issue(Block &block, Warp &warp, WarpgroupProduct product) {
  WarpProducts &own = productsOf(block, warp);
  const int registers = product.columns / 2;
  product.a = descriptorOf(warp, registers);
  product.b = descriptorOf(warp, registers + 1);
  product.warp = warp[0]->number / warpSize % warpsOfGroup;
  compareWithGroup(block, warp, own, {warp[0]->waitsAt, product.a, product.b});
  if (!own.fenced)
    throw Finding{"multiplies without a wgmma.fence since its last group"};
  const int known = accumulatorsOf(warp, registers);
  product.accumulators = known >= 0 ? known : addAccumulators(warp, own, registers);
  ++accumulatorsAt(own, product.accumulators).pending;
  Knowledge ofAllLanes = warp[0]->knowledge;
  for (const Thread *thread : warp)
    ofAllLanes.meet(thread->knowledge);
  forEachPiece(product, [&](int64_t place) {
    block.shared.startAsyncRead(place, pieceBytes, ofAllLanes,
                                [&](int writer) { return block.thread(writer).handedOver; });
  });
  ++block.counts.warpgroupMmas;
  own.open.push_back(product);
  for (Thread *thread : warp)
    for (int i = 0; i < registers; ++i)
      thread->setResult(bitsOf(product.accumulators, i), i);
}

/// The fragment of a thread is that of the products of warps, tile by tile of eight columns.
static void land(Block &block, WarpProducts &own, const WarpgroupProduct &product, int warp) {
  const MatrixDescriptor a(product.a, product.aKFirst), b(product.b, product.bKFirst);
  auto element = [&](const MatrixDescriptor &matrix, int line, int k) {
    uint16_t bits;
    std::memcpy(&bits, block.shared.at(matrix.place(line, k)), sizeof bits);
    return static_cast<double>(product.value(bits));
  };
  double left[rowsOfWarp][depth];
  for (int row = 0; row < rowsOfWarp; ++row)
    for (int k = 0; k < depth; ++k)
      left[row][k] = element(a, product.warp * rowsOfWarp + row, k);
  WarpProducts::Accumulators &sums = own.accumulators.at(product.accumulators);
  const int registers = product.columns / 2;
  for (int column = 0; column < product.columns; ++column) {
    double right[depth];
    for (int k = 0; k < depth; ++k)
      right[k] = element(b, column, k);
    for (int row = 0; row < rowsOfWarp; ++row) {
      const int lane = row % 8 * 4 + column % 8 / 2;
      const int index = column / 8 * 4 + row / 8 * 2 + column % 2;
      float &sum = sums.values[static_cast<size_t>(lane * registers + index)];
      double exact = sum;
      for (int k = 0; k < depth; ++k)
        exact += left[row][k] * right[k];
      sum = static_cast<float>(exact);
    }
  }
  --sums.pending;
  forEachPiece(product, [&](int64_t place) {
    block.shared.endAsyncRead(place, pieceBytes, warp, block.productsRead.products[warp]);
  });
}

static void waitForProducts(Block &block, Warp &warp) {
  WarpProducts &own = productsOf(block, warp);
  const auto open = static_cast<size_t>(warp[0]->operand<int64_t>(0));
  const int number = warp[0]->number / warpSize;
  ++block.productsRead.products[number];
  for (; own.groups.size() > open; own.groups.pop_front())
    for (const WarpgroupProduct &product : own.groups.front())
      land(block, own, product, number);
}

/// Registers through an instruction that is none: sums that have come take the place of their marks.
static void passRegisters(Block &block, Warp &warp) {
  WarpProducts &own = productsOf(block, warp);
  std::set<int> given;
  for (int i = 0; i < warp[0]->waitsAt->operands; ++i) {
    const Mark mark = markOf(warp, i);
    const WarpProducts::Accumulators *landed = nullptr;
    if (mark.accumulators >= 0 && accumulatorsAt(own, mark.accumulators).pending == 0)
      landed = &accumulatorsAt(own, mark.accumulators);
    if (landed)
      given.insert(mark.accumulators);
    for (size_t lane = 0; lane < warp.size(); ++lane)
      if (landed)
        warp[lane]->setResult(landed->values[lane * landed->values.size() / warp.size() +
                                             static_cast<size_t>(mark.index)],
                              i);
      else
        warp[lane]->setResult(warp[lane]->operand<uint32_t>(i), i);
  }
  for (int number : given)
    own.accumulators.erase(number);
}

std::map<std::string, DeviceInstruction> warpgroupInstructions() {
  std::map<std::string, DeviceInstruction> all;
  all["wgmma.fence.sync.aligned"].together = [](Block &block, Warp &warp) {
    productsOf(block, warp).fenced = true;
  };
  all["wgmma.commit_group.sync.aligned"].together = [](Block &block, Warp &warp) {
    WarpProducts &own = productsOf(block, warp);
    own.groups.push_back(std::move(own.open));
    own.open.clear();
    own.fenced = false;
  };
  all["wgmma.wait_group.sync.aligned"].together = waitForProducts;
  return all;
}

//===----------------------------------------------------------------------===//
// By text
//===----------------------------------------------------------------------===//

static float bf16(uint16_t bits) { return std::bit_cast<float>(static_cast<uint32_t>(bits) << 16); }

static float fp16(uint16_t bits) {
  const int exponent = bits >> 10 & 31, mantissa = bits & 1023;
  const float sign = bits >> 15 ? -1.f : 1.f;
  if (exponent == 31)
    return mantissa ? NAN : sign * HUGE_VALF;
  return sign * (exponent ? std::ldexp(1024.f + static_cast<float>(mantissa), exponent - 25)
                          : std::ldexp(static_cast<float>(mantissa), -24));
}

/// Sums in $0 on, which stand for the inputs tied to them, too; then the matrices' descriptors.
static std::string textOf(int columns, const std::string &type, bool aKFirst, bool bKFirst) {
  const int registers = columns / 2;
  std::string sums;
  for (int i = 0; i < registers; ++i)
    sums += (i ? ", $" : "$") + std::to_string(i);
  auto place = [&](int index) { return "$" + std::to_string(2 * registers + index); };
  return "{ .reg .pred add; setp.ne.b32 add, 1, 0; wgmma.mma_async.sync.aligned.m64n" +
         std::to_string(columns) + "k16.f32." + type + "." + type + " {" + sums + "}, " + place(0) +
         ", " + place(1) + ", add, 1, 1, " + (aKFirst ? "0" : "1") + ", " + (bKFirst ? "0" : "1") +
         "; }";
}

/// A label is known within its braces alone.
static const char *const textOfWait =
    "{ .reg .pred over; again: mbarrier.try_wait.parity.shared::cta.b64 over, [$0], $1; "
    "@!over bra again; }";

const DeviceInstruction *findAssembly(llvm::StringRef text) {
  using Table = std::map<std::string, DeviceInstruction>;
  using Type = std::pair<const char *, float (*)(uint16_t)>;
  static const Table table = [] {
    Table all;
    all[""].together = passRegisters;
    all[textOfWait] = waitForPhaseInstruction();
    all["fence.proxy.async.shared::cta;"].alone = [](Block &block, Thread &thread) {
      thread.handedOver = block.shared.writes();
    };
    for (int columns = 8; columns <= 256; columns += 8)
      for (auto [type, value] : {Type{"bf16", bf16}, Type{"f16", fp16}})
        for (int major = 0; major < 4; ++major) {
          const bool aKFirst = major % 2 == 0, bKFirst = major / 2 == 0;
          const WarpgroupProduct product{columns, value, 0, 0, aKFirst, bKFirst, 0, 0};
          all[textOf(columns, type, aKFirst, bKFirst)].together =
              [product](Block &block, Warp &warp) { issue(block, warp, product); };
        }
    return all;
  }();
  auto found = table.find(text.str());
  return found == table.end() ? nullptr : &found->second;
}

} // namespace resnetc::cuda::emulator
