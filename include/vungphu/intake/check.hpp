// Checks of rows against what is known: codes, position, counts, duplicates. Pure: a Reference is all they
// know.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "vungphu/model/claim.hpp"
#include "vungphu/model/entry.hpp"
#include "vungphu/model/finding.hpp"
#include "vungphu/model/reference.hpp"

namespace vungphu::intake {

/// Checks claims one by one against a Reference, which must outlive it. Reading is safe from any thread.
class Checker {
 public:
  explicit Checker(const Reference& reference);

  /// Findings on one claim; true when it may stay, false when one of them is an error. Row claims: the code
  /// must exist (code_unknown, with a note on what it may be: code_lost_zero, code_tax_system, code_near); a
  /// count over its total is kept and flagged (count_over_total); connected above passed is a warning.
  /// Geometry: outside of the outline is a warning (outside_outline), over 0.1 degree from its box an error
  /// (position_far), with the note axes_swapped where swapped axes would bring it inside. An area or line is
  /// outside when its box meets no territory's box. Cells are checked together (check_raster).
  bool check(const Claim& claim, std::vector<Finding>& findings) const;

  /// Of all cells claims of a raster together, for one is a rectangle that the land does not fill: true where
  /// some lie inside, with a note how many do not (raster_outside); else false, with the error raster_far.
  bool check_raster(const std::vector<Claim>& claims, std::vector<Finding>& findings) const;

  enum class Place { inside, near, far, swapped };
  Place place(geo::GridPoint p) const;
  Place place(const geo::Box& box) const;
  /// Index in Reference::outline of the first territory that covers `p`.
  std::optional<std::size_t> territory_at(geo::GridPoint p) const;

 private:
  const Reference* reference_;
  std::vector<geo::Box> boxes_;  ///< of reference_->outline
};

/// A Checker for a single claim; make one yourself for many.
bool check_claim(const Claim& claim, const Reference& reference, std::vector<Finding>& findings);

/// Checks over a submission as a whole, after its rows: counts for the same key and status twice (the later
/// row is refused: duplicate_row), a place named twice without counts (duplicate_place, warning, kept),
/// identical areas or lines (duplicate_geometry, warning, kept), identical points (one note: many homes share
/// a house). Returns the ascending indexes of claims to drop. O(n).
std::vector<std::size_t> check_submission(const std::vector<Claim>& claims, std::vector<Finding>& findings);

/// Checks of a list of entries: duplicate keys within the file (every later one refused), a code missing
/// (refused, but for hamlets, which get an id), parent unknown (warning), position outside of the outline
/// (warning), swapped axes (warning). `rows[i]` is the file's row of entries[i]. Returns the ascending
/// indexes to refuse.
std::vector<std::size_t> check_entries(const std::vector<Entry>& entries,
                                       const std::vector<std::int64_t>& rows, const Reference& reference,
                                       std::vector<Finding>& findings);

/// Overlaps and gaps between territories of one level, measured: pairs whose shared area is over `noise_m2`
/// are findings territory_overlap (warning) with the area; holes in their union are territory_gap (note: a
/// lake or a sliver).
void check_overlaps(const std::vector<Entry>& territories, std::vector<Finding>& findings,
                    double noise_m2 = 1.0);

}  // namespace vungphu::intake
