#include <algorithm>
#include <cmath>
#include <tuple>

#include "vungphu/geo/measure.hpp"
#include "vungphu/intake/check.hpp"

#include "position.hpp"

namespace vungphu::intake {
namespace {

struct Territory {
  const Entry* entry;
  geo::Box box;
};

std::string square_metres(double area) { return std::to_string(std::llround(area)); }

void check_pair(const Entry& a, const Entry& b, double noise_m2, std::vector<Finding>& findings) {
  const Args names{{"first", a.code}, {"second", b.code}};
  const Result<double> shared = geo::intersection_area_m2(*a.area, *b.area);
  if (!shared) {
    findings.push_back({"overlap_unmeasured", Severity::warning, 0, "", a.code + ", " + b.code, names});
  } else if (*shared > noise_m2) {
    Args args = names;
    args.emplace_back("area", square_metres(*shared));
    findings.push_back(
        {"territory_overlap", Severity::warning, 0, "", a.code + ", " + b.code, std::move(args)});
  }
}

/// Holes in the union that no territory has itself: between neighbours, or a lake that nobody was given.
void check_gaps(const std::vector<Territory>& territories, double noise_m2, std::vector<Finding>& findings) {
  std::vector<const geo::MultiPolygon*> areas;
  for (const Territory& t : territories) areas.push_back(&*t.entry->area);
  const Result<geo::MultiPolygon> whole = geo::union_of(areas);
  if (!whole) return;  // the pairs that cannot be measured are named above
  for (const geo::Polygon& polygon : whole->polygons)
    for (std::size_t ring = 1; ring < polygon.rings.size(); ++ring) {
      const geo::MultiPolygon hole{{geo::Polygon{{polygon.rings[ring]}}}};
      const double area = std::abs(geo::area_m2(hole));
      if (area <= noise_m2) continue;
      const std::string where = print_position(polygon.rings[ring].front());
      findings.push_back({"territory_gap", Severity::note, 0, "", where, {{"area", square_metres(area)}}});
    }
}

}  // namespace

void check_overlaps(const std::vector<Entry>& territories, std::vector<Finding>& findings, double noise_m2) {
  std::vector<Territory> sorted;
  for (const Entry& entry : territories)
    if (entry.area) sorted.push_back({&entry, geo::bounds(*entry.area)});
  std::sort(sorted.begin(), sorted.end(), [](const Territory& a, const Territory& b) {
    return std::tie(a.box.min.x, a.entry->code) < std::tie(b.box.min.x, b.entry->code);
  });
  for (std::size_t i = 0; i < sorted.size(); ++i)
    for (std::size_t j = i + 1; j < sorted.size() && sorted[j].box.min.x <= sorted[i].box.max.x; ++j)
      if (sorted[i].box.meets(sorted[j].box))
        check_pair(*sorted[i].entry, *sorted[j].entry, noise_m2, findings);
  if (!sorted.empty()) check_gaps(sorted, noise_m2, findings);
}

}  // namespace vungphu::intake
