#include "remarks.hpp"

#include <algorithm>

#include "disagreement.hpp"
#include "rows.hpp"
#include "scope.hpp"

namespace vungphu::assess {
namespace {

Finding warning(std::string code, Args args) {
  Finding f;
  f.code = std::move(code);
  f.severity = Severity::warning;
  f.args = std::move(args);
  return f;
}

/// Speaks somewhere, or would, had its scope a meaning in this vintage: what a later one replaced is not
/// looked at.
bool in_force(const Scene& scene, const Stated& stated) {
  for (const auto& voice : scene.voices) {
    if (std::ranges::any_of(voice.speakers, [&](const auto& s) { return s.stated == &stated; })) return true;
  }
  const Submission& s = stated.submission;
  return !whole_scope(s) && std::ranges::all_of(s.scope, [&](const auto& scope) {
    return scene.world.units.read_scope(scope, code_date(s)).empty();
  });
}

}  // namespace

std::vector<Finding> remarks(const Scene& scene) {
  std::vector<Finding> findings;
  for (const auto& [kind, count] : scene.world.not_carried) {
    findings.push_back(warning("parent_not_carried", {{"kind", kind}, {"count", std::to_string(count)}}));
  }
  for (const auto& stated : scene.inputs.stated) {
    if (!in_force(scene, stated)) continue;
    const NotCarried left = not_carried(scene.world, stated);
    if (left.rows == 0) continue;
    const Submission& s = stated.submission;
    findings.push_back(warning("rows_not_carried", {{"submission", std::to_string(s.id)},
                                                    {"operator", s.op},
                                                    {"technology", s.technology},
                                                    {"part", s.part},
                                                    {"rows", std::to_string(left.rows)},
                                                    {"passed", std::to_string(left.passed)}}));
  }
  add_disagreements(scene, findings);
  return findings;
}

}  // namespace vungphu::assess
