#include "disagreement.hpp"

#include <bit>

namespace vungphu::assess {
namespace {

constexpr std::int64_t kPoints5 = 5;  // percentage points that two sources may differ by (DESIGN 3.5)

/// What the finest evidence of a voice says of some homes. `all`: it judges every one of them.
struct Finer {
  std::int64_t total = 0, covered = 0;
  bool all = true;
  std::uint8_t basis = kNone;
};

std::string word(std::uint8_t basis) {
  if (std::popcount(basis) > 1) return "mixed";
  return basis == kPoints ? "points" : basis == kCounts ? "counts" : basis == kCentres ? "centres" : "row";
}

std::string percent(std::int64_t part, std::int64_t total) {
  return std::to_string((200 * part + total) / (2 * total));
}

class Checks {
 public:
  Checks(const Scene& scene, std::size_t v, std::vector<Finding>& findings)
      : scene_(scene),
        voice_(scene.voices[v]),
        evidence_(scene.evidence[v]),
        bits_(scene.home_bits[v]),
        findings_(findings) {
    for (std::size_t k = 0; k < scene.world.kinds.size(); ++k) {
      if (scene.world.kinds[k].kind == "hamlet") hamlets_ = k;
    }
  }

  void slot(std::size_t slot) {
    Finer sum;
    for (std::size_t g = scene_.homes.first[slot]; g < scene_.homes.first[slot + 1]; ++g) {
      const Group& group = scene_.homes.groups[g];
      if (!group.total || *group.total == 0) continue;
      const Finer one = of_group(group);
      if (!group.counted) continue;
      sum.total += one.total;
      sum.covered += one.covered;
      sum.all = sum.all && one.all;
      sum.basis |= one.basis;
    }
    if (slot == scene_.world.territories.size() || evidence_.territories.empty() || sum.basis == kNone)
      return;
    compare(scene_.world.territories.lowest()->name, *scene_.world.territories.lowest()->units[slot], sum,
            evidence_.territories[slot], kRow);
  }

 private:
  /// The finest that judges a group wholly; homes one by one are held against the hamlet's own row.
  Finer of_group(const Group& group) {
    Finer finer{.total = *group.total};
    std::int64_t judged = 0;
    each_word(group.begin, group.end, [&](std::size_t word, std::uint64_t mask) {
      const std::uint64_t known = bits_.known[word] & mask;
      judged += scene_.homes.weigh(word, known);
      finer.covered += scene_.homes.weigh(word, known & bits_.covered[word]);
    });
    finer.all = judged == finer.total;
    if (judged > 0) finer.basis |= kPoints;
    if (group.hamlet < 0) return finer;
    const auto h = static_cast<std::size_t>(group.hamlet);
    const Tally* row = evidence_.hamlets.empty() ? nullptr : &evidence_.hamlets[h];
    if (finer.all && row != nullptr)
      compare("hamlet", scene_.homes.hamlets->entries[h], finer, *row, kCounts);
    if (finer.all) return finer;
    const bool centre = engine::get_bit(evidence_.kinds[hamlets_].known, h);
    if (row != nullptr && row->known) {
      finer.covered = std::max(finer.covered, std::min(row->passed, finer.total));
      finer.basis |= kCounts;
      finer.all = true;
    } else if (judged == 0 && centre) {
      finer.covered = engine::get_bit(evidence_.kinds[hamlets_].covered, h) ? finer.total : 0;
      finer.basis |= kCentres;
      finer.all = true;
    }
    return finer;
  }

  void compare(const std::string& kind, const Entry& thing, const Finer& finer, const Tally& coarser,
               std::uint8_t basis) {
    if (!finer.all || !coarser.known || finer.total == 0) return;
    if (coarser.total && *coarser.total != finer.total) return;  // not the same homes
    const std::int64_t count = std::min(coarser.passed, finer.total);
    if (100 * std::abs(count - finer.covered) <= kPoints5 * finer.total) return;
    Finding f;
    f.code = "evidence_disagrees";
    f.severity = Severity::warning;
    f.args = {{"kind", kind},
              {"code", thing.code},
              {"name", thing.name},
              {"operator", voice_.op},
              {"technology", voice_.technology},
              {"finer", word(finer.basis)},
              {"finer_percent", percent(finer.covered, finer.total)},
              {"coarser", word(basis)},
              {"coarser_percent", percent(count, finer.total)}};
    findings_.push_back(std::move(f));
  }

  const Scene& scene_;
  const Voice& voice_;
  const Evidence& evidence_;
  const HomeBits& bits_;
  std::vector<Finding>& findings_;
  std::size_t hamlets_ = 0;
};

}  // namespace

void add_disagreements(const Scene& scene, std::vector<Finding>& findings) {
  for (std::size_t v = 0; v < scene.voices.size(); ++v) {
    Checks checks(scene, v, findings);
    for (std::size_t slot = 0; slot < scene.world.territories.slots(); ++slot) checks.slot(slot);
  }
}

}  // namespace vungphu::assess
