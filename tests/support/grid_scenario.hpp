// Scenarios that are drawn: an ASCII grid whose letters and digits name points.
//
//   const GridScenario drawn(R"(
//     A-------B
//     |  a    b
//     D-------C
//   )");
//   drawn.area("ABCD");                 // a polygon by its corners
//   drawn.area({"ABCD", "EFGH"});       // with a hole
//   drawn.points("ab");                 // places, in this order
//
// Up is north, left is west. One character is `step` units in x and a line is `step` units in y; the lower
// left character of the drawing (common indentation taken off) is at `origin`. Everything but letters and
// digits is decoration. A name may be drawn once only.
#pragma once

#include <cctype>
#include <initializer_list>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/geo/geometry.hpp"

namespace vungphu::testing {

class GridScenario {
 public:
  explicit GridScenario(std::string_view drawing, std::int32_t step = 1000, geo::GridPoint origin = {0, 0}) {
    const std::vector<std::string_view> lines = lines_of(drawing);
    std::size_t indent = std::string_view::npos;
    for (const std::string_view line : lines) indent = std::min(indent, line.find_first_not_of(' '));
    for (std::size_t row = 0; row < lines.size(); ++row) {
      const auto up = static_cast<std::int32_t>(lines.size() - 1 - row);
      for (std::size_t column = indent; column < lines[row].size(); ++column) {
        const char name = lines[row][column];
        if (std::isalnum(static_cast<unsigned char>(name)) == 0) continue;
        const auto right = static_cast<std::int32_t>(column - indent);
        if (!points_.emplace(name, geo::GridPoint{origin.x + right * step, origin.y + up * step}).second) {
          throw std::invalid_argument(std::string("drawn twice: ") + name);
        }
      }
    }
  }

  geo::GridPoint point(char name) const {
    const auto found = points_.find(name);
    if (found == points_.end()) throw std::invalid_argument(std::string("not drawn: ") + name);
    return found->second;
  }
  std::vector<geo::GridPoint> points(std::string_view names) const {
    std::vector<geo::GridPoint> result;
    for (const char name : names) result.push_back(point(name));
    return result;
  }
  /// Shell first, then holes, each by its corners.
  geo::Polygon polygon(std::initializer_list<std::string_view> rings) const {
    geo::Polygon result;
    for (const std::string_view ring : rings) result.rings.push_back(points(ring));
    return result;
  }
  geo::MultiPolygon area(std::initializer_list<std::string_view> rings) const { return {{polygon(rings)}}; }
  geo::MultiPolygon area(std::string_view shell) const { return area({shell}); }
  geo::MultiLine line(std::string_view names) const { return {{points(names)}}; }

 private:
  /// Without empty lines at the head and the end.
  static std::vector<std::string_view> lines_of(std::string_view drawing) {
    std::vector<std::string_view> lines;
    while (!drawing.empty()) {
      const std::size_t end = std::min(drawing.find('\n'), drawing.size());
      lines.push_back(drawing.substr(0, end));
      drawing.remove_prefix(std::min(end + 1, drawing.size()));
    }
    const auto blank = [](std::string_view line) {
      return line.find_first_not_of(' ') == std::string_view::npos;
    };
    while (!lines.empty() && blank(lines.front())) lines.erase(lines.begin());
    while (!lines.empty() && blank(lines.back())) lines.pop_back();
    return lines;
  }

  std::map<char, geo::GridPoint> points_;
};

}  // namespace vungphu::testing
