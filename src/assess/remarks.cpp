#include "remarks.hpp"

namespace vungphu::assess {

std::vector<Finding> remarks(const Scene& scene) {
  std::vector<Finding> findings;
  for (const auto& [kind, count] : scene.world.not_carried) {
    Finding f{
        .code = "parent_not_carried", .severity = Severity::warning, .field = {}, .value = {}, .args = {}};
    f.args = {{"kind", kind}, {"count", std::to_string(count)}};
    findings.push_back(std::move(f));
  }
  return findings;
}

}  // namespace vungphu::assess
