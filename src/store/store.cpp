#include "vungphu/store/store.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "vungphu/base/file.hpp"
#include "vungphu/model/kinds.hpp"

#include "blobs.hpp"
#include "impl.hpp"

namespace vungphu {

template <class O, class Visit>
void each_field(O& op, Visit&& visit) requires std::is_same_v<std::remove_const_t<O>, Operator> {
  visit(op.id);
  visit(op.name);
  visit(op.brands);
}

namespace store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOperatorColumns = "key, name, brands";

/// What an init that was killed may have left; the next one takes it over.
bool is_leftover_of_create(const std::string& name) {
  return name == "blobs" || name == "workspace.lock" || name.starts_with("workspace.db.part");
}

/// Makes the folder, or sees that it is empty. `made` tells which.
Status make_folder(const std::string& folder, bool& made) {
  made = ::mkdir(folder.c_str(), 0777) == 0;
  if (made) return {};
  if (errno != EEXIST) return tl::unexpected<Error>(io_error(folder, errno));
  if (::access(ledger_path(folder).c_str(), F_OK) == 0) return fail("store.exists", {{"path", folder}});
  std::error_code failed;
  fs::directory_iterator at(folder, failed);
  if (failed) return tl::unexpected<Error>(io_error(folder, failed.value()));
  for (const fs::directory_entry& entry : at) {
    if (!is_leftover_of_create(entry.path().filename().string()))
      return fail("store.not_empty", {{"path", folder}});
  }
  return {};
}

Status fill_folder(const std::string& folder, const Profile& profile) {
  const std::string blobs = blobs_folder(folder);
  // 0700: the bytes as received are as private as the ledger.
  if (::mkdir(blobs.c_str(), 0700) != 0 && errno != EEXIST)
    return tl::unexpected<Error>(io_error(blobs, errno));
  return create_ledger(folder, profile);
}

void empty_folder(const std::string& folder, bool made) {
  ::rmdir(blobs_folder(folder).c_str());
  ::unlink((folder + "/workspace.lock").c_str());
  if (made) ::rmdir(folder.c_str());
}

}  // namespace

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::create(const std::string& folder, const Profile& profile) {
  bool made = false;
  VP_CHECK(make_folder(folder, made));
  auto impl = std::make_unique<Impl>();
  impl->folder = folder;
  auto lock = WriterLock::acquire(folder, kWriterWait);
  if (!lock) {
    if (made) ::rmdir(folder.c_str());  // fails, as it should, where another one has begun to fill it
    return tl::unexpected<Error>(lock.error());
  }
  impl->lock = *std::move(lock);
  // Whoever held the lock may have made the workspace meanwhile.
  if (::access(ledger_path(folder).c_str(), F_OK) == 0) return fail("store.exists", {{"path", folder}});
  if (const auto filled = fill_folder(folder, profile); !filled) {
    empty_folder(folder, made);
    return tl::unexpected<Error>(filled.error());
  }
  VP_TRY(impl->db, open_ledger(folder, Access::write));
  return Store(std::move(impl));
}

Result<Store> Store::open(const std::string& folder, Access access, std::chrono::milliseconds wait) {
  auto impl = std::make_unique<Impl>();
  impl->folder = folder;
  if (::access(ledger_path(folder).c_str(), F_OK) != 0) return fail("store.no_workspace", {{"path", folder}});
  if (access == Access::write) {
    VP_TRY(impl->lock, WriterLock::acquire(folder, wait));
    remove_leftovers(folder);
  }
  VP_TRY(impl->db, open_ledger(folder, access));
  if (access == Access::read) {
    // One snapshot for the life of a reader: what it reads later belongs to what it read first.
    VP_CHECK(impl->db->execute("BEGIN"));
    VP_TRY(const std::int64_t first, impl->db->number("SELECT min(id) FROM profiles"));
    if (first != 1) return damaged(*impl->db);
  }
  return Store(std::move(impl));
}

const std::string& Store::folder() const { return impl_->folder; }

Result<std::vector<Operator>> Store::operators() const {
  VP_TRY(Profile of_workspace, profile());
  std::vector<Operator> all = std::move(of_workspace.operators);
  VP_TRY(Statement rows, impl_->db->prepare("SELECT key, name, brands FROM operators ORDER BY id"));
  VP_TRY(const std::vector<Operator> added, read_all<Operator>(*impl_->db, rows));
  all.insert(all.end(), added.begin(), added.end());
  return all;
}

Status Store::add_operator(const Operator& added) {
  const Database& db = *impl_->db;
  // An id goes into addresses, file names and columns; "any" is the union of all.
  const bool plain = !added.id.empty() && added.id.find_first_not_of(
                                              "abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos;
  if (!plain || added.id == kAny) return fail("store.operator_bad_id", {{"id", added.id}});
  VP_TRY(Transaction transaction, Transaction::begin(db));
  VP_TRY(const std::vector<Operator> known, operators());
  std::vector<std::string> names = added.brands;
  names.insert(names.end(), {added.id, added.name});
  for (const std::string& name : names) {
    if (const Operator* other = find_operator(known, name)) {
      return fail("store.operator_exists", {{"name", name}, {"id", other->id}});
    }
  }
  VP_TRY(Statement insert, db.prepare(insert_sql("operators", kOperatorColumns)));
  Binder bind(insert);
  each_field(added, bind);
  VP_CHECK(insert.run());
  const nlohmann::json detail{{"name", added.name}, {"brands", added.brands}};
  VP_CHECK(append_audit(db, {.action = "operator.add",
                             .subject = "operator:" + added.id,
                             .detail = detail.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                             .ref = db.last_id()}));
  return transaction.commit();
}

Result<std::vector<AuditEntry>> Store::audit() const { return audit_entries(*impl_->db); }

}  // namespace store
}  // namespace vungphu
