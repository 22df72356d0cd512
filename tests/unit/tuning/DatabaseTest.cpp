//===- DatabaseTest.cpp - what tunings have found out, in a file -------------------------===//
#include "compiler/Tuning/Database.h"

#include "tests/unit/TempDir.h"
#include "tests/unit/tuning/ExampleRow.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <sys/stat.h>
#include <sys/wait.h>
#include <tuple>
#include <unistd.h>

using namespace resnetc;
using Access = TuningDatabase::Access;

namespace {

TuningRow rowOf(const std::string &kernel, int64_t batch = 1) {
  TuningRow row = exampleRow(kernel);
  row.batch = batch;
  row.tried = {{"tile tc=2 tx=7", 0.7531}, {"rows mt=8", 1.25}};
  return row;
}

class DatabaseTest : public testing::Test {
protected:
  /// "" or what went wrong.
  static std::string problemOf(llvm::Error error) {
    return error ? llvm::toString(std::move(error)) : "";
  }
  std::string problemOfOpening(Access access) {
    auto database = TuningDatabase::open(file, access);
    return database ? "" : llvm::toString(database.takeError());
  }
  std::string problemOfStoring(const TuningRow &row) {
    auto database = TuningDatabase::open(file, Access::Write);
    return problemOf(database ? database->store(row) : database.takeError());
  }
  std::vector<TuningRow> rows() {
    auto database = TuningDatabase::open(file, Access::Read);
    EXPECT_TRUE(bool(database)) << llvm::toString(database.takeError());
    return llvm::cantFail(database->rows());
  }
  void sql(const std::string &statements) {
    sqlite3 *database = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, statements.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
  }

  test::TempDir folder;
  std::string file = folder / "tuning.db";
};

TEST_F(DatabaseTest, ReturnsWhatWasStored) {
  TuningRow row = rowOf("conv c=16");
  ASSERT_EQ(problemOfStoring(row), "");
  std::vector<TuningRow> all = rows();
  ASSERT_EQ(all.size(), 1u);
  const TuningRow &read = all.front();
  EXPECT_EQ(read.kernel, row.kernel);
  EXPECT_EQ(read.target, row.target);
  EXPECT_EQ(read.batch, row.batch);
  EXPECT_EQ(read.version, row.version);
  EXPECT_EQ(read.choice.key(), row.choice.key());
  EXPECT_EQ(read.defaultChoice, row.defaultChoice);
  EXPECT_EQ(read.seconds, row.seconds);
  EXPECT_EQ(read.defaultSeconds, row.defaultSeconds);
  EXPECT_EQ(read.ratio, row.ratio);
  EXPECT_EQ(read.spread, row.spread);
  EXPECT_EQ(read.measurements, row.measurements);
  EXPECT_EQ(read.processor, row.processor);
  EXPECT_EQ(read.date, row.date);
  ASSERT_EQ(read.tried.size(), 2u);
  EXPECT_EQ(read.tried[1].choice, "rows mt=8");
  EXPECT_EQ(read.tried[0].ratio, 0.7531);
  EXPECT_EQ(folder.names(), std::set<std::string>{"tuning.db"}); // no journal is left
}

TEST_F(DatabaseTest, OneRowForEachKernelTargetAndBatch) {
  TuningRow row = rowOf("conv c=16");
  ASSERT_EQ(problemOfStoring(row), "");
  row.version = "version 2";
  ASSERT_EQ(problemOfStoring(row), "");
  ASSERT_EQ(problemOfStoring(rowOf("conv c=16", 16)), "");
  ASSERT_EQ(problemOfStoring(rowOf("conv c=32")), "");
  std::vector<TuningRow> all = rows();
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].version, "version 2");
  EXPECT_EQ(all[1].batch, 16);
  EXPECT_EQ(all[2].kernel, "conv c=32");
}

TEST_F(DatabaseTest, ReadersNeedAFile) {
  std::string problem = problemOfOpening(Access::Read);
  EXPECT_NE(problem.find("tuning.db': No such file or directory; resnetc-tune makes"),
            std::string::npos)
      << problem;
  EXPECT_EQ(folder.entries(), 0u);
  folder.write("tuning.db", "");
  EXPECT_NE(problemOfOpening(Access::Read).find("or empty"), std::string::npos);
}

