#include "units.hpp"

#include <algorithm>
#include <iterator>

#include "world.hpp"

namespace vungphu::assess {
namespace {

PieceSet cleaned(PieceSet pieces) {
  std::ranges::sort(pieces);
  const auto twice = std::ranges::unique(pieces);
  pieces.erase(twice.begin(), twice.end());
  return pieces;
}

}  // namespace

bool contains(const PieceSet& whole, const PieceSet& part) { return std::ranges::includes(whole, part); }

bool disjoint(const PieceSet& a, const PieceSet& b) {
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y) return false;
    *x < *y ? static_cast<void>(++x) : static_cast<void>(++y);
  }
  return true;
}

PieceSet united(const PieceSet& a, const PieceSet& b) {
  PieceSet both;
  std::ranges::set_union(a, b, std::back_inserter(both));
  return both;
}

Units::Units(const Inputs& inputs, const Territories& territories) : stated_(&inputs.pieces) {
  std::int32_t most = -1;
  for (std::size_t i = 0; i < territories.size(); ++i) {
    const bool given = i < stated_->of_territory.size();
    of_slot_.push_back(given ? cleaned(stated_->of_territory[i]) : PieceSet{static_cast<std::int32_t>(i)});
    if (!of_slot_.back().empty()) most = std::max(most, of_slot_.back().back());
  }
  for (const auto& [code, pieces] : stated_->of_unit) {
    for (const std::int32_t piece : pieces) most = std::max(most, piece);
  }
  for (const auto& group : inputs.groups) {
    for (const std::int32_t piece : group.pieces) most = std::max(most, piece);
  }
  slot_of_.assign(static_cast<std::size_t>(most + 1), -1);
  for (std::size_t slot = of_slot_.size(); slot-- > 0;) {
    for (const std::int32_t piece : of_slot_[slot]) {
      slot_of_[static_cast<std::size_t>(piece)] = static_cast<std::int32_t>(slot);
    }
  }
  for (const auto& name : inputs.profile->levels) level_names_.push_back(name);
  for (const Level& level : territories.levels) {
    auto& units = at_vintage_[*std::ranges::find(inputs.profile->levels, level.name)];
    for (const Entry* unit : level.units) units[unit->code];
    for (std::size_t i = 0; i < territories.size(); ++i) {
      if (level.of_lowest[i] < 0) continue;
      PieceSet& pieces = units[level.units[static_cast<std::size_t>(level.of_lowest[i])]->code];
      pieces.insert(pieces.end(), of_slot_[i].begin(), of_slot_[i].end());
    }
    for (auto& [code, pieces] : units) pieces = cleaned(std::move(pieces));
  }
}

PieceSet Units::read(std::string_view level, std::string_view code, Date date) const {
  if (code.empty()) return {};
  if (!stated_->of_unit.empty()) {
    const auto stated = stated_->of_unit.find(UnitCode{std::string(level), std::string(code), date});
    if (stated != stated_->of_unit.end()) return cleaned(stated->second);
  }
  const auto units = at_vintage_.find(level);
  if (units == at_vintage_.end()) return {};
  const auto unit = units->second.find(code);
  return unit == units->second.end() ? PieceSet{} : unit->second;
}

PieceSet Units::read_any(std::string_view code, Date date) const {
  for (std::size_t i = level_names_.size(); i-- > 0;) {
    PieceSet pieces = read(level_names_[i], code, date);
    if (!pieces.empty()) return pieces;
  }
  return {};
}

PieceSet Units::read_scope(std::string_view scope, Date date) const {
  const auto colon = scope.find(':');
  if (colon == std::string_view::npos) return {};
  return read(scope.substr(0, colon), scope.substr(colon + 1), date);
}

Lie Units::lie(const PieceSet& pieces) const {
  Lie lie;
  std::map<std::size_t, std::size_t> met;  // pieces by slot
  for (const std::int32_t piece : pieces) {
    const bool known = piece >= 0 && static_cast<std::size_t>(piece) < slot_of_.size();
    const std::int32_t slot = known ? slot_of_[static_cast<std::size_t>(piece)] : -1;
    if (slot < 0) {
      lie.beyond = true;
    } else {
      ++met[static_cast<std::size_t>(slot)];
    }
  }
  for (const auto& [slot, count] : met) {
    (count == of_slot_[slot].size() ? lie.whole : lie.part).push_back(slot);
  }
  return lie;
}

std::int32_t Units::holder(const PieceSet& pieces) const {
  const Lie at = lie(pieces);
  if (at.beyond || at.whole.size() + at.part.size() != 1) return -1;
  return static_cast<std::int32_t>(at.whole.empty() ? at.part.front() : at.whole.front());
}

}  // namespace vungphu::assess
