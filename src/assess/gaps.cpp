#include "vungphu/assess/gaps.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "vungphu/engine/engine.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/model/kinds.hpp"

#include "stations.hpp"
#include "sums.hpp"
#include "voices.hpp"

namespace vungphu::assess {
namespace {

/// A territory of any level, a group, or outside; every place when empty.
class Within {
 public:
  static Result<Within> create(const Inputs& inputs, const Territories& territories,
                               const std::string& code) {
    Within within;
    if (code.empty() || code == kWhole) return within;
    within.everywhere_ = false;
    within.mask_.assign(territories.slots(), 0);
    if (code == kOutside) {
      within.mask_.back() = 1;
      return within;
    }
    bool found = false;
    for (const auto& level : territories.levels) {
      const std::int32_t unit = level.find(code);
      if (unit < 0) continue;
      found = true;
      for (std::size_t i = 0; i < level.of_lowest.size(); ++i) {
        if (level.of_lowest[i] == unit) within.mask_[i] = 1;
      }
    }
    const auto group = std::ranges::find(inputs.groups, code, &UnitGroup::code);
    if (!found && group != inputs.groups.end()) {
      found = true;
      for (const std::size_t slot : sum_of_group(*group, territories, Units(inputs, territories)).slots) {
        within.mask_[slot] = 1;
      }
    }
    if (!found) return fail("assess.unknown_territory", {{"code", code}});
    return within;
  }
  bool holds(std::size_t slot) const { return everywhere_ || mask_[slot]; }

