// Which quantity a layer of signals is in, and from where on it counts.
#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/core.h>

#include "vungphu/base/text.hpp"
#include "vungphu/collectors/collector.hpp"
#include "vungphu/model/kinds.hpp"

namespace vungphu::collectors {
namespace {

/// What reports of handsets can hold (3GPP TS 38.133, 36.133), widened: beyond it the sign or the unit is
/// not what was meant.
struct Range {
  std::string_view quantity;
  double low, high;
};
constexpr auto kRanges = std::to_array<Range>({{"rsrp", -160, -20}, {"rsrq", -50, 25}, {"sinr", -50, 60}});

/// As people write it.
std::string label_of(std::string quantity) {
  std::ranges::transform(quantity, quantity.begin(), [](unsigned char c) { return std::toupper(c); });
  return quantity;
}

bool is_quantity(std::string_view meaning) {
  return std::ranges::find(kSignalQuantities, meaning) != kSignalQuantities.end();
}

/// Of those in the mapping the ones that a person named, else all.
std::vector<std::string> mapped(const Mapping& mapping) {
  std::vector<std::string> named, all;
  for (const ColumnUse& use : mapping) {
    if (!is_quantity(use.meaning)) continue;
    all.push_back(use.meaning);
    if (!use.from_guess) named.push_back(use.meaning);
  }
  return named.empty() ? all : named;
}

/// Quantities that a name holds: "5G_SS-RSRP_2025".
std::vector<std::string> said_by(std::string_view name) {
  constexpr auto kWords = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"rsrp", "rsrp"}, {"rsrq", "rsrq"}, {"sinr", "sinr"}, {"snr", "sinr"}});
  const std::string word = fold(name);
  std::vector<std::string> found;
  for (const auto& [part, quantity] : kWords)
    if (word.find(part) != std::string::npos) found.emplace_back(quantity);
  return found;
}

Result<std::string> choose_quantity(const SignalAsked& asked, Mapping& mapping) {
  std::vector<std::string> found = mapped(mapping);
  const bool raster = asked.layer->geometry == "raster";
  for (const std::string_view name : {std::string_view(asked.layer->name), asked.file_name})
    if (raster && found.empty()) found = said_by(name);
  if (found.size() != 1)
    return fail("collectors.quantity_needed",
                {{"column", asked.layer->fields.empty() ? "" : asked.layer->fields.front().name},
                 {"found", found.empty() ? "–" : join(found)}});
  std::erase_if(mapping, [&](const ColumnUse& use) {
    return is_quantity(use.meaning) && use.meaning != found.front();
  });
  const bool is_mapped =
      std::ranges::any_of(mapping, [&](const ColumnUse& use) { return use.meaning == found.front(); });
  if (!is_mapped && !asked.layer->fields.empty())
    mapping.push_back({found.front(), {asked.layer->fields.front().name}, true});
  return found.front();
}

/// The lines of the profile for a technology and quantity (empty: any), for a person to choose from.
std::string known_thresholds(const SignalAsked& asked, std::string_view quantity) {
  std::vector<std::string> lines;
  for (const SignalThreshold& one : asked.profile->signal_thresholds) {
    if (one.technology != asked.technology->id || (!quantity.empty() && one.quantity != quantity)) continue;
    const std::string of = quantity.empty() ? label_of(one.quantity) + " " : "";
    lines.push_back(fmt::format("{}{} {}", of, one.environment, *one.at_least));
  }
  return lines.empty() ? "–" : join(lines);
}

/// The profile's figure for a quantity (empty: of any), where it has one.
const SignalThreshold* of_profile(const SignalAsked& asked, std::string_view quantity) {
  const auto& all = asked.profile->signal_thresholds;
  const auto line = std::ranges::find_if(all, [&](const SignalThreshold& one) {
    return one.technology == asked.technology->id && (quantity.empty() || one.quantity == quantity) &&
           one.environment == asked.environment;
  });
  return line == all.end() ? nullptr : &*line;
}

Error threshold_needed(const SignalAsked& asked, std::string_view quantity) {
  return {"collectors.threshold_needed",
          {{"quantity", quantity.empty() ? "RSRP/RSRQ/SINR" : label_of(std::string(quantity))},
           {"technology", asked.technology->id},
           {"environment", asked.environment.empty() ? "–" : std::string(asked.environment)},
           {"known", known_thresholds(asked, quantity)}}};
}

}  // namespace

Signal choose_signal(const SignalAsked& asked, Mapping& mapping, std::vector<Error>& errors) {
  Signal signal;
  auto quantity = choose_quantity(asked, mapping);
  if (quantity)
    signal.quantity = *std::move(quantity);
  else
    errors.push_back(std::move(quantity).error());
  const SignalThreshold* line = of_profile(asked, signal.quantity);
  if (!asked.threshold && !line) {
    errors.push_back(threshold_needed(asked, signal.quantity));
    return signal;
  }
  if (signal.quantity.empty()) return signal;
  signal.threshold = asked.threshold ? *asked.threshold : *line->at_least;
  if (!asked.threshold) signal.source = line->source;
  const auto range = std::ranges::find(kRanges, signal.quantity, &Range::quantity);
  if (!(signal.threshold >= range->low && signal.threshold <= range->high))
    errors.push_back({"collectors.threshold_odd",
                      {{"value", fmt::format("{}", signal.threshold)},
                       {"quantity", label_of(signal.quantity)},
                       {"low", fmt::format("{}", range->low)},
                       {"high", fmt::format("{}", range->high)}}});
  return signal;
}

}  // namespace vungphu::collectors
