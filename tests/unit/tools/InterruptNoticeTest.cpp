//===- InterruptNoticeTest.cpp - signals that ask a long run to end ---------------===//
//
// Each case in a process of its own, which the signal ends.
//
//===----------------------------------------------------------------------===//
#include "runtime/support/InterruptNotice.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

using namespace resnetc;

TEST(Interrupt, notesTheFirstSignalAndObeysTheSecond) {
  EXPECT_EXIT(
      {
        InterruptNotice notice;
        ::raise(SIGTERM);
        ::raise(SIGPIPE);
        ::raise(SIGPIPE);
        if (InterruptNotice::received() == SIGTERM)
          ::raise(SIGINT);
        std::_Exit(9);
      },
      testing::KilledBySignal(SIGINT), "");
  EXPECT_EXIT(
      {
        ::signal(SIGHUP, SIG_IGN); // as nohup does
        {
          InterruptNotice notice;
          ::raise(SIGHUP);
          if (InterruptNotice::received() != 0)
            std::_Exit(9);
        }
        ::raise(SIGTERM); // as it was before
      },
      testing::KilledBySignal(SIGTERM), "");
}
