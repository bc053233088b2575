#include "area_grid.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "vungphu/geo/measure.hpp"

namespace vungphu::engine {
namespace {

/// A cell is as wide as this many edges are long in the mean: half and twice were measured slower.
constexpr std::int64_t kEdgesAcross = 1;
/// And there are at most this many cells an edge, where edges are few or short.
constexpr std::int64_t kCellsPerEdge = 4;
/// Nor are they wider than 2^20 units (0.1 degree), where two nodes are off by 4e-13 at 10 degrees of
/// latitude and by 2e-11 at 80.
constexpr int kMostBits = 20;
/// What touches may seem to share so much: 1 mm2, and where edges are long, this part of the territory's box.
constexpr double kRoundOffM2 = 1e-6, kRoundOffShare = 1e-16;

struct Edge {
  geo::GridPoint low, high;  ///< low.y <= high.y; low.x <= high.x where level
  std::int8_t turn;  ///< going east over it, or north where level, one comes into the area (1) or out (-1)
};

/// Those edges that can matter to what lies in a box.
void add_edges(const geo::MultiPolygon& area, const geo::Box& box, std::vector<Edge>& edges) {
  for (const geo::Polygon& polygon : area.polygons) {
    for (std::size_t r = 0; r < polygon.rings.size(); ++r) {
      const geo::Path& ring = polygon.rings[r];
      if (ring.empty()) continue;
      const int left =
          r == 0 ? geo::turning(ring) : -geo::turning(ring);  // 1: the area lies on its left side
      geo::GridPoint from = ring.back();
      for (const geo::GridPoint to : ring) {
        const geo::GridPoint a = std::exchange(from, to);
        const bool onward = a.y != to.y ? a.y < to.y : a.x <= to.x;
        const Edge edge = onward ? Edge{a, to, 0} : Edge{to, a, 0};
        if (edge.high.y < box.min.y || edge.low.y > box.max.y || std::min(a.x, to.x) > box.max.x) continue;
        edges.push_back(edge);
        // North of a level edge that runs east lies its left side, east of one that rises its right.
        edges.back().turn = static_cast<std::int8_t>(onward == (a.y == to.y) ? left : -left);
      }
    }
  }
}

/// Cells of 2^bits units over a box. Ordinates count from its corner, half a unit west and south of it.
struct Grid {
  Grid(const geo::Box& box, std::span<const Edge> edges) : origin(box.min) {
    const std::int64_t width = std::int64_t{box.max.x} - box.min.x + 1,
                       height = std::int64_t{box.max.y} - box.min.y + 1;
    std::int64_t length = 0;
    for (const Edge& edge : edges) {
      length += std::min(std::abs(std::int64_t{edge.high.x} - edge.low.x), width) +
                std::min(std::int64_t{edge.high.y} - edge.low.y, height);
    }
    const auto count = static_cast<std::int64_t>(edges.size());
    while (bits < kMostBits && (std::int64_t{1} << bits) * count < kEdgesAcross * length) ++bits;
    const auto cells = [&] { return ((width >> bits) + 1) * ((height >> bits) + 1); };
    while (bits < kMostBits && cells() > kCellsPerEdge * count + 64) ++bits;
    rows = static_cast<std::int32_t>((height + (std::int64_t{1} << bits) - 1) >> bits);
    columns = static_cast<std::int32_t>((width + (std::int64_t{1} << bits) - 1) >> bits);
    words = static_cast<std::size_t>(columns + 63) / 64;
    side = std::ldexp(1.0, bits);
    round_off_m2 = kRoundOffM2 + kRoundOffShare * static_cast<double>(width) * static_cast<double>(height) *
                                     geo::unit_area_m2(0);
  }

  double x(std::int32_t unit) const { return static_cast<double>(std::int64_t{unit} - origin.x) + 0.5; }
  double y(std::int32_t unit) const { return static_cast<double>(std::int64_t{unit} - origin.y) + 0.5; }
  std::int64_t row(std::int32_t unit) const { return (std::int64_t{unit} - origin.y) >> bits; }
  /// -1 is all that lies west, `columns` all that lies east.
  std::int32_t column(double x) const {
    if (x < 0) return -1;
    return x >= side * columns ? columns : static_cast<std::int32_t>(x / side);
  }
  std::size_t word(std::int32_t row, std::int32_t column) const {
    return static_cast<std::size_t>(row) * words + static_cast<std::size_t>(column >> 6);
  }
  std::uint32_t cell(std::int32_t row, std::int32_t column) const {
    return static_cast<std::uint32_t>(row) * static_cast<std::uint32_t>(columns) +
           static_cast<std::uint32_t>(column);
  }

