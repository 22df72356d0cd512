//===- FakeMeasurer.h - measurements that a test makes up ------------------------------===//
//
// A clock that runs only while something is loaded or measured, and times with noise that is the
// same in every run.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Tuning/Search.h"

#include <map>
#include <random>
#include <stdexcept>

namespace resnetc::test {

class FakeMeasurer : public Measurer {
public:
  double loadSeconds = 0.5;            ///< that compiling takes
  double usualSeconds = 1e-3;          ///< of a call of what has no time of its own
  std::map<std::string, double> times; ///< of a call, by the choice's key
  std::map<std::string, bool> broken;  ///< choices that do not compile
  double noise = 0;                    ///< a call takes up to so much of its time longer
  double clock = 0;                    ///< seconds
  double stopAt = 1e30;                ///< when the user has enough
  int measurements = 0;

  llvm::Expected<std::unique_ptr<Timed>> load(const Way &way) override {
    clock += loadSeconds;
    const std::string key = way.choice.key();
    if (broken.count(key))
      return llvm::createStringError("'" + key + "' is broken");
    auto known = times.find(key);
    return std::make_unique<FakeTimed>(*this, known == times.end() ? usualSeconds : known->second);
  }
  double now() const override { return clock; }
  bool stopped() const override { return clock >= stopAt; }

private:
  struct FakeTimed : Timed {
    FakeTimed(FakeMeasurer &measurer, double time) : measurer(measurer), time(time) {}
    double seconds() override {
      std::uniform_real_distribution<double> slower(1, 1 + measurer.noise);
      double seconds = time * slower(measurer.random);
      measurer.clock += seconds;
      ++measurer.measurements;
      return seconds;
    }
    FakeMeasurer &measurer;
    double time;
  };

  std::mt19937 random{7};
};

} // namespace resnetc::test
