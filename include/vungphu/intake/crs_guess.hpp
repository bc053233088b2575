// In which CRS positions lie where they should: candidates are tried on the sample of a layer (pure).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vungphu/geo/crs.hpp"
#include "vungphu/intake/check.hpp"
#include "vungphu/model/raw.hpp"
#include "vungphu/model/row.hpp"

namespace vungphu::intake {

/// One way to read the positions of a layer.
struct CrsGuess {
  std::string crs, name;
  bool swapped = false;
  std::int64_t inside = 0, tried = 0;  ///< positions of the sample
  std::optional<double> next_m;        ///< from positions read so to those of the next guess (median)
  std::optional<double> first_m;       ///< from positions of the first guess to those of this one
  double share() const { return tried ? static_cast<double>(inside) / static_cast<double>(tried) : 0; }
};

/// Where the sample's rows are when read with `transformer`; nothing for a row whose position cannot be read.
/// Rows without any are left out; of a raster some points all over it.
std::vector<std::optional<geo::GridPoint>> sample_positions(const LayerInfo& layer, const Mapping& mapping,
                                                            const geo::Transformer& transformer);

/// Every candidate, also with its axes swapped, that brings a position inside of the outline; the largest
/// share first, then axes as they are, then the order of `candidates`. Some milliseconds a candidate.
std::vector<CrsGuess> guess_crs(const LayerInfo& layer, const Mapping& mapping,
                                const geo::PinnedOperations& pinned,
                                const std::vector<std::string>& candidates, const Checker& outline);

/// Whether the first guess may be taken: 95 in 100 positions are inside by it, and by any other that is
/// farther than a metre away fewer than 5.
bool is_clear(const std::vector<CrsGuess>& guesses);

/// "--crs EPSG:9210 --axes swapped".
std::string options_of(const CrsGuess& guess);
/// The first few guesses, one a line: how to ask for it, its name, its share, metres to the next.
std::string lines_of(const std::vector<CrsGuess>& guesses);

}  // namespace vungphu::intake
