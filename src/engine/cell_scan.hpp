// The area of what lies in one cell, between the edges that run through it.
//
// A cell is cut into slabs at the heights where an edge begins, ends or crosses another; within a slab edges
// keep their order from west to east, and between two neighbours every claim is either in or out. The width
// there is linear in y, so two Gauss nodes give its integral over the area of a unit (a polynomial of degree
// 4 along the row), with an error that falls with the fourth power of the slab's height.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace vungphu::engine {

/// Square metres of a unit square along one row of cells.
class RowDensity {
 public:
  RowDensity() = default;
  /// From `origin` + bottom to `origin` + top, in grid units; at() and mean() then count from the origin.
  RowDensity(double origin, double bottom, double top);
  double at(double y) const {
    const double t = (y - middle_) * per_half_;
    return c_[0] + t * (c_[1] + t * (c_[2] + t * (c_[3] + t * c_[4])));
  }
  double mean() const { return c_[0] + c_[2] / 3 + c_[4] / 5; }

 private:
  std::array<double, 5> c_{};
  double middle_ = 0, per_half_ = 0;
};

/// A part of a ring's edge within a cell: x(y) = x + (y - y0) * slope for y in [bottom, top], bottom < top.
/// Or, `on_side`, a part of the cell's left side east of which a claim changes between in and out.
struct Strand {
  double bottom, top;
  double x, y0, slope;
  std::uint32_t claim;
  std::int8_t turn;  ///< going east over it one comes into the claim (1) or out of it (-1)
  bool on_side;

  double x_at(double y) const { return x + (y - y0) * slope; }
};

/// A cell, or a part of one.
struct CellBox {
  double left, right, bottom, top;
};

/// One after the other, from one thread. Each claim is measured by itself, then the union of all. Where the
/// territory holds the whole cell a claim's area is what lies east of its strands, those where one comes in
/// less those where one goes out, in any order. Else, and for the union, it takes time by the square of the
/// strands; where many meet, the cell is cut in four until they are few or one claim covers all of a part.
class CellScan {
 public:
  static constexpr std::uint32_t kTerritory = 0;  ///< the claim that others are measured within

  struct Share {
    std::uint32_t claim;
    double m2;
  };
  struct United {
    std::size_t set;
    double m2;
  };

  /// `sets`: by claim (which count from 1) the sets that it is of, a bit each; `count` of them.
  CellScan(std::span<const std::uint64_t> sets, std::size_t count) : sets_(sets), count_(count) {}

  /// `strands` lie together by claim, those of the territory first. `inside`: the territory holds the whole
  /// cell and has no strand here. `covered`: sets whose union is known to be all of it, and not asked for.
  void scan(std::span<const Strand> strands, bool inside, std::uint64_t covered, const CellBox& cell,
            const RowDensity& density);
  /// What each claim with a strand here shares with the territory, and what those of a set share together.
  std::span<const Share> shares() const { return shares_; }
  std::span<const United> unions() const { return unions_; }

 private:
  struct Crossing {
    double x1, x2;  ///< at the slab's two Gauss nodes
    std::uint32_t claim;
  };
  /// One claim's strands in a part of a cell.
  struct Group {
    std::uint32_t claim;
    std::size_t begin, end;
  };
  void make_groups(std::span<const Strand> strands);
  void unite(std::span<const Strand> strands, std::span<const Group> claims, std::uint64_t covered,
             const CellBox& cell);
  double union_of(std::span<const Strand> strands, std::span<const Group> claims, std::size_t set,
                  std::size_t members, const CellBox& cell);
  double east_m2(std::span<const Strand> strands, double right) const;
  double part_m2(std::span<const Strand> strands, const CellBox& part, int depth, std::size_t before);
  double cut_m2(std::span<const Strand> strands, const CellBox& part, int depth);
  std::size_t make_heights(std::span<const Strand> strands);
  double slabs_m2(std::span<const Strand> strands, const CellBox& part);
  double slab_m2(std::span<const Strand> strands, double bottom, double top, const CellBox& part);
  void change(std::uint32_t claim);

  bool inside_ = false;
  const RowDensity* density_ = nullptr;
  std::span<const std::uint64_t> sets_;
  std::size_t count_;
  std::vector<Share> shares_;
  std::vector<United> unions_;
  // Of the part at hand; kept so that their memory is.
  std::vector<Group> groups_;
  std::vector<Strand> alone_;  ///< the territory's strands and those of one claim, or of one set
  std::vector<double> heights_;
  std::vector<Crossing> crossings_;
  // While going from west to east.
  bool in_territory_ = false;
  std::vector<std::uint32_t> in_;  ///< claims that are in
};

}  // namespace vungphu::engine
