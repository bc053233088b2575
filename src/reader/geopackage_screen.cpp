#include "geopackage_screen.hpp"

#include <memory>
#include <regex>
#include <string>

#include <sqlite3.h>

namespace vungphu::reader {
namespace {

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

/// SQLite on the bytes themselves: no path, no file beside it, nothing that can be written.
Database open_bytes(std::span<char> bytes) {
  sqlite3* handle = nullptr;
  sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, nullptr);
  Database database(handle, sqlite3_close);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  const auto size = static_cast<sqlite3_int64>(bytes.size());
  const int result = sqlite3_deserialize(handle, "main", reinterpret_cast<unsigned char*>(bytes.data()), size,
                                         size, SQLITE_DESERIALIZE_READONLY);
  if (result != SQLITE_OK) database.reset();
  return database;
}

std::string column(sqlite3_stmt* row, int index) {
  const unsigned char* text = sqlite3_column_text(row, index);
  return text ? reinterpret_cast<const char*>(text) : "";
}

bool is_spatial_index(const std::string& sql) {
  static const std::regex kIndex(
      R"rx(CREATE VIRTUAL TABLE ("[^"]*"|[A-Za-z0-9_]+) USING rtree\s*\([^)]*\);?)rx", std::regex::icase);
  constexpr std::size_t kLongest = 1000;  // std::regex recurses; names are short
  return sql.size() <= kLongest && std::regex_match(sql, kIndex);
}

}  // namespace

Status screen_geopackage(std::span<char> bytes) {
  const Database database = open_bytes(bytes);
  if (!database) return fail("reader.not_readable");
  // table_list knows which tables are virtual by the parsed schema, whatever the row in it claims.
  constexpr const char* kVirtualTables =
      "SELECT l.name, m.sql FROM pragma_table_list AS l LEFT JOIN sqlite_master AS m ON m.name = l.name "
      "WHERE l.schema = 'main' AND l.type = 'virtual'";
  sqlite3_stmt* handle = nullptr;
  if (sqlite3_prepare_v2(database.get(), kVirtualTables, -1, &handle, nullptr) != SQLITE_OK)
    return fail("reader.not_readable");
  const Statement rows(handle, sqlite3_finalize);
  int result = SQLITE_ROW;
  while ((result = sqlite3_step(rows.get())) == SQLITE_ROW)
    if (!is_spatial_index(column(rows.get(), 1)))
      return fail("reader.geopackage_unsafe", {{"table", column(rows.get(), 0)}});
  return result == SQLITE_DONE ? Status{} : Status(fail("reader.not_readable"));
}

}  // namespace vungphu::reader
