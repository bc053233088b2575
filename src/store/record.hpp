// Plain structs into rows and back. A table's fields are listed once, in a function template
//
//   template <class L, class Visit> void each_field(L& list, Visit&& visit) { visit(list.kind);
//   visit(list.source); … }
//
// and once in the same order as the names of its columns; Binder and Extractor go through both, so that
// writing and reading cannot drift apart.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "vungphu/base/date.hpp"
#include "vungphu/geo/geometry.hpp"
#include "vungphu/model/claim.hpp"
#include "vungphu/model/row.hpp"

#include "sqlite.hpp"

namespace vungphu::store {

/// For static_assert: a struct of the model is still the one whose fields are listed here. (Sizes are those
/// of 64-bit libstdc++; elsewhere nothing is said.)
template <class T, std::size_t size>
inline constexpr bool kSizeKnown = sizeof(void*) != 8 || sizeof(std::string) != 32 || sizeof(T) == size;

/// "INSERT INTO table(columns) VALUES (?, ?, …)".
std::string insert_sql(std::string_view table, std::string_view columns);

std::string to_json(const std::vector<std::string>& texts);
std::string to_json(const std::vector<std::int64_t>& numbers);
std::string to_json(const std::vector<std::pair<std::string, std::string>>& pairs);
std::string to_json(const Mapping& mapping);
std::string to_json(const geo::RasterGrid& grid);
bool from_json(std::string_view json, std::vector<std::string>& texts);
bool from_json(std::string_view json, std::vector<std::int64_t>& numbers);
bool from_json(std::string_view json, std::vector<std::pair<std::string, std::string>>& pairs);
bool from_json(std::string_view json, Mapping& mapping);
bool from_json(std::string_view json, geo::RasterGrid& grid);

/// Binds values to the parameters of a statement, from the left.
class Binder {
 public:
  explicit Binder(Statement& statement, int first = 1) : statement_(statement), at_(first) {}

  void operator()(std::int64_t value) { statement_.bind(at_++, value); }
  void operator()(bool value) { statement_.bind(at_++, std::int64_t{value}); }
  void operator()(double value) { statement_.bind(at_++, value); }
  void operator()(const std::string& value) { statement_.bind(at_++, std::string_view(value)); }
  void operator()(Date value) { (*this)(iso(value)); }
  void operator()(const geo::Geometry& value);
  void operator()(const std::optional<geo::MultiPolygon>& value);
  void operator()(const std::optional<geo::GridPoint>& value);  ///< two columns
  void operator()(const geo::RasterGrid& value) { (*this)(to_json(value)); }
  void operator()(const std::vector<geo::CellRun>& value);  ///< NULL for none
  void operator()(const std::optional<Station>& value);     ///< three columns
  template <class E>
  requires std::is_enum_v<E>
  void operator()(E value) { (*this)(static_cast<std::int64_t>(value)); }
  template <class T>
  void operator()(const std::vector<T>& value) {
    (*this)(to_json(value));
  }
  template <class T>
  void operator()(const std::optional<T>& value) {
    if (value) return (*this)(*value);
    statement_.bind_null(at_++);
  }

 private:
  Statement& statement_;
  int at_;
};

/// Reads the columns of a row into values, from the left. `ok` is false once one of them is not what was
/// written.
class Extractor {
 public:
  explicit Extractor(const Statement& statement, int first = 0) : statement_(statement), at_(first) {}

  bool ok() const { return ok_; }
  void operator()(std::int64_t& value) { value = statement_.integer(at_++); }
  void operator()(bool& value) { value = statement_.integer(at_++) != 0; }
  void operator()(double& value) { value = statement_.real(at_++); }
  void operator()(std::string& value) { value = statement_.view(at_++); }
  void operator()(std::optional<std::int64_t>& value) {
    sqlite3_value* const found = statement_.value(at_++);
    value.reset();
    if (sqlite3_value_type(found) != SQLITE_NULL) value = sqlite3_value_int64(found);
  }
  void operator()(Date& value);
  void operator()(geo::Geometry& value);
  void operator()(std::optional<geo::MultiPolygon>& value);
  void operator()(std::optional<geo::GridPoint>& value);
  void operator()(geo::RasterGrid& value) { ok_ = from_json(statement_.view(at_++), value) && ok_; }
  void operator()(std::vector<geo::CellRun>& value);
  void operator()(std::optional<Station>& value);
  template <class E>
  requires std::is_enum_v<E>
  void operator()(E& value) { value = static_cast<E>(statement_.integer(at_++)); }
  template <class T>
  void operator()(std::vector<T>& value) {
    ok_ = from_json(statement_.view(at_++), value) && ok_;
  }
  template <class T>
  void operator()(std::optional<T>& value) {
    value.reset();
    if (statement_.is_null(at_)) {
      ++at_;
      return;
    }
    (*this)(value.emplace());
  }

 private:
  const Statement& statement_;
  int at_;
  bool ok_ = true;
};

}  // namespace vungphu::store
