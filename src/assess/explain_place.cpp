#include <algorithm>

#include "vungphu/geo/measure.hpp"
#include "vungphu/model/kinds.hpp"

#include "explain_claims.hpp"
#include "stations.hpp"

namespace vungphu::assess {
namespace {

std::string answer_word(const Answers& answers, std::size_t i) {
  const bool hamlet = answers.kind == "hamlet";
  if (!bit(answers.known, i)) return "no_data";
  if (!bit(answers.covered, i)) return hamlet ? "white" : "uncovered";
  return hamlet && bit(answers.partly, i) ? "partly_dark" : "covered";
}

std::string belongs_by(const At& at) {
  if (!is_place_kind(at.places().kind)) return "itself";
  const std::int32_t territory = at.places().territory[at.place];
  if (territory < 0) return "nothing";
  const auto& area = at.world.territories.lowest()->units[static_cast<std::size_t>(territory)]->area;
  const auto point = at.point();
  if (!point || !area || area->polygons.empty()) return "parent";
  return geo::covers(*area, *point) ? "position" : "border";
}

/// Of one operator and technology.
Status hear(const At& at, const Voice& voice, PlaceAnswer& answer) {
  bool speaks = false, geometry = false;
  for (const auto& speaker : voice.speakers) {
    if (!holds_some(at.world, speaker, at.slot())) continue;
    speaks = true;
    geometry = geometry || speaker.geometry;
    answer.submissions.push_back({speaker.stated->submission, judged_by(at, voice, speaker)});
    VP_TRY(auto claims, claims_at(at, speaker));
    answer.claims.insert(answer.claims.end(), claims.begin(), claims.end());
  }
  std::ranges::stable_sort(answer.claims, std::greater<>(), &PlaceClaim::covers);
  const bool planned = std::ranges::any_of(
      answer.claims, [](const PlaceClaim& c) { return !c.claim->operational() && !c.of_territory; });
  if (answer.answer == "no_data") {
    answer.why = !speaks                                       ? "no_scope"
                 : geometry && !at.point() && !at.has_extent() ? "no_position"
                                                               : "not_spoken_of";
  } else if (answer.answer == "uncovered" || answer.answer == "white") {
    answer.why = planned ? "planned" : "no_claim";
  }
  return {};
}

std::optional<HomesHeld> homes_of(const At& at, const Scene& scene, const Union& of, const Union& everybody) {
  if (at.places().kind != "hamlet") return std::nullopt;
  const auto homes = answer_homes(scene.world, scene.homes, scene.evidence, of, everybody).hamlets[at.place];
  if (homes.total < 0) return std::nullopt;
  return HomesHeld{homes.total, homes.lower, homes.upper, homes.no_data};
}

Result<std::optional<NearestSite>> site_near(const At& at, const Scene& scene, const Union& of,
                                             unsigned threads, const Task& task) {
  const auto& entry = at.entry();
  std::optional<geo::GridPoint> point = at.point();
  if (!point && at.has_extent()) point = geo::centre(*entry.area);
  if (!point) return std::nullopt;
  std::vector<const Voice*> voices;
  for (const std::size_t v : of.voices) voices.push_back(&scene.voices[v]);
  VP_TRY(auto nearest, nearest_sites(std::span(&*point, 1), voices, threads, task));
  return std::move(nearest.front());
}

/// Why nobody of a union has data: where one sent geometry, and the place has no position, it is that.
void tell_unions(const Scene& scene, PlaceExplanation& found) {
  for (auto& answer : found.answers) {
    if (answer.why != "others_judge") continue;
    const auto of = std::ranges::find_if(
        scene.unions, [&](const Union& u) { return u.technology == answer.technology && u.op == answer.op; });
    const bool position = std::ranges::any_of(found.answers, [&](const PlaceAnswer& member) {
      return member.why == "no_position" && std::ranges::any_of(of->voices, [&](std::size_t v) {
               return scene.voices[v].technology == member.technology && scene.voices[v].op == member.op;
             });
    });
    if (position) answer.why = "no_position";
  }
}

void place_in_territories(const At& at, PlaceExplanation& found) {
  found.belongs_by = belongs_by(at);
  const std::int32_t territory = at.places().territory[at.place];
  for (const auto& level : at.world.territories.levels) {
    const std::int32_t unit = territory < 0 ? -1 : level.of_lowest[static_cast<std::size_t>(territory)];
    if (unit >= 0) found.territories.push_back(level.units[static_cast<std::size_t>(unit)]);
  }
}

}  // namespace

Result<PlaceExplanation> explain_place(const Inputs& inputs, const Assessment& assessment,
                                       const std::string& kind, const std::string& code,
                                       const std::string& site, const Task& task) {
  VP_TRY(const Scene scene, make_scene(inputs, task));
  const auto places = std::ranges::find(scene.world.kinds, kind, &Places::kind);
  const std::int32_t index = places == scene.world.kinds.end() ? -1 : places->find(code, site);
  if (index < 0) return fail("assess.unknown_place", {{"kind", kind}, {"code", code}});
  const At at{scene.world, static_cast<std::size_t>(places - scene.world.kinds.begin()),
              static_cast<std::size_t>(index)};
  PlaceExplanation found;
  found.entry = at.entry();
  const auto list = std::ranges::find(inputs.lists, found.entry.list, &ListInfo::id);
  if (list != inputs.lists.end()) found.list = &*list;
  place_in_territories(at, found);
  for (const auto& answers : assessment.answers) {
    if (answers.kind != kind) continue;
    VP_CHECK(task.check());
    const auto of = std::ranges::find_if(scene.unions, [&](const Union& u) {
      return u.technology == answers.technology && u.op == answers.op;
    });
    const auto everybody = std::ranges::find_if(
        scene.unions, [&](const Union& u) { return u.technology == answers.technology && u.any(); });
    if (of == scene.unions.end() || everybody == scene.unions.end()) continue;
    PlaceAnswer answer{answers.technology, answers.op, answer_word(answers, at.place), {}, {}, {}, {}, {}};
    answer.homes = homes_of(at, scene, *of, *everybody);
    VP_TRY(answer.nearest_site, site_near(at, scene, *of, inputs.threads, task));
    // A union, of operators or of technologies, is told by its members.
    const bool one = !of->any() && of->voices.size() == 1 &&
                     scene.voices[of->voices.front()].technology == answers.technology;
    if (one) {
      VP_CHECK(hear(at, scene.voices[of->voices.front()], answer));
    } else if (answer.answer == "no_data") {
      answer.why = of->voices.empty() ? "no_scope" : "others_judge";
    }
    found.answers.push_back(std::move(answer));
  }
  tell_unions(scene, found);
  return found;
}

}  // namespace vungphu::assess
