#include "ledger.hpp"

#include <array>
#include <cerrno>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vungphu/base/file.hpp"

#include "audit.hpp"

namespace vungphu::store {
namespace {

namespace fs = std::filesystem;

/// "vphu": tells a ledger from any other SQLite file, also to file(1).
constexpr std::int64_t kApplicationId = 0x76706875;

struct Pragma {
  const char* sql;
  bool writer_only;
};
constexpr std::array kPragmas{
    // Another program may be reading back the log after a crash: wait for it, that is soon over.
    Pragma{"PRAGMA busy_timeout = 10000", false},
    // A row of a list or submission that does not exist is a bug; it must not get in.
    Pragma{"PRAGMA foreign_keys = ON", true},
    // An answer "stored" outlives a power cut: with NORMAL the last commits of a WAL may be lost.
    Pragma{"PRAGMA synchronous = FULL", true},
    // Else INSERT OR REPLACE would delete a row behind the back of the triggers that forbid it.
    Pragma{"PRAGMA recursive_triggers = ON", true},
    // The schema of a file that came from elsewhere (a copy, a backup) runs no functions with side effects.
    Pragma{"PRAGMA trusted_schema = OFF", false},
    // Sorting puts no household's position into a file in /tmp.
    Pragma{"PRAGMA temp_store = MEMORY", false},
    // 64 MiB: the index of 300,000 entries is built in memory, not by reading pages again and again.
    Pragma{"PRAGMA cache_size = -65536", false},
    // A large import leaves a large log; it shrinks again at the next checkpoint.
    Pragma{"PRAGMA journal_size_limit = 67108864", true},
};

Status set_up(const Database& database, bool writer) {
  for (const Pragma& pragma : kPragmas) {
    if (writer || !pragma.writer_only) VP_CHECK(database.execute(pragma.sql));
  }
  return {};
}

Status check_file(const Database& database, const std::string& folder, bool writer) {
  VP_TRY(const std::int64_t application, database.number("PRAGMA application_id"));
  if (application != kApplicationId) return fail("store.damaged", {{"path", database.path()}});
  VP_TRY(const std::int64_t version, version_of(database));
  if (version > newest_version()) return fail("store.newer_version", {{"path", folder}});
  if (version == newest_version()) return {};
  if (!writer) return fail("store.older_version", {{"path", folder}});
  VP_TRY(Transaction transaction, Transaction::begin(database));
  VP_CHECK(migrate(database, newest_version()));
  VP_CHECK(append_audit(database, {.action = "migrate",
                                   .subject = fmt::format("version:{}", newest_version()),
                                   .detail = fmt::format(R"({{"from":{}}})", version)}));
  return transaction.commit();
}

/// In a folder that cannot be written SQLite cannot make the side files of a WAL. Nobody else can write there
/// either, so without a log the file stands still and is read as it lies. (A log that is there makes the side
/// files be there too.)
bool stands_still(const std::string& path) {
  const std::string folder = fs::path(path).parent_path().string();
  if (::access(folder.c_str(), W_OK) == 0) return false;
  std::error_code ignored;
  const auto log_size = fs::file_size(path + "-wal", ignored);
  return ignored || log_size == 0;
}

Status fill_new(const std::string& path, const Profile& profile, std::int64_t version) {
  VP_CHECK(make_private_file(path));
  VP_TRY(const auto database, Database::open(path, SQLITE_OPEN_READWRITE));
  VP_CHECK(set_up(*database, true));
  VP_CHECK(database->execute(fmt::format("PRAGMA application_id = {}", kApplicationId)));
  VP_TRY(Transaction transaction, Transaction::begin(*database));
  VP_CHECK(migrate(*database, version));
  VP_CHECK(database->run("INSERT INTO profiles(id, key, text) VALUES (1, ?, ?)", std::string_view(profile.id),
                         std::string_view(profile.text)));
  VP_CHECK(append_audit(*database, {.action = "init", .subject = "profile:" + profile.id, .ref = 1}));
  VP_CHECK(transaction.commit());
  // Readers go on while a writer writes, and a commit is one fsync. The file remembers it.
  return database->execute("PRAGMA journal_mode = WAL");
}

void remove_ledger(const std::string& path) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) ::unlink((path + suffix).c_str());
}

}  // namespace

std::string ledger_path(const std::string& folder) { return folder + "/workspace.db"; }

Status make_private_file(const std::string& path) {
  ::unlink(path.c_str());
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return tl::unexpected<Error>(io_error(path, errno));
  ::close(fd);
  return {};
}

Status create_ledger(const std::string& folder, const Profile& profile, std::int64_t version) {
  const std::string path = ledger_path(folder);
  const std::string part = path + ".part";
  remove_ledger(part);
  auto status = fill_new(part, profile, version);
  if (status) status = publish_file(part, path);
  if (!status) remove_ledger(part);
  return status;
}

Result<std::unique_ptr<Database>> open_ledger(const std::string& folder, Access access) {
  const std::string path = ledger_path(folder);
  if (::access(path.c_str(), F_OK) != 0) return fail("store.no_workspace", {{"path", folder}});
  const bool writer = access == Access::write;
  const bool still = !writer && stands_still(path);
  VP_TRY(auto database, Database::open(path, writer ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, still));
  VP_CHECK(set_up(*database, writer));
  VP_CHECK(check_file(*database, folder, writer));
  return database;
}

}  // namespace vungphu::store
