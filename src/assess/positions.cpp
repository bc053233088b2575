#include "vungphu/assess/positions.hpp"

#include "vungphu/geo/measure.hpp"
#include "vungphu/model/kinds.hpp"

#include "world.hpp"

namespace vungphu::assess {
namespace {

const std::vector<Entry>* entries_of(const Inputs& inputs, std::string_view kind) {
  const auto found = inputs.entries.find(kind);
  return found == inputs.entries.end() ? nullptr : &found->second;
}

}  // namespace

Standing own_position(const Entry& place) {
  Standing own;
  if (place.point) {
    own.point = place.point;
  } else if (place.area && !place.area->polygons.empty()) {
    own.point = geo::centre(*place.area);
  }
  if (own.point) own.quality = place.position == Position::none ? Position::surveyed : place.position;
  return own;
}

Standing standing(const Entry& place, const Entry* hamlet, const Entry* commune) {
  const Standing own = own_position(place);
  if (own.point) return own;
  if (hamlet != nullptr) {
    const Standing lent = own_position(*hamlet);
    if (lent.proven()) return {lent.point, Position::borrowed_hamlet};
  }
  if (commune != nullptr && commune->point) return {commune->point, Position::borrowed_commune};
  return {};
}

std::vector<Standing> standings(const Inputs& inputs, const PlaceSet& places) {
  std::vector<Standing> result;
  const auto* entries = entries_of(inputs, places.kind);
  if (entries == nullptr) return result;
  if (!is_place_kind(places.kind)) {
    for (const auto& unit : *entries) {
      result.push_back({unit.point, unit.point ? Position::surveyed : Position::none});
    }
    return result;
  }
  const auto* communes = entries_of(inputs, inputs.profile->lowest_level());
  const auto* listed = places.kind == "hamlet" ? nullptr : entries_of(inputs, "hamlet");
  std::unordered_map<std::string_view, const Entry*> hamlets;
  for (std::size_t h = 0; listed != nullptr && h < listed->size(); ++h) {
    hamlets.emplace((*listed)[h].code, &(*listed)[h]);
  }
  const HamletLives lives(inputs.hamlet_changes, inputs.as_of);
  std::map<std::int64_t, Date> dates;
  for (const auto& list : inputs.lists) dates[list.id] = code_date(list);
  for (std::size_t i = 0; i < entries->size(); ++i) {
    const Entry& place = (*entries)[i];
    const auto date = dates.find(place.list);
    const auto hamlet =
        hamlets.find(lives.carry(place.parent, date == dates.end() ? inputs.vintage : date->second));
    const std::int32_t territory = i < places.territory.size() ? places.territory[i] : -1;
    const bool inside = communes != nullptr && territory >= 0;
    result.push_back(standing(place, hamlet == hamlets.end() ? nullptr : hamlet->second,
                              inside ? &(*communes)[static_cast<std::size_t>(territory)] : nullptr));
  }
  return result;
}

}  // namespace vungphu::assess
