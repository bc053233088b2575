#include "blobs.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>

#include <unistd.h>

#include "vungphu/base/file.hpp"
#include "vungphu/base/hash.hpp"

#include "impl.hpp"

namespace vungphu::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunk = std::size_t{1} << 18;
constexpr std::string_view kLeftover = ".part";

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

/// Copies and hashes in one pass: what is named by the hash is what was hashed, even if `from` changes
/// meanwhile.
Result<std::string> copy_and_hash(const std::string& from, const std::string& to) {
  const File in(std::fopen(from.c_str(), "rbe"));
  if (!in) return tl::unexpected<Error>(io_error(from, errno));
  VP_CHECK(make_private_file(to));
  File out(std::fopen(to.c_str(), "wbe"));
  if (!out) return tl::unexpected<Error>(io_error(to, errno));
  Sha256 hash;
  std::vector<std::byte> chunk(kChunk);
  for (;;) {
    const std::size_t got = std::fread(chunk.data(), 1, chunk.size(), in.get());
    if (got == 0) break;
    hash.add(std::span(chunk).first(got));
    if (std::fwrite(chunk.data(), 1, got, out.get()) != got)
      return tl::unexpected<Error>(io_error(to, errno));
  }
  if (std::ferror(in.get()) != 0) return tl::unexpected<Error>(io_error(from, errno));
  if (std::fclose(out.release()) != 0) return tl::unexpected<Error>(io_error(to, errno));
  return hash.hex_digest();
}

}  // namespace

std::string blobs_folder(const std::string& folder) { return folder + "/blobs"; }

bool is_blob_name(std::string_view name) {
  return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<std::vector<std::string>> blobs_named(const Database& database) {
  std::vector<std::string> names;
  VP_TRY(Statement rows, database.prepare("SELECT sha256 FROM lists WHERE sha256 <> '' UNION "
                                          "SELECT sha256 FROM submissions WHERE sha256 <> '' ORDER BY 1"));
  for (;;) {
    VP_TRY(const bool row, rows.next());
    if (!row) return names;
    names.push_back(rows.text(0));
  }
}

void remove_leftovers(const std::string& folder) {
  std::error_code ignored;
  std::vector<fs::path> leftovers;
  for (fs::directory_iterator at(blobs_folder(folder), ignored), end; !ignored && at != end;
       at.increment(ignored)) {
    if (at->path().extension() == kLeftover) leftovers.push_back(at->path());
  }
  for (const fs::path& path : leftovers) fs::remove(path, ignored);
}

Status check_blobs(const Database& database, const std::string& folder, CheckReport& report,
                   const Task& task) {
  VP_TRY(const std::vector<std::string> names, blobs_named(database));
  for (std::size_t i = 0; i < names.size(); ++i) {
    VP_CHECK(task.check());
    task.step("check_blobs", i, names.size());
    const std::string path = blobs_folder(folder) + "/" + names[i];
    const auto found = sha256_of_file(path);
    if (!found) {
      const bool missing = found.error().code == "base.file_missing";
      report.faults.push_back(missing ? Error{"store.check_blob_missing", {{"path", path}}} : found.error());
    } else if (*found != names[i]) {
      report.faults.push_back({"store.check_blob_changed", {{"path", path}}});
    }
    ++report.blobs;
  }
  return {};
}

Received::~Received() {
  if (!path_.empty()) ::unlink(path_.c_str());
}

Result<Received> Store::receive(const std::string& path) {
  assert(impl_->lock);
  Received received(blobs_folder(impl_->folder) + "/incoming" + std::string(kLeftover));
  VP_TRY(received.sha256_, copy_and_hash(path, received.path_));
  return received;
}

Status Store::keep(Received&& received) {
  // Equal bytes are kept once: the new file takes the place of the old, and of an old one that has gone bad.
  VP_CHECK(publish_file(received.path_, blob_path(received.sha256_)));
  received.path_.clear();
  return {};
}

Result<std::string> Store::put_blob(const std::string& path) {
  VP_TRY(Received received, receive(path));
  std::string sha256 = received.sha256();
  VP_CHECK(keep(std::move(received)));
  return sha256;
}

std::string Store::blob_path(std::string_view sha256) const {
  return blobs_folder(impl_->folder) + "/" + std::string(sha256);
}

}  // namespace vungphu::store
