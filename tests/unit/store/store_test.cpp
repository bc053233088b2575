#include <csignal>

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/ledger.hpp"
#include "store/migrations.hpp"
#include "workspace.hpp"

namespace vungphu::store {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

std::string error_of(const Result<Store>& store) { return store ? "" : store.error().code; }

Status execute(const std::string& ledger, const std::string& sql) {
  return must(Database::open(ledger, SQLITE_OPEN_READWRITE))->execute(sql);
}

TEST(Workspace, IsMadeWithItsProfileAndFirstAuditEntry) {
  const Workspace workspace;
  { (void)workspace.create(); }
  const Store store = workspace.open();
  EXPECT_EQ(must(store.profile()).id, "vn-province");
  const auto audit = must(store.audit());
  ASSERT_EQ(audit.size(), 1U);
  EXPECT_EQ(audit[0].action, "init");
  EXPECT_TRUE(fs::is_directory(workspace.folder() + "/blobs"));
}

TEST(Workspace, KeepsItsLedgerFromTheEyesOfOthers) {
  const Workspace workspace;
  const Store store = workspace.create();
  for (const std::string file : {"workspace.db", "workspace.db-wal", "workspace.db-shm", "workspace.lock"}) {
    struct stat facts {};
    if (::stat((workspace.folder() + "/" + file).c_str(), &facts) != 0) continue;
    EXPECT_EQ(facts.st_mode & 0777U, 0600U) << file;
  }
}

TEST(Workspace, IsNotMadeWhereThereIsSomething) {
  const Workspace workspace;
  { (void)workspace.create(); }
  EXPECT_EQ(error_of(Store::create(workspace.folder(), Workspace::profile())), "store.exists");
  workspace.file("a.csv", "x");
  EXPECT_EQ(error_of(Store::create(workspace.root(), Workspace::profile())), "store.not_empty");
  EXPECT_EQ(error_of(Store::create(workspace.root() + "/no/such", Workspace::profile())),
            "base.file_missing");
  EXPECT_FALSE(fs::exists(workspace.root() + "/no"));
}

TEST(Workspace, IsMadeInAnEmptyFolderAndAfterAnInitThatWasCutShort) {
  const Workspace workspace;
  fs::create_directories(workspace.folder() + "/blobs");
  std::ofstream(workspace.folder() + "/workspace.db.part") << "half";
  EXPECT_EQ(must(workspace.create().profile()).id, "vn-province");
}

TEST(Workspace, SaysWhatIsWrongWithAFolderOrALedger) {
  const Workspace workspace;
  EXPECT_EQ(error_of(Store::open(workspace.folder(), Access::read)), "store.no_workspace");
  fs::create_directory(workspace.folder());
  std::ofstream(workspace.ledger()) << std::string(5000, 'x');
  EXPECT_EQ(error_of(Store::open(workspace.folder(), Access::read)), "store.damaged");
  std::ofstream(workspace.ledger()) << "";
  EXPECT_EQ(error_of(Store::open(workspace.folder(), Access::write)), "store.damaged");
}

TEST(Workspace, OfANewerProgramIsRefused) {
  const Workspace workspace;
  { (void)workspace.create(); }
  must(execute(workspace.ledger(), "PRAGMA user_version = " + std::to_string(newest_version() + 1)));
  EXPECT_EQ(error_of(Store::open(workspace.folder(), Access::read)), "store.newer_version");
  EXPECT_EQ(error_of(Store::open(workspace.folder(), Access::write)), "store.newer_version");
}

TEST(Workspace, OfAnOlderProgramIsBroughtUpToDateByAWriter) {
  const Workspace workspace;
  fs::create_directories(workspace.folder() + "/blobs");
  must(create_ledger(workspace.folder(), Workspace::profile(), 1));
  EXPECT_EQ(error_of(Store::open(workspace.folder(), Access::read)), "store.older_version");
  {
    Store store = workspace.open(Access::write);
    must(store.add_list(list_of("hamlet", kBeginning), std::vector{hamlet("a")}, {}));
    EXPECT_EQ(must(store.audit()).at(1).action, "migrate");
    EXPECT_THAT(must(store.check()).faults, IsEmpty());
  }
  EXPECT_THAT(names_in_force(workspace.open(), "hamlet", kBeginning), ElementsAre("a="));
}

TEST(Workspace, HasOneWriterAndNamesIt) {
  const Workspace workspace;
  const Store writer = workspace.create();
  const auto second = Store::open(workspace.folder(), Access::write, 20ms);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "store.busy");
  EXPECT_EQ(second.error().args[1].second, std::to_string(::getpid()));
}

