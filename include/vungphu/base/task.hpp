// Long work: how it tells how far it is, and how it learns that it should stop.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string_view>

#include "vungphu/base/result.hpp"

namespace vungphu {

/// Handed down by value into any work that may take longer than a second. Both parts may be empty.
struct Task {
  /// (stage, done, total): stage is a key "progress.<stage>" of the catalogue; total 0 when unknown. Called
  /// from one thread at a time, about 10 times a second at most is enough.
  std::function<void(std::string_view stage, std::uint64_t done, std::uint64_t total)> report;
  std::stop_token stop;

  void step(std::string_view stage, std::uint64_t done, std::uint64_t total) const {
    if (report) report(stage, done, total);
  }
  bool cancelled() const { return stop.stop_requested(); }
  /// For VP_CHECK at the head of a loop: Error "cancelled" once a stop was asked for.
  Status check() const {
    if (cancelled()) return fail("base.cancelled");
    return {};
  }
};

}  // namespace vungphu
