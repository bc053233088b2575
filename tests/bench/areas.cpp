// Union area of the claims of a technology, all operators together, within every commune: the engine against
// GEOS (clip, then union; shares_by_geos), one thread each, in turns. Agreement with PROJ's geodesic area of
// densified rings on a sample. Prints JSON. See docs/performance.md.
//
//   areas_bench [--tiles N] [--rounds N]
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include <geodesic.h>
#include <nlohmann/json.hpp>

#include "vungphu/engine/engine.hpp"
#include "vungphu/geo/measure.hpp"

#include "figures.hpp"
#include "geos_areas.hpp"
#include "province.hpp"

namespace vungphu::bench {
namespace {

using Areas = std::vector<const geo::MultiPolygon*>;

constexpr double kStep = 10;          // metres between points of densified rings
constexpr double kDegree = 111'700;   // metres, at most
constexpr std::size_t kSample = 100;  // every so manieth area is held against PROJ's

struct Options {
  int tiles = 1, rounds = 5;
};

Options options_of(int argc, char** argv) {
  Options made;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const int value = i + 1 < argc ? std::atoi(argv[++i]) : 0;
    if (word == "--tiles" && value > 0) {
      made.tiles = value;
    } else if (word == "--rounds" && value > 0) {
      made.rounds = value;
    } else {
      std::cerr << "unknown: " << word << '\n';
      std::exit(2);
    }
  }
  return made;
}

Areas claims_of(const Land& land, bool fiber) {
  Areas all;
  for (const Layer& layer : land.layers) {
    if (layer.fiber != fiber) continue;
    const Areas more = addresses(layer.claims);
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

std::vector<engine::AreaSums> by_engine(const Areas& communes, const Areas& claims) {
  return engine::areas_within(communes, claims, 1).value();
}

/// A box test over all claims finds what GEOS has to look at: some microseconds a commune.
std::vector<engine::AreaSums> by_geos(const Areas& communes, const Areas& claims,
                                      const std::vector<geo::Box>& boxes) {
  std::vector<engine::AreaSums> sums;
  for (const geo::MultiPolygon* commune : communes) {
    const geo::Box box = geo::bounds(*commune);
    Areas near;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if (boxes[i].meets(box)) near.push_back(claims[i]);
    }
    const Shares shares = shares_by_geos(*commune, near).value();
    engine::AreaSums& made = sums.emplace_back();
    for (const double m2 : shares.each_m2) {
      made.sum_m2 += m2;
      made.claims += m2 > 0;
    }
    made.union_m2 = shares.union_m2;
  }
  return sums;
}

double relative(double a, double b) {
  return a == b ? 0 : std::abs(a - b) / std::max(std::abs(a), std::abs(b));
}

struct Agreement {
  double union_m2 = 0, sum_m2 = 0;  ///< greatest relative differences
  std::int64_t claim_counts = 0;    ///< communes of which the number of claims differs
  std::int64_t unions_over_sums = 0;
};

Agreement agreement(const std::vector<engine::AreaSums>& ours, const std::vector<engine::AreaSums>& theirs) {
  Agreement found;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    found.union_m2 = std::max(found.union_m2, relative(ours[i].union_m2, theirs[i].union_m2));
    found.sum_m2 = std::max(found.sum_m2, relative(ours[i].sum_m2, theirs[i].sum_m2));
    found.claim_counts += ours[i].claims != theirs[i].claims;
    found.unions_over_sums += ours[i].union_m2 > ours[i].sum_m2 * (1 + 1e-9);
  }
  return found;
}

/// Signed by the ring's turn, so that holes are taken off.
double geodesic_m2(const geo::Path& ring, const geod_geodesic& wgs84) {
  geod_polygon polygon;
  geod_polygon_init(&polygon, 0);
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const geo::GridPoint a = ring[i], b = ring[(i + 1) % ring.size()];
    const double dx = geo::degrees(b.x) - geo::degrees(a.x), dy = geo::degrees(b.y) - geo::degrees(a.y);
    const int pieces = std::max(1, static_cast<int>(std::ceil(std::hypot(dx, dy) * kDegree / kStep)));
    for (int k = 0; k < pieces; ++k) {
      geod_polygon_addpoint(&wgs84, &polygon, geo::degrees(a.y) + dy * k / pieces,
                            geo::degrees(a.x) + dx * k / pieces);
    }
  }
  double area = 0;
  geod_polygon_compute(&wgs84, &polygon, 0, 1, &area, nullptr);
  return area;
}

double geodesic_m2(const geo::MultiPolygon& area) {
  geod_geodesic wgs84;
  geod_init(&wgs84, 6378137, 1 / 298.257223563);
  double sum = 0;
  for (const geo::Polygon& polygon : area.polygons) {
    for (const geo::Path& ring : polygon.rings) sum += geodesic_m2(ring, wgs84);
  }
  return sum;
}

/// What the engine says of an area within itself, held against PROJ: the greatest relative difference.
double against_proj(const Areas& areas) {
  double greatest = 0;
  for (std::size_t i = 0; i < areas.size(); i += kSample) {
    const Areas one{areas[i]};
    greatest = std::max(greatest, relative(by_engine(one, one).front().union_m2, geodesic_m2(*areas[i])));
  }
  return greatest;
}

nlohmann::ordered_json measured(const Land& land, bool fiber, int rounds) {
  const Areas communes = addresses(land.communes), claims = claims_of(land, fiber);
  std::vector<geo::Box> boxes;
  for (const geo::MultiPolygon* claim : claims) boxes.push_back(geo::bounds(*claim));

  std::vector<double> engine_s, geos_s;
  std::vector<engine::AreaSums> ours, theirs;
  double highest_load = load();
  for (int round = 0; round < rounds; ++round) {
    engine_s.push_back(seconds([&] { ours = by_engine(communes, claims); }));
    geos_s.push_back(seconds([&] { theirs = by_geos(communes, claims, boxes); }));
    highest_load = std::max(highest_load, load());
  }
  const Agreement agree = agreement(ours, theirs);
  double union_m2 = 0;
  for (const engine::AreaSums& sums : ours) union_m2 += sums.union_m2;
  nlohmann::ordered_json result = {{"subject", "areas"},
                                   {"technology", fiber ? "fiber" : "5g"},
                                   {"communes", communes.size()},
                                   {"claims", claims.size()},
                                   {"rounds", rounds},
                                   {"union_km2", union_m2 / 1e6},
                                   {"one_thread_s", median(engine_s)},
                                   {"geos_s", median(geos_s)},
                                   {"geos_against_one_thread", median(geos_s) / median(engine_s)},
                                   {"union_greatest_relative_difference", agree.union_m2},
                                   {"sum_greatest_relative_difference", agree.sum_m2},
                                   {"claim_counts_that_differ", agree.claim_counts},
                                   {"unions_over_sums", agree.unions_over_sums},
                                   {"proj_greatest_relative_difference", against_proj(claims)}};
  add_machine(result, highest_load);
  return result;
}

int run(const Options& options) {
  Shape shape;
  shape.tiles = options.tiles;
  shape.homes = 1;
  const Land land = make_land(shape);
  const nlohmann::ordered_json results = {measured(land, true, options.rounds),
                                          measured(land, false, options.rounds)};
  std::cout << results.dump(1) << '\n';
  return 0;
}

}  // namespace
}  // namespace vungphu::bench

int main(int argc, char** argv) { return vungphu::bench::run(vungphu::bench::options_of(argc, argv)); }
