#include "memory.hpp"

#include "vungphu/base/memory.hpp"
#include "vungphu/model/kinds.hpp"

namespace vungphu::service {
namespace {

// Measured on a nation's land, and rounded up (docs/adr, households in columns).
constexpr std::int64_t kProgram = 60 << 20;     // with nothing loaded
constexpr std::int64_t kHousehold = 130;        // in columns, joined, counted and stored
constexpr std::int64_t kEntry = 700;            // in full; what its area takes comes on top
constexpr std::int64_t kClaim = 700;            // and what its geometry takes
constexpr std::int64_t kGeometryPercent = 300;  // of its stored size: its points, joined and cut

/// Bytes that it will take, at the most.
Result<std::int64_t> memory_needed(const store::Store& store, const assess::Inputs& inputs, Loaded loaded) {
  std::int64_t needed = kProgram, geometry = 0;
  const auto add = [&](std::string_view kind, Date date) -> Status {
    VP_TRY(const store::Size size, store.size_of_entries(kind, date));
    const bool brief = loaded == Loaded::for_figures && kind == "household";
    needed += size.rows * (brief ? kHousehold : kEntry);
    geometry += size.geometry;
    return {};
  };
  for (const std::string& level : inputs.profile->levels) VP_CHECK(add(level, inputs.vintage));
  for (const std::string_view kind : kPlaceKinds) VP_CHECK(add(kind, inputs.as_of));
  for (const assess::Stated& stated : inputs.stated) {
    VP_TRY(const store::Size size, store.size_of_claims(stated.submission.id));
    needed += size.rows * kClaim;
    geometry += size.geometry;
  }
  return needed + geometry / 100 * kGeometryPercent;
}

}  // namespace

Status check_memory(const store::Store& store, const assess::Inputs& inputs, Loaded loaded) {
  const std::optional<std::int64_t> limit = memory_limit();
  if (!limit) return {};
  VP_TRY(const std::int64_t needed, memory_needed(store, inputs, loaded));
  if (needed <= *limit) return {};
  return fail("service.memory_needed",
              {{"needed", std::to_string(megabytes(needed))}, {"limit", std::to_string(megabytes(*limit))}});
}

}  // namespace vungphu::service
