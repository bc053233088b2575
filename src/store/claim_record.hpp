// A claim as a row: of the ledger, and of a draft.
#pragma once

#include <string_view>

#include "vungphu/model/claim.hpp"

#include "record.hpp"

namespace vungphu {

template <class C, class Visit>
void each_field(C& claim, Visit&& visit) requires std::is_same_v<std::remove_const_t<C>, Claim> {
  visit(claim.row);
  visit(claim.kind);
  visit(claim.status);
  visit(claim.geometry);
  visit(claim.reach_mm);
  visit(claim.key_kind);
  visit(claim.code);
  visit(claim.site);
  visit(claim.counts.passed);
  visit(claim.counts.total);
  visit(claim.counts.connected);
  visit(claim.counts.requested);
  visit(claim.counts.requested_met);
  visit(claim.down_mbps);
  visit(claim.up_mbps);
  visit(claim.cells);
  visit(claim.station);
}

namespace store {

// A field that came or went needs a column, and a step in migrations.cpp.
static_assert(kSizeKnown<Claim, 376>);

inline constexpr std::string_view kClaimColumns =
    "row, kind, status, geometry, reach_mm, key_kind, code, site, passed, total, connected, requested, "
    "requested_met, down_mbps, up_mbps, cells, station, station_x, station_y";

}  // namespace store
}  // namespace vungphu
