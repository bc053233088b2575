// What one submission says of one place. A claim is looked at closely only where its box may hold the place.
#include "explain_claims.hpp"

#include <algorithm>
#include <cmath>

#include "vungphu/geo/measure.hpp"
#include "vungphu/model/kinds.hpp"

#include "cell_places.hpp"

namespace vungphu::assess {
namespace {

constexpr double kUnitsPerDegree = 1e7;

/// A box that holds all that lies within `reach_mm` of the point.
geo::Box around(geo::GridPoint p, std::int64_t reach_mm) {
  constexpr double kSpan = 5;  // degrees: no reach of a mast or a cable comes near
  const auto metres = geo::metres_per_degree(p.y, kSpan);
  const double reach = static_cast<double>(reach_mm) / 1000 + 1;
  const auto grow = [&](std::int32_t at, double per_degree, int sign) {
    const double to = at + sign * std::ceil(reach / per_degree * kUnitsPerDegree);
    return static_cast<std::int32_t>(std::clamp(to, -1.9e9, 1.9e9));
  };
  return {{grow(p.x, metres.longitude, -1), grow(p.y, metres.latitude, -1)},
          {grow(p.x, metres.longitude, 1), grow(p.y, metres.latitude, 1)}};
}

/// Where the place lies on the raster of a submission; found once, when a claim asks.
class OnRaster {
 public:
  OnRaster(const At& at, const Submission& submission) : at_(at), submission_(submission) {}
  Result<geo::CellPosition> position() {
    if (position_) return *position_;
    VP_TRY(const geo::CellLocator locator, locator_of(submission_, *at_.world.profile));
    return *(position_ = locator.at(*at_.point()));
  }

 private:
  const At& at_;
  const Submission& submission_;
  std::optional<geo::CellPosition> position_;
};

/// How a claim with geometry bears on the place; nothing where it does not.
Result<std::optional<PlaceClaim>> by_geometry(const At& at, const Claim& claim, OnRaster& on_raster) {
  PlaceClaim found;
  const auto* area = std::get_if<geo::MultiPolygon>(&claim.geometry);
  if (at.has_extent()) {
    const auto& zone = *at.entry().area;
    const bool drawn = claim.kind == ClaimKind::area || claim.kind == ClaimKind::cells;
    if (!drawn || area == nullptr || !geo::bounds(*area).meets(geo::bounds(zone))) return std::nullopt;
    VP_TRY(const double shared, geo::intersection_area_m2(zone, *area));
    if (shared <= 0) return std::nullopt;
    found.share = shared / geo::area_m2(zone);
    return found;
  }
  const auto point = at.point();
  if (!point) return std::nullopt;
  if (claim.kind == ClaimKind::area) {
    if (area == nullptr || !geo::bounds(*area).holds(*point) || !geo::covers(*area, *point))
      return std::nullopt;
    found.covers = claim.operational();
    return found;
  }
  if (claim.kind == ClaimKind::cells) {
    constexpr std::int64_t kOutline_mm = 2000;  // an outline is within a metre of its cells
    if (!geo::bounds(claim.geometry).meets(around(*point, kOutline_mm))) return std::nullopt;
    VP_TRY(const geo::CellPosition position, on_raster.position());
    if (!holds(claim.cells, position)) return std::nullopt;
    found.covers = claim.operational();
    return found;
  }
  if (!geo::bounds(claim.geometry).meets(around(*point, claim.reach_mm))) return std::nullopt;
  const double metres = geo::distance_m(*point, claim.geometry);
  if (geo::to_millimetres(metres) > claim.reach_mm) return std::nullopt;
  found.distance_m = metres;
  found.covers = claim.operational();
  return found;
}

bool names_place(const At& at, const Claim& claim, Date date) {
  if (claim.key_kind != at.places().kind || claim.site != at.entry().site) return false;
  if (claim.code == at.entry().code) return is_place_kind(claim.key_kind);
  return claim.key_kind == "hamlet" && at.world.lives.carry(claim.code, date) == at.entry().code;
}

bool names_territory(const At& at, const Claim& claim, Date date) {
  const Territories& territories = at.world.territories;
  if (is_place_kind(claim.key_kind) || at.slot() == territories.size()) return false;
  const PieceSet pieces = at.world.units.read(claim.key_kind, claim.code, date);
  return !pieces.empty() && contains(at.world.units.of_slot(at.slot()), pieces);
}

std::optional<PlaceClaim> by_row(const At& at, const Claim& claim, Date date) {
  PlaceClaim found;
  const bool itself = !is_place_kind(at.places().kind);
  const bool with_homes = at.places().kind == "household" || at.places().kind == "hamlet" || itself;
  if (names_place(at, claim, date)) {
    found.covers = claim.operational() && claim.counts.passed.value_or(1) > 0;
    return found;
  }
  if (!with_homes || !names_territory(at, claim, date)) return std::nullopt;
  found.of_territory = !itself;
  found.covers = itself && claim.operational() && claim.counts.passed.value_or(1) > 0;
  return found;
}

}  // namespace

std::optional<geo::GridPoint> At::point() const {
  const std::int32_t at = places().point[place];
  if (at < 0) return std::nullopt;
  return world.points[static_cast<std::size_t>(at)];
}

bool At::has_extent() const { return is_zone_kind(places().kind) && entry().area; }

Result<std::vector<PlaceClaim>> claims_at(const At& at, const Speaker& speaker) {
  std::vector<PlaceClaim> found;
  const Date date = code_date(speaker.stated->submission);
  OnRaster on_raster(at, speaker.stated->submission);
  for (const auto& claim : speaker.stated->claims) {
    std::optional<PlaceClaim> one;
    if (claim.kind == ClaimKind::row) {
      one = by_row(at, claim, date);
    } else {
      VP_TRY(one, by_geometry(at, claim, on_raster));
    }
    if (!one) continue;
    one->submission = speaker.stated->submission.id;
    one->file = speaker.stated->submission.file_name;
    one->claim = &claim;
    found.push_back(std::move(*one));
  }
  return found;
}

std::string judged_by(const At& at, const Voice& voice, const Speaker& speaker) {
  const bool whole = speaker.speaks[at.slot()] != 0;
  const bool by_geometry = whole && (at.has_extent() ? speaker.areas : speaker.geometry && at.point());
  Voice rows{voice.op, voice.technology, {speaker}};
  rows.speakers.front().geometry = rows.speakers.front().areas = false;
  const Evidence evidence = make_evidence(at.world, rows, std::vector<engine::Bitmap>(1));
  bool by_rows = engine::get_bit(evidence.kinds[at.kind].known, at.place);
  const auto judges = [](const Tally& row) { return row.known || row.silent; };
  if (at.places().kind == "hamlet" && !evidence.hamlets.empty())
    by_rows = by_rows || judges(evidence.hamlets[at.place]);
  if (!is_place_kind(at.places().kind) && !evidence.territories.empty())
    by_rows = by_rows || judges(evidence.territories[at.place]);
  return by_geometry && by_rows ? "both" : by_geometry ? "geometry" : by_rows ? "rows" : "nothing";
}

}  // namespace vungphu::assess
