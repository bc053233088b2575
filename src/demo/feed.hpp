// One feed file in the making: named columns, rows, and the format that its ending says.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "vungphu/demo/demo.hpp"
#include "vungphu/formats/table.hpp"

#include "coverage.hpp"

namespace vungphu::demo {

inline constexpr const char* kMergerDate = "2025-07-01";
inline constexpr const char* kWgs84 = "EPSG:4326";
inline constexpr const char* kVn2000 = "EPSG:9207";  ///< TM-3 of the province's meridian, 104.5 degrees

/// A column as its sender heads it: no entry of the catalogue, for the file is somebody else's.
struct Field {
  std::string name;
  formats::CellType type = formats::CellType::text;
  int decimals = 0;
};
inline Field code(std::string name) { return {std::move(name), formats::CellType::code, 0}; }
inline Field count(std::string name) { return {std::move(name), formats::CellType::count, 0}; }
inline Field degree(std::string name) { return {std::move(name), formats::CellType::decimal, 7}; }

class Feed {
 public:
  static Result<Feed> open(const std::string& folder, const std::string& file, formats::GeometryKind geometry,
                           const std::vector<Field>& fields, const std::string& crs = kWgs84,
                           const std::string& title = {});
  Status row(std::initializer_list<formats::Cell> cells, const geo::Geometry& geometry = {}) {
    return writer_->write({cells.begin(), cells.size()}, geometry);
  }
  Status close() { return writer_->close(); }

 private:
  explicit Feed(std::unique_ptr<formats::Writer> writer) : writer_(std::move(writer)) {}
  std::unique_ptr<formats::Writer> writer_;
};

inline formats::Cell cell(const std::optional<std::int64_t>& value) {
  return value ? formats::Cell(*value) : formats::Cell();
}
inline formats::Cell longitude(const std::optional<geo::GridPoint>& p) {
  return p ? formats::Cell(geo::degrees(p->x)) : formats::Cell();
}
inline formats::Cell latitude(const std::optional<geo::GridPoint>& p) {
  return p ? formats::Cell(geo::degrees(p->y)) : formats::Cell();
}

/// The two halves of write_feeds.
Status write_lists(const World& world, const std::string& folder, Feeds& feeds, const Task& task);
Status write_submissions(const World& world, const std::string& folder, Feeds& feeds, const Task& task);

}  // namespace vungphu::demo
