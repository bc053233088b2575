#include <cerrno>
#include <filesystem>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vungphu/base/file.hpp"

#include "archive.hpp"
#include "blobs.hpp"
#include "impl.hpp"

namespace vungphu::store {
namespace {

namespace fs = std::filesystem;

/// The only names there may be; any other is no backup of this program, and none is ever a path out of the
/// folder.
bool is_part_of_a_backup(std::string_view name) {
  constexpr std::string_view kBlobs = "blobs/";
  return name == "workspace.db" || (name.starts_with(kBlobs) && is_blob_name(name.substr(kBlobs.size())));
}

Status unpack(const std::string& file, const std::string& folder, const Task& task) {
  VP_TRY(ZipReader zip, ZipReader::open(file));
  std::uint64_t done = 0;
  for (;;) {
    VP_CHECK(task.check());
    task.step("restore_files", done++, 0);
    VP_TRY(const bool more, zip.next());
    if (!more) break;
    if (!is_part_of_a_backup(zip.name())) return fail("store.bad_backup", {{"path", file}});
    VP_CHECK(zip.extract(folder + "/" + zip.name()));
  }
  if (!fs::exists(ledger_path(folder))) return fail("store.bad_backup", {{"path", file}});
  return {};
}

Status verify(const std::string& folder, const std::string& file, const Task& task) {
  VP_TRY(const Store restored, Store::open(folder, Access::write));  // brings an older backup up to date
  VP_TRY(const CheckReport report, restored.check(task));
  if (report.faults.empty()) return {};
  return fail("store.backup_damaged", {{"path", file}, {"faults", std::to_string(report.faults.size())}});
}

Status make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0777) != 0) return tl::unexpected<Error>(io_error(path, errno));
  return {};
}

Status fill(const std::string& file, const std::string& folder, const Task& task) {
  VP_CHECK(make_folder(folder));
  VP_CHECK(make_folder(blobs_folder(folder)));
  VP_CHECK(unpack(file, folder, task));
  return verify(folder, file, task);
}

}  // namespace

Status Store::restore(const std::string& file, const std::string& folder, const Task& task) {
  std::error_code ignored;
  const fs::path target = fs::absolute(folder, ignored).lexically_normal();
  // "a/b/" has an empty last part; the folder beside it must not be made inside of it.
  const std::string name = target.has_filename() ? target.string() : target.parent_path().string();
  if (fs::exists(name, ignored) && !(fs::is_directory(name, ignored) && fs::is_empty(name, ignored))) {
    return fail("store.not_empty", {{"path", folder}});
  }
  const std::string part = fmt::format("{}.restore-{}", name, ::getpid());
  auto status = fill(file, part, task);
  if (status) {
    ::rmdir(name.c_str());  // the empty one, if there is one: the name goes to a folder that is whole
    status = publish_file(part, name);
  }
  if (!status) fs::remove_all(part, ignored);
  return status;
}

}  // namespace vungphu::store
