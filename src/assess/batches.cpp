#include "batches.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace vungphu::assess {
namespace {

constexpr std::size_t kMost = 64;

}  // namespace

std::vector<Batch> batches_of(std::span<const Union> unions) {
  std::vector<Batch> batches;
  std::set<std::vector<std::size_t>> left;
  for (const Union& of : unions) left.insert(of.voices);
  while (!left.empty()) {
    Batch batch;
    for (auto next = left.begin(); next != left.end() && batch.unions.size() < kMost;) {
      batch.unions.push_back(*next);
      std::vector<std::size_t> voices;
      std::ranges::set_union(batch.voices, *next, std::back_inserter(voices));
      batch.voices = std::move(voices);
      left.erase(next);
      next = std::ranges::find_if(left, [&](const std::vector<std::size_t>& other) {
        return std::ranges::any_of(
            other, [&](std::size_t v) { return std::ranges::binary_search(batch.voices, v); });
      });
    }
    batches.push_back(std::move(batch));
  }
  return batches;
}

Claimed claimed_by(const Region& region, const Batch& batch, std::span<const Voice> voices) {
  std::map<const Speaker*, std::uint64_t> unions;
  for (const std::size_t v : batch.voices) {
    std::uint64_t bits = 0;
    for (std::size_t u = 0; u < batch.unions.size(); ++u) {
      if (std::ranges::find(batch.unions[u], v) != batch.unions[u].end()) bits |= std::uint64_t{1} << u;
    }
    for (const Speaker& speaker : voices[v].speakers) unions.emplace(&speaker, bits);
  }
  Claimed claimed;
  for (const Speaker* speaker : region.speakers) {
    if (speaker->areas) claimed.judging |= unions.at(speaker);
    const auto own = areas_of(std::span(&speaker, 1));
    claimed.areas.insert(claimed.areas.end(), own.begin(), own.end());
    claimed.unions.insert(claimed.unions.end(), own.size(), unions.at(speaker));
  }
  return claimed;
}

}  // namespace vungphu::assess
