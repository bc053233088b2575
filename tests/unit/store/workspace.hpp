// A workspace in a folder of its own that goes away with the test, and small things to put into it.
#pragma once

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "vungphu/base/embedded.hpp"
#include "vungphu/store/store.hpp"

namespace vungphu::store {

/// The value of a Result, or a failed test that names the Error.
template <class T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  std::string what = result.error().code;
  for (const auto& [name, value] : result.error().args) what += " " + name + "=" + value;
  throw std::runtime_error(what);
}
inline void must(const Status& status) {
  if (!status) throw std::runtime_error(status.error().code);
}

class Workspace {
 public:
  Workspace() {
    // In memory where that is possible: an fsync of a real disk would be most of the time of these tests.
    namespace fs = std::filesystem;
    const fs::path base = fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path();
    std::string pattern = (base / "vungphu-store-XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
  }
  ~Workspace() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  std::string root() const { return root_; }
  std::string folder() const { return root_ + "/w"; }
  std::string ledger() const { return folder() + "/workspace.db"; }

  static Profile profile() { return must(parse_profile(embedded_file("profiles/vn-province.json"))); }
  Store create() const { return must(Store::create(folder(), profile())); }
  Store open(Access access = Access::read) const { return must(Store::open(folder(), access)); }

  std::string file(const std::string& name, const std::string& content) const {
    const std::string path = root_ + "/" + name;
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }

 private:
  std::string root_;
};

inline Entry hamlet(const std::string& code, const std::string& name = {}, const std::string& site = {}) {
  Entry entry;
  entry.kind = "hamlet";
  entry.code = code;
  entry.site = site;
  entry.name = name;
  return entry;
}

inline ListInfo list_of(const std::string& kind, Date valid_from, bool replaces = false) {
  ListInfo info;
  info.kind = kind;
  info.source = "Sở Thông tin";
  info.valid_from = valid_from;
  info.list_date = valid_from;
  info.replaces = replaces;
  return info;
}

inline std::vector<Entry> in_force(const Store& store, const std::string& kind, Date date) {
  std::vector<Entry> entries;
  must(store.visit_entries(kind, date, [&](Entry&& entry) -> Status {
    entries.push_back(std::move(entry));
    return {};
  }));
  return entries;
}

/// "code/site=name" of what is in force, for short expectations.
inline std::vector<std::string> names_in_force(const Store& store, const std::string& kind, Date date) {
  std::vector<std::string> names;
  for (const Entry& entry : in_force(store, kind, date)) {
    names.push_back(entry.code + (entry.site.empty() ? "" : "/" + entry.site) + "=" + entry.name);
  }
  return names;
}

}  // namespace vungphu::store
