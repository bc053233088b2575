#include "evidence.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "vungphu/model/kinds.hpp"

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

bool with_counts(const Counts& c) {
  return c.passed || c.total || c.connected || c.requested || c.requested_met;
}

/// Hamlets and territories have homes in them: counts of those are tallies. Anything else a row names is
/// itself covered.
std::vector<Tally>* tallies(const World& world, std::size_t kind, Evidence& evidence) {
  if (world.kinds[kind].kind == "hamlet") return &evidence.hamlets;
  if (!is_place_kind(world.kinds[kind].kind)) return &evidence.territories;
  return nullptr;
}

/// One row of a submission, resolved.
struct Named {
  const Claim* claim;
  std::size_t kind, place, slot;
  bool tally;
};

std::vector<Named> resolve(const World& world, const Speaker& speaker) {
  std::vector<Named> rows;
  for (const auto& claim : speaker.stated->claims) {
    if (claim.kind != ClaimKind::row) continue;
    const auto kind = std::ranges::find(world.kinds, claim.key_kind, &Places::kind);
    if (kind == world.kinds.end()) continue;
    const std::int32_t place = kind->find(claim.code, claim.site);
    if (place < 0) continue;
    const auto i = static_cast<std::size_t>(place);
    const bool homes = kind->kind == "hamlet" || !is_place_kind(kind->kind);
    rows.push_back({&claim, static_cast<std::size_t>(kind - world.kinds.begin()), i,
                    world.territories.slot(kind->territory[i]), homes && with_counts(claim.counts)});
  }
  return rows;
}

/// Bits 2k (named) and 2k+1 (counted) for kind k: at most eight kinds exist.
std::uint32_t judged_bit(const Named& row) {
  return std::uint32_t{1} << (2 * row.kind + (row.tally ? 1 : 0));
}

using Unsaid =
    std::set<std::pair<std::size_t, std::size_t>>;  // (kind, place) whose row gives no passed count

/// What silence means: a kind that the rows speak of in a territory is judged there, and what no row names is
/// not covered.
void judge_all(const World& world, const Speaker& speaker, const std::vector<std::uint32_t>& judged,
               const Unsaid& unsaid, Evidence& evidence) {
  for (std::size_t k = 0; k < world.kinds.size(); ++k) {
    const Places& places = world.kinds[k];
    std::vector<Tally>* counted = tallies(world, k, evidence);
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::size_t slot = world.territories.slot(places.territory[i]);
      if (!speaker.speaks[slot]) continue;
      const std::uint32_t bits = judged[slot] >> (2 * k);
      if (bits & 1) engine::set_bit(evidence.kinds[k].known, i);
      if ((bits & 2) && !unsaid.contains({k, i})) (*counted)[i].silent = true;
    }
  }
}

void keep_larger(std::optional<std::int64_t>& kept, const std::optional<std::int64_t>& value) {
  if (value && (!kept || *value > *kept)) kept = value;
}

/// The rows of two parts on one key are not added: the larger stands. A muted one passes nobody, and its
/// other counts stay.
void add_tally(const Claim& claim, bool muted, Tally& tally) {
  if (!claim.operational()) return;
  tally.known = tally.known || claim.counts.passed;
  if (!muted) tally.passed = std::max(tally.passed, claim.counts.passed.value_or(0));
  keep_larger(tally.total, claim.counts.total);
  keep_larger(tally.connected, claim.counts.connected);
  keep_larger(tally.requested, claim.counts.requested);
  if (!muted) keep_larger(tally.requested_met, claim.counts.requested_met);
}

void add_rows(const World& world, const Speaker& speaker, Evidence& evidence) {
  const std::vector<Named> rows = resolve(world, speaker);
  if (rows.empty()) return;
  std::uint32_t all = 0;
  std::vector<std::uint32_t> judged(world.territories.slots(), 0);
  Unsaid unsaid;
  for (const auto& row : rows) {
    all |= judged_bit(row);
    judged[row.slot] |= judged_bit(row);
    if (!row.tally) continue;
    if (!row.claim->counts.passed) unsaid.insert({row.kind, row.place});
    if (auto* tally = tallies(world, row.kind, evidence)) tally->resize(world.kinds[row.kind].size());
    evidence.premises = evidence.premises || speaker.stated->submission.unit == "premises";
    evidence.counts = true;
  }
  for (auto& bits : judged) bits = bits != 0 ? bits : all;
  judge_all(world, speaker, judged, unsaid, evidence);
  for (const auto& row : rows) {
    if (!speaker.speaks[row.slot]) continue;
    if (row.tally) {
      add_tally(*row.claim, speaker.muted, (*tallies(world, row.kind, evidence))[row.place]);
    } else if (!speaker.muted && row.claim->operational() && row.claim->counts.passed.value_or(1) > 0) {
      engine::set_bit(evidence.kinds[row.kind].covered, row.place);
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
  for (std::size_t s = 0; s < voice.speakers.size(); ++s) {
    const Speaker& speaker = voice.speakers[s];
    if (speaker.geometry) {
      add_geometry(world, speaker, speaker.muted ? engine::Bitmap{} : lit[s], evidence);
      for (std::size_t slot = 0; slot < speaker.speaks.size(); ++slot)
        evidence.geometry[slot] |= speaker.speaks[slot];
    }
    add_rows(world, speaker, evidence);
  }
  return evidence;
}

}  // namespace vungphu::assess
