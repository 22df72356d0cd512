//===- MutationTest.cpp - any text gives a network or an error ------------===//
//
// Thousands of damaged copies of the shipped models, made from a fixed seed. Each must
// load or be refused with a located error, quickly; the sanitizer build watches the rest.
// RESNETC_MUTATION_SEED=N repeats or varies the run, RESNETC_MUTATION_COUNT=N makes it longer:
//
//   RESNETC_MUTATION_COUNT=1000000 build/bin/resnetc_dsl_tests --gtest_filter='Mutation.*'
//
//===----------------------------------------------------------------------===//

#include "ConstraintCase.h"
#include "Mutator.h"

#include <chrono>
#include <cstdlib>

using namespace resnetc::dsl;

namespace {

/// A number from the environment, or another.
unsigned setting(const char *name, unsigned otherwise) {
  const char *given = std::getenv(name);
  return given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : otherwise;
}

size_t count(llvm::StringRef text, llvm::StringRef part) { return text.count(part); }

TEST(Mutation, EveryTextGivesANetworkOrAnError) {
  unsigned seed = setting("RESNETC_MUTATION_SEED", 20151210);
  unsigned mutants = setting("RESNETC_MUTATION_COUNT", 4000);
  auto timeBound = std::chrono::milliseconds(60000 + 20 * static_cast<int64_t>(mutants));
  std::printf("seed %u\n", seed);
  Mutator mutator(seed);
  auto start = std::chrono::steady_clock::now();
  unsigned accepted = 0;
  for (unsigned i = 0; i < mutants; ++i) {
    std::string text = mutator.next();
    Loaded loaded = load(text);
    ASSERT_EQ(loaded.network == nullptr, !loaded.errors.empty()) << "seed " << seed << "\n" << text;
    if (!loaded.network) {
      ASSERT_NE(loaded.errors.find(": error: "), std::string::npos) << text;
      ASSERT_EQ(count(loaded.errors, "\nhint: "), count(loaded.errors, ": error: "))
          << loaded.errors;
      ASSERT_EQ(loaded.errors.find("<prelude>"), std::string::npos) << loaded.errors;
      ASSERT_LT(loaded.errors.size(), 20u * 2000) << loaded.errors;
    }
    accepted += loaded.network != nullptr;
    ASSERT_LT(std::chrono::steady_clock::now() - start, timeBound) << "mutant " << i;
  }
  std::printf("%u of %u mutants are still models\n", accepted, mutants);
  // The damage is neither always fatal nor always harmless.
  EXPECT_GT(accepted, mutants / 100);
  EXPECT_LT(accepted, mutants / 2);
}

} // namespace
