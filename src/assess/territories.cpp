#include <algorithm>

#include "world.hpp"

namespace vungphu::assess {
namespace {

/// (level, unit) that `code` names among the levels above `below`, the nearest level first.
struct Named {
  std::size_t level = 0;
  std::int32_t unit = -1;
};

Named parent_of(const std::vector<Level>& levels, std::size_t below, std::string_view code) {
  if (code.empty()) return {};
  for (std::size_t i = below; i-- > 0;) {
    if (const auto unit = levels[i].find(code); unit >= 0) return {i, unit};
  }
  return {};
}

}  // namespace

std::int32_t Level::find(std::string_view code) const {
  const auto found = by_code.find(code);
  return found == by_code.end() ? -1 : found->second;
}

const Level* Territories::level(std::string_view name) const {
  const auto found = std::ranges::find(levels, name, &Level::name);
  return found == levels.end() ? nullptr : &*found;
}

Territories make_territories(const Inputs& inputs) {
  Territories result;
  for (const auto& name : inputs.profile->levels) {
    const auto found = inputs.entries.find(name);
    if (found == inputs.entries.end() || found->second.empty()) continue;
    Level level{.name = name, .units = {}, .by_code = {}, .of_lowest = {}};
    for (const auto& entry : found->second) {
      level.by_code.emplace(entry.code, static_cast<std::int32_t>(level.units.size()));
      level.units.push_back(&entry);
    }
    result.levels.push_back(std::move(level));
  }
  if (result.levels.empty()) return result;

  const std::size_t bottom = result.levels.size() - 1;
  const std::size_t count = result.size();
  for (auto& level : result.levels) level.of_lowest.assign(count, -1);
  for (std::size_t i = 0; i < count; ++i) {
    result.levels[bottom].of_lowest[i] = static_cast<std::int32_t>(i);
    const Entry* unit = result.levels[bottom].units[i];
    // Each step goes to a level above, so this ends whatever the parents say.
    for (std::size_t at = bottom; at > 0;) {
      const Named above = parent_of(result.levels, at, unit->parent);
      if (above.unit < 0) break;
      result.levels[above.level].of_lowest[i] = above.unit;
      unit = result.levels[above.level].units[static_cast<std::size_t>(above.unit)];
      at = above.level;
    }
  }
  return result;
}

}  // namespace vungphu::assess
