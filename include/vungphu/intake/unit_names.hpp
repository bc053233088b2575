// Territories by their names: what a mapping has where it has no code.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vungphu::intake {

/// A name as its unit word ("Xã", "Phường", "Thị trấn", "Đặc khu", "Quận", "Huyện", "Thị xã", "Thành phố",
/// "Tỉnh"; folded, empty where it has none) and the rest, folded. Folding makes "Hoà" and "Hòa" one.
struct UnitName {
  std::string word, base;
};
UnitName unit_name(std::string_view name);

/// A territory with the names of those that it lies in.
struct NamedUnit {
  std::string code, name;
  std::map<std::string, std::string> above;  ///< by level
};

/// What a row says of a unit; empty names are not asked for.
struct UnitAsked {
  std::string name;
  std::vector<std::pair<std::string, std::string>> above;  ///< level and name, the upper level first
};

struct UnitFound {
  std::vector<std::string> codes;  ///< in byte order; one when all is well
  std::string missing;  ///< where none: the level whose name is not found there; empty: the unit's own
  std::vector<std::string>
      nearest;  ///< where none: names with the three nearest bases, with the code where they are units
};

/// Holds the units of one level at one date.
class UnitNames {
 public:
  explicit UnitNames(std::vector<NamedUnit> units);
  /// Names are the same where their bases are and their words, as far as both have one. Where no unit has the
  /// name with its word, those that have it with another word are found: a "xã" that became a "phường".
  /// Above, another word is another unit (Thị xã Kỳ Anh, Huyện Kỳ Anh), but for a province's. O(1) for a unit
  /// that is found.
  UnitFound find(const UnitAsked& asked) const;

 private:
  struct Known {
    NamedUnit unit;
    UnitName name;
    std::map<std::string, UnitName> above;
  };
  using Above = std::vector<std::pair<std::string, UnitName>>;
  static bool lies_in(const Known& known, const Above& above);
  void explain(const UnitAsked& asked, UnitFound& found) const;

  std::vector<Known> units_;
  std::multimap<std::string, std::size_t> by_base_;
  std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> by_above_;  ///< by level and base
};

}  // namespace vungphu::intake
