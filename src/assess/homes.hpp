// Households: what counts as their number in each territory, and how many a union of voices reaches, with
// bounds.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "cell.hpp"
#include "count_planes.hpp"
#include "evidence.hpp"

namespace vungphu::assess {

/// The homes of one hamlet within one territory, or (hamlet -1) those of no hamlet.
struct Group {
  std::size_t slot = 0;
  std::int32_t hamlet = -1;
  std::optional<std::int64_t> total;  ///< homes in it
  bool counted = false;               ///< part of the territory's figures
  std::size_t begin = 0, end = 0;     ///< in Homes::members; empty where homes are not listed one by one
};

struct Homes {
  std::vector<Basis> basis;        ///< by slot: kPoints, kHamlets, kRow or kNone
  std::vector<Group> groups;       ///< by slot, then hamlet, homes of no hamlet last; every hamlet has one
  std::vector<std::size_t> first;  ///< by slot its first group; one more at the end
  std::vector<std::uint32_t> members;  ///< households in the order of groups
  engine::Bitmap located, borrowing;   ///< members with a proven position; those that borrow one
  CountPlanes people, demand;          ///< of members
  CountPlanes weights;                 ///< where some household stands for more homes than one
  bool one_each = true;                ///< every household stands for one home
  std::vector<std::optional<std::int64_t>>
      row_total;  ///< by slot: the territory's own weight, else its rows' total
  const Places* households = nullptr;
  const Places* hamlets = nullptr;

  std::int64_t weight(std::size_t member) const {
    return one_each ? 1 : households->households->weight()[members[member]].value_or(1);
  }
  /// Homes of the members whose bits are set in word `word` of a bitmap over members.
  std::int64_t weigh(std::size_t word, std::uint64_t bits) const {
    if (one_each) return std::popcount(bits);
    return weights.sum(word, bits) + std::popcount(bits & ~weights.known(word));
  }
};

/// Calls `use` with every word of a bitmap that members [begin, end) have a part in, and the bits that are
/// theirs.
template <class Use>
void each_word(std::size_t begin, std::size_t end, const Use& use) {
  for (std::size_t word = begin >> 6; word << 6 < end; ++word) {
    std::uint64_t mask = ~std::uint64_t{0};
    if (word == begin >> 6) mask &= ~std::uint64_t{0} << (begin & 63);
    if (end - (word << 6) < 64) mask &= (std::uint64_t{1} << (end & 63)) - 1;
    use(word, mask);
  }
}

/// What one voice says of the homes, in the order of Homes::members: 64 at a time.
struct HomeBits {
  engine::Bitmap known, covered;
  engine::Bitmap borrowed;  ///< empty where no household borrows a position
};
HomeBits order_homes(const World& world, const Homes& homes, const Evidence& evidence);

/// Where a territory has household points they are the basis, else its hamlets by weight (or the total of
/// their rows), else listed households without points, else its own weight or the total of its row (the
/// largest one that is sent).
Homes make_homes(const World& world, std::span<const Evidence> evidence);

/// The homes of one hamlet under a union.
struct HamletHomes {
  std::int64_t total = -1;  ///< -1 unknown; the others are then 0
  std::int64_t lower = 0, upper = 0, no_data = 0;
  std::uint8_t evidence = kNone;
};

/// What counts for several territories together add to one row of figures, beyond the sum of its cells: such
/// counts are in every row that holds all of their territories. What they take from `no_data` is below zero.
struct Extra {
  std::size_t sum = 0;  ///< of World::sums
  Cell cell;
};

/// How many of the homes of each slot and of each hamlet a union of voices reaches.
struct HomeAnswer {
  std::vector<Cell> slots;
  std::vector<Extra> extras;  ///< by sum, those that have any
  /// By sum (empty: none anywhere): homes that counts for several territories may add to it, and that cannot
  /// be added to it for they may lie beside it. Nobody has then proven as many of its homes dark.
  std::vector<std::int64_t> shared;
  std::vector<HamletHomes> hamlets;
  std::vector<std::int64_t> hamlet_total;  ///< by hamlet, -1 unknown
  std::vector<std::int64_t> hamlet_dark;   ///< by hamlet: Answers::homes_dark
  std::vector<char> hamlet_unproven;       ///< by hamlet: some homes that were judged are not proven covered
};

/// Evidence per voice and group: bits over listed homes; for homes that these do not judge a row with counts
/// for the hamlet; else, where no home of it was judged, the hamlet's centre (all or none, counted as
/// estimated). The territory's own row speaks for what is left; last, silence (Tally) means none. A coarser
/// count stands for what finer evidence did not count: the count less that, never below zero and never above
/// the homes left. Union: lower counts overlaps as large as they can be, upper as small. `technology` holds
/// all voices of the union's technology (for the demand that their rows state).
/// `ordered`: order_homes of every voice, for who asks for many unions.
HomeAnswer answer_homes(const World& world, const Homes& homes, std::span<const Evidence> evidence,
                        const Union& of, const Union& technology, std::span<const HomeBits> ordered = {});

}  // namespace vungphu::assess
