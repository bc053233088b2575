// What each submission gives to a figure: the figure with everything, less that without it.
#include <algorithm>
#include <bit>

#include "explain_figure.hpp"

namespace vungphu::assess {
namespace {

/// A speaker of the union that speaks in the territory.
struct Who {
  std::size_t voice = 0, speaker = 0;
};

std::vector<Who> who_speaks(const Asked& asked) {
  std::vector<Who> found;
  for (const std::size_t v : asked.of.voices) {
    const auto& speakers = asked.scene.voices[v].speakers;
    for (std::size_t s = 0; s < speakers.size(); ++s) {
      for (std::size_t slot = 0; slot < asked.slots.size(); ++slot) {
        if (!asked.slots[slot] || !holds_some(asked.scene.world, speakers[s], slot)) continue;
        found.push_back({v, s});
        break;
      }
    }
  }
  const auto id = [&](const Who& who) {
    return asked.scene.voices[who.voice].speakers[who.speaker].stated->submission.id;
  };
  std::ranges::sort(found, {}, id);
  return found;
}

/// Takes speakers out and puts them back.
class Muting {
 public:
  explicit Muting(const Asked& asked) : asked_(asked), silent_(said_of(asked.scene)) {
    for (const std::size_t v : asked.of.voices) {
      for (auto& speaker : silent_.voices[v].speakers) speaker.muted = true;
      renew(silent_, v);
    }
  }
  /// All but one, or one alone.
  Said without(const Who& who) const { return turned(said_of(asked_.scene), who, true); }
  Said alone(const Who& who) const { return turned(silent_, who, false); }

 private:
  Said turned(Said said, const Who& who, bool muted) const {
    said.voices[who.voice].speakers[who.speaker].muted = muted;
    renew(said, who.voice);
    return said;
  }
  void renew(Said& said, std::size_t v) const {
    said.evidence[v] = make_evidence(asked_.scene.world, said.voices[v], asked_.scene.lit[v]);
    renew_homes(asked_, v, said);
  }

  const Asked& asked_;
  Said silent_;
};

/// Of things judged one by one: those that are lost without exactly one submission. A zone of which two
/// operators cover 30 % each is lost without either, and neither covers it alone.
void keep_the_only(const Asked& asked, const Said& everything, const KindAnswer& with,
                   std::vector<Counted>& without) {
  auto once = engine::make_bitmap(asked.scene.world.kinds[asked.kind].size());
  auto more = once;
  for (const auto& other : without) {
    for (std::size_t w = 0; w < once.size(); ++w) {
      const auto lost = with.bits.covered[w] & ~other.things->bits.covered[w];
      more[w] |= once[w] & lost;
      once[w] |= lost;
    }
  }
  for (auto& other : without) {
    KindAnswer only = with;
    for (std::size_t w = 0; w < once.size(); ++w)
      only.bits.covered[w] &= other.things->bits.covered[w] | more[w];
    other = count(asked, everything, std::move(only));
  }
}

/// Of counts: where more is lost one by one than there is, no part of it is anybody's alone.
std::vector<std::int64_t> only_through(const Asked& asked, const Counted& with,
                                       std::span<const Counted> without) {
  std::vector<std::int64_t> only(without.size(), 0);
  // Slot by slot; and what is known of several together, which may be more without one who tells them apart.
  const std::size_t slots = with.slots.size();
  const auto lower = [&](const Counted& counted, std::size_t at) {
    return at == slots ? counted.together : counted.slots[at].lower;
  };
  for (std::size_t at = 0; at <= slots; ++at) {
    if (at < slots && !asked.slots[at]) continue;
    std::int64_t lost = 0;
    for (const auto& other : without) lost += std::max<std::int64_t>(0, lower(with, at) - lower(other, at));
    if (lost > lower(with, at)) continue;
    for (std::size_t i = 0; i < without.size(); ++i)
      only[i] += std::max<std::int64_t>(0, lower(with, at) - lower(without[i], at));
  }
  return only;
}

Contribution describe(const Asked& asked, const Submission& submission) {
  Contribution made;
  made.submission = submission;
  const auto days = std::chrono::sys_days(asked.scene.inputs.as_of) - std::chrono::sys_days(submission.as_of);
  made.age_days = days.count();
  made.stale = made.age_days > kStaleDays;
  return made;
}

}  // namespace

Result<Contributions> contributions(const Asked& asked, const Task& task) {
  const Said everything = said_of(asked.scene);
  VP_TRY(const Counted with, count(asked, everything, task));
  const std::vector<Who> who = who_speaks(asked);
  const Muting muting(asked);
  Contributions found;
  std::vector<Counted> without;
  for (const Who& one : who) {
    task.step("explain", without.size(), who.size());
    found.submissions.push_back(
        describe(asked, asked.scene.voices[one.voice].speakers[one.speaker].stated->submission));
    VP_TRY(Counted rest, count(asked, muting.without(one), task));
    VP_TRY(const Counted alone, count(asked, muting.alone(one), task));
    without.push_back(std::move(rest));
    found.submissions.back().covered = alone.all.lower;
  }
  if (with.things) keep_the_only(asked, everything, *with.things, without);
  found.several = with.all.lower;
  const auto only = only_through(asked, with, without);
  for (std::size_t i = 0; i < only.size(); ++i) {
    found.submissions[i].only = only[i];
    found.several -= only[i];
  }
  return found;
}

}  // namespace vungphu::assess
