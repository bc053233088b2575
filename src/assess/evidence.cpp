#include "evidence.hpp"

#include "vungphu/model/kinds.hpp"

#include "rows.hpp"

namespace vungphu::assess {
namespace {

/// Which points of the world the operational geometry of a submission covers.
Result<engine::Bitmap> lit_points(const World& world, const Speaker& speaker, unsigned threads,
                                  const Task& task) {
  const Speaker* const one[] = {&speaker};
  VP_TRY(auto lit, engine::covered_by_areas(*world.index, areas_of(one), threads, task));
  std::vector<engine::Reach> reaches;
  for (const auto& claim : speaker.stated->claims) {
    if (claim.kind == ClaimKind::reach && claim.operational())
      reaches.push_back({&claim.geometry, claim.reach_mm});
  }
  if (reaches.empty()) return lit;
  VP_TRY(const auto reached, engine::covered_by_reach(*world.index, reaches, threads, task));
  for (std::size_t i = 0; i < lit.size(); ++i) lit[i] |= reached[i];
  return lit;
}

bool has_extent(const Places& places, std::size_t i) {
  return is_zone_kind(places.kind) && places.entries[i]->area;
}

/// `lit` empty: the speaker judges and covers nothing.
void add_geometry(const World& world, const Speaker& speaker, const engine::Bitmap& lit, Evidence& evidence) {
  for (std::size_t k = 0; k < world.kinds.size(); ++k) {
    const Places& places = world.kinds[k];
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (has_extent(places, i) || !speaker.speaks[world.territories.slot(places.territory[i])]) continue;
      if (places.point[i] < 0) {
        const std::int32_t at = places.borrowed[i];
        if (at >= 0 && !lit.empty() && engine::get_bit(lit, static_cast<std::size_t>(at))) {
          engine::set_bit(evidence.borrowed[k], i);
        }
        continue;
      }
      engine::set_bit(evidence.kinds[k].known, i);
      if (!lit.empty() && engine::get_bit(lit, static_cast<std::size_t>(places.point[i]))) {
        engine::set_bit(evidence.kinds[k].covered, i);
      }
    }
  }
}

}  // namespace

Result<Lit> make_lit(const World& world, std::span<const Voice> voices, unsigned threads, const Task& task) {
  Lit lit;
  for (const auto& voice : voices) {
    task.step("join", lit.size(), voices.size());
    auto& of_voice = lit.emplace_back();
    for (const auto& speaker : voice.speakers) {
      VP_CHECK(task.check());
      of_voice.emplace_back();
      if (!speaker.geometry) continue;
      VP_TRY(of_voice.back(), lit_points(world, speaker, threads, task));
    }
  }
  task.step("join", voices.size(), voices.size());
  return lit;
}

Evidence make_evidence(const World& world, const Voice& voice, std::span<const engine::Bitmap> lit) {
  Evidence evidence;
  evidence.geometry.assign(world.territories.slots(), 0);
  for (const auto& places : world.kinds) {
    const auto empty = engine::make_bitmap(places.size());
    evidence.kinds.push_back({empty, empty});
    evidence.borrowed.push_back(empty);
  }
  Gathered gathered;
  for (std::size_t s = 0; s < voice.speakers.size(); ++s) {
    const Speaker& speaker = voice.speakers[s];
    if (speaker.geometry) {
      add_geometry(world, speaker, speaker.muted ? engine::Bitmap{} : lit[s], evidence);
      for (std::size_t slot = 0; slot < speaker.speaks.size(); ++slot)
        evidence.geometry[slot] |= speaker.speaks[slot];
    }
    add_rows(world, speaker, gathered, evidence);
  }
  settle_rows(world, gathered, evidence);
  return evidence;
}

}  // namespace vungphu::assess
