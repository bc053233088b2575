#include "province.hpp"

#include <algorithm>
#include <stdexcept>

#include "vungphu/base/embedded.hpp"
#include "vungphu/model/digest.hpp"

namespace vungphu::assess::testing {

Counts passed(std::int64_t passed, std::optional<std::int64_t> total) {
  Counts counts;
  counts.passed = passed;
  counts.total = total;
  return counts;
}

geo::MultiPolygon box(std::int32_t x0, std::int32_t y0, std::int32_t x1, std::int32_t y1) {
  return {{geo::Polygon{{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}}}}};
}

Claim& Feed::add(ClaimKind kind) {
  Claim& claim = stated_->claims.emplace_back();
  claim.row = static_cast<std::int64_t>(stated_->claims.size());
  claim.kind = kind;
  return claim;
}

Feed& Feed::area(const geo::MultiPolygon& area, std::string_view status) {
  Claim& claim = add(ClaimKind::area);
  claim.geometry = area;
  claim.status = status;
  return *this;
}

Feed& Feed::reach(geo::Geometry geometry, std::int64_t metres) {
  Claim& claim = add(ClaimKind::reach);
  claim.geometry = std::move(geometry);
  claim.reach_mm = metres * 1000;
  return *this;
}

Feed& Feed::names(std::string_view kind, std::string_view code) {
  Claim& claim = add(ClaimKind::row);
  claim.key_kind = kind;
  claim.code = code;
  return *this;
}

Feed& Feed::counts(std::string_view kind, std::string_view code, const Counts& counts) {
  names(kind, code);
  stated_->claims.back().counts = counts;
  return *this;
}

Province::Province() {
  auto parsed = parse_profile(embedded_file("profiles/vn-province.json"));
  if (!parsed) throw std::runtime_error(parsed.error().code);
  profile = *std::move(parsed);
}

Entry& Province::add(std::string_view kind, std::string_view code, std::string_view parent) {
  Entry& entry = entries[std::string(kind)].emplace_back();
  entry.id = next_id_++;
  entry.kind = kind;
  entry.code = code;
  entry.parent = parent;
  entry.name = "name of " + entry.code;
  return entry;
}

Entry& Province::at(std::string_view kind, std::string_view code, geo::GridPoint point,
                    std::string_view parent) {
  Entry& entry = add(kind, code, parent);
  entry.point = point;
  return entry;
}

Entry& Province::commune(std::string_view code, const geo::MultiPolygon& area, std::string_view parent) {
  Entry& entry = add("commune", code, parent);
  entry.area = area;
  return entry;
}

void Province::households(std::string_view hamlet, int count, geo::GridPoint from) {
  for (int i = 0; i < count; ++i) {
    at("household", std::string(hamlet) + "-" + std::to_string(1000 + i), {from.x + i, from.y}, hamlet);
  }
}

Feed Province::submit(std::string_view op, std::string_view technology, std::vector<std::string> scope) {
  Stated& added = stated.emplace_back();
  Submission& s = added.submission;
  s.id = static_cast<std::int64_t>(stated.size());
  s.op = op;
  s.technology = technology;
  s.as_of = Date{std::chrono::year{2026}, std::chrono::June, std::chrono::day{30}};
  s.part = "part-" + std::to_string(s.id);
  s.scope = std::move(scope);
  return Feed(added);
}

Inputs Province::inputs() const {
  Inputs inputs;
  inputs.profile = &profile;
  inputs.as_of = inputs.vintage = Date{std::chrono::year{2026}, std::chrono::July, std::chrono::day{1}};
  inputs.operators = profile.operators;
  inputs.threads = threads;
  inputs.entries = entries;
  inputs.with_areas = with_areas;
  inputs.pieces = pieces;
  inputs.groups = groups;
  inputs.hamlet_changes = hamlet_changes;
  for (auto& [kind, list] : inputs.entries) {
    std::ranges::sort(list, {}, [](const Entry& e) { return std::pair(e.code, e.site); });
    ListInfo info;
    info.id = static_cast<std::int64_t>(inputs.lists.size()) + 1;
    info.kind = kind;
    info.list_date = Date{std::chrono::year{2026}, std::chrono::January, std::chrono::day{15}};
    if (const auto date = code_dates.find(kind); date != code_dates.end()) info.codes_as_of = date->second;
    for (auto& entry : list) entry.list = info.id;
    info.content_digest = content_digest(list);
    inputs.lists.push_back(std::move(info));
  }
  inputs.stated.assign(stated.begin(), stated.end());
  for (auto& s : inputs.stated) s.submission.content_digest = content_digest(s.claims);
  return inputs;
}

Assessment Province::assess() const {
  auto result = assess::assess(inputs());
  if (!result) throw std::runtime_error(result.error().code);
  return *std::move(result);
}

const Figure& figure(const Assessment& assessment, std::string_view kind, std::string_view technology,
                     std::string_view op, std::string_view territory, std::string_view level) {
  for (const auto& f : assessment.figures) {
    if (f.kind == kind && f.technology == technology && f.op == op && f.territory == territory &&
        (level.empty() || f.level == level)) {
      return f;
    }
  }
  throw std::runtime_error("no such figure: " + std::string(kind) + " " + std::string(territory));
}

const Answers& answers(const Assessment& assessment, std::string_view kind, std::string_view technology,
                       std::string_view op) {
  for (const auto& a : assessment.answers) {
    if (a.kind == kind && a.technology == technology && a.op == op) return a;
  }
  throw std::runtime_error("no such answers: " + std::string(kind));
}

}  // namespace vungphu::assess::testing