TEST(Workspace, LetsAWriterInWhenTheOtherIsDone) {
  const Workspace workspace;
  { (void)workspace.create(); }
  const pid_t child = ::fork();
  if (child == 0) {
    const auto other = Store::open(workspace.folder(), Access::write);
    ::usleep(200'000);
    ::_exit(other ? 0 : 1);
  }
  ::usleep(50'000);
  EXPECT_TRUE(Store::open(workspace.folder(), Access::write));
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(Workspace, IsReadWhileAWriterWrites) {
  const Workspace workspace;
  Store writer = workspace.create();
  must(writer.add_list(list_of("hamlet", kBeginning), std::vector{hamlet("a")}, {}));
  const Store reader = workspace.open();
  std::vector<std::string> seen;
  const Task task{[&](std::string_view, std::uint64_t, std::uint64_t) {
                    seen = names_in_force(reader, "hamlet", kBeginning);
                  },
                  {}};
  must(writer.add_list(list_of("hamlet", kBeginning), std::vector{hamlet("b")}, {}, task));
  EXPECT_THAT(seen, ElementsAre("a="));
  // What a reader reads later belongs to what it read first; who opens now sees the new list.
  EXPECT_THAT(names_in_force(reader, "hamlet", kBeginning), ElementsAre("a="));
  EXPECT_THAT(names_in_force(workspace.open(), "hamlet", kBeginning), ElementsAre("a=", "b="));
}

TEST(Workspace, IsReadAsItLiesWhereNobodyCanWrite) {
  const Workspace workspace;
  { must(workspace.create().add_list(list_of("hamlet", kBeginning), std::vector{hamlet("a")}, {})); }
  EXPECT_FALSE(fs::exists(workspace.ledger() + "-wal"));
  const auto database = must(Database::open(workspace.ledger(), SQLITE_OPEN_READONLY, true));
  EXPECT_EQ(must(database->number("SELECT count(*) FROM entries")), 1);
  EXPECT_FALSE(fs::exists(workspace.ledger() + "-shm"));
}

TEST(Workspace, ForgetsNothing_RowsCanBeNeitherChangedNorTakenOut) {
  const Workspace workspace;
  { must(workspace.create().add_list(list_of("hamlet", kBeginning), std::vector{hamlet("a")}, {})); }
  for (const std::string sql :
       {"UPDATE entries SET name = 'x'", "DELETE FROM entries", "DELETE FROM audit",
        "UPDATE lists SET kind = 'x'", "UPDATE profile SET text = ''",
        "PRAGMA recursive_triggers = ON; INSERT OR REPLACE INTO profile VALUES (1, '')"}) {
    EXPECT_FALSE(execute(workspace.ledger(), sql)) << sql;
  }
  EXPECT_THAT(must(workspace.open().check()).faults, IsEmpty());
}

TEST(Workspace, IsAsItWasAfterAKillInTheMiddleOfAnImport) {
  const Workspace workspace;
  { must(workspace.create().add_list(list_of("hamlet", kBeginning), std::vector{hamlet("a")}, {})); }
  std::vector<Entry> many;
  for (int i = 0; i < 20'000; ++i) many.push_back(hamlet(std::to_string(i), std::string(500, 'x')));
  for (const std::uint64_t kill_at : {0U, 1024U, 10U * 1024U, 19U * 1024U}) {
    const pid_t child = ::fork();
    if (child == 0) {
      auto store = Store::open(workspace.folder(), Access::write);
      const Task task{[&](std::string_view, std::uint64_t done, std::uint64_t) {
                        if (done == kill_at) ::raise(SIGKILL);
                      },
                      {}};
      if (store) (void)store->add_list(list_of("hamlet", kBeginning), many, {}, task);
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    const Store store = workspace.open(Access::write);
    EXPECT_EQ(must(store.lists()).size(), 1U);
    EXPECT_THAT(names_in_force(store, "hamlet", kBeginning), ElementsAre("a="));
    EXPECT_THAT(must(store.check()).faults, IsEmpty());
  }
}

TEST(Workspace, IsWholeAfterAFullDisk) {
  const Workspace workspace;
  Store store = workspace.create();
  std::vector<Entry> many;
  for (int i = 0; i < 3000; ++i) many.push_back(hamlet(std::to_string(i), std::string(500, 'x')));
  const struct rlimit tight { 300'000, RLIM_INFINITY };
  struct rlimit before {};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  ::setrlimit(RLIMIT_FSIZE, &tight);
  const auto added = store.add_list(list_of("hamlet", kBeginning), many, {});
  ::setrlimit(RLIMIT_FSIZE, &before);
  (void)std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code.substr(0, 5), "base.") << added.error().code;
  EXPECT_THAT(must(store.lists()), IsEmpty());
  EXPECT_THAT(must(store.check()).faults, IsEmpty());
  must(store.add_list(list_of("hamlet", kBeginning), many, {}));
}

TEST(Blobs, AreKeptOnceUnderTheirHash) {
  const Workspace workspace;
  Store store = workspace.create();
  const std::string a = workspace.file("a.csv", "abc");
  const std::string hash = must(store.put_blob(a));
  EXPECT_EQ(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(must(store.put_blob(workspace.file("b.csv", "abc"))), hash);
  EXPECT_EQ(fs::file_size(store.blob_path(hash)), 3U);
  EXPECT_EQ(std::distance(fs::directory_iterator(workspace.folder() + "/blobs"), {}), 1);
  EXPECT_EQ(store.put_blob(workspace.root() + "/none").error().code, "base.file_missing");
  EXPECT_EQ(store.put_blob(workspace.root()).error().code, "base.is_directory");
}

TEST(Blobs, LeftHalfByAKillAreClearedAway) {
  const Workspace workspace;
  { (void)workspace.create(); }
  const std::string part = workspace.folder() + "/blobs/incoming.part";
  std::ofstream(part) << "half";
  { (void)workspace.open(Access::read); }
  EXPECT_TRUE(fs::exists(part));
  { (void)workspace.open(Access::write); }
  EXPECT_FALSE(fs::exists(part));
}

TEST(Operators, AreTheProfilesAndThoseAdded) {
  const Workspace workspace;
  Store store = workspace.create();
  must(store.add_operator({"orange", "Orange", {"Orange Mali"}}));
  EXPECT_EQ(must(workspace.open().operators()).back().brands, std::vector<std::string>{"Orange Mali"});
  const auto code = [&](const Operator& added) { return store.add_operator(added).error().code; };
  EXPECT_EQ(code({"orange2", "ORANGE MALI", {}}), "store.operator_exists");
  EXPECT_EQ(code({"mine", "Mine", {"vinaphone"}}), "store.operator_exists");
  EXPECT_EQ(code({"any", "Any", {}}), "store.operator_bad_id");
  EXPECT_EQ(code({"a/b", "AB", {}}), "store.operator_bad_id");
  EXPECT_EQ(code({"", "Nobody", {}}), "store.operator_bad_id");
}

}  // namespace
}  // namespace vungphu::store
