//===- RunFolderTest.cpp - whose the files of a training are ----------------===//
//
// A training takes a folder for itself, and leaves alone what is not its own.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/RunFolder.h"

#include "runtime/files/FileLock.h"
#include "runtime/train/Files.h"

#include "tests/unit/tools/Training.h"

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

using namespace resnetc;
using namespace resnetc::train;
using test::expectError;
using test::logOf;
using test::run;
using test::TempDir;

TEST(Trainer, refusesToReplaceATraining) {
  TempDir dir;
  run({"epochs=1"}, {dir / "run", 1});
  const std::string best = dir.read("run/best.safetensors"), log = dir.read("run/log.jsonl");
  std::string text = test::errorOf([&] { run({"epochs=1", "seed=2"}, {dir / "run", 1}); });
  for (const char *part :
       {"holds a training already", "best.safetensors", "--resume", "--overwrite"})
    EXPECT_NE(text.find(part), std::string::npos) << text;
  EXPECT_EQ(dir.read("run/best.safetensors"), best);
  EXPECT_EQ(dir.read("run/log.jsonl"), log);
  TrainOptions options{dir / "run", 1};
  options.overwrite = true;
  expectError([&] { run({"data=nothing"}, options); }, "nothing:", "is not a data set");
  EXPECT_EQ(dir.read("run/best.safetensors"), best) << "nothing is removed before all is checked";
  run({"epochs=1", "seed=2"}, options);
  EXPECT_NE(dir.read("run/best.safetensors"), best);
  EXPECT_EQ(logOf(dir, "run/log.jsonl").size(), 1u);
  std::filesystem::remove(dir / "run/last.safetensors");
  options = {dir / "run", 1, true};
  expectError([&] { run({"epochs=1"}, options); }, dir / "run", "no last.safetensors to resume");
}

TEST(Trainer, refusesAFolderThatAnotherProcessUses) {
  TempDir dir;
  std::filesystem::create_directory(dir / "run");
  {
    RunFolder other(dir / "run", RunFolder::Use::New); // locks are of descriptors, not of processes
    for (bool resume : {false, true})
      expectError(
          [&] {
            run({"epochs=1"}, {dir / "run", 1, resume});
          },
          dir / "run",
          fmt::format("another training writes to this folder (process {})", ::getpid()));
  }
  EXPECT_TRUE(std::filesystem::is_empty(dir / "run")) << "the lock is taken away";
  dir.write("run/train.lock", "123\n"); // left by a process that was killed
  run({"epochs=1"}, {dir / "run", 1});
  EXPECT_FALSE(std::filesystem::exists(dir / "run/train.lock"));
}

TEST(Trainer, leavesWhatIsNoPlainFileOfItsOwn) {
  TempDir dir;
  const std::string run1 = dir / "run";
  dir.write("elsewhere", "the user's");
  auto refuses = [&](const std::string &name, const std::string &what) {
    const std::set<std::string> before = TempDir::namesOf(run1);
    for (const char *how : {"new", "overwrite", "resume"}) {
      TrainOptions options{run1, 1, *how == 'r'};
      options.overwrite = *how == 'o';
      expectError([&] { run({"epochs=1"}, options); }, run1 + "/" + name, what);
      EXPECT_EQ(TempDir::namesOf(run1), before) << name << " " << how;
    }
    EXPECT_EQ(dir.read("elsewhere"), "the user's");
    EXPECT_EQ(dir.read("run/notes"), "x");
  };
  for (const char *name :
       {"last.safetensors", "best.safetensors", "log.jsonl", "report.html", "train.lock"}) {
    std::filesystem::remove_all(run1);
    dir.write("run/notes", "x");
    const std::string path = run1 + "/" + name;
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    refuses(name, "is a pipe, where a training writes a file of its own; move it away");
    std::filesystem::remove(path);
    std::filesystem::create_symlink("../elsewhere", path);
    refuses(name, "is a symbolic link, where");
    std::filesystem::remove(path);
    std::filesystem::create_symlink("nowhere", path);
    refuses(name, "is a symbolic link, where");
    std::filesystem::remove(path);
    std::filesystem::create_directory(path);
    refuses(name, "is a folder, where");
    std::filesystem::remove(path);
    constexpr unsigned memory = 1, null = 3; // Linux's /dev/null
    if (::mknod(path.c_str(), S_IFCHR | 0600, makedev(memory, null)) == 0)
      refuses(name, "is a device, where");
  }
  std::filesystem::remove_all(run1);
  dir.write("run/notes", "x");
  dir.write("run/train.lock", "a list of locks\n");
  refuses("train.lock", "is no lock of a training; move it away");
  EXPECT_EQ(dir.read("run/train.lock"), "a list of locks\n");
}

TEST(Trainer, endsWhenItsLogBecomesAPipe) {
  TempDir dir;
  int asked = 0;
  TrainOptions options{dir / "run", 1};
  options.interrupted = [&] {
    if (++asked == 1) {
      std::filesystem::remove(dir / "run/log.jsonl");
      EXPECT_EQ(::mkfifo((dir / "run/log.jsonl").c_str(), 0600), 0);
    }
    return 0;
  };
  expectError([&] { run({"epochs=1"}, options); }, dir / "run/log.jsonl",
              "cannot write the log: it is a pipe now");
  EXPECT_TRUE(std::filesystem::is_fifo(dir / "run/log.jsonl"));
}

TEST(LockFile, removesOnlyItsOwn) {
  TempDir dir;
  {
    LockFile lock;
    ASSERT_TRUE(lock.take(dir / "lock"));
    std::filesystem::remove(dir / "lock");
    dir.write("lock", "another's");
  }
  EXPECT_EQ(dir.read("lock"), "another's");
}

TEST(Trainer, removesWhatKilledProcessesHaveLeft) {
  TempDir dir;
  const std::string left = "run/last.safetensors.tmp-4194304", other = "run/notes.tmp-4194304";
  dir.write(left, "half");
  dir.write("run/report.html.tmp-1", "half"); // process 1 lives, but has no lock on it
  dir.write("run/last.safetensors.tmp-x", "not ours");
  dir.write(other, "not ours");
  const std::string used = dir / "run/best.safetensors.tmp-4194303";
  const int descriptor = openLocked(used);
  ASSERT_GE(descriptor, 0);
  run({"epochs=1"}, {dir / "run", 1});
  EXPECT_FALSE(std::filesystem::exists(dir / left));
  EXPECT_FALSE(std::filesystem::exists(dir / "run/report.html.tmp-1"));
  EXPECT_TRUE(std::filesystem::exists(used)) << "its process lives";
  EXPECT_TRUE(std::filesystem::exists(dir / other));
  EXPECT_TRUE(std::filesystem::exists(dir / "run/last.safetensors.tmp-x"));
  ::close(descriptor);
  // So does every other file that is written whole.
  dir.write("a.html.tmp-4194304", "half");
  dir.write("b.html.tmp-4194304", "half");
  writeFile(dir / "a.html", "whole");
  EXPECT_FALSE(std::filesystem::exists(dir / "a.html.tmp-4194304"));
  EXPECT_TRUE(std::filesystem::exists(dir / "b.html.tmp-4194304")) << "of another target";
}
