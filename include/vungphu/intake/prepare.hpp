// From raw rows to rows with meaning: text, columns, CRS (pure; nothing here knows places or operators).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vungphu/base/result.hpp"
#include "vungphu/geo/crs.hpp"
#include "vungphu/intake/check.hpp"
#include "vungphu/intake/text.hpp"
#include "vungphu/model/finding.hpp"
#include "vungphu/model/raw.hpp"
#include "vungphu/model/row.hpp"

namespace vungphu::intake {

/// How a layer's coordinates are read; recorded with what is made of them.
struct CrsChoice {
  geo::Transformer transformer;
  /// By the person (--crs); else by the file, or WGS 84 for plain longitude and latitude columns.
  bool declared = false;
  std::optional<Finding> told = {};  ///< what the positions of the sample say of it
};
/// What a person said beside the CRS, and what positions are held against.
struct CrsOptions {
  std::string axes = {};             ///< "swapped": the first ordinate is y
  bool accept_guess = false;         ///< the only likely reading is taken without a question
  const Checker* outline = nullptr;  ///< null: positions are not looked at
};
/// `asked` (--crs) wins over the file's own; a mere name is no CRS (Error geo.unknown_crs). A layer with
/// geometry and no CRS, or lon/lat columns whose values are no degrees, is Error intake.crs_needed, which
/// names the candidates of the profile. A file's own CRS that is the grid of a candidate on another datum
/// than the pinned one (a zone of VN-2000 saved as WGS 84, some 220 m off) is Error intake.crs_doubtful.
/// With an outline the sample's positions are looked at (crs_guess.hpp). Without a CRS, Error
/// intake.crs_choose lists the readings that fit; so does intake.crs_implausible where fewer than half of the
/// sample lies inside as the file says, and more than half otherwise. With `accept_guess` the first of them
/// is taken where it is clear, and told. What a person named is used as said; that another reading fits is
/// told.
Result<CrsChoice> choose_crs(const LayerInfo& layer, const Mapping& mapping, const std::string& asked,
                             const geo::PinnedOperations& pinned, const std::vector<std::string>& candidates,
                             const CrsOptions& options = {});

/// Where a layer's coordinate columns are: meanings of the columns, both "latlon" when one cell holds "lat,
/// lon", both empty when there are none.
struct Axes {
  std::string_view easting, northing;
  bool named = false;  ///< by the person: used as said, and beside a feature's own geometry too (Row::point)
};

/// How positions in degrees are written, row by row: what tells of numbers that were cut off.
struct Exactness {
  static constexpr std::size_t kEnough = 5;  ///< decimals: 1.1 m
  std::int64_t rows = 0;                     ///< with a position in degrees
  /// Of rows with fewer decimals in both ordinates, by their number.
  std::array<std::int64_t, kEnough> coarse{};
  std::int64_t comma = 0, point = 0;  ///< rows with that sign before the decimals; of columns of text
};

/// Turns raw rows into rows, one at a time. Values are trimmed and NFC; blank ones are left out, while
/// Row::columns names every column of the mapping (a status field that is empty differs from none). Several
/// columns of one meaning are summed where it is a number, else joined by a space. Geometry comes from the
/// feature, else from the columns lon and lat, x and y (x is northing in a projected CRS, as in tables of
/// VN-2000, unless the values say otherwise) or latlon; degrees may be decimal or degrees, minutes and
/// seconds (10°01'26" N). Where a row has no position, no digit in its code and
/// a cell, mapped or not, that says "Tổng cộng", that cell is its value total_row, which no column carries.
/// `crs` must outlive it.
class Preparer {
 public:
  /// `layer` and `mapping` as repaired by `text`, which is laid over every row.
  Preparer(const LayerInfo& layer, const Mapping& mapping, const CrsChoice& crs, TextRepair text = {});
  /// The row, or nothing when it cannot be used; `findings` says why. A row whose coordinates are not usable
  /// (NaN, off the world, degrees in a CRS in metres) is refused with a finding of severity error. Repairs
  /// are notes with the area they changed. That heights were left out (dropped_z) is said once, as a note on
  /// the file.
  std::optional<Row> prepare(RawFeature&& feature, std::vector<Finding>& findings);
  /// After the last row, what only all of them together show: a share of 5 % or more of positions in degrees
  /// with fewer than 5 decimals (decimals_few), commas and points before decimals (decimals_mixed).
  void finish(std::vector<Finding>& findings) const;

 private:
  struct Use {
    std::string meaning, label;
    std::vector<std::size_t> columns;
    std::string raw, composed;  ///< the last text beyond ASCII and its NFC: a status repeats row by row
  };
  static std::string text_of(Use& use, std::string_view cell);
  bool place_feature(const RawFeature& feature, Row& row, std::vector<Finding>& findings);
  bool place_columns(Row& row, std::vector<Finding>& findings);

  std::vector<Use> uses_;
  Axes axes_;
  const CrsChoice* crs_;
  Exactness exactness_;
  TextRepair text_;
  bool said_dropped_z_ = false;
};

}  // namespace vungphu::intake
