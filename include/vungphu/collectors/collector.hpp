// A collector is the meaning of one kind of feed: a pure mapping from rows to claims. One file in collectors/
// and one line in collectors/registry.cpp adds one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/model/claim.hpp"
#include "vungphu/model/finding.hpp"
#include "vungphu/model/profile.hpp"
#include "vungphu/model/raw.hpp"
#include "vungphu/model/reference.hpp"
#include "vungphu/model/row.hpp"

namespace vungphu::collectors {

/// What a collector may know besides the row.
struct Context {
  const Profile* profile = nullptr;
  const Reference* reference = nullptr;
  const Technology* technology = nullptr;
  std::optional<std::int64_t> reach_mm;  ///< --reach, or the collector's default once it is chosen
};

/// What became of one row.
struct Outcome {
  std::vector<Claim> claims;
  bool filtered = false;  ///< of another technology: neither accepted nor refused
};

struct Collector {
  std::string_view name;
  std::span<const std::string_view> wanted;  ///< meanings it looks for (intake::map_columns)
  /// How well it fits a layer: 0 does not; the highest wins; equal heights are a question to the person.
  int (*fits)(const LayerInfo& layer, const Mapping& mapping);
  /// The default reach of location-list; nothing for the others.
  std::optional<std::int64_t> (*default_reach_mm)(const Profile& profile);
  /// Whether what it needs besides rows is there, asked once it is chosen: Error collectors.reach_needed.
  Status (*ready)(const Mapping& mapping, const Context& context);
  /// No claims and not filtered means refused, and `findings` then holds an error for the row.
  Outcome (*collect)(const Row& row, const Context& context, std::vector<Finding>& findings);
};

/// All of them, in the order of the registry.
std::span<const Collector> registry();
const Collector* find(std::string_view name);

}  // namespace vungphu::collectors
