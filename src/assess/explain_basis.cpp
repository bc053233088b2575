// What a figure stands on: counted with the finest evidence alone, then with one coarser kind more at a time.
// What each adds is what stands on it, so the parts sum to the figure.
#include <algorithm>

#include "vungphu/model/kinds.hpp"

#include "explain_figure.hpp"

namespace vungphu::assess {
namespace {

struct Layer {
  std::string_view basis = {};
  std::uint8_t adds = kNone;  ///< nothing: what tables are silent on comes last
};

std::vector<Layer> layers_of(std::string_view kind) {
  if (kind == "household")
    return {{"points", kPoints}, {"counts", kCounts}, {"centres", kCentres}, {"row", kRow}};
  if (kind == "hamlet") return {{"places", kCentres}, {"counts", kCounts}};
  if (is_place_kind(kind)) return {{"places", kPlaces}};
  return {
      {"places", kPlaces}, {"points", kPoints}, {"counts", kCounts}, {"centres", kCentres}, {"row", kRow}};
}

/// Rows that are not listened to, and what no row names. Totals and requests stay: denominators stand on
/// them.
void quiet(std::vector<Tally>& rows, bool named) {
  for (auto& row : rows) {
    row.silent = false;
    if (named) continue;
    row.known = false;
    row.passed = 0;
    row.requested_met.reset();
  }
}

/// Leaves what is in `kept`.
void listen_to(const World& world, std::uint8_t kept, Evidence& evidence) {
  for (std::size_t k = 0; k < world.kinds.size(); ++k) {
    const std::string& kind = world.kinds[k].kind;
    const std::uint8_t layer = kind == "household" ? kPoints : kind == "hamlet" ? kCentres : kPlaces;
    if (kept & layer) continue;
    std::ranges::fill(evidence.kinds[k].known, 0);
    std::ranges::fill(evidence.kinds[k].covered, 0);
  }
  quiet(evidence.hamlets, kept & kCounts);
  quiet(evidence.territories, kept & kRow);
  if (kept & kRow) return;
  std::ranges::fill(evidence.parts, Part{});
  for (auto& unit : evidence.units) unit.tally.known = false;
}

/// As if everything that is judged were covered: what is counted then is what is judged.
void cover_all(const World& world, Evidence& evidence) {
  constexpr std::int64_t kAll = 1'000'000'000'000;  // capped at the homes there are
  for (auto& bits : evidence.kinds) bits.covered = bits.known;
  for (auto* rows : {&evidence.hamlets, &evidence.territories}) {
    for (auto& row : *rows) {
      row.known = row.known || row.silent;
      row.silent = false;
      row.passed = row.known ? kAll : 0;
      row.total.reset();
      row.requested_met.reset();
    }
  }
  // What speaks for a part judges no more than its rows give.
  for (auto& part : evidence.parts) part.passed = part.judged;
  for (auto& unit : evidence.units) {
    PieceSet all;
    for (const std::size_t slot : unit.slots) all = united(all, world.units.of_slot(slot));
    const std::int64_t judged = unit.judged();
    unit.tally.total.reset();
    unit.tally.passed = unit.pieces == all ? kAll : judged;
  }
}

/// By thing: what is covered by finer evidence stays with it, and what is covered by coarser one only stands
/// on that, though a finer one judged it.
void settle(const KindAnswer& in_the_end, const Bits* before, KindAnswer& answer) {
  for (std::size_t w = 0; w < answer.bits.known.size(); ++w) {
    auto& covered = answer.bits.covered[w];
    auto& known = answer.bits.known[w];
    covered &= in_the_end.bits.covered[w];
    if (before != nullptr) covered |= before->covered[w];
    known = (known & in_the_end.bits.known[w] & ~in_the_end.bits.covered[w]) | covered;
    if (before != nullptr) known |= before->known[w];
  }
  answer.partly = in_the_end.partly;
}

/// A home that finer evidence judged dark and a coarser count covers stands on the count.
void move_covered(std::vector<BasisShare>& shares) {
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (!shares[i].denominator) return;
    for (std::size_t finer = i; finer-- > 0 && shares[i].numerator > *shares[i].denominator;) {
      const std::int64_t dark = *shares[finer].denominator - shares[finer].numerator;
      const std::int64_t moved =
          std::clamp<std::int64_t>(shares[i].numerator - *shares[i].denominator, 0, dark);
      *shares[finer].denominator -= moved;
      *shares[i].denominator += moved;
    }
  }
}

}  // namespace

Result<std::vector<BasisShare>> basis_shares(const Asked& asked, const Task& task) {
  const Said everything = said_of(asked.scene);
  VP_TRY(const Counted whole, count(asked, everything, task));
  std::vector<BasisShare> shares;
  std::uint8_t kept = kNone;
  std::int64_t covered_before = 0, denominator_before = 0;
  std::optional<Bits> judged_before;
  const auto layers = layers_of(asked.indicator.kind);
  for (const Layer& layer : layers) {
    kept |= layer.adds;
    Said said = everything;
    for (const std::size_t v : asked.of.voices) {
      if (&layer != &layers.back()) listen_to(asked.scene.world, kept, said.evidence[v]);
      renew_homes(asked, v, said);
    }
    VP_TRY(Counted counted, count(asked, said, task));
    Counted most;
    if (counted.things) {
      KindAnswer answer = std::move(*counted.things);
      settle(*whole.things, judged_before ? &*judged_before : nullptr, answer);
      judged_before = answer.bits;
      counted = count(asked, everything, answer);
      answer.bits.covered = answer.bits.known;
      answer.partly.clear();
      most = count(asked, everything, std::move(answer));
    } else {
      for (const std::size_t v : asked.of.voices) cover_all(asked.scene.world, said.evidence[v]);
      VP_TRY(most, count(asked, said, task));
    }
    const std::int64_t covered = counted.all.lower;
    const std::int64_t judged = std::min(most.all.total.value_or(0), most.all.upper - most.all.no_data);
    BasisShare share{std::string(layer.basis), covered - covered_before, std::nullopt};
    if (most.all.total) share.denominator = judged - denominator_before;
    covered_before = covered;
    denominator_before = judged;
    if (share.numerator != 0 || share.denominator.value_or(0) != 0) shares.push_back(std::move(share));
  }
  move_covered(shares);
  const std::int64_t left = whole.all.total.value_or(0) - denominator_before;
  if (whole.all.total && left != 0) shares.push_back({"no_data", 0, left});
  return shares;
}

}  // namespace vungphu::assess
