#include "explain_figure.hpp"

#include <algorithm>
#include <map>

#include "vungphu/model/kinds.hpp"

namespace vungphu::assess {
namespace {

/// A profile of nothing but the indicator and its first target.
Profile of_one(const Profile& profile, const Indicator& indicator) {
  Profile one;
  one.id = profile.id;
  one.levels = profile.levels;
  one.technologies = profile.technologies;
  one.indicators = {indicator};
  const auto target = std::ranges::find(profile.targets, indicator.id, &Target::indicator);
  one.targets.push_back(target == profile.targets.end() ? Target{} : *target);
  one.targets.back().indicator = indicator.id;
  return one;
}

/// The figures of one operator stand where those of all of them do, so that the same scorecard holds them.
Assessment as_of_any(const Assessment& assessment, const Indicator& indicator, const std::string& op) {
  Assessment mine;
  mine.as_of = assessment.as_of;
  mine.vintage = assessment.vintage;
  for (const auto& figure : assessment.figures) {
    const bool reported = indicator.formula == "reported" && figure.op == kAny;
    const bool asked =
        figure.op == op && figure.kind == indicator.kind && figure.technology == indicator.technology;
    if (!reported && !asked) continue;
    mine.figures.push_back(figure);
    mine.figures.back().op = kAny;
  }
  return mine;
}

std::optional<ScoreRow> score_of(const Inputs& inputs, const Assessment& assessment,
                                 const std::vector<Reported>& reported, const Indicator& indicator,
                                 const FigureQuery& query) {
  auto rows = scorecard(as_of_any(assessment, indicator, query.op), of_one(*inputs.profile, indicator),
                        reported, query.level, query.territory);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

const Figure* figure_of(const Assessment& assessment, const Indicator& indicator, const std::string& op,
                        const ScoreRow& at) {
  const auto found = std::ranges::find_if(assessment.figures, [&](const Figure& f) {
    return f.op == op && f.kind == indicator.kind && f.technology == indicator.technology &&
           f.level == at.level && f.territory == at.territory;
  });
  return found == assessment.figures.end() ? nullptr : &*found;
}

/// Lists that a denominator of these slots comes from, with their entries there.
std::vector<ListUse> lists_of(const Asked& asked) {
  const World& world = asked.scene.world;
  std::map<std::int64_t, std::int64_t> in_force;
  const auto add = [&](std::string_view kind, std::uint8_t basis) {
    const Places* places = world.places(kind);
    for (std::size_t i = 0; places != nullptr && i < places->size(); ++i) {
      const std::size_t slot = world.territories.slot(places->territory[i]);
      if (!asked.slots[slot]) continue;
      if (basis == kNone || asked.scene.homes.basis[slot] == basis) ++in_force[places->list(i)];
    }
  };
  if (asked.households()) {
    add("household", kPoints);
    add("hamlet", kHamlets);
    if (world.territories.lowest() != nullptr) add(world.territories.lowest()->name, kRow);
  } else {
    add(asked.indicator.kind, kNone);
  }
  std::vector<ListUse> uses;
  for (const auto& list : asked.scene.inputs.lists) {
    const auto found = in_force.find(list.id);
    if (found != in_force.end()) uses.push_back({list, found->second});
  }
  return uses;
}

void add_silent(const Asked& asked, FigureExplanation& found) {
  if (asked.of.op != kAny) return;
  std::vector<std::size_t> slots;
  for (std::size_t slot = 0; slot < asked.slots.size(); ++slot) {
    if (asked.slots[slot]) slots.push_back(slot);
  }
  auto [silent, partly] = silence_in(asked.scene, asked.everybody, slots);
  found.silent = std::move(silent);
  found.partly_silent = std::move(partly);
}

/// The level whose territories a figure is told by: the next one that parts it.
const Level* level_below(const Territories& territories, const ScoreRow& at) {
  const auto& levels = territories.levels;
  if (levels.empty()) return nullptr;
  if (at.level == kWhole) {
    for (const auto& level : levels) {
      if (level.units.size() > 1) return &level;
    }
    return &levels.back();
  }
  if (at.level == kGroup) return &levels.back();
  for (std::size_t i = 0; i + 1 < levels.size(); ++i) {
    if (levels[i].name == at.level) return &levels[i + 1];
  }
  return nullptr;
}

std::vector<FigurePart> parts_of(const Asked& asked, const Assessment& assessment, const ScoreRow& score) {
  const Level* below = level_below(asked.scene.world.territories, score);
  if (below == nullptr) return {};
  std::vector<char> inside(below->units.size(), 0);
  for (std::size_t i = 0; i < below->of_lowest.size(); ++i) {
    if (asked.slots[i] && below->of_lowest[i] >= 0) inside[static_cast<std::size_t>(below->of_lowest[i])] = 1;
  }
  std::vector<FigurePart> parts;
  std::int64_t numerator = 0, denominator = 0;
  bool known = score.denominator.has_value();
  for (const auto& f : assessment.figures) {
    if (f.op != asked.of.op || f.kind != asked.indicator.kind) continue;
    if (f.technology != asked.indicator.technology || f.level != below->name) continue;
    const std::int32_t unit = below->find(f.territory);
    const bool beside = unit < 0;  // outside of the level, or not to be placed in it
    if (beside ? !asked.slots.back() : !inside[static_cast<std::size_t>(unit)]) continue;
    const Terms terms = terms_of(f, asked.indicator.formula);
    if (beside && terms.total.value_or(0) == 0 && terms.lower == 0) continue;
    numerator += terms.lower;
    denominator += terms.total.value_or(0);
    known = known && terms.total;
    FigurePart part{f.level, f.territory, f.name, std::nullopt, terms.total};
    if (f.status != "no_data") part.numerator = terms.lower;
    parts.push_back(std::move(part));
  }
  // What lies in the territory and in none of the level below: a commune without a district.
  const std::int64_t left = score.numerator.value_or(0) - numerator;
  const std::int64_t of = known ? *score.denominator - denominator : 0;
  if (left != 0 || of != 0)
    parts.push_back({below->name, std::string(kOutside), {}, left, known ? std::optional(of) : std::nullopt});
  return parts;
}

/// A report for the only unit of the highest level is one for the whole.
bool is_top(const Inputs& inputs, const std::string& code) {
  for (const auto& level : inputs.profile->levels) {
    const auto units = inputs.entries.find(level);
    if (units == inputs.entries.end() || units->second.empty()) continue;
    return units->second.size() == 1 && units->second.front().code == code;
  }
  return false;
}

std::vector<Reported> reports_of(const Inputs& inputs, const std::vector<Reported>& reported,
                                 const std::string& indicator, const ScoreRow& score) {
  std::vector<Reported> found;
  for (const auto& r : reported) {
    if (r.indicator != indicator) continue;
    const bool whole = score.territory == kWhole &&
                       (r.territory.empty() || r.territory == kWhole || is_top(inputs, r.territory));
    if (whole || r.territory == score.territory) found.push_back(r);
  }
  std::ranges::reverse(found);  // of equal periods the last that was imported counts
  std::ranges::stable_sort(found, std::greater<>(), &Reported::period);
  return found;
}

const Union* union_of(const Scene& scene, const std::string& technology, std::string_view op) {
  const auto found = std::ranges::find_if(
      scene.unions, [&](const Union& u) { return u.technology == technology && u.op == op; });
  return found == scene.unions.end() ? nullptr : &*found;
}

Status take_apart(const Inputs& inputs, const Assessment& assessment, const Indicator& indicator,
                  FigureExplanation& found, const Task& task) {
  VP_TRY(const Scene scene, make_scene(inputs, task));
  const Union* of = union_of(scene, indicator.technology, found.op);
  const Union* everybody = union_of(scene, indicator.technology, kAny);
  const auto slots = slots_of(inputs, scene.world.territories, found.score.level, found.score.territory);
  if (of == nullptr || everybody == nullptr || !slots)
    return fail("assess.no_answers", {{"technology", indicator.technology}, {"operator", found.op}});
  const auto kind = std::ranges::find(scene.world.kinds, indicator.kind, &Places::kind);
  const Asked asked{.scene = scene,
                    .indicator = indicator,
                    .of = *of,
                    .everybody = *everybody,
                    .level = found.score.level,
                    .territory = found.score.territory,
                    .kind = static_cast<std::size_t>(kind - scene.world.kinds.begin()),
                    .slots = *slots};
  found.lists = lists_of(asked);
  add_silent(asked, found);
  found.parts = parts_of(asked, assessment, found.score);
  VP_TRY(found.by_basis, basis_shares(asked, task));
  VP_TRY(Contributions by, contributions(asked, task));
  found.submissions = std::move(by.submissions);
  found.several = by.several;
  if (found.score.numerator_upper)
    found.open = std::max<std::int64_t>(
        0, *found.score.numerator_upper - *found.score.numerator - found.score.no_data);
  return {};
}

}  // namespace

Result<FigureExplanation> explain_figure(const Inputs& inputs, const Assessment& assessment,
                                         const std::vector<Reported>& reported, const FigureQuery& query,
                                         const Task& task) {
  const Indicator* indicator = inputs.profile->indicator(query.indicator);
  if (indicator == nullptr) return fail("assess.unknown_indicator", {{"indicator", query.indicator}});
  FigureExplanation found;
  found.op = query.op;
  found.formula = indicator->formula;
  auto score = score_of(inputs, assessment, reported, *indicator, query);
  const bool computed = indicator->formula != "reported";
  if (!score) {
    const bool speaks = std::ranges::any_of(assessment.figures, [&](const Figure& f) {
      return f.op == query.op && f.technology == indicator->technology;
    });
    if (computed && !speaks)
      return fail("assess.no_answers", {{"technology", indicator->technology}, {"operator", query.op}});
    return fail("assess.unknown_territory", {{"code", query.territory}});
  }
  found.score = *std::move(score);
  if (!computed) {
    found.reports = reports_of(inputs, reported, indicator->id, found.score);
    return found;
  }
  const Figure* figure = figure_of(assessment, *indicator, query.op, found.score);
  if (figure == nullptr)
    return fail("assess.no_answers", {{"technology", indicator->technology}, {"operator", query.op}});
  found.figure = *figure;
  VP_CHECK(take_apart(inputs, assessment, *indicator, found, task));
  return found;
}

}  // namespace vungphu::assess
