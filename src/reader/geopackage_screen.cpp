#include "geopackage_screen.hpp"

#include <functional>
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

/// GeoPackage's own triggers and GDAL's, which keep indexes and counts; none fires while a file is read.
bool is_known_trigger(const std::string& name) {
  for (const char* start :
       {"gpkg_", "rtree_", "trigger_insert_feature_count_", "trigger_delete_feature_count_"})
    if (name.starts_with(start)) return true;
  return false;
}

/// Calls `visit` with the first two columns of each row.
Status each_row(sqlite3* database, const char* sql,
                const std::function<Status(const std::string&, const std::string&)>& visit) {
  sqlite3_stmt* handle = nullptr;
  if (sqlite3_prepare_v2(database, sql, -1, &handle, nullptr) != SQLITE_OK)
    return fail("reader.not_readable");
  const Statement rows(handle, sqlite3_finalize);
  int result = SQLITE_ROW;
  while ((result = sqlite3_step(rows.get())) == SQLITE_ROW)
    VP_CHECK(visit(column(rows.get(), 0), column(rows.get(), 1)));
  return result == SQLITE_DONE ? Status{} : Status(fail("reader.not_readable"));
}

Status unsafe(const std::string& name) { return fail("reader.geopackage_unsafe", {{"table", name}}); }

}  // namespace

Status screen_geopackage(std::span<char> bytes) {
  const Database database = open_bytes(bytes);
  if (!database) return fail("reader.not_readable");
  // table_list knows which tables are virtual by the parsed schema, whatever the row in it claims.
  constexpr const char* kVirtualTables =
      "SELECT l.name, m.sql FROM pragma_table_list AS l LEFT JOIN sqlite_master AS m ON m.name = l.name "
      "WHERE l.schema = 'main' AND l.type = 'virtual'";
  // A view is a query of the sender's, which may run for ever; one that is no layer is never asked.
  constexpr const char* kViews =
      "SELECT name, '' FROM pragma_table_list WHERE schema = 'main' AND type = 'view' AND (name LIKE "
      "'gpkg_%' "
      "OR lower(name) IN (SELECT lower(table_name) FROM gpkg_contents))";
  constexpr const char* kTriggers = "SELECT name, '' FROM sqlite_master WHERE type = 'trigger'";
  VP_CHECK(each_row(database.get(), kVirtualTables, [](const std::string& name, const std::string& sql) {
    return is_spatial_index(sql) ? Status{} : unsafe(name);
  }));
  VP_CHECK(each_row(database.get(), kViews,
                    [](const std::string& name, const std::string&) { return unsafe(name); }));
  VP_CHECK(each_row(database.get(), kTriggers, [](const std::string& name, const std::string&) {
    return is_known_trigger(name) ? Status{} : unsafe(name);
  }));
  return each_row(database.get(), "SELECT quick_check, '' FROM pragma_quick_check(1)",
                  [](const std::string& found, const std::string&) {
                    return found == "ok" ? Status{} : Status(fail("reader.not_readable"));
                  });
}

}  // namespace vungphu::reader
