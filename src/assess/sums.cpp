#include "sums.hpp"

#include <numeric>

#include "vungphu/model/kinds.hpp"

#include "world.hpp"

namespace vungphu::assess {

Sum sum_of_group(const UnitGroup& group, const Territories& territories, const Units& units) {
  Sum sum{std::string(kGroup), group.code, group.name, {}, {}};
  const Lie lie = units.lie(group.pieces);
  sum.slots = lie.whole;
  for (const std::size_t slot : lie.part) sum.straddles.push_back(territories.lowest()->units[slot]->code);
  return sum;
}

std::vector<Sum> make_sums(const Inputs& inputs, const Territories& territories, const Units& units) {
  std::vector<Sum> sums;
  Sum whole{std::string(kWhole), std::string(kWhole), {}, std::vector<std::size_t>(territories.slots()), {}};
  std::iota(whole.slots.begin(), whole.slots.end(), std::size_t{0});
  sums.push_back(std::move(whole));
  for (const auto& level : territories.levels) {
    const std::size_t first = sums.size();
    for (const Entry* unit : level.units) sums.push_back({level.name, unit->code, unit->name, {}, {}});
    sums.push_back({level.name, std::string(kOutside), {}, {}, {}});
    for (std::size_t slot = 0; slot < territories.slots(); ++slot) {
      const std::int32_t unit = slot < territories.size() ? level.of_lowest[slot] : -1;
      sums[first + (unit < 0 ? level.units.size() : static_cast<std::size_t>(unit))].slots.push_back(slot);
    }
  }
  for (const auto& group : inputs.groups) sums.push_back(sum_of_group(group, territories, units));
  return sums;
}

}  // namespace vungphu::assess
