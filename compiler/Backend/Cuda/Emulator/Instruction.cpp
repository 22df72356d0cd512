//===- Instruction.cpp - what the device's instructions do ---------------------------------===//
//
// Numbers of the PTX ISA, version 8: 9.7.9.25 (asynchronous copies), 9.7.9.6 (shuffles), 9.7.14.5
// (fragments of matrices).
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Emulator/Instruction.h"

#include "llvm/ADT/APFloat.h"

#include <bit>
#include <map>

namespace resnetc::cuda::emulator {

using Table = std::map<std::string, DeviceInstruction>;

static const std::string prefix = "llvm.nvvm.";

//===----------------------------------------------------------------------===//
// Of one thread
//===----------------------------------------------------------------------===//

static void addRegisters(Table &table) {
  auto add = [&](const std::string &name, std::function<int32_t(Block &, Thread &)> value) {
    table[prefix + "read.ptx.sreg." + name].alone = [value](Block &block, Thread &thread) {
      thread.setResult(value(block, thread));
    };
  };
  add("tid.x", [](Block &, Thread &thread) { return thread.number; });
  add("laneid", [](Block &, Thread &thread) { return thread.number % warpSize; });
  add("ntid.x", [](Block &block, Thread &) { return block.launch.threads; });
  add("ctaid.x", [](Block &block, Thread &) { return block.index.x; });
  add("ctaid.y", [](Block &block, Thread &) { return block.index.y; });
  add("ctaid.z", [](Block &block, Thread &) { return block.index.z; });
  add("nctaid.x", [](Block &block, Thread &) { return block.launch.grid.x; });
}

/// The nearest of ten bits of mantissa, ties away from zero; infinities and NaNs stay.
static uint32_t roundToTf32(float x) {
  auto bits = std::bit_cast<uint32_t>(x);
  constexpr uint32_t exponent = 0x7F800000;
  return (bits & exponent) == exponent ? bits : (bits + 0x1000) & ~uint32_t{0x1FFF};
}

static void startCopy(Block &block, Thread &thread, int64_t bytes, bool sized) {
  Copy copy{thread.operand<char *>(0), thread.operand<const char *>(1), bytes,
            sized ? thread.operand<int32_t>(2) : bytes};
  if (copy.valid < 0 || copy.valid > bytes)
    throw Finding{"copies " + std::to_string(copy.valid) + " of " + std::to_string(bytes) +
                  " bytes"};
  block.shared.startCopy(thread.number, copy.to, bytes);
  if (copy.valid && !block.global.holds(copy.from, copy.valid))
    throw Finding{"copies " + std::to_string(copy.valid) +
                  " bytes from outside of the buffers: " + block.global.placeOf(copy.from)};
  auto unaligned = [&](const void *address) {
    return reinterpret_cast<uintptr_t>(address) % static_cast<uintptr_t>(bytes) != 0;
  };
  if (unaligned(copy.to) || (copy.valid && unaligned(copy.from)))
    throw Finding{"copies " + std::to_string(bytes) + " bytes between addresses not aligned to it"};
  ++block.counts.asyncCopies;
  if (copy.valid) {
    block.races.read(copy.from, copy.valid, block.placeOf(thread));
    thread.globals.push_back({thread.site, copy.from, static_cast<int32_t>(copy.valid)});
  }
  thread.copiesTo.push_back({thread.site, copy.to, static_cast<int32_t>(bytes)});
  thread.copies.push_back(copy);
}

/// Data comes when it is waited for, as late as a device may bring it.
static void waitForGroups(Block &block, Thread &thread, size_t open) {
  while (thread.groups.size() > open) {
    for (const Copy &copy : thread.groups.front()) {
      block.shared.landCopy(thread.number, copy.to, copy.bytes);
      std::memset(copy.to, 0, static_cast<size_t>(copy.bytes));
      std::memcpy(copy.to, copy.from, static_cast<size_t>(copy.valid));
    }
    thread.groups.pop_front();
  }
}

static void commitGroup(Block &, Thread &thread) {
  thread.groups.push_back(std::move(thread.copies));
  thread.copies.clear();
}

static void addCopies(Table &table) {
  for (const std::string name :
       {"ca.shared.global.4", "ca.shared.global.8", "ca.shared.global.16", "cg.shared.global.16"}) {
    const int64_t bytes = std::stoll(name.substr(name.rfind('.') + 1));
    for (bool sized : {false, true})
      table[prefix + "cp.async." + name + (sized ? ".s" : "")].alone =
          [=](Block &block, Thread &thread) { startCopy(block, thread, bytes, sized); };
  }
  table[prefix + "cp.async.commit.group"].alone = commitGroup;
  table[prefix + "cp.async.wait.group"].alone = [](Block &block, Thread &thread) {
    waitForGroups(block, thread, thread.operand<uint32_t>(0));
  };
  table[prefix + "cp.async.wait.all"].alone = [](Block &block, Thread &thread) {
    commitGroup(block, thread);
    waitForGroups(block, thread, 0);
  };
}

//===----------------------------------------------------------------------===//
// Of a warp
//===----------------------------------------------------------------------===//

/// Operands: mask, value, distance or bits, clamp. `source` gives the lane to read, of one's own, that
/// operand and the last lane.
static void addShuffle(Table &table, const std::string &kind, int (*source)(int, int, int)) {
  auto shuffle = [source](Block &, Warp &warp) {
    for (int lane = 0; lane < warpSize; ++lane) {
      Thread *thread = warp[static_cast<size_t>(lane)];
      if (!thread)
        continue;
      constexpr int clampBits = 31;
      int from = source(lane, thread->operand<int32_t>(2), thread->operand<int32_t>(3) & clampBits);
      const Thread *other = warp[static_cast<size_t>(from)];
      if (!other)
        throw Finding{"reads the value of lane " + std::to_string(from) + ", which takes no part"};
      thread->setResult(other->operand<uint32_t>(1));
    }
  };
  for (const char *type : {".i32", ".f32"}) {
    DeviceInstruction &instruction = table[prefix + "shfl.sync." + kind + type];
    instruction.together = shuffle;
    instruction.mask = 0;
  }
}

static void addShuffles(Table &table) {
  addShuffle(table, "down", [](int lane, int distance, int last) {
    return lane + distance > last ? lane : lane + distance;
  });
  addShuffle(table, "bfly", [](int lane, int bits, int last) {
    return (lane ^ bits) > last ? lane : lane ^ bits;
  });
}

/// Throws where an instruction of whole warps has fewer lanes.
static void requireAll(const Warp &warp) {
  for (const Thread *thread : warp)
    if (!thread)
      throw Finding{"has lanes without a thread"};
}

/// Matrices of eight rows of 16 bytes. The eight rows of one come at once where they are in different
/// banks.
static void loadMatrices(Block &block, Warp &warp, int matrices, bool transposed) {
  requireAll(warp);
  constexpr int rows = 8, rowBytes = 16;
  for (int matrix = 0; matrix < matrices; ++matrix) {
    const char *row[rows];
    std::array<int, rows> passes{};
    for (int i = 0; i < rows; ++i) {
      row[i] = warp[static_cast<size_t>(matrix * rows + i)]->operand<const char *>(0);
      block.shared.read(severalThreads, row[i], rowBytes, warp[0]->knowledge);
      auto address = reinterpret_cast<uintptr_t>(row[i]);
      if (address % rowBytes != 0)
        throw Finding{"reads a row of a matrix that is not aligned to 16"};
      block.counts.matrixConflicts += passes[address / rowBytes % rows]++ > 0;
    }
    for (int lane = 0; lane < warpSize; ++lane) {
      uint16_t pair[2];
      for (int i = 0; i < 2; ++i) {
        int across = lane / 4, along = lane % 4 * 2 + i;
        const char *from = transposed ? row[along] + across * 2 : row[across] + along * 2;
        std::memcpy(&pair[i], from, sizeof pair[i]);
      }
      warp[static_cast<size_t>(lane)]->setResult(std::bit_cast<uint32_t>(pair), matrix);
    }
  }
}

static void addLoadMatrices(Table &table) {
  for (int matrices : {1, 2, 4})
    for (bool transposed : {false, true})
      table[prefix + "ldmatrix.sync.aligned.m8n8.x" + std::to_string(matrices) +
            (transposed ? ".trans" : "") + ".b16.p3"]
          .together = [=](Block &block, Warp &warp) {
        loadMatrices(block, warp, matrices, transposed);
      };
}

namespace {

/// A format whose numbers stand in registers of 32 bits.
struct Format {
  int each; ///< in a register
  float (*value)(uint32_t bits, int index);
};

float tf32(uint32_t bits, int) { return std::bit_cast<float>(bits & ~uint32_t{0x1FFF}); }
float bf16(uint32_t bits, int index) {
  return std::bit_cast<float>(index ? bits & 0xFFFF0000 : bits << 16);
}
float fp16(uint32_t bits, int index) {
  constexpr unsigned width = 16;
  const llvm::APInt half(width, (index ? bits >> width : bits) & 0xFFFF);
  return llvm::APFloat(llvm::APFloat::IEEEhalf(), half).convertToFloat();
}

} // namespace

/// c + a * b, 16 x k times k x 8, where k fills four registers of a and two of b. With g = lane / 4 and
/// t = lane % 4, register i of a has row g + i % 2 * 8, that of b column g, and both k from
/// (t + i / 2 * 4) * each on, b with i for i / 2.
static void multiply(Block &block, Warp &warp, const Format &format) {
  requireAll(warp);
  ++block.counts.mmas;
  float a[16][16], b[16][8];
  for (int lane = 0; lane < warpSize; ++lane) {
    const Thread &thread = *warp[static_cast<size_t>(lane)];
    const int g = lane / 4, t = lane % 4;
    for (int i = 0; i < 4; ++i)
      for (int j = 0; j < format.each; ++j)
        a[g + i % 2 * 8][(t + i / 2 * 4) * format.each + j] =
            format.value(thread.operand<uint32_t>(i), j);
    for (int i = 0; i < 2; ++i)
      for (int j = 0; j < format.each; ++j)
        b[(t + i * 4) * format.each + j][g] = format.value(thread.operand<uint32_t>(4 + i), j);
  }
  for (int lane = 0; lane < warpSize; ++lane) {
    Thread &thread = *warp[static_cast<size_t>(lane)];
    for (int i = 0; i < 4; ++i) {
      const int row = lane / 4 + i / 2 * 8, column = lane % 4 * 2 + i % 2;
      double sum = thread.operand<float>(6 + i);
      for (int k = 0; k < 8 * format.each; ++k)
        sum += static_cast<double>(a[row][k]) * b[k][column];
      thread.setResult(static_cast<float>(sum), i);
    }
  }
}

static void addProducts(Table &table) {
  auto add = [&](const std::string &name, Format format) {
    table[prefix + "mma." + name].together = [format](Block &block, Warp &warp) {
      multiply(block, warp, format);
    };
  };
  add("m16n8k8.row.col.tf32", {1, tf32});
  add("m16n8k16.row.col.bf16", {2, bf16});
  add("m16n8k16.row.col.f32.f32", {2, fp16});
}

const DeviceInstruction *findInstruction(llvm::StringRef name) {
  static const Table table = [] {
    Table all;
    all[prefix + "barrier.cta.sync.aligned.all"] = {};
    all[prefix + "f2tf32.rna"].alone = [](Block &, Thread &thread) {
      thread.setResult(roundToTf32(thread.operand<float>(0)));
    };
    addRegisters(all);
    addCopies(all);
    addShuffles(all);
    addLoadMatrices(all);
    addProducts(all);
    all[prefix + "bar.warp.sync"] = {{}, [](Block &, Warp &) {}, {}, /*mask=*/0};
    for (auto &[name, instruction] : mbarrierInstructions())
      all[prefix + name] = std::move(instruction);
    for (auto &[name, instruction] : warpgroupInstructions())
      all[prefix + name] = std::move(instruction);
    return all;
  }();
  auto found = table.find(name.str());
  return found == table.end() ? nullptr : &found->second;
}

} // namespace resnetc::cuda::emulator