TEST_F(DatabaseTest, EmptyFilesAreFilled) {
  folder.write("tuning.db", "");
  ASSERT_EQ(problemOfStoring(rowOf("conv c=16")), "");
  EXPECT_EQ(rows().size(), 1u);
}

TEST_F(DatabaseTest, OtherFilesAreLeftAlone) {
  sql("CREATE TABLE accounts (name TEXT); INSERT INTO accounts VALUES ('me')");
  const std::string accounts = folder.read("tuning.db");
  for (const std::string &bytes :
       {std::string("no"), std::string("resnetc 1\n"), std::string(100'000, 'x'), accounts}) {
    folder.write("tuning.db", bytes);
    for (Access access : {Access::Read, Access::Write}) {
      std::string problem = problemOfOpening(access);
      EXPECT_NE(problem.find("give "), std::string::npos) << problem;
      EXPECT_EQ(folder.read("tuning.db"), bytes);
    }
  }
}

TEST_F(DatabaseTest, OtherFormsAreLeftAlone) {
  ASSERT_EQ(problemOfStoring(rowOf("conv c=16")), "");
  for (auto [form, message] :
       {std::pair("1", "of form 1, of an older resnetc with other kernels; remove it"),
        std::pair("3", "of form 3, of a newer resnetc; this one knows form 2")}) {
    sql(std::string("PRAGMA user_version = ") + form);
    const std::string bytes = folder.read("tuning.db");
    for (Access access : {Access::Read, Access::Write}) {
      std::string problem = problemOfOpening(access);
      EXPECT_NE(problem.find(message), std::string::npos) << problem;
      EXPECT_EQ(folder.read("tuning.db"), bytes);
    }
  }
}

TEST_F(DatabaseTest, DamageIsToldWhereverItIs) {
  auto database = llvm::cantFail(TuningDatabase::open(file, Access::Write));
  for (int i = 0; i < 200; ++i)
    llvm::cantFail(database.store(rowOf("conv c=" + std::to_string(i))));
  const std::string whole = folder.read("tuning.db");
  ASSERT_GT(whole.size(), size_t{3 * 4096});
  for (size_t kept : {whole.size() / 2, whole.size() - 4096, size_t{4096}, size_t{50}}) {
    folder.write("tuning.db", whole.substr(0, kept));
    EXPECT_NE(problemOfOpening(Access::Read), "") << kept << " bytes left";
  }
  for (size_t page = 1; page < whole.size() / 4096; ++page) {
    std::string damaged = whole;
    damaged.replace(page * 4096, 64, std::string(64, '\xff'));
    folder.write("tuning.db", damaged);
    EXPECT_NE(problemOfOpening(Access::Read), "") << "page " << page;
    EXPECT_NE(problemOfOpening(Access::Write), "") << "page " << page;
    EXPECT_EQ(folder.read("tuning.db"), damaged);
  }
}

TEST_F(DatabaseTest, RowsThatSayNothingAreDamage) {
  ASSERT_EQ(problemOfStoring(rowOf("conv c=16")), "");
  for (auto [column, value, message] :
       {std::tuple("choice", "tile tc=two", "'tile tc=two', which is none"),
        std::tuple("tried", "fast tile tc=2", "a list of what was tried, which is none")}) {
    sql(std::string("UPDATE schedule SET ") + column + " = '" + value + "'");
    auto database = llvm::cantFail(TuningDatabase::open(file, Access::Read));
    auto read = database.rows();
    ASSERT_FALSE(bool(read));
    llvm::Error error = read.takeError();
    EXPECT_TRUE(error.isA<UnusableDatabase>());
    const std::string problem = llvm::toString(std::move(error));
    EXPECT_NE(problem.find(message), std::string::npos) << problem;
    ASSERT_EQ(problemOfStoring(rowOf("conv c=16")), "");
  }
}

TEST_F(DatabaseTest, OnlyPlainFiles) {
  ASSERT_EQ(mkdir(file.c_str(), 0777), 0);
  EXPECT_NE(problemOfOpening(Access::Read).find("it is a folder"), std::string::npos);
  ASSERT_EQ(rmdir(file.c_str()), 0);
  ASSERT_EQ(mkfifo(file.c_str(), 0666), 0); // must not keep anybody waiting for its writer
  EXPECT_NE(problemOfOpening(Access::Write).find("it is a pipe"), std::string::npos);
}

TEST_F(DatabaseTest, FoldersThatCannotBeWrittenAreReadable) {
  if (geteuid() == 0)
    GTEST_SKIP() << "root may write anywhere";
  ASSERT_EQ(problemOfStoring(rowOf("conv c=16")), "");
  chmod(folder.path.c_str(), 0555);
  EXPECT_EQ(rows().size(), 1u);
  EXPECT_NE(problemOfOpening(Access::Write).find("its folder: Permission denied"),
            std::string::npos);
  chmod(folder.path.c_str(), 0755);
}

/// Runs `work` in two processes at a time, with the number of each; both have to succeed.
void runTwoProcesses(llvm::function_ref<bool(int)> work) {
  std::vector<pid_t> workers;
  for (int worker = 0; worker < 2; ++worker) {
    pid_t pid = fork();
    if (pid == 0)
      _exit(work(worker) ? 0 : 1);
    workers.push_back(pid);
  }
  for (pid_t pid : workers) {
    int status = -1;
    waitpid(pid, &status, 0);
    EXPECT_EQ(status, 0);
  }
}

/// Both make the file, and write while the other does.
TEST_F(DatabaseTest, TwoProcessesWriteOneFile) {
  constexpr int each = 20;
  runTwoProcesses([&](int writer) {
    for (int i = 0; i < each; ++i)
      if (problemOfStoring(rowOf("conv c=" + std::to_string(2 * i + writer))) != "")
        return false;
    return true;
  });
  EXPECT_EQ(rows().size(), size_t{2 * each});
}

TEST_F(DatabaseTest, AnUpdateIsWholeOrNothing) {
  ASSERT_EQ(problemOfStoring(rowOf("conv c=16")), "");
  auto database = llvm::cantFail(TuningDatabase::open(file, Access::Write));
  TuningRow wrong = rowOf("conv c=64");
  wrong.measurements = 0; // which no row has
  llvm::Error error = database.update([&](std::vector<TuningRow> present) {
    EXPECT_EQ(present.size(), 1u);
    return std::vector<TuningRow>{rowOf("conv c=32"), wrong};
  });
  EXPECT_NE(problemOf(std::move(error)), "");
  EXPECT_EQ(rows().size(), 1u);
  llvm::cantFail(database.update([&](std::vector<TuningRow>) {
    return std::vector<TuningRow>{rowOf("conv c=32"), rowOf("conv c=64")};
  }));
  EXPECT_EQ(rows().size(), 3u);
}

/// Nobody's row is lost between another's reading and writing.
TEST_F(DatabaseTest, UpdatesOfTwoProcessesFollowEachOther) {
  constexpr int each = 20;
  ASSERT_EQ(problemOfStoring(rowOf("conv c=16")), "");
  runTwoProcesses([&](int) {
    auto database = TuningDatabase::open(file, Access::Write);
    for (int i = 0; i < each; ++i)
      if (!database || database->update([](std::vector<TuningRow> present) {
            ++present.front().measurements;
            return present;
          }))
        return false;
    return true;
  });
  EXPECT_EQ(rows().front().measurements, rowOf("").measurements + 2 * each);
}

TEST_F(DatabaseTest, AKilledWriterLeavesWholeRows) {
  for (int kill = 0; kill < 5; ++kill) {
    pid_t pid = fork();
    if (pid == 0)
      for (int i = 0;; ++i)
        if (problemOfStoring(rowOf("conv c=" + std::to_string(i % 100))) != "")
          _exit(1);
    usleep(30'000);
    ::kill(pid, SIGKILL);
    int status = 0;
    waitpid(pid, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status));
  }
  ASSERT_EQ(problemOfStoring(rowOf("conv c=100")), "");
  for (const TuningRow &row : rows())
    EXPECT_EQ(row.choice.key(), "tile tc=2 tx=7");
}

TEST(ParseChoice, ReadsKeysBack) {
  for (const char *text : {"tile", "tile tc=4 tx=4", "planes kc=1 kg=-2"}) {
    auto choice = parseChoice(text);
    ASSERT_TRUE(choice) << text;
    EXPECT_EQ(choice->key(), text);
  }
  for (const char *text : {"", " ", "tile ", "tile tc", "tile tc=", "tile tc=x", "tile tc=1 tc=2",
                           "tile tx=1 tc=2", "tile tc=01", "tile tc=99999999999999999999"})
    EXPECT_FALSE(parseChoice(text)) << text;
}

} // namespace
