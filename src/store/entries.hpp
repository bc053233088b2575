// Entries as rows: written list by list, read as what is in force.
#pragma once

#include "vungphu/model/digest.hpp"
#include "vungphu/model/entry.hpp"

#include "sqlite.hpp"

namespace vungphu::store {

class EntryWriter {
 public:
  static Result<EntryWriter> create(const Database& database, std::int64_t list);
  Status add(const Entry& entry);

 private:
  EntryWriter(Statement insert, std::int64_t list) : insert_(std::move(insert)), list_(list) {}
  Statement insert_;
  std::int64_t list_;
};

}  // namespace vungphu::store