  geo::GridPoint origin;
  int bits = 0;
  std::int32_t rows = 0, columns = 0;
  std::size_t words = 0;  ///< of 64 cells, a row
  double side = 0;
  double round_off_m2 = 0;
};

using Bits = std::vector<std::uint64_t>;  ///< one a cell, by Grid::word

inline std::uint64_t bit_of(std::int32_t column) { return std::uint64_t{1} << (column & 63); }

class Measure {
 public:
  Measure(const Grid& grid, std::span<const std::uint64_t> sets, std::size_t count)
      : grid_(grid),
        flips_(static_cast<std::size_t>(grid.rows) * grid.words, 0),
        edged_(flips_),
        open_(flips_.size(), ~std::uint64_t{0}),
        full_(flips_),
        crossed_(flips_),
        sets_(sets),
        covered_(count, flips_),
        each_(sets.size()),
        unions_(count) {
    densities_.reserve(static_cast<std::size_t>(grid.rows));
    for (std::int32_t row = 0; row < grid.rows; ++row) {
      densities_.emplace_back(grid.origin.y - 0.5, row * grid.side, (row + 1) * grid.side);
    }
  }

  void add_territory(std::span<const Edge> edges) {
    walk_all(edges, CellScan::kTerritory);
    for_each_word([&](std::int32_t row, std::size_t word, std::uint64_t in, std::uint64_t edged) {
      full_[word] = in & ~edged, crossed_[word] = edged;
      start_on(row, word, in & edged, CellScan::kTerritory);
    });
    for (std::size_t word = 0; word < open_.size(); ++word) open_[word] = full_[word] | crossed_[word];
  }

  /// `claim` counts from 1.
  void add_claim(std::span<const Edge> edges, std::uint32_t claim) {
    walk_all(edges, claim);
    for_each_word([&](std::int32_t row, std::size_t word, std::uint64_t in, std::uint64_t edged) {
      const std::uint64_t whole = in & ~edged & full_[word];
      if (whole != 0) {
        for (std::uint64_t rest = sets_[claim - 1]; rest != 0; rest &= rest - 1) {
          covered_[static_cast<std::size_t>(std::countr_zero(rest))][word] |= whole;
        }
        each_[claim - 1].add(std::popcount(whole) * cell_m2(row));
      }
      start_on(row, word, in & (edged | crossed_[word]) & open_[word], claim);
    });
  }

  Result<Shares> sum(const Task& task) {
    for (std::int32_t row = 0; row < grid_.rows; ++row) {
      for (std::size_t w = 0; w < grid_.words; ++w) {
        for (std::size_t s = 0; s < unions_.size(); ++s) {
          const int count = std::popcount(covered_[s][static_cast<std::size_t>(row) * grid_.words + w]);
          if (count != 0) unions_[s].add(count * cell_m2(row));
        }
      }
    }
    VP_CHECK(scan_cells(task));
    Shares shares;
    std::uint64_t any = 0;  // sets with a claim that shares some
    for (std::size_t i = 0; i < each_.size(); ++i) {
      const bool shares_some = each_[i].value() > grid_.round_off_m2;
      shares.each_m2.push_back(shares_some ? each_[i].value() : 0);
      if (shares_some) any |= sets_[i];
    }
    for (std::size_t s = 0; s < unions_.size(); ++s) {
      shares.union_m2.push_back((any >> s & 1) != 0 ? unions_[s].value() : 0);
    }
    return shares;
  }

 private:
  double cell_m2(std::int32_t row) const {
    return densities_[static_cast<std::size_t>(row)].mean() * grid_.side * grid_.side;
  }

  void walk_all(std::span<const Edge> edges, std::uint32_t claim) {
    row_from_ = grid_.rows, row_to_ = -1;
    for (const Edge& edge : edges) {
      if (edge.low.y == edge.high.y)
        walk_level(edge, claim);
      else
        walk(edge, claim);
    }
  }

