#include "voices.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "vungphu/model/kinds.hpp"

#include "scope.hpp"

namespace vungphu::assess {
namespace {

/// Pieces, and what lies outside of all territories as the last.
std::vector<char> scope_mask(const Submission& submission, const Units& units) {
  std::vector<char> mask(units.pieces() + 1, 0);
  if (whole_scope(submission)) {
    mask.assign(mask.size(), 1);
    return mask;
  }
  const Date date = code_date(submission);
  for (const auto& scope : submission.scope) {
    if (scope == kOutside) mask.back() = 1;
    for (const std::int32_t piece : units.read_scope(scope, date)) mask[static_cast<std::size_t>(piece)] = 1;
  }
  return mask;
}

Speaker make_speaker(const Stated& stated, const Units& units, std::size_t slots, std::vector<char>& taken) {
  Speaker speaker;
  speaker.stated = &stated;
  speaker.holds = scope_mask(stated.submission, units);
  for (std::size_t i = 0; i < taken.size(); ++i) {
    const char asked = speaker.holds[i];
    if (taken[i]) speaker.holds[i] = 0;
    taken[i] |= asked;
  }
  speaker.speaks.assign(slots, 0);
  speaker.speaks.back() = speaker.holds.back();
  const auto held = [&](std::int32_t piece) { return speaker.holds[static_cast<std::size_t>(piece)] != 0; };
  for (std::size_t slot = 0; slot + 1 < slots; ++slot) {
    const PieceSet& pieces = units.of_slot(slot);
    speaker.speaks[slot] = !pieces.empty() && std::ranges::all_of(pieces, held);
  }
  speaker.holds.pop_back();
  for (const auto& claim : stated.claims) {
    speaker.areas = speaker.areas || claim.kind == ClaimKind::area || claim.kind == ClaimKind::cells;
    speaker.geometry = speaker.geometry || claim.kind != ClaimKind::row;
  }
  return speaker;
}

}  // namespace

std::vector<Voice> make_voices(const Inputs& inputs, const Territories& territories) {
  std::vector<const Stated*> ranked;
  for (const auto& stated : inputs.stated) ranked.push_back(&stated);
  const auto subject = [](const Submission& s) { return std::tie(s.op, s.technology, s.part); };
  std::ranges::sort(ranked, [&](const Stated* x, const Stated* y) {
    const Submission &a = x->submission, &b = y->submission;
    if (subject(a) != subject(b)) return subject(a) < subject(b);
    return later(a, b);
  });

  const Units units(inputs, territories);
  std::vector<Voice> voices;
  std::vector<char> taken;  // by a later submission of the same subject
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const Submission& s = ranked[i]->submission;
    if (i == 0 || subject(ranked[i - 1]->submission) != subject(s)) taken.assign(units.pieces() + 1, 0);
    Speaker speaker = make_speaker(*ranked[i], units, territories.slots(), taken);
    if (speaker.speaks.back() == 0 && std::ranges::find(speaker.holds, 1) == speaker.holds.end()) continue;
    if (voices.empty() || voices.back().op != s.op || voices.back().technology != s.technology) {
      voices.push_back({s.op, s.technology, {}});
    }
    voices.back().speakers.push_back(std::move(speaker));
  }
  // Ids say in which order submissions came; where that does not decide who speaks, it must decide no digit
  // either.
  const auto by_content = [](const Speaker& speaker) {
    const Submission& s = speaker.stated->submission;
    return std::tie(s.part, s.as_of, s.content_digest, s.id);
  };
  for (auto& voice : voices) std::ranges::sort(voice.speakers, {}, by_content);
  return voices;
}

bool holds_some(const World& world, const Speaker& speaker, std::size_t slot) {
  if (speaker.speaks[slot] || slot == world.territories.size()) return speaker.speaks[slot] != 0;
  return std::ranges::any_of(world.units.of_slot(slot),
                             [&](auto piece) { return speaker.holds[static_cast<std::size_t>(piece)] != 0; });
}

bool Union::any() const { return op == kAny; }

std::vector<std::string> members_of(const Profile& profile, std::string_view technology) {
  const Technology* found = profile.technology(technology);
  if (found != nullptr && found->is_set()) return found->members;
  return {std::string(technology)};
}

std::vector<Union> make_unions(const Profile& profile, std::span<const Voice> voices) {
  std::vector<Union> unions;
  for (const auto& technology : profile.technologies) {
    const auto members = members_of(profile, technology.id);
    std::map<std::string, std::vector<std::size_t>> by_operator;
    for (std::size_t v = 0; v < voices.size(); ++v) {
      if (std::ranges::find(members, voices[v].technology) == members.end()) continue;
      by_operator[voices[v].op].push_back(v);
    }
    Union any{technology.id, std::string(kAny), {}, {}, by_operator.size()};
    std::size_t rank = 0;
    for (const auto& [op, chosen] : by_operator) {
      unions.push_back(
          {technology.id, op, chosen, std::vector<std::size_t>(chosen.size(), rank), by_operator.size()});
      any.voices.insert(any.voices.end(), chosen.begin(), chosen.end());
      any.of_operator.insert(any.of_operator.end(), chosen.size(), rank++);
    }
    unions.push_back(std::move(any));
  }
  return unions;
}

std::vector<Region> regions(std::span<const Voice> voices, std::span<const std::size_t> chosen,
                            std::size_t slots) {
  std::map<std::vector<std::size_t>, Region>
      by_speakers;  // ranks of the speakers: an order that no address decides
  std::vector<const Speaker*> all;
  for (const std::size_t v : chosen) {
    for (const auto& speaker : voices[v].speakers) all.push_back(&speaker);
  }
  for (std::size_t slot = 0; slot < slots; ++slot) {
    std::vector<std::size_t> ranks;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i]->speaks[slot]) ranks.push_back(i);
    }
    Region& region = by_speakers[ranks];
    if (region.slots.empty()) {
      for (const std::size_t rank : ranks) region.speakers.push_back(all[rank]);
    }
    region.slots.push_back(slot);
  }
  std::vector<Region> result;
  for (auto& [ranks, region] : by_speakers) result.push_back(std::move(region));
  return result;
}

std::vector<const geo::MultiPolygon*> areas_of(std::span<const Speaker* const> speakers, Cells cells) {
  std::vector<const geo::MultiPolygon*> areas;
  for (const Speaker* speaker : speakers) {
    if (speaker->muted) continue;
    for (const auto& claim : speaker->stated->claims) {
      const bool wanted =
          claim.kind == ClaimKind::area || (claim.kind == ClaimKind::cells && cells == Cells::outlined);
      if (!wanted || !claim.operational()) continue;
      if (const auto* area = std::get_if<geo::MultiPolygon>(&claim.geometry)) areas.push_back(area);
    }
  }
  return areas;
}

}  // namespace vungphu::assess
