// The counts of one slot: what figures are sums of. Everything in it adds up, so every level equals the
// whole.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace vungphu::assess {

/// What an answer stands on, and what its denominator is; several may meet in one sum.
enum Basis : std::uint8_t {
  kNone = 0,
  kPoints = 1,
  kHamlets = 2,
  kRow = 4,
  kCounts = 8,
  kCentres = 16,
  kPlaces = 32
};

struct Cell {
  std::int64_t total = 0, covered = 0, covered_upper = 0;
  std::int64_t weight_total = 0, weight_covered = 0, weight_covered_upper = 0;
  std::int64_t no_data = 0, unlocated = 0, connected = 0;
  std::int64_t demand_total = 0, demand_covered = 0, demand_covered_upper = 0, unknown_demand = 0;
  std::int64_t white = 0, partly_dark = 0, over_total = 0, estimated = 0, unweighted = 0;
  std::int64_t borrowed = 0, borrowed_covered = 0;
  std::int64_t people_total = 0, people_covered = 0, people_covered_upper = 0, people_no_data = 0;
  std::int64_t unpeopled = 0;
  std::int64_t powered_total = 0, powered_covered = 0, powered_no_data = 0, unknown_power = 0;
  std::vector<std::int64_t> by_operators;
  bool has_total = false;    ///< some total is known
  bool lacks_total = false;  ///< something was counted whose total nobody gives: the sum has none either
  bool has_connected = false, spoken = false;
  bool has_people = false;        ///< somebody's number of people is known
  bool in_part = false;           ///< a row speaks for a part of something whose total nobody gives
  std::uint8_t evidence = kNone;  ///< what answers stand on
  std::uint8_t basis = kNone;     ///< what is counted

  static constexpr auto counts() {
    constexpr std::array kCounts{&Cell::total,
                                 &Cell::covered,
                                 &Cell::covered_upper,
                                 &Cell::weight_total,
                                 &Cell::weight_covered,
                                 &Cell::weight_covered_upper,
                                 &Cell::no_data,
                                 &Cell::unlocated,
                                 &Cell::connected,
                                 &Cell::demand_total,
                                 &Cell::demand_covered,
                                 &Cell::demand_covered_upper,
                                 &Cell::unknown_demand,
                                 &Cell::white,
                                 &Cell::partly_dark,
                                 &Cell::over_total,
                                 &Cell::estimated,
                                 &Cell::unweighted,
                                 &Cell::borrowed,
                                 &Cell::borrowed_covered,
                                 &Cell::people_total,
                                 &Cell::people_covered,
                                 &Cell::people_covered_upper,
                                 &Cell::people_no_data,
                                 &Cell::unpeopled,
                                 &Cell::powered_total,
                                 &Cell::powered_covered,
                                 &Cell::powered_no_data,
                                 &Cell::unknown_power};
    return kCounts;
  }
  /// Of counts alone.
  void take(const Cell& o) {
    for (const auto count : counts()) this->*count -= o.*count;
  }

  void add(const Cell& o) {
    for (const auto count : counts()) this->*count += o.*count;
    if (by_operators.size() < o.by_operators.size()) by_operators.resize(o.by_operators.size(), 0);
    for (std::size_t i = 0; i < o.by_operators.size(); ++i) by_operators[i] += o.by_operators[i];
    has_total = has_total || o.has_total;
    lacks_total = lacks_total || o.lacks_total;
    has_connected = has_connected || o.has_connected;
    spoken = spoken || o.spoken;
    has_people = has_people || o.has_people;
    in_part = in_part || o.in_part;
    evidence = static_cast<std::uint8_t>(evidence | o.evidence);
    basis = static_cast<std::uint8_t>(basis | o.basis);
  }
};

}  // namespace vungphu::assess