  /// A level edge bounds no area, but what it passes changes between in and out above it.
  void walk_level(const Edge& edge, std::uint32_t claim) {
    const auto row = static_cast<std::int32_t>(grid_.row(edge.low.y));
    touch(row);
    const std::int32_t west = grid_.column(grid_.x(edge.low.x)), east = grid_.column(grid_.x(edge.high.x));
    for (std::int32_t column = west + 1; column <= std::min(east, grid_.columns - 1); ++column) {
      change_side(row, column, grid_.y(edge.low.y), claim, edge.turn);
    }
  }

  void walk(const Edge& edge, std::uint32_t claim) {
    const double low_x = grid_.x(edge.low.x), low_y = grid_.y(edge.low.y), high_x = grid_.x(edge.high.x),
                 high_y = grid_.y(edge.high.y), slope = (high_x - low_x) / (high_y - low_y);
    const std::int64_t own_first = grid_.row(edge.low.y), own_last = grid_.row(edge.high.y);
    const auto first = static_cast<std::int32_t>(std::max<std::int64_t>(own_first, 0)),
               last = static_cast<std::int32_t>(std::min<std::int64_t>(own_last, grid_.rows - 1));
    Strand strand{0, 0, low_x, low_y, slope, claim, edge.turn, false};
    for (std::int32_t row = first; row <= last; ++row) {
      touch(row);
      const double bottom = row * grid_.side, top = bottom + grid_.side;
      const double x_from = row == own_first ? low_x : strand.x_at(bottom);
      const double x_to = row == own_last ? high_x : strand.x_at(top);
      const std::int32_t from = grid_.column(x_from), to = grid_.column(x_to);
      if (row != own_first && from + 1 < grid_.columns) flips_[grid_.word(row, from + 1)] ^= bit_of(from + 1);
      strand.bottom = std::max(bottom, low_y), strand.top = std::min(top, high_y);
      walk_row(row, from, to, strand);
    }
  }

  /// From column to column, each step over the left side of the eastern one.
  void walk_row(std::int32_t row, std::int32_t from, std::int32_t to, Strand strand) {
    const double top = strand.top;
    const int step = from < to ? 1 : -1;
    for (std::int32_t column = from; column != to; column += step) {
      const std::int32_t eastern = step > 0 ? column + 1 : column;
      const double y = strand.y0 + (eastern * grid_.side - strand.x) / strand.slope;
      strand.top = std::clamp(y, strand.bottom, top);
      enter(row, column, strand);
      // Above, the side is west of a strand that leans east, so it goes from the one's east to its west.
      const auto turn = static_cast<std::int8_t>(step > 0 ? -strand.turn : strand.turn);
      if (eastern < grid_.columns) change_side(row, eastern, strand.top, strand.claim, turn);
      strand.bottom = strand.top;
    }
    strand.top = top;
    enter(row, to, strand);
  }

  void touch(std::int32_t row) { row_from_ = std::min(row_from_, row), row_to_ = std::max(row_to_, row); }

  void enter(std::int32_t row, std::int32_t column, const Strand& strand) {
    if (column < 0 || column >= grid_.columns) return;
    const std::size_t word = grid_.word(row, column);
    edged_[word] |= bit_of(column);
    if ((open_[word] & bit_of(column)) == 0 || !(strand.bottom < strand.top)) return;
    cells_.push_back(grid_.cell(row, column)), strands_.push_back(strand);
  }

  /// From y up, what lies east of the left side of a cell is in where it was out below, or the other way
  /// round.
  void change_side(std::int32_t row, std::int32_t column, double y, std::uint32_t claim, std::int8_t turn) {
    const double left = column * grid_.side;
    enter(row, column, {y, (row + 1) * grid_.side, left, y, 0, claim, turn, true});
  }

  /// The claim is in at the lower left corner of these cells, which others' edges or its own go through.
  void start_on(std::int32_t row, std::size_t word, std::uint64_t bits, std::uint32_t claim) {
    const auto base = static_cast<std::int32_t>(word % grid_.words) * 64;
    for (; bits != 0; bits &= bits - 1) {
      change_side(row, base + std::countr_zero(bits), row * grid_.side, claim, 1);
    }
  }

