//===- Question.h - what a tuning decides ----------------------------------------------===//
//
// Two kinds: with which schedule a kernel is computed, and with which form of Winograd's algorithm,
// if any, a convolution. Either is answered by a kernels::KernelChoice, so that both are searched
// and kept alike.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/ScheduleSource.h"

#include <string>
#include <vector>

namespace resnetc {

/// Where a network asks a question, and how often in a call.
struct Use {
  bool training = false; ///< in a training step; else in inference
  int64_t batch = 0;     ///< of the function's copy; 0: it has none, and is part of every
  int64_t count = 1;
};

/// One thing to choose.
struct Question {
  kernels::KernelSpec spec; ///< a kernel, or a convolution as the graph has it
  /// Set where the form of a convolution is asked for, whose filter is transformed then.
  std::optional<kernels::FilterTransform> filter;
  const Target *target = nullptr;
  int64_t batch = 1; ///< that is expected most
  int64_t n = 1;     ///< the kernel's scalar: the batch, or a number of vectors
  std::vector<Use> uses;

  /// "conv c=16 ...", and of a form "winograd prepared: conv c=16 ...".
  std::string key() const;
};

/// The question of that key for a target and the batch that is expected most, without uses; nothing
/// where the key is none, or of kernels that do not exist.
std::optional<Question> parseQuestion(llvm::StringRef key, const Target &target, int64_t batch);

/// One answer: the choice, and the kernels of one call that it means.
struct Way {
  struct Kernel {
    kernels::KernelSpec spec;
    kernels::KernelChoice choice;
  };
  kernels::KernelChoice choice;
  std::vector<Kernel> kernels;
  int64_t n = 1; ///< of the kernels
};

/// Every answer, the one of the backend's tables first; none where the backend has no such kernel.
/// The kernels of a form have the schedules that `known` says.
std::vector<Way> waysOf(const Question &question, const ScheduleSource &known);

/// A form as a choice, and back; nothing where the choice is no form.
kernels::KernelChoice choiceOfForm(std::optional<kernels::WinogradForm> form);
struct FormAnswer {
  std::optional<kernels::WinogradForm> form; ///< nothing: directly
};
std::optional<FormAnswer> formOfChoice(const kernels::KernelChoice &choice);

} // namespace resnetc
