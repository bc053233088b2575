#include "vungphu/assess/sites.hpp"

#include <algorithm>
#include <set>

#include "vungphu/engine/engine.hpp"
#include "vungphu/model/kinds.hpp"

#include "stations.hpp"
#include "world.hpp"

namespace vungphu::assess {
namespace {

/// What makes two cells one station.
struct Key {
  std::string op, technology, code;
  geo::GridPoint point;  ///< only without a code
  auto operator<=>(const Key&) const = default;
};

Key key_of(const Standing& standing) {
  const Station& station = *standing.claim->station;
  return {standing.voice->op, standing.voice->technology, station.code,
          station.code.empty() ? station.point : geo::GridPoint{}};
}

struct Site {
  geo::GridPoint point;  ///< the least of those that its cells give
  std::int64_t cells = 0, planned = 0;
};

/// The lowest-level territory that covers a point, the lowest code of several; -1 none.
class Finder {
 public:
  explicit Finder(const Territories& territories) : territories_(territories) {
    for (std::size_t i = 0; i < territories.size(); ++i) {
      const auto& area = territories.lowest()->units[i]->area;
      boxes_.push_back(area ? geo::bounds(*area) : geo::Box{});
    }
  }
  std::int32_t at(geo::GridPoint p) const {
    for (std::size_t i = 0; i < boxes_.size(); ++i)
      if (boxes_[i].holds(p) && geo::covers(*territories_.lowest()->units[i]->area, p))
        return static_cast<std::int32_t>(i);
    return -1;
  }

 private:
  const Territories& territories_;
  std::vector<geo::Box> boxes_;
};

using Sites = std::map<Key, Site>;

Sites sites_in_force(const std::vector<Voice>& voices, const Territories& territories, const Finder& finder) {
  std::vector<const Voice*> all;
  for (const Voice& voice : voices) all.push_back(&voice);
  Sites sites;
  for (const Standing& standing : stations_of(all)) {
    const geo::GridPoint point = standing.claim->station->point;
    if (!standing.speaker->speaks[territories.slot(finder.at(point))]) continue;
    const auto [known, is_new] = sites.try_emplace(key_of(standing), Site{point});
    Site& site = known->second;
    site.point = std::min(site.point, point);
    site.cells += standing.claim->operational();
    site.planned += standing.claim->status == "planned";
  }
  return sites;
}

/// Every 5G row is told the 4G stations of its operator and territory.
void add_ratios(std::vector<SiteCount>& counts) {
  for (SiteCount& one : counts) {
    if (one.technology != "5g") continue;
    const auto base = std::ranges::find_if(counts, [&](const SiteCount& other) {
      return other.technology == "4g" && other.op == one.op && other.territory == one.territory;
    });
    if (base != counts.end() && base->stations > 0) one.of_4g = base->stations;
  }
}

}  // namespace

std::vector<Standing> stations_of(std::span<const Voice* const> voices) {
  std::vector<Standing> found;
  for (const Voice* voice : voices)
    for (const Speaker& speaker : voice->speakers)
      for (const Claim& claim : speaker.stated->claims)
        if (claim.station) found.push_back({voice, &speaker, &claim});
  return found;
}

std::vector<SiteCount> count_sites(const Inputs& inputs, const SiteQuery& query) {
  const Territories territories = make_territories(inputs);
  const Finder finder(territories);
  const std::vector<Voice> voices = make_voices(inputs, territories);
  // Outside last, as its slot is; "any" after every operator, whatever its name.
  std::map<std::tuple<std::size_t, bool, std::string, std::string>, SiteCount> counts;
  for (const auto& [key, site] : sites_in_force(voices, territories, finder)) {
    const std::size_t slot = query.by_commune ? territories.slot(finder.at(site.point)) : 0;
    for (const bool any : {false, true}) {
      const std::string op = any ? std::string(kAny) : key.op;
      SiteCount& count = counts[{slot, any, op, key.technology}];
      count.op = op;
      count.technology = key.technology;
      const bool inside = query.by_commune && slot < territories.size();
      count.territory = !query.by_commune ? kWhole
                        : inside          ? territories.lowest()->units[slot]->code
                                          : kOutside;
      if (inside) count.name = territories.lowest()->units[slot]->name;
      count.stations += site.cells > 0;
      count.cells += site.cells;
      count.planned += site.cells == 0 && site.planned > 0;
    }
  }
  std::vector<SiteCount> rows;
  for (auto& [key, count] : counts) rows.push_back(std::move(count));
  add_ratios(rows);
  return rows;
}

Result<std::vector<std::optional<NearestSite>>> nearest_sites(std::span<const geo::GridPoint> places,
                                                              std::span<const Voice* const> voices,
                                                              unsigned threads, const Task& task) {
  std::vector<std::optional<NearestSite>> found(places.size());
  std::set<std::tuple<std::string, std::string, geo::GridPoint>> distinct;
  for (const Standing& standing : stations_of(voices))
    if (standing.claim->operational())
      distinct.emplace(standing.voice->op, standing.claim->station->code, standing.claim->station->point);
  if (distinct.empty() || places.empty()) return found;
  std::vector<geo::Geometry> points;
  std::vector<const std::tuple<std::string, std::string, geo::GridPoint>*> sites;
  for (const auto& site : distinct) {
    points.emplace_back(geo::MultiPoint{{std::get<geo::GridPoint>(site)}});
    sites.push_back(&site);
  }
  std::vector<const geo::Geometry*> claims;
  for (const geo::Geometry& point : points) claims.push_back(&point);
  const std::vector<std::int64_t> no_reach(claims.size(), 0);
  VP_TRY(const auto nearest, engine::nearest(places, claims, no_reach, threads, task));
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (nearest[i].claim < 0) continue;
    const auto& [op, code, point] = *sites[static_cast<std::size_t>(nearest[i].claim)];
    found[i] = NearestSite{op, code, nearest[i].metres};
  }
  return found;
}

}  // namespace vungphu::assess
