// Numbers that no place has.
#include <array>

#include <fmt/core.h>

#include "vungphu/intake/check.hpp"

namespace vungphu::intake {
namespace {

/// More households than the largest of its kind has.
struct Most {
  std::string_view kind;
  std::int64_t households;
};
constexpr auto kMost = std::to_array<Most>({{"household", 1'000},  // an apartment tower given as one row
                                            {"hamlet", 5'000},
                                            {"commune", 200'000},
                                            {"district", 500'000},
                                            {"residential_area", 50'000},
                                            {"industrial_zone", 50'000}});
constexpr double kFewestPeople = 1, kMostPeople = 15;  ///< in a household, on the average of a unit
constexpr double kFastest_mbps = 100'000;

}  // namespace

void check_ranges(const Entry& entry, std::int64_t row, std::vector<Finding>& findings) {
  for (const Most& most : kMost)
    if (most.kind == entry.kind && entry.weight && *entry.weight > most.households)
      findings.push_back({"weight_implausible",
                          Severity::warning,
                          row,
                          "",
                          std::to_string(*entry.weight),
                          {{"most", std::to_string(most.households)}}});
  if (!entry.people || !entry.weight || *entry.weight == 0) return;
  const double each = static_cast<double>(*entry.people) / static_cast<double>(*entry.weight);
  if (each < kFewestPeople || each > kMostPeople)
    findings.push_back(
        {"people_implausible",
         Severity::warning,
         row,
         "",
         std::to_string(*entry.people),
         {{"households", std::to_string(*entry.weight)}, {"each", fmt::format("{:.1f}", each)}}});
}

void check_ranges(const Claim& claim, std::vector<Finding>& findings) {
  for (const auto& speed : {claim.down_mbps, claim.up_mbps})
    if (speed && *speed > kFastest_mbps)
      findings.push_back(
          {"speed_implausible", Severity::warning, claim.row, "", fmt::format("{}", *speed), {}});
}

}  // namespace vungphu::intake
