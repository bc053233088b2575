#include "compare.hpp"

#include <algorithm>

#include "vungphu/model/kinds.hpp"

#include "explain_figure.hpp"
#include "terms.hpp"

namespace vungphu::assess {
namespace {

const Figure* figure_of(const Assessment& assessment, const Indicator& indicator, const Comparison& at) {
  const auto found = std::ranges::find_if(assessment.figures, [&](const Figure& f) {
    return f.op == kAny && f.kind == indicator.kind && f.technology == indicator.technology &&
           f.territory == at.territory && f.level == at.level;
  });
  return found == assessment.figures.end() ? nullptr : &*found;
}

Term term_of(const Assessment& assessment, const Indicator& indicator, const Comparison& at) {
  const Figure* figure = figure_of(assessment, indicator, at);
  if (figure == nullptr) return {0, 0};
  const Terms terms = terms_of(*figure, indicator.formula);
  return {terms.lower, terms.total};
}

Term difference(const Term& before, const Term& after) {
  Term made{after.numerator - before.numerator, std::nullopt};
  if (before.denominator && after.denominator) made.denominator = *after.denominator - *before.denominator;
  return made;
}

/// The level of the code that is asked for, in the vintage of the to-date.
Status find_territory(const Stage& to, const std::string& code, Comparison& found) {
  found.level = found.territory = std::string(kWhole);
  if (code.empty() || code == kWhole) return {};
  for (const Figure& f : to.assessment.figures) {
    if (f.territory != code || f.level == kWhole || code == kUnplaced) continue;
    if (code == kOutside && f.level != to.inputs.profile->lowest_level()) continue;
    found.level = f.level;
    found.territory = f.territory;
    found.territory_name = f.name;
    return {};
  }
  return fail("assess.unknown_territory", {{"code", code}});
}

const Entry* unit_of(const Inputs& inputs, const std::string& level, const std::string& code) {
  const auto units = inputs.entries.find(level);
  if (units == inputs.entries.end()) return nullptr;
  const auto found = std::ranges::find(units->second, code, &Entry::code);
  return found == units->second.end() ? nullptr : &*found;
}

bool is_redrawn(const Stages& stages, const Comparison& at) {
  const std::string& level = at.level;
  if (level == kWhole || at.territory == kOutside || level == kGroup) return false;
  const Entry* then = unit_of(stages.from->inputs, level, at.territory);
  const Entry* now = unit_of(stages.to->inputs, level, at.territory);
  return then == nullptr || now == nullptr || !same_unit(*then, *now);
}

Waterfall waterfall_of(const Stages& stages, const Indicator& indicator, const Comparison& at) {
  Waterfall made;
  made.indicator = indicator.id;
  made.kind = indicator.kind;
  made.technology = indicator.technology;
  const Term recomputed = term_of(stages.from->assessment, indicator, at);
  const Term redrawn = term_of(stages.boundaries->assessment, indicator, at);
  const Term relisted = term_of(stages.lists->assessment, indicator, at);
  made.from = stages.stored == nullptr ? recomputed : term_of(*stages.stored, indicator, at);
  made.to = term_of(stages.to->assessment, indicator, at);
  made.rules = difference(made.from, recomputed);
  made.boundaries = difference(recomputed, redrawn);
  made.lists = difference(redrawn, relisted);
  made.totals = {0, difference(relisted, made.to).denominator};
  if (const Figure* figure = figure_of(stages.to->assessment, indicator, at))
    made.unit = terms_of(*figure, indicator.formula).unit;
  return made;
}

std::vector<const Indicator*> indicators_asked(const Profile& profile, const CompareQuery& query) {
  std::vector<const Indicator*> asked;
  for (const Indicator& indicator : profile.indicators) {
    const bool computed = indicator.formula != "reported";
    const bool wanted = (query.kind.empty() || indicator.kind == query.kind) &&
                        (query.technology.empty() || indicator.technology == query.technology);
    if (computed && wanted) asked.push_back(&indicator);
  }
  return asked;
}

}  // namespace

Result<Comparison> compare(const Stages& stages, const CompareQuery& query, const Task& task) {
  const Profile& profile = *stages.to->inputs.profile;
  const auto asked = indicators_asked(profile, query);
  if (asked.empty())
    return fail("assess.nothing_to_compare", {{"kind", query.kind}, {"technology", query.technology}});
  Comparison found;
  VP_CHECK(find_territory(*stages.to, query.territory, found));
  found.redrawn = is_redrawn(stages, found);
  std::vector<Compared> kinds;
  std::vector<Wanted> wanted;
  for (const Indicator* indicator : asked) {
    found.waterfall.push_back(waterfall_of(stages, *indicator, found));
    wanted.push_back({indicator, term_of(stages.lists->assessment, *indicator, found).numerator,
                      found.waterfall.back().to.numerator});
    const bool known = std::ranges::any_of(kinds, [&](const Compared& k) {
      return k.kind == indicator->kind && k.technology == indicator->technology;
    });
    if (!known) kinds.push_back({indicator->kind, indicator->technology});
  }
  const Territories then = make_territories(stages.from->inputs), now = make_territories(stages.to->inputs);
  const auto slots = [&](const Stage& stage, const Territories& territories) {
    return slots_of(stage.inputs, territories, found.level, found.territory)
        .value_or(std::vector<char>(territories.slots(), 0));
  };
  const Ends ends{slots(*stages.from, then), slots(*stages.to, now)};
  VP_TRY(const std::vector<Split> splits, split(*stages.lists, *stages.to, ends.to, wanted, task));
  for (std::size_t i = 0; i < splits.size(); ++i) {
    found.waterfall[i].newly_covered = {splits[i].gained, 0};
    found.waterfall[i].lost = {-splits[i].lost, 0};
  }
  found.places = changed_places(stages, ends, kinds);
  return found;
}

}  // namespace vungphu::assess
