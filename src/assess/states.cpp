#include "states.hpp"

#include <algorithm>

#include "vungphu/geo/measure.hpp"
#include "vungphu/model/kinds.hpp"

#include "batches.hpp"

namespace vungphu::assess {
namespace {

/// A thing's answer by one voice.
struct Said {
  bool known = false, lit = false;
  std::uint8_t evidence = kNone;
};

void unite(Bits& into, const Bits& bits) {
  for (std::size_t w = 0; w < bits.known.size(); ++w) {
    into.covered[w] |= bits.covered[w];
    into.known[w] |= bits.known[w];
  }
}

void set(Bits& bits, std::size_t i, bool lit) {
  engine::set_bit(bits.known, i);
  if (lit) engine::set_bit(bits.covered, i);
}

Said of_hamlet(const Ground& ground, const Evidence& evidence, std::size_t kind, std::size_t hamlet) {
  const Bits& bits = evidence.kinds[kind];
  if (engine::get_bit(bits.known, hamlet)) return {true, engine::get_bit(bits.covered, hamlet), kPlaces};
  if (evidence.hamlets.empty()) return {};
  const Tally& row = evidence.hamlets[hamlet];
  if (row.known) return {true, row.passed > 0, kCounts};
  // A row for the commune passes homes in hamlets that it does not name, so silence on one is then no proof.
  const std::int32_t commune = ground.world->kinds[kind].territory[hamlet];
  const bool beside =
      commune >= 0 && !evidence.beside.empty() && evidence.beside[static_cast<std::size_t>(commune)];
  if (!row.silent || beside) return {};
  return {true, false, kCounts};
}

KindAnswer hamlets(const Ground& ground, std::size_t kind, const Union& of, const HomeAnswer& homes) {
  const std::size_t size = ground.world->kinds[kind].size();
  const auto empty = engine::make_bitmap(size);
  KindAnswer answer{{empty, empty}, empty, std::vector<std::uint8_t>(size, kNone)};
  for (std::size_t h = 0; h < size; ++h) {
    bool lit = false;
    for (const std::size_t v : of.voices) {
      const Said said = of_hamlet(ground, ground.evidence[v], kind, h);
      if (!said.known) continue;
      set(answer.bits, h, said.lit);
      answer.evidence[h] |= said.evidence;
      lit = lit || said.lit;
    }
    if (lit && homes.hamlet_unproven[h]) engine::set_bit(answer.partly, h);
  }
  return answer;
}

/// Whether any hamlet of each slot is lit, by one voice.
std::vector<Said> slots_by_hamlets(const Ground& ground, const Evidence& evidence) {
  std::vector<Said> said(ground.world->territories.slots());
  for (std::size_t k = 0; k < ground.world->kinds.size(); ++k) {
    const Places& places = ground.world->kinds[k];
    if (places.kind != "hamlet") continue;
    for (std::size_t h = 0; h < places.size(); ++h) {
      const Said one = of_hamlet(ground, evidence, k, h);
      Said& slot = said[ground.world->territories.slot(places.territory[h])];
      slot.known = slot.known || one.known;
      slot.lit = slot.lit || one.lit;
    }
  }
  return said;
}

Said of_commune(const Evidence& evidence, const Cell& homes, const Said& hamlet, std::size_t kind,
                std::size_t i) {
  const Bits& bits = evidence.kinds[kind];
  if (engine::get_bit(bits.known, i)) return {true, engine::get_bit(bits.covered, i), kPlaces};
  const auto stood_on = homes.evidence != kNone ? homes.evidence : std::uint8_t{kPoints};
  // One covered home is proof; that none is takes all of them.
  if (homes.covered > 0) return {true, true, stood_on};
  const bool in_part = !evidence.parts.empty() && evidence.parts[i].known;
  if (homes.spoken && homes.no_data == 0 && !in_part) return {true, false, stood_on};
  if (hamlet.known) return {true, hamlet.lit, kHamlets};
  if (evidence.territories.empty()) return {};
  const Tally& row = evidence.territories[i];
  if (!row.known && !row.silent) return {};
  return {true, row.passed > 0, kRow};
}

KindAnswer communes(const Ground& ground, std::size_t kind, const Union& of) {
  const std::size_t size = ground.world->kinds[kind].size();
  const auto empty = engine::make_bitmap(size);
  KindAnswer answer{{empty, empty}, {}, std::vector<std::uint8_t>(size, kNone)};
  for (const std::size_t v : of.voices) {
    const auto by_hamlets = slots_by_hamlets(ground, ground.evidence[v]);
    for (std::size_t i = 0; i < size; ++i) {
      const Cell& homes = ground.voice_homes[v].slots[i];
      const Said said = of_commune(ground.evidence[v], homes, by_hamlets[i], kind, i);
      if (!said.known) continue;
      set(answer.bits, i, said.lit);
      answer.evidence[i] |= said.evidence;
    }
  }
  return answer;
}

}  // namespace

Result<std::vector<ZoneShares>> zone_shares(const Ground& ground, std::size_t kind,
                                            std::span<const Union> unions, const Task& task) {
  const World& world = *ground.world;
  const Places& places = world.kinds[kind];
  std::vector<ZoneShares> found(unions.size(), ZoneShares(places.size()));
  for (const Batch& batch : batches_of(unions)) {
    for (const Region& region : regions(ground.voices, batch.voices, world.territories.slots())) {
      std::vector<char> here(world.territories.slots(), 0);
      for (const std::size_t slot : region.slots) here[slot] = 1;
      std::vector<std::size_t> zone;
      std::vector<const geo::MultiPolygon*> areas;
      for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& area = places.entries[i].area;
        if (!area || !here[world.territories.slot(places.territory[i])]) continue;
        zone.push_back(i);
        areas.push_back(&*area);
      }
      const Claimed claimed = claimed_by(region, batch, ground.voices);
      if (zone.empty() || claimed.judging == 0) continue;
      VP_TRY(const auto sums, engine::areas_within_sets(areas, claimed.areas, claimed.unions,
                                                        batch.unions.size(), ground.threads, task));
      for (std::size_t u = 0; u < unions.size(); ++u) {
        const auto own = std::ranges::find(batch.unions, unions[u].voices);
        const auto at = static_cast<std::size_t>(own - batch.unions.begin());
        if (own == batch.unions.end() || (claimed.judging >> at & 1) == 0) continue;
        for (std::size_t z = 0; z < zone.size(); ++z)
          found[u][zone[z]] = {sums[z][at].union_m2, geo::area_m2(*areas[z])};
      }
    }
  }
  return found;
}

