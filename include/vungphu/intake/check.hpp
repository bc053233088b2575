// Checks of rows against what is known: codes, position, counts, duplicates. Pure: a Reference is all they
// know.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "vungphu/intake/zones.hpp"
#include "vungphu/model/claim.hpp"
#include "vungphu/model/entry.hpp"
#include "vungphu/model/finding.hpp"
#include "vungphu/model/reference.hpp"

namespace vungphu::intake {

class TerritoryGrid;

/// Checks claims one by one against a Reference, which must outlive it. Reading is safe from any thread, but
/// with `zones` from one only.
class Checker {
 public:
  explicit Checker(const Reference& reference, const Zones* zones = nullptr);

  /// Findings on one claim; true when it may stay, false when one of them is an error. Row claims: the code
  /// must exist (code_unknown, with a note on what it may be: code_lost_zero, code_tax_system, code_near); a
  /// count over its total is kept and flagged (count_over_total); connected above passed is a warning.
  /// Geometry: outside of the outline is a warning (outside_outline), over 0.1 degree from its box an error
  /// (position_far), with the note axes_swapped where swapped axes would bring it inside. An area or line is
  /// outside when its box meets no territory's box. Where another zone of the profile would bring a position
  /// inside, the note other_zone says which. A speed over 100 Gb/s is the warning speed_implausible. Cells
  /// are checked together (check_raster).
  bool check(const Claim& claim, std::vector<Finding>& findings) const;

  /// Of the boxes of all cells claims of a raster together, for one is a rectangle that the land does not
  /// fill: true where some lie inside, with a note how many do not (raster_outside); else false, with the
  /// error raster_far.
  bool check_raster(const std::vector<geo::Box>& claims, std::vector<Finding>& findings) const;

  enum class Place { inside, near, far, swapped };
  Place place(geo::GridPoint p) const;
  Place place(const geo::Box& box) const;
  /// Index in Reference::outline of the first territory that covers `p`.
  std::optional<std::size_t> territory_at(geo::GridPoint p) const;
  /// The note other_zone for a position that lies outside.
  void explain_outside(geo::GridPoint p, std::int64_t row, std::vector<Finding>& findings) const;

 private:
  const Reference* reference_;
  const Zones* zones_;
  std::shared_ptr<const TerritoryGrid> territories_;  ///< of reference_->outline
};

/// A Checker for a single claim; make one yourself for many.
bool check_claim(const Claim& claim, const Reference& reference, std::vector<Finding>& findings);

/// Claims that repeat another one of their submission. Counts for the same key and status twice: the later
/// row is refused (duplicate_row); a place named twice without counts: duplicate_place, a warning, kept; an
/// area or line again, with its status and reach: duplicate_geometry, likewise; points again: one note for
/// all of them (duplicate_points), for many homes share a house. Keeps some 100 bytes of each different
/// claim.
class RepeatCheck {
 public:
  /// In the order of the rows. False for a claim that is to be dropped.
  bool see(const Claim& claim, std::vector<Finding>& findings);
  void finish(std::vector<Finding>& findings) const;

 private:
  struct First {
    std::int64_t row = 0;
    bool counted = false;
  };
  std::unordered_map<std::string, First> first_;
  std::int64_t same_points_ = 0;
};
/// All of it over claims at hand: the ascending indexes of those to drop. O(n).
std::vector<std::size_t> check_submission(const std::vector<Claim>& claims, std::vector<Finding>& findings);

/// Finds the claims that RepeatCheck and check_same_point have to look at, without keeping any: those whose
/// key or geometry another one has, or, one in a world of numbers, whose hash. 16 bytes a claim.
class Repeats {
 public:
  void see(const Claim& claim);
  /// Their places in the order they were seen, from 0, ascending. O(n log n).
  std::vector<std::int64_t> found() &&;

 private:
  std::vector<std::pair<std::size_t, std::int64_t>> hashes_;
};

/// Areas of one status that share over half of the smaller one (areas_overlap, a warning on the later row;
/// each area is held against its first such partner). The 50 heaviest pairs are measured, the others that by
/// samples share over half are counted (areas_overlap_more). About O(n): a pile of shapes is not held against
/// itself all over, and what was not looked at for that is said by areas_overlap_more as well. Equal areas
/// are check_submission's.
void check_areas(const std::vector<Claim>& claims, std::vector<Finding>& findings);

/// Where an operator sends from, and the greatest reach of any of these.
struct Sites {
  std::vector<geo::GridPoint> points;
  std::int64_t reach_mm = 0;
};
/// Operational areas that lie as a whole farther than the greatest reach from every site: the warning
/// no_site_within_reach. Without sites nothing is said.
void check_sites(const std::vector<Claim>& claims, Sites sites, std::vector<Finding>& findings);

/// Numbers that no place or network has: weight_implausible (households over what the largest of its kind
/// has: hamlet 5,000, commune 200,000, zone 50,000, household 1,000), people_implausible (under 1 or over 15
/// people a household), speed_implausible.
void check_ranges(const Entry& entry, std::int64_t row, std::vector<Finding>& findings);
void check_ranges(const Claim& claim, std::vector<Finding>& findings);

/// Names of one kind and parent that are alike: one less the edits over the longer length, folded, is 0.7 or
/// more, and they do not differ in a word that is there to part neighbours (numbers, letters, points of the
/// compass). The note similar_name on the later row, one for each. Households have no such names.
void check_names(const std::vector<Entry>& entries, const std::vector<std::int64_t>& rows,
                 std::vector<Finding>& findings);

/// Checks of a list of entries: duplicate keys within the file (every later one refused), a code missing
/// (refused, but for hamlets, which get an id), parent unknown (warning), position outside of the outline
/// (warning), swapped axes (warning), another zone (note); names, ranges, places of one name within 110 m and
/// the same position over and over (nearness.hpp). `rows[i]` is the file's row of entries[i]. Returns the
/// ascending indexes to refuse.
std::vector<std::size_t> check_entries(const std::vector<Entry>& entries,
                                       const std::vector<std::int64_t>& rows, const Reference& reference,
                                       std::vector<Finding>& findings, const Zones* zones = nullptr);

/// Overlaps and gaps between territories of one level, measured: pairs whose shared area is over `noise_m2`
/// are findings territory_overlap (warning) with the area; holes in their union are territory_gap (note: a
/// lake or a sliver).
void check_overlaps(const std::vector<Entry>& territories, std::vector<Finding>& findings,
                    double noise_m2 = 1.0);

}  // namespace vungphu::intake
