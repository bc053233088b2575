// workspace.db as a connection: how it is made, opened and set up.
#pragma once

#include <memory>
#include <string>

#include "vungphu/store/store.hpp"

#include "migrations.hpp"
#include "sqlite.hpp"

namespace vungphu::store {

std::string ledger_path(const std::string& folder);
/// A new ledger of mode 0600 in its first state, with the profile and its audit entry, whole or not at all.
/// The folder is there.
/// `version` other than the newest is for tests of migrations.
Status create_ledger(const std::string& folder, const Profile& profile,
                     std::int64_t version = newest_version());
/// Errors as of Store::open. An older ledger is brought up to date by a writer, refused to a reader.
Result<std::unique_ptr<Database>> open_ledger(const std::string& folder, Access access);
/// An empty file of mode 0600: it holds personal data whatever the umask says. SQLite gives its side files
/// the same mode.
Status make_private_file(const std::string& path);

}  // namespace vungphu::store
