// Areas of claims (DESIGN 3.10). What lies in territories is cut out of them; what lies outside is the rest.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "vungphu/base/sum.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/model/kinds.hpp"

#include "figures.hpp"
#include "outline.hpp"

namespace vungphu::assess {
namespace {

struct Total {
  std::int64_t claims = 0;
  CompensatedSum sum, united, territory;

  void add(const engine::AreaSums& sums, double own) {
    claims += sums.claims;
    sum.add(sums.sum_m2);
    united.add(sums.union_m2);
    territory.add(own);
  }
};

using Areas = std::vector<const geo::MultiPolygon*>;

/// A box that holds all of the claims, as an area.
geo::MultiPolygon box_of(const Areas& claims) {
  geo::Box box;
  for (const auto* claim : claims) box.add(geo::bounds(*claim));
  return {{{{{box.min, {box.max.x, box.min.y}, box.max, {box.min.x, box.max.y}}}}}};
}

/// What of the claims lies in no territory. Only those that come near the border can stick out.
Result<engine::AreaSums> left_outside(const Areas& drawn, const Outline& outline, const Areas& claims,
                                      unsigned threads, const Task& task) {
  Areas near;
  CompensatedSum sum, inside_sum, inside_union;
  for (const auto* claim : claims) {
    if (outline.holds(geo::bounds(*claim))) continue;
    near.push_back(claim);
    sum.add(geo::area_m2(*claim));
  }
  engine::AreaSums rest;
  if (near.empty()) return rest;
  VP_TRY(const auto inside, engine::areas_within(drawn, near, threads, task));
  for (const auto& part : inside) {
    inside_sum.add(part.sum_m2);
    inside_union.add(part.union_m2);
  }
  const geo::MultiPolygon all = box_of(near);
  VP_TRY(const auto whole, engine::areas_within(std::vector{&all}, near, threads, task));
  rest.union_m2 = std::max(0.0, whole[0].union_m2 - inside_union.value());
  rest.sum_m2 = std::max(rest.union_m2, sum.value() - inside_sum.value());
  return rest;
}

/// Territories with an area, and their slots.
struct Drawn {
  std::vector<std::size_t> slots;
  Areas areas;
};

Drawn drawn_among(const Territories& territories, std::span<const std::size_t> slots) {
  Drawn drawn;
  for (const std::size_t slot : slots) {
    if (slot == territories.size() || !territories.lowest()->units[slot]->area) continue;
    drawn.slots.push_back(slot);
    drawn.areas.push_back(&*territories.lowest()->units[slot]->area);
  }
  return drawn;
}

/// Claims of those who speak in a region, cut out of each of its territories; the last slot is what lies
/// outside.
Result<std::vector<engine::AreaSums>> cut_out(const World& world, const Outline& outline,
                                              const Region& region, unsigned threads, const Task& task) {
  const std::size_t outside = world.territories.size();
  std::vector<engine::AreaSums> result(outside + 1);
  const auto claims = areas_of(region.speakers);
  if (claims.empty()) return result;
  const Drawn here = drawn_among(world.territories, region.slots);
  VP_TRY(const auto inside, engine::areas_within(here.areas, claims, threads, task));
  for (std::size_t i = 0; i < here.slots.size(); ++i) result[here.slots[i]] = inside[i];
  if (region.slots.back() != outside) return result;
  // Outside is outside of every territory, of those where somebody else speaks as well.
  std::vector<std::size_t> all(outside);
  std::iota(all.begin(), all.end(), std::size_t{0});
  VP_TRY(result[outside],
         left_outside(drawn_among(world.territories, all).areas, outline, claims, threads, task));
  return result;
}

void add_rows(const Scene& scene, std::span<const engine::AreaSums> slots, std::span<const double> own,
              std::int64_t claims, const Union& of, std::vector<AreaFigure>& figures) {
  for (const Sum& sum : scene.world.sums) {
    Total total;
    for (const std::size_t slot : sum.slots) total.add(slots[slot], own[slot]);
    AreaFigure f;
    f.level = sum.level;
    f.territory = sum.territory;
    f.name = sum.name;
    f.technology = of.technology;
    f.op = of.op;
    f.claims = sum.level == kWhole ? claims : total.claims;
    f.area_sum_m2 = total.sum.value();
    f.area_m2 = std::min(total.united.value(), f.area_sum_m2);
    f.territory_m2 = total.territory.value();
    figures.push_back(std::move(f));
  }
}

}  // namespace

Result<std::vector<AreaFigure>> make_areas(const Scene& scene, const Task& task) {
  const World& world = scene.world;
  const std::vector<Voice>& voices = scene.voices;
  const std::vector<Union>& unions = scene.unions;
  const unsigned threads = scene.inputs.threads;
  const std::size_t outside = world.territories.size();
  std::vector<double> own(outside + 1, 0);
  for (std::size_t i = 0; i < outside; ++i) {
    const auto& area = world.territories.lowest()->units[i]->area;
    if (area) own[i] = geo::area_m2(*area);
  }
  const Outline outline(world.territories);
  std::vector<AreaFigure> figures;
  // A set with one voice, or one operator's word and everybody's, are often the same union: it is measured
  // once.
  std::map<std::vector<std::size_t>, std::pair<std::vector<engine::AreaSums>, std::int64_t>> measured;
  for (std::size_t u = 0; u < unions.size(); ++u) {
    const Union& of = unions[u];
    task.step("areas", u, unions.size());
    VP_CHECK(task.check());
    auto known = measured.find(of.voices);
    if (known == measured.end()) {
      std::vector<engine::AreaSums> slots(outside + 1);
      std::vector<const Speaker*> speakers;
      for (const std::size_t v : of.voices) {
        for (const auto& speaker : voices[v].speakers) speakers.push_back(&speaker);
      }
      const auto claims = static_cast<std::int64_t>(areas_of(speakers).size());
      if (std::ranges::any_of(speakers, &Speaker::areas)) {
        for (const Region& region : regions(voices, of.voices, outside + 1)) {
          VP_TRY(const auto sums, cut_out(world, outline, region, threads, task));
          for (const std::size_t slot : region.slots) slots[slot] = sums[slot];
        }
      } else {
        slots.clear();
      }
      known = measured.emplace(of.voices, std::pair(std::move(slots), claims)).first;
    }
    const auto& [slots, claims] = known->second;
    if (!slots.empty()) add_rows(scene, slots, own, claims, of, figures);
  }
  task.step("areas", unions.size(), unions.size());
  return figures;
}

}  // namespace vungphu::assess