 private:
  bool everywhere_ = true;
  std::vector<char> mask_;
};

struct Source {
  const std::vector<std::string>& levels;
  const Territories& territories;
  const std::vector<Entry>& entries;
  const PlaceSet& places;
  const Answers& answers;
};

std::string status_of(const Source& source, std::size_t i) {
  const bool hamlet = source.places.kind == "hamlet";
  if (!bit(source.answers.known, i)) return "no_data";
  if (!bit(source.answers.covered, i)) return hamlet ? "white" : "uncovered";
  // Partly dark is a gap where those who speak of the hamlet leave homes dark, whether or not that is proven
  // of any (Answers::homes_dark); with bounds that touch there may be none.
  if (hamlet && bit(source.answers.partly, i) && source.answers.homes_dark[i] != 0) return "partly_dark";
  return {};
}

void add_homes(const Source& source, std::size_t i, Gap& gap) {
  const Entry& entry = source.entries[i];
  if (gap.kind == "hamlet") {
    if (source.answers.homes[i] >= 0) gap.households = source.answers.homes[i];
    const std::int64_t dark = source.answers.homes_dark[i];
    if (gap.households && gap.status != "no_data" && dark >= 0) gap.uncovered_households = dark;
    return;
  }
  gap.households = gap.kind == "household" ? entry.weight.value_or(1) : entry.weight;
  if (gap.status == "uncovered") gap.uncovered_households = gap.households;
}

/// Every level of the profile has its place, also one that has no list in this vintage (districts since
/// 2025).
void add_territories(const Source& source, std::int32_t territory, Gap& gap) {
  for (const auto& name : source.levels) {
    const Level* level = source.territories.level(name);
    const std::int32_t unit =
        level == nullptr || territory < 0 ? -1 : level->of_lowest[static_cast<std::size_t>(territory)];
    const Entry* entry = unit < 0 ? nullptr : level->units[static_cast<std::size_t>(unit)];
    gap.territories.push_back(entry == nullptr ? std::string(kOutside) : entry->code);
    gap.territory_names.push_back(entry == nullptr ? std::string() : entry->name);
  }
}

Gap make_gap(const Source& source, std::size_t i, std::string status) {
  const Entry& entry = source.entries[i];
  Gap gap;
  gap.id = entry.id;
  gap.kind = source.places.kind;
  gap.code = entry.code;
  gap.site = entry.site;
  gap.name = entry.name;
  gap.status = std::move(status);
  add_territories(source, source.places.territory[i], gap);
  add_homes(source, i, gap);
  if (entry.point) {
    gap.point = entry.point;
  } else if (entry.area && !entry.area->polygons.empty() && is_place_kind(gap.kind)) {
    gap.point = geo::centre(*entry.area);
  }
  return gap;
}

bool is_asked(const Voice& voice, const std::vector<std::string>& technologies, const GapQuery& query) {
  return std::ranges::find(technologies, voice.technology) != technologies.end() &&
         (query.op == kAny || voice.op == query.op);
}

/// The gaps that have a position, and where they are.
struct LocatedGaps {
  std::vector<geo::GridPoint> from;
  std::vector<Gap*> of;
};
LocatedGaps located(std::vector<Gap>& gaps) {
  LocatedGaps found;
  for (auto& gap : gaps) {
    if (!gap.point) continue;
    found.from.push_back(*gap.point);
    found.of.push_back(&gap);
  }
  return found;
}

/// Metres from each gap to the nearest operational claim of those asked, and whose it is.
Status add_distances(const std::vector<Voice>& voices, const std::vector<std::string>& technologies,
                     const GapQuery& query, unsigned threads, std::vector<Gap>& gaps, const Task& task) {
  std::vector<const geo::Geometry*> claims;
  std::vector<std::int64_t> reach;
  std::vector<const std::string*> owner;
  for (const auto& voice : voices) {
    if (!is_asked(voice, technologies, query)) continue;
    for (const auto& speaker : voice.speakers) {
      for (const auto& claim : speaker.stated->claims) {
        if (claim.kind == ClaimKind::row || !claim.operational()) continue;
        claims.push_back(&claim.geometry);
        reach.push_back(claim.kind == ClaimKind::reach ? claim.reach_mm : 0);
        owner.push_back(&voice.op);
      }
    }
  }
  const auto [from, of] = located(gaps);
  if (claims.empty() || from.empty()) return {};
  VP_TRY(const auto nearest, engine::nearest(from, claims, reach, threads, task));
  for (std::size_t i = 0; i < nearest.size(); ++i) {
    if (nearest[i].claim < 0) continue;
    of[i]->metres = nearest[i].metres;
    of[i]->nearest_operator = *owner[static_cast<std::size_t>(nearest[i].claim)];
  }
  return {};
}

/// The nearest station of those asked, of every gap with a position.
Status add_sites(const std::vector<Voice>& voices, const std::vector<std::string>& technologies,
                 const GapQuery& query, unsigned threads, std::vector<Gap>& gaps, const Task& task) {
  std::vector<const Voice*> asked;
  for (const auto& voice : voices)
    if (is_asked(voice, technologies, query)) asked.push_back(&voice);
  const auto [from, of] = located(gaps);
  VP_TRY(auto nearest, nearest_sites(from, asked, threads, task));
  for (std::size_t i = 0; i < of.size(); ++i) of[i]->nearest_site = std::move(nearest[i]);
  return {};
}

Status sort_gaps(const std::string& by, std::vector<Gap>& gaps) {
  const auto key = [](const Gap& g) { return std::tie(g.code, g.site); };
  // Proven first; of the rest white hamlets before those of which some homes are passed.
  const auto homes = [](const Gap& g) {
    const bool proven = g.uncovered_households.has_value();
    return std::tuple(proven, g.uncovered_households.value_or(0), g.status != "partly_dark",
                      g.households.value_or(-1));
  };
  const auto metres = [](const Gap& g) { return g.metres.value_or(INFINITY); };
  if (by == "households") {
    std::ranges::sort(gaps, [&](const Gap& a, const Gap& b) {
      return homes(a) != homes(b) ? homes(a) > homes(b) : key(a) < key(b);
    });
  } else if (by == "distance") {
    std::ranges::sort(gaps, [&](const Gap& a, const Gap& b) {
      return metres(a) != metres(b) ? metres(a) < metres(b) : key(a) < key(b);
    });
  } else if (by == "name") {
    std::ranges::sort(gaps, [&](const Gap& a, const Gap& b) {
      return a.name != b.name ? a.name < b.name : key(a) < key(b);
    });
  } else {
    return fail("usage.unknown_sort", {{"sort", by}});
  }
  return {};
}

}  // namespace

Result<std::vector<Gap>> gaps(const Assessment& assessment, const Inputs& inputs, const GapQuery& query,
                              const Task& task, std::size_t* total) {
  const auto set = std::ranges::find(assessment.places, query.kind, &PlaceSet::kind);
  const auto entries = inputs.entries.find(query.kind);
  if (set == assessment.places.end() || entries == inputs.entries.end()) {
    return fail("assess.unknown_kind", {{"kind", query.kind}});
  }
  if (set->ids.size() != entries->second.size()) return fail("assess.lists_changed", {{"kind", query.kind}});
  const auto answers = std::ranges::find_if(assessment.answers, [&](const Answers& a) {
    return a.kind == query.kind && a.technology == query.technology && a.op == query.op;
  });
  if (answers == assessment.answers.end()) {
    return fail("assess.no_answers", {{"technology", query.technology}, {"operator", query.op}});
  }
  const Territories territories = make_territories(inputs);
  VP_TRY(const Within within, Within::create(inputs, territories, query.within));

  const Source source{inputs.profile->levels, territories, entries->second, *set, *answers};
  std::vector<Gap> found;
  for (std::size_t i = 0; i < source.entries.size(); ++i) {
    if (!within.holds(territories.slot(set->territory[i]))) continue;
    std::string status = status_of(source, i);
    if (status.empty() || (status == "no_data" && !query.include_no_data)) continue;
    Gap gap = make_gap(source, i, std::move(status));
    if (query.min_households > 0 && gap.households.value_or(0) < query.min_households) continue;
    found.push_back(std::move(gap));
  }
  if (total != nullptr) *total = found.size();
  const bool by_distance = query.sort == "distance";
  // Unless distance decides the order, only those that are shown are measured.
  if (!by_distance) VP_CHECK(sort_gaps(query.sort, found));
  if (!by_distance && query.limit > 0 && found.size() > query.limit) found.resize(query.limit);
  const std::vector<Voice> voices = make_voices(inputs, territories);
  const std::vector<std::string> technologies = members_of(*inputs.profile, query.technology);
  VP_CHECK(add_distances(voices, technologies, query, inputs.threads, found, task));
  if (by_distance) VP_CHECK(sort_gaps(query.sort, found));
  if (query.limit > 0 && found.size() > query.limit) found.resize(query.limit);
  VP_CHECK(add_sites(voices, technologies, query, inputs.threads, found, task));
  return found;
}

}  // namespace vungphu::assess
