#include <algorithm>

#include "vungphu/model/kinds.hpp"

#include "explain_figure.hpp"

namespace vungphu::assess {
namespace {

/// By slot: the rows of the lowest level, of which there is one a slot; without territories the whole is it.
Counted held(const Asked& asked, std::span<const Cell> cells, std::span<const Extra> extras = {}) {
  const Territories& territories = asked.scene.world.territories;
  std::vector<Figure> figures;
  add_figures(asked.scene, {asked.indicator.kind, &asked.of, {}, cells, extras, {}}, figures);
  const std::string_view level = territories.lowest() == nullptr ? kWhole : territories.lowest()->name;
  Counted counted;
  for (const auto& f : figures) {
    const Terms terms = terms_of(f, asked.indicator.formula);
    if (f.level == level && f.territory != kUnplaced) counted.slots.push_back(terms);
    if (f.level == asked.level && f.territory == asked.territory) counted.all = terms;
  }
  counted.together = counted.all.lower;
  for (std::size_t slot = 0; slot < counted.slots.size(); ++slot) {
    if (asked.slots[slot]) counted.together -= counted.slots[slot].lower;
  }
  return counted;
}

}  // namespace

Said said_of(const Scene& scene) { return {scene.voices, scene.evidence, scene.voice_homes}; }

Counted count(const Asked& asked, const Said& said, KindAnswer answer) {
  const auto cells = count_places(asked.scene.world, asked.kind, answer, asked.of, said.evidence, {});
  Counted counted = held(asked, cells);
  counted.things = std::move(answer);
  return counted;
}

Result<Counted> count(const Asked& asked, const Said& said, const Task& task) {
  VP_CHECK(task.check());
  const Scene& scene = asked.scene;
  HomeAnswer homes;
  // A school's answer does not depend on homes.
  if (asked.households() || asked.indicator.kind == "hamlet")
    homes = answer_homes(scene.world, scene.homes, said.evidence, asked.of, asked.everybody);
  if (asked.households()) return held(asked, homes.slots, homes.extras);
  const Ground ground{&scene.world, said.voices, said.evidence, said.voice_homes, scene.inputs.threads};
  VP_TRY(KindAnswer answer, answer_kind(ground, asked.kind, asked.of, homes, task));
  return count(asked, said, std::move(answer));
}

void renew_homes(const Asked& asked, std::size_t changed, Said& said) {
  if (is_place_kind(asked.indicator.kind)) return;
  const Voice& voice = said.voices[changed];
  const Union alone{voice.technology, voice.op, {changed}, {0}, 1};
  said.voice_homes[changed] = answer_homes(asked.scene.world, asked.scene.homes, said.evidence, alone, alone);
}

std::optional<std::vector<char>> slots_of(const Inputs& inputs, const Territories& territories,
                                          const std::string& level, const std::string& territory) {
  if (territory.empty() || territory == kWhole) return std::vector<char>(territories.slots(), 1);
  std::vector<char> slots(territories.slots(), 0);
  if (level == kGroup) {
    const auto group = std::ranges::find(inputs.groups, territory, &UnitGroup::code);
    if (group == inputs.groups.end()) return std::nullopt;
    for (std::size_t i = 0; i < territories.size(); ++i) {
      const std::vector<std::int32_t> itself{static_cast<std::int32_t>(i)};
      const auto& pieces = inputs.pieces.of_territory.empty() ? itself : inputs.pieces.of_territory[i];
      slots[i] = !pieces.empty() && std::ranges::includes(group->pieces, pieces);
    }
    return slots;
  }
  const Level* found = territories.level(level);
  const std::int32_t unit = found == nullptr || territory == kOutside ? -1 : found->find(territory);
  if (found == nullptr || (unit < 0 && territory != kOutside)) return std::nullopt;
  for (std::size_t i = 0; i < territories.size(); ++i) slots[i] = found->of_lowest[i] == unit;
  if (territory == kOutside) slots.back() = 1;
  return slots;
}

}  // namespace vungphu::assess