  /// Calls use(row, word, cells whose lower left corner is in, cells with edges) and makes ready for the next
  /// claim.
  template <class Use>
  void for_each_word(const Use& use) {
    for (std::int32_t row = row_from_; row <= row_to_; ++row) {
      std::uint64_t carry = 0;
      for (std::size_t word = static_cast<std::size_t>(row) * grid_.words, end = word + grid_.words;
           word < end; ++word) {
        std::uint64_t in = std::exchange(flips_[word], 0);
        for (int shift = 1; shift < 64; shift *= 2) in ^= in << shift;
        in ^= carry;
        carry = ~((in >> 63) - 1);
        if (word + 1 == end) in &= ~std::uint64_t{0} >> (63 - ((grid_.columns - 1) & 63));
        const std::uint64_t edged = edged_[word];
        if ((in | edged) != 0) use(row, word, in, edged);
        edged_[word] = 0;  // after use, which enters what starts in
      }
    }
  }

  Status scan_cells(const Task& task) {
    std::vector<std::uint32_t> first(
        static_cast<std::size_t>(grid_.rows) * static_cast<std::size_t>(grid_.columns) + 1, 0);
    for (const std::uint32_t cell : cells_) ++first[cell + 1];
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    std::vector<Strand> sorted(strands_.size());
    {
      std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
      for (std::size_t i = 0; i < strands_.size(); ++i) sorted[next[cells_[i]]++] = strands_[i];
    }
    CellScan scan(sets_, unions_.size());
    std::uint32_t cell = 0;
    for (std::int32_t row = 0; row < grid_.rows; ++row) {
      VP_CHECK(task.check());
      for (std::int32_t column = 0; column < grid_.columns; ++column, ++cell) {
        const std::span strands(sorted.data() + first[cell], first[cell + 1] - first[cell]);
        if (strands.empty() || strands.back().claim == CellScan::kTerritory) continue;
        const std::size_t word = grid_.word(row, column);
        const CellBox box{column * grid_.side, (column + 1) * grid_.side, row * grid_.side,
                          (row + 1) * grid_.side};
        std::uint64_t covered = 0;
        for (std::size_t s = 0; s < covered_.size(); ++s) {
          covered |= (covered_[s][word] >> (column & 63) & 1) << s;
        }
        scan.scan(strands, (full_[word] & bit_of(column)) != 0, covered, box,
                  densities_[static_cast<std::size_t>(row)]);
        for (const CellScan::Share& share : scan.shares()) each_[share.claim - 1].add(share.m2);
        for (const CellScan::United& united : scan.unions()) unions_[united.set].add(united.m2);
      }
    }
    return {};
  }

  const Grid& grid_;
  std::vector<RowDensity> densities_;
  Bits flips_, edged_;  ///< of the claim at hand: corners that its edges pass west of, cells with its edges
  std::int32_t row_from_ = 0, row_to_ = -1;  ///< rows that its edges touch
  Bits open_;                                ///< cells that the territory has a part of
  Bits full_, crossed_;  ///< cells that are wholly in the territory, and those with edges of it
  std::span<const std::uint64_t> sets_;  ///< by claim
  std::vector<Bits> covered_;            ///< by set, cells that one claim covers wholly
  std::vector<std::uint32_t> cells_;     ///< of strands_
  std::vector<Strand> strands_;
  std::vector<CompensatedSum> each_;
  std::vector<CompensatedSum> unions_;  ///< by set
};

}  // namespace

Result<Shares> shares_within(const geo::MultiPolygon& territory,
                             std::span<const geo::MultiPolygon* const> claims,
                             std::span<const std::uint64_t> sets, std::size_t count, const Task& task) {
  const geo::Box box = geo::bounds(territory);
  if (box.empty() || claims.empty())
    return Shares{std::vector<double>(claims.size(), 0.0), std::vector<double>(count, 0.0)};
  std::vector<Edge> edges;
  std::vector<std::size_t> ends;
  add_edges(territory, box, edges);
  ends.push_back(edges.size());
  for (const geo::MultiPolygon* claim : claims) {
    VP_CHECK(task.check());
    add_edges(*claim, box, edges);
    ends.push_back(edges.size());
  }

  const Grid grid(box, edges);
  const std::span all(edges);
  Measure measure(grid, sets, count);
  measure.add_territory(all.first(ends[0]));
  for (std::size_t i = 0; i < claims.size(); ++i) {
    VP_CHECK(task.check());
    measure.add_claim(all.subspan(ends[i], ends[i + 1] - ends[i]), static_cast<std::uint32_t>(i + 1));
  }
  return measure.sum(task);
}

}  // namespace vungphu::engine
