#include <filesystem>

#include <unistd.h>

#include "vungphu/base/file.hpp"

#include "archive.hpp"
#include "blobs.hpp"
#include "impl.hpp"

namespace vungphu::store {
namespace {

namespace fs = std::filesystem;

/// About 4 MiB a step: between steps a wish to stop is heard.
constexpr int kPagesPerStep = 1024;

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

/// SQLite's online backup: one consistent state, whatever a writer does meanwhile.
Status copy_ledger(const Database& from, const std::string& to, const Task& task) {
  VP_CHECK(make_private_file(to));
  VP_TRY(const auto copy, Database::open(to, SQLITE_OPEN_READWRITE));
  std::unique_ptr<sqlite3_backup, FinishBackup> backup(
      sqlite3_backup_init(copy->handle(), "main", from.handle(), "main"));
  if (!backup) return tl::unexpected<Error>(copy->error(sqlite3_extended_errcode(copy->handle())));
  for (;;) {
    VP_CHECK(task.check());
    const int code = sqlite3_backup_step(backup.get(), kPagesPerStep);
    if (code == SQLITE_DONE) return {};
    if (code != SQLITE_OK) return tl::unexpected<Error>(copy->error(code));
    const int total = sqlite3_backup_pagecount(backup.get());
    const int left = sqlite3_backup_remaining(backup.get());
    task.step("backup_ledger", static_cast<std::uint64_t>(total - left), static_cast<std::uint64_t>(total));
  }
}

/// The blobs are those that the copy names: the workspace may have grown since.
Status pack(const std::string& ledger, const std::string& folder, const std::string& to, const Task& task) {
  VP_TRY(const auto copy, Database::open(ledger, SQLITE_OPEN_READONLY, true));
  VP_TRY(const std::vector<std::string> names, blobs_named(*copy));
  VP_CHECK(make_private_file(to));
  VP_TRY(ZipWriter zip, ZipWriter::open(to));
  VP_CHECK(zip.add("workspace.db", ledger));
  for (std::size_t i = 0; i < names.size(); ++i) {
    VP_CHECK(task.check());
    task.step("backup_blobs", i, names.size());
    VP_CHECK(zip.add("blobs/" + names[i], blobs_folder(folder) + "/" + names[i]));
  }
  return zip.finish();
}

/// A backup inside of its workspace would be lost with it, or take the place of the ledger.
bool lies_within(const std::string& file, const std::string& folder) {
  std::error_code ignored;
  const fs::path inner = fs::weakly_canonical(fs::absolute(file, ignored), ignored);
  const fs::path outer = fs::weakly_canonical(fs::absolute(folder, ignored), ignored);
  const fs::path relative = inner.lexically_relative(outer);
  return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

Status Store::backup(const std::string& file, const Task& task) const {
  if (lies_within(file, impl_->folder)) return fail("store.backup_inside", {{"path", file}});
  VP_CHECK(check_replaceable(file));
  const std::string part = file + ".part";
  const std::string ledger = file + ".ledger.part";
  auto status = copy_ledger(*impl_->db, ledger, task);
  if (status) status = pack(ledger, impl_->folder, part, task);
  if (status) status = publish_file(part, file);
  ::unlink(ledger.c_str());
  if (!status) ::unlink(part.c_str());
  return status;
}

}  // namespace vungphu::store
