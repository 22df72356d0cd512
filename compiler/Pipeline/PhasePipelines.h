//===- PhasePipelines.h - the phases by name, for resnetc-opt -------------------===//
#pragma once

namespace resnetc {

/// Registers `rn-phase-<name>` for each phase that passes lead to: what the compiler runs after the
/// phase before. Options: training, march, batches, fast.
void registerPhasePipelines();

} // namespace resnetc
