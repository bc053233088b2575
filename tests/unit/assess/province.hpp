// A small province for tests: entries and submissions added by hand, assessed, and its figures looked up by
// name.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/assess/assess.hpp"

namespace vungphu::assess::testing {

/// The counts of a row, in the order in which tests say them.
Counts passed(std::int64_t passed, std::optional<std::int64_t> total = {});

/// An axis-parallel rectangle in grid units.
geo::MultiPolygon box(std::int32_t x0, std::int32_t y0, std::int32_t x1, std::int32_t y1);

class Feed {
 public:
  explicit Feed(Stated& stated) : stated_(&stated) {}
  Feed& area(const geo::MultiPolygon& area, std::string_view status = "operational");
  Feed& reach(geo::Geometry geometry, std::int64_t metres);
  Feed& names(std::string_view kind, std::string_view code);
  Feed& counts(std::string_view kind, std::string_view code, const Counts& counts);
  Submission& submission() { return stated_->submission; }

 private:
  Claim& add(ClaimKind kind);
  Stated* stated_;
};

class Province {
 public:
  Province();

  Profile profile;  ///< vn-province
  unsigned threads = 2;
  std::map<std::string, std::vector<Entry>, std::less<>> entries;
  std::deque<Stated> stated;
  bool with_areas = true;
  Pieces pieces;
  std::vector<UnitGroup> groups;
  std::vector<Change> hamlet_changes;
  std::map<std::string, Date, std::less<>> code_dates;  ///< by kind: at what date its list's codes are read

  Entry& add(std::string_view kind, std::string_view code, std::string_view parent = {});
  Entry& at(std::string_view kind, std::string_view code, geo::GridPoint point, std::string_view parent = {});
  Entry& commune(std::string_view code, const geo::MultiPolygon& area, std::string_view parent = {});
  /// `count` households in a row from `from` on, one unit apart, of a hamlet.
  void households(std::string_view hamlet, int count, geo::GridPoint from);
  Feed submit(std::string_view op, std::string_view technology, std::vector<std::string> scope = {"*"});

  Inputs inputs() const;
  Assessment assess() const;

 private:
  std::int64_t next_id_ = 1;
};

/// The figure of a kind, technology and operator; by default for the whole. Fails the test when there is
/// none.
const Figure& figure(const Assessment& assessment, std::string_view kind, std::string_view technology,
                     std::string_view op, std::string_view territory = "*", std::string_view level = {});
const Answers& answers(const Assessment& assessment, std::string_view kind, std::string_view technology,
                       std::string_view op);

}  // namespace vungphu::assess::testing
