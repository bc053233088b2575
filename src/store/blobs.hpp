// blobs/: bytes as received, each under its SHA-256.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/task.hpp"
#include "vungphu/store/store.hpp"

#include "sqlite.hpp"

namespace vungphu::store {

std::string blobs_folder(const std::string& folder);
/// True for 64 lower-case hex digits: no other name is ever made into a path.
bool is_blob_name(std::string_view name);
/// Of all lists and submissions of the ledger, in byte order.
Result<std::vector<std::string>> blobs_named(const Database& database);
/// What an interrupted copy left. For a writer only: nobody else is copying then.
void remove_leftovers(const std::string& folder);
/// Hashes every blob that the ledger names.
Status check_blobs(const Database& database, const std::string& folder, CheckReport& report,
                   const Task& task);

}  // namespace vungphu::store
