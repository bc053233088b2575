// What becomes of a row, whatever it holds: a claim, or filtered, or refused with an error. Nothing is lost.
#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/base/catalogue.hpp"

#include "unit/collectors/rows.hpp"

namespace vungphu::collectors {
namespace {

RC_GTEST_PROP(EveryRow, IsAClaimOrFilteredOrRefusedWithAnError, ()) {
  static const test::World world;
  const auto cell =
      rc::gen::element<std::string>("", "0", "5", "-5", "1.234", "h1", "S1", "77", "31825", "50", "40", "4G",
                                    "xa", "planned", "hoạt động", "1e9", "2", "school", "\xff");
  const auto& collector = registry()[*rc::gen::inRange<std::size_t>(0, registry().size())];
  test::Values values;
  for (const std::string_view meaning : collector.wanted)
    if (*rc::gen::arbitrary<bool>()) values.emplace_back(meaning, *cell);
  const geo::Geometry shapes[]{{}, test::a_point(), test::a_line(), test::an_area()};
  const auto shape = *rc::gen::inRange<std::size_t>(0, std::size(shapes));
  const auto reach = *rc::gen::element<std::optional<std::int64_t>>(std::nullopt, 30'000);

  static const Signal signal{"rsrp", -110, {}};
  Context context = world.context("fiber", reach);
  if (collector.signal) context.signal = &signal;

  const auto made = test::collect(collector.name, test::row_of(values, shapes[shape]), context);

  const bool error = std::any_of(made.findings.begin(), made.findings.end(),
                                 [](const Finding& f) { return f.severity == Severity::error; });
  const int fates = !made.outcome.claims.empty() + made.outcome.filtered + error;
  RC_ASSERT(fates == 1);
  for (const Claim& claim : made.outcome.claims) {
    RC_ASSERT(claim.row == 5);
    RC_ASSERT((claim.kind == ClaimKind::row) == !geo::has_geometry(claim.geometry));
    RC_ASSERT((claim.kind == ClaimKind::row) == !claim.code.empty());
    RC_ASSERT((claim.kind == ClaimKind::reach) == (claim.reach_mm > 0));
    RC_ASSERT(claim.status == "operational" || claim.status == "planned" || claim.status == "unknown");
  }
  for (const Finding& finding : made.findings)
    RC_ASSERT(has_text("finding." + finding.code) && has_text("finding." + finding.code + ".fix"));
}

}  // namespace
}  // namespace vungphu::collectors
