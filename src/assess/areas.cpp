// Areas of claims (DESIGN 3.10). What lies in territories is cut out of them; what lies outside is the rest.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "vungphu/base/sum.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/model/kinds.hpp"

#include "batches.hpp"
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

/// By union what of the claims lies in no territory. Only those that come near the border can stick out.
Result<std::vector<engine::AreaSums>> left_outside(const Areas& drawn, const Outline& outline,
                                                   const Claimed& claimed, std::size_t unions,
                                                   unsigned threads, const Task& task) {
  Claimed near;
  std::vector<CompensatedSum> sum(unions), inside_sum(unions), inside_union(unions);
  for (std::size_t i = 0; i < claimed.areas.size(); ++i) {
    if (outline.holds(geo::bounds(*claimed.areas[i]))) continue;
    near.areas.push_back(claimed.areas[i]);
    near.unions.push_back(claimed.unions[i]);
    const double own = geo::area_m2(*claimed.areas[i]);
    for (std::size_t u = 0; u < unions; ++u)
      if ((claimed.unions[i] >> u & 1) != 0) sum[u].add(own);
  }
  std::vector<engine::AreaSums> rest(unions);
  if (near.areas.empty()) return rest;
  VP_TRY(const auto inside, engine::areas_within_sets(drawn, near.areas, near.unions, unions, threads, task));
  for (const auto& part : inside) {
    for (std::size_t u = 0; u < unions; ++u) {
      inside_sum[u].add(part[u].sum_m2);
      inside_union[u].add(part[u].union_m2);
    }
  }
  const geo::MultiPolygon all = box_of(near.areas);
  VP_TRY(const auto whole,
         engine::areas_within_sets(std::vector{&all}, near.areas, near.unions, unions, threads, task));
  for (std::size_t u = 0; u < unions; ++u) {
    rest[u].union_m2 = std::max(0.0, whole[0][u].union_m2 - inside_union[u].value());
    rest[u].sum_m2 = std::max(rest[u].union_m2, sum[u].value() - inside_sum[u].value());
  }
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

/// By union and slot.
using Measured = std::vector<std::vector<engine::AreaSums>>;

/// Claims of those who speak in a region, cut out of each of its territories; the last slot is what lies
/// outside.
Status cut_out(const World& world, const Outline& outline, const Region& region, const Claimed& claimed,
               unsigned threads, const Task& task, Measured& measured) {
  const std::size_t outside = world.territories.size(), unions = measured.size();
  if (claimed.areas.empty()) return {};
  const Drawn here = drawn_among(world.territories, region.slots);
  VP_TRY(const auto inside,
         engine::areas_within_sets(here.areas, claimed.areas, claimed.unions, unions, threads, task));
  for (std::size_t u = 0; u < unions; ++u) {
    for (std::size_t i = 0; i < here.slots.size(); ++i) measured[u][here.slots[i]] = inside[i][u];
  }
  if (region.slots.back() != outside) return {};
  // Outside is outside of every territory, of those where somebody else speaks as well.
  std::vector<std::size_t> all(outside);
  std::iota(all.begin(), all.end(), std::size_t{0});
  VP_TRY(const auto rest,
         left_outside(drawn_among(world.territories, all).areas, outline, claimed, unions, threads, task));
  for (std::size_t u = 0; u < unions; ++u) measured[u][outside] = rest[u];
  return {};
}

std::vector<const Speaker*> speakers_of(std::span<const Voice> voices, std::span<const std::size_t> chosen) {
  std::vector<const Speaker*> speakers;
  for (const std::size_t v : chosen) {
    for (const auto& speaker : voices[v].speakers) speakers.push_back(&speaker);
  }
  return speakers;
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
  std::map<std::vector<std::size_t>, std::vector<engine::AreaSums>> measured;  // by voices, slot by slot
  const std::vector<Batch> batches = batches_of(unions);
  for (std::size_t b = 0; b < batches.size(); ++b) {
    const Batch& batch = batches[b];
    task.step("areas", b, batches.size());
    VP_CHECK(task.check());
    Measured sums(batch.unions.size(), std::vector<engine::AreaSums>(outside + 1));
    for (const Region& region : regions(voices, batch.voices, outside + 1)) {
      VP_CHECK(cut_out(world, outline, region, claimed_by(region, batch, voices), threads, task, sums));
    }
    for (std::size_t u = 0; u < sums.size(); ++u) measured.emplace(batch.unions[u], std::move(sums[u]));
  }
  std::vector<AreaFigure> figures;
  for (const Union& of : unions) {
    const auto speakers = speakers_of(voices, of.voices);
    if (!std::ranges::any_of(speakers, &Speaker::areas)) continue;
    add_rows(scene, measured.at(of.voices), own, static_cast<std::int64_t>(areas_of(speakers).size()), of,
             figures);
  }
  task.step("areas", batches.size(), batches.size());
  return figures;
}

}  // namespace vungphu::assess
