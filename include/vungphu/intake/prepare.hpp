// From raw rows to rows with meaning: text, columns, CRS (pure; nothing here knows places or operators).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vungphu/base/result.hpp"
#include "vungphu/geo/crs.hpp"
#include "vungphu/model/finding.hpp"
#include "vungphu/model/raw.hpp"
#include "vungphu/model/row.hpp"

namespace vungphu::intake {

/// How a layer's coordinates are read; recorded with what is made of them.
struct CrsChoice {
  geo::Transformer transformer;
  bool declared = false;  ///< by the person (--crs); else by the file, or WGS 84 for plain longitude and latitude columns
};
/// `asked` (--crs) wins over the file's own. A layer with geometry and no CRS, or lon/lat columns whose values are no
/// degrees, is Error intake.crs_needed, which names the candidates of the profile.
Result<CrsChoice> choose_crs(const LayerInfo& layer, const Mapping& mapping, const std::string& asked,
                             const geo::PinnedOperations& pinned, const std::vector<std::string>& candidates);

/// Turns raw rows into rows, one at a time. Values are trimmed and NFC; blank ones are left out; several columns of one
/// meaning are summed. Geometry comes from the feature, else from the columns lon and lat (x is northing where the CRS is projected and the
/// column is called X of VN-2000: WORDS section 4).
class Preparer {
 public:
  Preparer(const LayerInfo& layer, const Mapping& mapping, const CrsChoice& crs);
  /// The row, or nothing when it cannot be used; `findings` says why. A row whose coordinates are not usable (NaN, off the
  /// world) is refused with a finding of severity error. Repairs are notes with the area they changed.
  std::optional<Row> prepare(RawFeature&& feature, std::vector<Finding>& findings) const;

 private:
  struct Use {
    std::string meaning;
    std::vector<std::size_t> columns;
  };
  std::vector<Use> uses_;
  std::vector<std::string> names_;
  const CrsChoice* crs_;
};

}  // namespace vungphu::intake
