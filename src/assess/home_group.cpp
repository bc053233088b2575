// The union of voices over the homes of one group: exact where homes are judged one by one, bounds where only
// counts are known.
#include "home_adder.hpp"

namespace vungphu::assess {

/// How many operators cover each of the homes `known` of a word.
void Adder::list_operators(std::size_t word, std::uint64_t known, Cell& cell) {
  std::ranges::fill(exactly_, 0);
  exactly_[0] = known;
  for (std::size_t v = 0; v < of_.voices.size();) {
    const std::size_t op = of_.of_operator[v];
    std::uint64_t covers = 0;
    for (; v < of_.voices.size() && of_.of_operator[v] == op; ++v)  // voices of one operator stand together
      covers |= bits_[v]->known[word] & bits_[v]->covered[word];
    for (std::size_t k = exactly_.size() - 1; k > 0; --k) {
      exactly_[k] = (exactly_[k] & ~covers) | (exactly_[k - 1] & covers);
    }
    exactly_[0] &= ~covers;
  }
  for (std::size_t k = 0; k < exactly_.size(); ++k) cell.by_operators[k] += homes_.weigh(word, exactly_[k]);
}

/// People and demand of the homes of a word.
void Adder::list_words(std::size_t word, std::uint64_t mask, std::uint64_t known, std::uint64_t covered,
                       GroupAnswer& answer) const {
  const CountPlanes& people = homes_.people;
  answer.has_people = answer.has_people || (people.known(word) & mask) != 0;
  answer.people += people.sum(word, mask);
  answer.people_covered += people.sum(word, covered);
  answer.people_open += people.sum(word, mask & ~known);
  answer.unpeopled += homes_.weigh(word, mask & ~people.known(word));
  const std::uint64_t asking = homes_.demand.positive(word) & mask;
  answer.asking += homes_.weigh(word, asking);
  answer.asking_exact += homes_.weigh(word, asking & covered);
  answer.unknown_demand += homes_.weigh(word, mask & ~homes_.demand.known(word));
}

void Adder::list_homes(const Group& group, GroupAnswer& answer, Cell& cell) {
  each_word(group.begin, group.end, [&](std::size_t word, std::uint64_t mask) {
    std::uint64_t known = 0, covered = 0, borrowed = 0;
    for (std::size_t v = 0; v < bits_.size(); ++v) {
      const std::uint64_t judged = bits_[v]->known[word] & mask, lit = bits_[v]->covered[word] & judged;
      words_[v].judged += homes_.weigh(word, judged);
      words_[v].covered += homes_.weigh(word, lit);
      known |= judged;
      covered |= lit;
      if (!bits_[v]->borrowed.empty()) borrowed |= bits_[v]->borrowed[word];
    }
    for (std::size_t v = 0; v < bits_.size(); ++v)
      words_[v].beyond += homes_.weigh(word, covered & ~bits_[v]->known[word]);
    answer.exact += homes_.weigh(word, covered);
    answer.judged += homes_.weigh(word, known);
    if (known != 0) answer.evidence |= kPoints;
    if (of_.any() && known != 0) list_operators(word, known, cell);
    const std::uint64_t nowhere = mask & ~known & ~homes_.located[word];
    if (nowhere != 0) {
      answer.unlocated += homes_.weigh(word, nowhere);
      answer.borrowed += homes_.weigh(word, nowhere & homes_.borrowing[word]);
      answer.borrowed_covered += homes_.weigh(word, nowhere & borrowed);
    }
    list_words(word, mask, known, covered, answer);
  });
}

void Adder::rest_of(const Group& group, GroupAnswer& answer) {
  for (std::size_t v = 0; v < of_.voices.size(); ++v) {
    Word& word = words_[v];
    const std::int64_t rest = answer.total - word.judged;
    const Tally* row = tally(voice(v), group.hamlet);
    if (row != nullptr && row->known) {
      const std::int64_t count = cap_of(*row, answer.total);
      answer.over += row->passed > count;
      word.rest = std::clamp<std::int64_t>(count - word.covered, 0, rest);
      word.speaks_of_rest = true;
      if (rest > 0) answer.evidence |= kCounts;
    } else if (group.hamlet >= 0 && word.judged == 0) {
      const Bits& bits = voice(v).kinds[hamlet_kind_];
      const auto h = static_cast<std::size_t>(group.hamlet);
      if (!engine::get_bit(bits.known, h)) {
        word.silent = row != nullptr && row->silent;
        if (word.silent) answer.evidence |= kCounts;
        continue;
      }
      word.rest = engine::get_bit(bits.covered, h) ? rest : 0;
      word.speaks_of_rest = word.estimate = true;
      answer.evidence |= kCentres;
    }
  }
}

void Adder::unite(const Group& group, GroupAnswer& answer, Cell& cell) {
  std::int64_t most = 0, sum = 0, most_estimated = 0;
  bool all_known = false, all_or_none = true;
  std::size_t operators = 0, last = of_.operators;
  for (std::size_t v = 0; v < of_.voices.size(); ++v) {
    const Word& word = words_[v];
    const std::int64_t rest = answer.total - word.judged;
    most = std::max(most, word.rest - word.beyond);
    sum += std::clamp<std::int64_t>(rest - word.beyond, 0, word.rest);
    if (word.speaks_of_rest || word.silent) all_known = true;
    if (word.estimate) most_estimated = std::max(most_estimated, rest);
    all_or_none = all_or_none && (word.estimate || (!word.speaks_of_rest && !word.silent));
    if (word.rest > 0 && of_.of_operator[v] != last) ++operators, last = of_.of_operator[v];
  }
  answer.lower = answer.exact + most;
  answer.upper = answer.exact + std::min(answer.total - answer.exact, sum);
  answer.estimated = std::min(most_estimated, answer.total - answer.judged);
  answer.no_data = all_known ? 0 : answer.total - answer.judged;
  unlocated_of(group, answer);
  const bool listed = group.begin < group.end;
  if (of_.any() && !listed && all_known && all_or_none) cell.by_operators[operators] += answer.total;
}

bool Adder::borrowed_lit(std::size_t kind, std::size_t i) const {
  return std::ranges::any_of(of_.voices,
                             [&](auto v) { return engine::get_bit(evidence_[v].borrowed[kind], i); });
}

/// Of the homes of which nobody speaks, those that have no position where only geometry was sent.
void Adder::unlocated_of(const Group& group, GroupAnswer& answer) {
  const bool drawn =
      std::ranges::any_of(of_.voices, [&](auto v) { return evidence_[v].geometry[group.slot] != 0; });
  if (answer.no_data == 0 || !drawn) {
    answer.unlocated = answer.borrowed = answer.borrowed_covered = 0;
  } else if (group.begin == group.end && group.hamlet >= 0) {
    const auto h = static_cast<std::size_t>(group.hamlet);
    if (homes_.hamlets->point[h] >= 0) return;
    answer.unlocated = answer.total;
    if (homes_.hamlets->lent(h) < 0) return;
    answer.borrowed = answer.total;
    if (borrowed_lit(hamlet_kind_, h)) answer.borrowed_covered = answer.total;
  }
}

/// Counts say how many homes and not which: people are proven where all homes are, and possible where any
/// more are.
void Adder::people_of(const Group& group, GroupAnswer& answer) const {
  if (group.begin == group.end && group.hamlet >= 0) {
    const auto& people = homes_.hamlets->entries[static_cast<std::size_t>(group.hamlet)].people;
    answer.has_people = people.has_value();
    answer.people = answer.people_open = people.value_or(0);
    if (!people) answer.unpeopled = answer.total;
  }
  answer.people_upper = answer.people_covered;
  if (answer.no_data > 0) {
    answer.people_no_data = answer.people_open;
  } else if (answer.lower == answer.total && answer.total > 0) {
    answer.people_covered = answer.people_upper = answer.people;
  } else if (answer.upper > answer.exact) {
    answer.people_upper = answer.people;
  }
}

/// Homes that ask: exact among those judged one by one, else as many or as few of the counted ones as may be.
void Adder::demand_of(const Group& group, GroupAnswer& answer) {
  std::int64_t met = 0, met_sum = 0, requested = -1;
  bool all_met = true, some_met = false;
  if (group.begin == group.end && group.hamlet >= 0) {
    for (const std::size_t v : technology_.voices) {
      const Tally* row = tally(evidence_[v], group.hamlet);
      if (row != nullptr && row->requested) requested = std::max(requested, *row->requested);
    }
    const auto& stated = homes_.hamlets->entries[static_cast<std::size_t>(group.hamlet)].demand;
    if (stated) requested = *stated;
    if (requested < 0) {
      answer.unknown_demand = answer.total;
      return;
    }
    answer.asking = std::min(requested, answer.total);
    for (std::size_t v = 0; v < of_.voices.size(); ++v) {
      const Tally* row = tally(voice(v), group.hamlet);
      const bool given = row != nullptr && row->requested_met;
      if (given) met = std::max(met, *row->requested_met), met_sum += *row->requested_met, some_met = true;
      if (words_[v].speaks_of_rest && !given) all_met = false;
    }
  }
  const std::int64_t open = answer.total - answer.exact;
  const std::int64_t open_asking = answer.asking - answer.asking_exact;
  const std::int64_t least = answer.lower - answer.exact, greatest = answer.upper - answer.exact;
  answer.asking_lower = answer.asking_exact + std::max<std::int64_t>(0, least - (open - open_asking));
  answer.asking_upper = answer.asking_exact + std::min(open_asking, greatest);
  if (!some_met) return;
  answer.asking_lower = std::max(answer.asking_lower, std::min(met, answer.asking));
  if (all_met) answer.asking_upper = std::min(answer.asking, met_sum);
  answer.asking_upper = std::max(answer.asking_upper, answer.asking_lower);
}

GroupAnswer Adder::group(const Group& group, Cell& cell) {
  GroupAnswer answer;
  answer.total = *group.total;
  words_.assign(of_.voices.size(), {});
  list_homes(group, answer, cell);
  rest_of(group, answer);
  unite(group, answer, cell);
  people_of(group, answer);
  demand_of(group, answer);
  return answer;
}

}  // namespace vungphu::assess
