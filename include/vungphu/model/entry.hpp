// Entries and lists. An entry is one row of a list: a place or a territory. Both are described by the same
// columns and differ in what they are used for: places are covered, territories are what places are summed
// over.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/date.hpp"
#include "vungphu/geo/geometry.hpp"
#include "vungphu/model/row.hpp"

namespace vungphu {

/// How good a position is. Borrowed ones are somebody else's: where the hamlet's centre or the commune's seat
/// lies. They serve maps and estimates and prove nothing.
enum class Position : std::uint8_t { none, surveyed, matched, borrowed_hamlet, borrowed_commune };
constexpr std::string_view name_of(Position p) {
  constexpr std::string_view kNames[] = {"none", "surveyed", "matched", "borrowed_hamlet",
                                         "borrowed_commune"};
  return kNames[static_cast<std::size_t>(p)];
}
constexpr bool is_borrowed(Position p) {
  return p == Position::borrowed_hamlet || p == Position::borrowed_commune;
}

/// Key: (kind, code, site, valid_from of its list). Unknown is not zero: what a list does not say is nullopt.
struct Entry {
  std::int64_t id = 0;    ///< given by the store
  std::int64_t list = 0;  ///< the list it came with
  std::string kind;       ///< a place kind or a territory level
  std::string code;       ///< text, leading zeros kept; a hamlet without one has a permanent id "h-…"
  std::string site;       ///< a school's satellite; else empty
  std::string name;
  std::string parent;  ///< code of the unit it says it lies in: a hamlet's commune, a household's hamlet
  std::optional<geo::GridPoint>
      point;  ///< where it is; of a territory, its seat; of an area place, its given centre
  std::optional<geo::MultiPolygon> area;  ///< of a territory or a place with extent
  std::optional<std::int64_t> weight;     ///< households in it (or premises); a household's default is 1
  std::optional<std::int64_t> demand;     ///< households that want the service; of a household 0 or 1
  std::optional<std::int64_t> people;
  std::optional<bool> power;  ///< on the grid
  Position position =
      Position::none;  ///< of `point` or `area`, as the list says; surveyed where it is silent
  bool ended = false;  ///< from this list on it is no more (merged, split)
};

/// One import: immutable, dated, its bytes kept. A later list closes what it changes or, when it replaces,
/// leaves out.
struct ListInfo {
  std::int64_t id = 0;
  std::string kind;
  std::string source;            ///< who says so, as given
  Date list_date = kBeginning;   ///< the date the list itself bears
  Date valid_from = kBeginning;  ///< since when it is in force
  bool replaces = false;         ///< what it leaves out ends
  bool updates = false;          ///< adds columns to entries that exist
  /// At what date its parents' codes are read; default: list_date, else valid_from.
  std::optional<Date> codes_as_of;
  std::string sha256, file_name, format, layer, member, where, crs, operation;
  std::string axes;  ///< as in Submission
  std::string text;  ///< likewise
  Mapping mapping;
  std::int64_t read = 0, imported = 0, refused = 0, filtered = 0;  ///< read = imported + refused + filtered
  std::string content_digest;                                      ///< of its entries (model/digest.hpp)
  std::string imported_at;                                         ///< UTC
};

/// At what date the codes of a list are read.
inline Date code_date(const ListInfo& list) {
  if (list.codes_as_of) return *list.codes_as_of;
  return list.list_date != kBeginning ? list.list_date : list.valid_from;
}

}  // namespace vungphu
