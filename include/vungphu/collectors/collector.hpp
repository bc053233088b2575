// A collector is the meaning of one kind of feed: a pure mapping from rows to claims. One file in collectors/
// and one line in collectors/registry.cpp adds one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/geo/crs.hpp"
#include "vungphu/model/claim.hpp"
#include "vungphu/model/finding.hpp"
#include "vungphu/model/profile.hpp"
#include "vungphu/model/raw.hpp"
#include "vungphu/model/reference.hpp"
#include "vungphu/model/row.hpp"

namespace vungphu::collectors {

/// What signals are read as, and from where on they count: of signal-raster.
struct Signal {
  std::string quantity;  ///< of kSignalQuantities
  double threshold = 0;  ///< dBm (rsrp) or dB
  std::string source;    ///< of the profile's figure; empty: the sender's (--threshold)
};

/// What a collector may know besides the row.
struct Context {
  const Profile* profile = nullptr;
  const Reference* reference = nullptr;
  const Technology* technology = nullptr;
  std::optional<std::int64_t> reach_mm;  ///< --reach, or the collector's default once it is chosen
  const Signal* signal = nullptr;        ///< where Collector::signal asks for one
  /// Of rasters: the lattice that cells are on, and the way from there to WGS 84.
  const geo::RasterGrid* raster = nullptr;
  const geo::Transformer* transformer = nullptr;
};

/// Cells that were looked at.
struct CellCounts {
  std::int64_t cells = 0, with_data = 0, over = 0;  ///< over: at or over the threshold
};

/// What became of one row.
struct Outcome {
  std::vector<Claim> claims;
  /// Of another technology, or below the threshold: neither accepted nor refused.
  bool filtered = false;
  CellCounts cells = {};
};

struct Collector {
  std::string_view name;
  std::span<const std::string_view> wanted;  ///< meanings it looks for (intake::map_columns)
  /// How well it fits a layer: 0 does not; the highest wins; equal heights are a question to the person.
  int (*fits)(const LayerInfo& layer, const Mapping& mapping);
  /// The default reach of location-list; nothing for the others.
  std::optional<std::int64_t> (*default_reach_mm)(const Profile& profile);
  /// All that it needs besides rows and that is not there, asked once it is chosen: collectors.reach_needed,
  /// collectors.beam_needed, collectors.mobile_needed.
  std::vector<Error> (*missing)(const Mapping& mapping, const Context& context);
  /// No claims and not filtered means refused, and `findings` then holds an error for the row.
  Outcome (*collect)(const Row& row, const Context& context, std::vector<Finding>& findings);
  bool mobile = false;  ///< reads mobile networks only
  bool signal = false;  ///< needs a quantity and a threshold (choose_signal)
};

/// What is known of a layer of signals before its rows are read.
struct SignalAsked {
  const LayerInfo* layer = nullptr;
  std::string_view file_name;
  const Profile* profile = nullptr;
  const Technology* technology = nullptr;
  std::string_view environment;     ///< empty: not said
  std::optional<double> threshold;  ///< --threshold
};
/// The quantity: the one that a person named in `mapping`, else the only one found there, else the one that
/// the layer's or the file's name holds; it is put into `mapping`, so that a replay reads the same. The
/// threshold: the one asked for, else the profile's for technology, quantity and environment. What is missing
/// or wrong is added to `errors`, all of it at once, and the Signal is then not to be used:
/// collectors.quantity_needed (none or several), collectors.threshold_needed, collectors.threshold_odd.
Signal choose_signal(const SignalAsked& asked, Mapping& mapping, std::vector<Error>& errors);

/// A class of signals as people write it: "-95 đến -85", "< -110", ">= -85 dBm", "[-95, -85)", "từ -85 trở
/// lên", "-95 <= RSRP < -85", "-95". Infinite where it has no end; nothing for what is no class.
struct SignalClass {
  double low = 0, high = 0;
};
std::optional<SignalClass> parse_signal_class(std::string_view text);

/// All of them, in the order of the registry.
std::span<const Collector> registry();
const Collector* find(std::string_view name);

}  // namespace vungphu::collectors
