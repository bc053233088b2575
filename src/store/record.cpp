#include "record.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace vungphu {

// Found by nlohmann's templates through the namespace of ColumnUse.
void to_json(nlohmann::json& json, const ColumnUse& use) {
  json = nlohmann::json::array({use.meaning, use.columns, use.from_guess});
}
void from_json(const nlohmann::json& json, ColumnUse& use) {
  json.at(0).get_to(use.meaning);
  json.at(1).get_to(use.columns);
  json.at(2).get_to(use.from_guess);
}

namespace store {
namespace {

template <class T>
std::string dumped(const T& value) {
  if (value.empty()) return "[]";  // most of them: of 15,000 figures four in five
  // A file's column name may hold bytes that are no UTF-8; they are replaced, not thrown about.
  return nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

template <class T>
bool parsed(std::string_view text, T& value) {
  if (text == "[]") {
    value.clear();
    return true;
  }
  try {
    nlohmann::json::parse(text).get_to(value);
    return true;
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

}  // namespace

std::string insert_sql(std::string_view table, std::string_view columns) {
  std::string sql = "INSERT INTO ";
  sql.append(table).append("(").append(columns).append(") VALUES (?");
  for (auto commas = std::ranges::count(columns, ','); commas > 0; --commas) sql += ", ?";
  return sql + ")";
}

std::string to_json(const std::vector<std::string>& texts) { return dumped(texts); }
std::string to_json(const std::vector<std::int64_t>& numbers) { return dumped(numbers); }
std::string to_json(const std::vector<std::pair<std::string, std::string>>& pairs) { return dumped(pairs); }
std::string to_json(const Mapping& mapping) { return dumped(mapping); }
bool from_json(std::string_view json, std::vector<std::string>& texts) { return parsed(json, texts); }
bool from_json(std::string_view json, std::vector<std::int64_t>& numbers) { return parsed(json, numbers); }
bool from_json(std::string_view json, std::vector<std::pair<std::string, std::string>>& pairs) {
  return parsed(json, pairs);
}
bool from_json(std::string_view json, Mapping& mapping) { return parsed(json, mapping); }

std::string to_json(const geo::RasterGrid& grid) {
  return nlohmann::json{{"columns", grid.columns}, {"lines", grid.lines}, {"transform", grid.transform}}
      .dump();
}
bool from_json(std::string_view json, geo::RasterGrid& grid) {
  try {
    const auto parsed = nlohmann::json::parse(json);
    parsed.at("columns").get_to(grid.columns);
    parsed.at("lines").get_to(grid.lines);
    parsed.at("transform").get_to(grid.transform);
    return true;
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

void Binder::operator()(const geo::Geometry& value) {
  if (!geo::has_geometry(value)) return statement_.bind_null(at_++);
  statement_.bind_blob(at_++, geo::encode(value));
}

void Binder::operator()(const std::optional<geo::MultiPolygon>& value) {
  (*this)(value ? geo::Geometry(*value) : geo::Geometry());
}

void Binder::operator()(const std::optional<geo::GridPoint>& value) {
  (*this)(value ? std::optional<std::int64_t>(value->x) : std::nullopt);
  (*this)(value ? std::optional<std::int64_t>(value->y) : std::nullopt);
}

void Binder::operator()(const std::vector<geo::CellRun>& value) {
  if (value.empty()) return statement_.bind_null(at_++);
  statement_.bind_blob(at_++, geo::encode(value));
}

void Binder::operator()(const std::optional<Station>& value) {
  (*this)(value ? std::optional<std::string>(value->code) : std::nullopt);
  (*this)(value ? std::optional<geo::GridPoint>(value->point) : std::nullopt);
}

void Extractor::operator()(Date& value) {
  const auto date = parse_iso_date(statement_.view(at_++));
  value = date.value_or(kBeginning);
  ok_ = ok_ && date;
}

void Extractor::operator()(geo::Geometry& value) {
  value = {};
  const int column = at_++;
  if (statement_.is_null(column)) return;
  auto geometry = geo::decode(statement_.view(column));
  ok_ = ok_ && geometry;
  if (geometry) value = *std::move(geometry);
}

void Extractor::operator()(std::optional<geo::MultiPolygon>& value) {
  value.reset();
  geo::Geometry geometry;
  (*this)(geometry);
  if (auto* area = std::get_if<geo::MultiPolygon>(&geometry)) value = std::move(*area);
}

void Extractor::operator()(std::optional<geo::GridPoint>& value) {
  std::optional<std::int64_t> x;
  std::optional<std::int64_t> y;
  (*this)(x);
  (*this)(y);
  value.reset();
  if (x && y) value = geo::GridPoint{static_cast<std::int32_t>(*x), static_cast<std::int32_t>(*y)};
}

void Extractor::operator()(std::vector<geo::CellRun>& value) {
  value.clear();
  const int column = at_++;
  if (statement_.is_null(column)) return;
  auto runs = geo::decode_runs(statement_.view(column));
  ok_ = ok_ && runs;
  if (runs) value = *std::move(runs);
}

void Extractor::operator()(std::optional<Station>& value) {
  std::optional<std::string> code;
  std::optional<geo::GridPoint> point;
  (*this)(code);
  (*this)(point);
  value.reset();
  if (code && point) value = Station{std::move(*code), *point};
}

}  // namespace store
}  // namespace vungphu