Result<std::vector<KindAnswer>> answer_zones(const Ground& ground, std::size_t kind,
                                             std::span<const Union> unions, const Task& task) {
  const auto empty = engine::make_bitmap(ground.world->kinds[kind].size());
  VP_TRY(const auto shares, zone_shares(ground, kind, unions, task));
  std::vector<KindAnswer> answers;
  for (std::size_t u = 0; u < unions.size(); ++u) {
    KindAnswer& answer = answers.emplace_back(KindAnswer{{empty, empty}, {}, {}});
    for (const std::size_t v : unions[u].voices) unite(answer.bits, ground.evidence[v].kinds[kind]);
    for (std::size_t i = 0; i < shares[u].size(); ++i) {
      if (!shares[u][i]) continue;
      const auto [covered, whole] = *shares[u][i];
      // A zone that is half covered must not be lost to the last digit of a floating sum.
      set(answer.bits, i, covered > 0 && 2 * covered >= whole * (1 - 1e-9));
    }
  }
  return answers;
}

Result<KindAnswer> answer_kind(const Ground& ground, std::size_t kind, const Union& of,
                               const HomeAnswer& homes, const Task& task) {
  const Places& places = ground.world->kinds[kind];
  if (places.kind == "hamlet") return hamlets(ground, kind, of, homes);
  if (!is_place_kind(places.kind)) return communes(ground, kind, of);
  if (is_zone_kind(places.kind)) {
    VP_TRY(auto answers, answer_zones(ground, kind, std::span(&of, 1), task));
    return std::move(answers[0]);
  }
  const auto empty = engine::make_bitmap(places.size());
  KindAnswer answer{{empty, empty}, {}, {}};
  for (const std::size_t v : of.voices) unite(answer.bits, ground.evidence[v].kinds[kind]);
  return answer;
}

}  // namespace vungphu::assess
