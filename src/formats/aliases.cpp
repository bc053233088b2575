#include "aliases.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cells.hpp"

namespace vungphu::formats {
namespace {

// As the standard words them (OGC 12-128r17); both of data columns, for the extension is the two together.
constexpr std::array kTables{
    "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT "
    "NULL, "
    "definition TEXT NOT NULL, scope TEXT NOT NULL, "
    "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
    "CREATE TABLE IF NOT EXISTS gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name "
    "TEXT, "
    "title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, "
    "CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))",
    "CREATE TABLE IF NOT EXISTS gpkg_data_column_constraints (constraint_name TEXT NOT NULL, "
    "constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, "
    "max_is_inclusive BOOLEAN, description TEXT, "
    "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))"};
constexpr std::array kExtended{"gpkg_data_columns", "gpkg_data_column_constraints"};

void run(GDALDatasetH dataset, const std::string& sql) {
  if (OGRLayerH result = GDALDatasetExecuteSQL(dataset, sql.c_str(), nullptr, nullptr)) {
    GDALDatasetReleaseResultSet(dataset, result);
  }
}

std::string sql_text(const std::string& value) {
  std::string out = "'";
  for (const char c : value) {
    if (c == '\'') out += c;
    out += c;
  }
  return out + '\'';
}

}  // namespace

void add_aliases(GDALDatasetH dataset, const Schema& schema, Lang lang) {
  const auto labelled = [](const Column& column) { return !column.label.empty(); };
  if (std::ranges::none_of(schema.columns, labelled)) return;
  for (const char* table : kTables) run(dataset, table);
  for (const char* table : kExtended) {
    run(dataset,
        fmt::format(
            "INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope) "
            "SELECT '{0}', NULL, 'gpkg_schema', "
            "'http://www.geopackage.org/spec121/#extension_schema', 'read-write' WHERE NOT EXISTS "
            "(SELECT 1 FROM gpkg_extensions WHERE table_name = '{0}')",
            table));
  }
  std::vector<std::string> taken;  // `name` is unique in a table, two columns may yet have one label
  for (const Column& column : schema.columns) {
    if (!labelled(column)) continue;
    const std::string label = heading(column, lang);
    const bool first = std::ranges::find(taken, label) == taken.end();
    taken.push_back(label);
    run(dataset, fmt::format("INSERT INTO gpkg_data_columns (table_name, column_name, name, title) "
                             "VALUES ({}, {}, {}, {})",
                             sql_text(schema.name), sql_text(column.name), first ? sql_text(label) : "NULL",
                             sql_text(label)));
  }
}

}  // namespace vungphu::formats
