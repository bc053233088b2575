#include "evidence.hpp"

#include <algorithm>

#include "vungphu/model/kinds.hpp"

#include "cell_places.hpp"
#include "rows.hpp"

namespace vungphu::assess {
namespace {

/// Which points of the world the operational geometry of a submission covers.
Result<engine::Bitmap> lit_points(const World& world, const Speaker& speaker, unsigned threads,
                                  const Task& task) {
  const Speaker* const one[] = {&speaker};
  engine::Claims claims;
  claims.areas = areas_of(one, Cells::left_out);
  std::vector<engine::RasterRun> runs;
  for (const auto& claim : speaker.stated->claims) {
    if (!claim.operational()) continue;
    if (claim.kind == ClaimKind::reach) claims.reaches.push_back({&claim.geometry, claim.reach_mm});
    if (claim.kind == ClaimKind::cells) runs.insert(runs.end(), claim.cells.begin(), claim.cells.end());
  }
  if (!runs.empty()) {
    VP_TRY(auto locate, locate_on(speaker.stated->submission, *world.profile));
    claims.rasters.push_back({runs, std::move(locate)});
  }
  return engine::covered_by(*world.index, world.points, {}, claims, threads, task);
}

bool has_extent(const Places& places, std::size_t i) {
  return is_zone_kind(places.kind) && places.entries[i].area;
}

/// By slot what the geometry of those who speak there lights; null: nothing, though it judges.
using LitBySlot = std::vector<std::vector<const engine::Bitmap*>>;

LitBySlot lit_by_slot(const Voice& voice, std::span<const engine::Bitmap> lit, std::size_t slots) {
  LitBySlot by_slot(slots);
  for (std::size_t s = 0; s < voice.speakers.size(); ++s) {
    const Speaker& speaker = voice.speakers[s];
    if (!speaker.geometry) continue;
    const bool none = speaker.muted || lit[s].empty();
    for (std::size_t slot = 0; slot < slots; ++slot) {
      if (speaker.speaks[slot]) by_slot[slot].push_back(none ? nullptr : &lit[s]);
    }
  }
  return by_slot;
}

/// Place by place, so that many submissions of a part of the land each cost what the part costs.
void add_geometry(const World& world, const LitBySlot& by_slot, Evidence& evidence) {
  for (std::size_t k = 0; k < world.kinds.size(); ++k) {
    const Places& places = world.kinds[k];
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto& speaking = by_slot[world.territories.slot(places.territory[i])];
      if (speaking.empty() || has_extent(places, i)) continue;
      const bool proven = places.point[i] >= 0;
      if (proven) engine::set_bit(evidence.kinds[k].known, i);
      const std::int32_t at = proven ? places.point[i] : places.lent(i);
      if (at < 0) continue;
      const bool lit = std::ranges::any_of(speaking, [&](const engine::Bitmap* bits) {
        return bits != nullptr && engine::get_bit(*bits, static_cast<std::size_t>(at));
      });
      if (lit) engine::set_bit(proven ? evidence.kinds[k].covered : evidence.borrowed[k], i);
    }
  }
}

}  // namespace

Result<std::vector<engine::Bitmap>> make_lit(const World& world, const Voice& voice, unsigned threads,
                                             const Task& task) {
  std::vector<engine::Bitmap> lit;
  for (const auto& speaker : voice.speakers) {
    VP_CHECK(task.check());
    lit.emplace_back();
    if (!speaker.geometry) continue;
    VP_TRY(lit.back(), lit_points(world, speaker, threads, task));
  }
  return lit;
}

Evidence make_evidence(const World& world, const Voice& voice, std::span<const engine::Bitmap> lit) {
  Evidence evidence;
  evidence.geometry.assign(world.territories.slots(), 0);
  for (const auto& places : world.kinds) {
    const auto empty = engine::make_bitmap(places.size());
    evidence.kinds.push_back({empty, empty});
    evidence.borrowed.push_back(places.borrowed.empty() ? engine::Bitmap{} : empty);
  }
  const LitBySlot by_slot = lit_by_slot(voice, lit, world.territories.slots());
  for (std::size_t slot = 0; slot < by_slot.size(); ++slot) evidence.geometry[slot] = !by_slot[slot].empty();
  add_geometry(world, by_slot, evidence);
  Gathered gathered;
  for (const Speaker& speaker : voice.speakers) add_rows(world, speaker, gathered, evidence);
  settle_rows(world, gathered, evidence);
  return evidence;
}

}  // namespace vungphu::assess
