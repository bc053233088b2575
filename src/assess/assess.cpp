#include "vungphu/assess/assess.hpp"

#include <algorithm>
#include <set>

#include "vungphu/model/kinds.hpp"

#include "digest.hpp"
#include "figures.hpp"
#include "remarks.hpp"
#include "scene.hpp"

namespace vungphu::assess {
namespace {

constexpr std::string_view kHousehold = "household";

/// Counts are of premises where every row with counts of the technology says so; anything else is households.
std::string unit_of(const Scene& scene, const Union& technology) {
  bool counts = false, premises = true;
  for (const std::size_t v : technology.voices) {
    if (!scene.evidence[v].counts) continue;
    counts = true;
    premises = premises && scene.evidence[v].premises;
  }
  return counts && premises ? "premises" : "households";
}

Answers make_answers(std::string_view kind, const Union& of, KindAnswer&& answer, const HomeAnswer& homes) {
  Answers answers;
  answers.kind = kind;
  answers.technology = of.technology;
  answers.op = of.op;
  answers.covered = std::move(answer.bits.covered);
  answers.known = std::move(answer.bits.known);
  answers.partly = std::move(answer.partly);
  if (kind == "hamlet") {
    answers.homes = homes.hamlet_total;
    answers.homes_dark = homes.hamlet_dark;
  }
  return answers;
}

/// The unions of one technology: each operator's, then everybody's.
Status add_technology(const Scene& scene, std::span<const Union> unions, Assessment& result,
                      const Task& task) {
  const Union& everybody = unions.back();
  const Ground ground = scene.ground();
  const std::string unit = unit_of(scene, everybody);
  std::vector<HomeAnswer> homes;
  for (const Union& of : unions) {
    VP_CHECK(task.check());
    homes.push_back(answer_homes(scene.world, scene.homes, scene.evidence, of, everybody, scene.home_bits));
    if (!scene.has_homes()) continue;
    const HomeAnswer& answer = homes.back();
    add_figures(scene, {kHousehold, &of, unit, answer.slots, answer.extras, answer.shared}, result.figures);
  }
  for (std::size_t kind = 0; kind < scene.world.kinds.size(); ++kind) {
    const std::string& name = scene.world.kinds[kind].kind;
    std::vector<KindAnswer> answers, zones;
    if (is_zone_kind(name)) {
      VP_TRY(zones, answer_zones(ground, kind, unions, task));
    }
    for (std::size_t u = 0; u < unions.size(); ++u) {
      VP_CHECK(task.check());
      KindAnswer answer;
      if (is_zone_kind(name)) {
        answer = std::move(zones[u]);
      } else {
        VP_TRY(answer, answer_kind(ground, kind, unions[u], homes[u], task));
      }
      if (name != kHousehold) {
        const auto cells = count_places(scene.world, kind, answer, unions[u], scene.evidence, answers);
        add_figures(scene, {name, &unions[u], "places", cells, {}, {}}, result.figures);
      }
      answers.push_back(std::move(answer));
    }
    for (std::size_t u = 0; u < unions.size(); ++u) {
      result.answers.push_back(make_answers(name, unions[u], std::move(answers[u]), homes[u]));
    }
  }
  return {};
}

void add_sources(const Scene& scene, Assessment& result) {
  for (const auto& list : scene.inputs.lists) result.lists.push_back(list.id);
  for (const auto& list : scene.inputs.background) result.lists.push_back(list.id);
  std::set<std::int64_t> speaking;
  for (const auto& voice : scene.voices) {
    for (const auto& speaker : voice.speakers) speaking.insert(speaker.stated->submission.id);
  }
  result.submissions.assign(speaking.begin(), speaking.end());
  std::ranges::sort(result.lists);
  if (const Level* lowest = scene.world.territories.lowest()) {
    for (const Entry* unit : lowest->units) result.territories.push_back(unit->code);
  }
  for (const auto& places : scene.world.kinds) {
    PlaceSet set{.kind = places.kind, .ids = {}, .territory = places.territory};
    if (places.households != nullptr) {
      set.ids = places.households->ids();
    } else {
      for (const Entry& entry : places.entries) set.ids.push_back(entry.id);
    }
    result.places.push_back(std::move(set));
  }
}

}  // namespace

Result<Assessment> assess(const Inputs& inputs, const Task& task) {
  VP_TRY(const Scene scene, make_scene(inputs, task, Keep::evidence));
  Assessment result;
  result.as_of = inputs.as_of;
  result.vintage = inputs.vintage;
  result.profile = inputs.profile->id;
  result.method = kMethod;
  result.snapped_to_border = scene.world.snapped;
  result.findings = remarks(scene);
  add_sources(scene, result);

  const std::span unions(scene.unions);
  for (std::size_t first = 0, last = 0; first < unions.size(); first = last) {
    task.step("figures", first, unions.size());
    while (!unions[last].any()) ++last;
    ++last;
    VP_CHECK(add_technology(scene, unions.subspan(first, last - first), result, task));
  }
  if (inputs.with_areas) {
    VP_TRY(result.areas, make_areas(scene, task));
  }
  result.input_digest = input_digest(inputs);
  result.result_digest = result_digest(result);
  return result;
}

}  // namespace vungphu::assess
