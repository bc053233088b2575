#include "vungphu/assess/sensitivity.hpp"

#include <algorithm>
#include <array>

#include "vungphu/model/kinds.hpp"

#include "figures.hpp"
#include "scene.hpp"

namespace vungphu::assess {
namespace {

/// As homes or as area: at least so many parts of so many; no part at all is asked by "any".
struct Rule {
  std::string_view homes, area;
  double parts = 0, of = 1;
};
constexpr std::array<Rule, 4> kRules{{{"any_home", "any", 0, 1},
                                      {"half_homes", "", 1, 2},  // of zones the official one
                                      {"80_homes", "80", 4, 5},
                                      {"all_homes", "all", 1, 1}}};

/// How much of one thing is covered.
struct Extent {
  bool known = false;
  double lower = 0, upper = 0;
  double whole = 0;  ///< 0: not known, and only "any" can be told
};

bool holds(const Rule& rule, double covered, double whole) {
  if (covered <= 0) return false;
  // The last digit of a floating sum must not decide; counts are far apart at this scale.
  return rule.parts <= 0 || rule.of * covered >= rule.parts * whole * (1 - 1e-9);
}

/// By one rule, at least and at most.
struct Answered {
  KindAnswer low, high;
};

Answered answer_by(const Rule& rule, const std::vector<Extent>& extents, std::vector<std::uint8_t> evidence) {
  const auto empty = engine::make_bitmap(extents.size());
  Answered answered{{{empty, empty}, {}, std::move(evidence)}, {}};
  auto high = empty;
  for (std::size_t i = 0; i < extents.size(); ++i) {
    const Extent& extent = extents[i];
    if (!extent.known || (extent.whole <= 0 && rule.parts > 0)) continue;
    engine::set_bit(answered.low.bits.known, i);
    if (holds(rule, extent.lower, extent.whole)) engine::set_bit(answered.low.bits.covered, i);
    if (holds(rule, extent.upper, extent.whole)) engine::set_bit(high, i);
  }
  answered.high = answered.low;
  answered.high.bits.covered = std::move(high);
  return answered;
}

Extent extent_of(std::int64_t lower, std::int64_t upper, std::int64_t no_data,
                 std::optional<std::int64_t> total) {
  Extent extent;
  extent.known = lower > 0 || (total && *total > 0 && no_data < *total);
  extent.lower = static_cast<double>(lower);
  // Homes of which nobody speaks may be covered as well.
  extent.upper = static_cast<double>(upper + no_data);
  extent.whole = static_cast<double>(total.value_or(0));
  return extent;
}

/// One kind under one union.
struct Subject {
  const Scene& scene;
  const Union& of;
  std::size_t kind = 0;
  const HomeAnswer& homes;
  const KindAnswer& official;

  const Places& places() const { return scene.world.kinds[kind]; }
};

std::vector<Extent> extents_by_homes(const Subject& s, std::vector<std::uint8_t>& evidence) {
  std::vector<Extent> extents;
  for (std::size_t i = 0; i < s.places().size(); ++i) {
    if (s.places().kind == "hamlet") {
      const HamletHomes& h = s.homes.hamlets[i];
      extents.push_back(
          extent_of(h.lower, h.upper, h.no_data, h.total < 0 ? std::nullopt : std::optional(h.total)));
      evidence.push_back(h.evidence);
      continue;
    }
    const Cell& cell = s.homes.slots[i];
    const bool total = cell.has_total && !cell.lacks_total;
    extents.push_back(extent_of(cell.covered, cell.covered_upper, cell.no_data,
                                total ? std::optional(cell.total) : std::nullopt));
    evidence.push_back(cell.evidence);
  }
  return extents;
}

bool named(const Subject& s, std::size_t i) {
  return std::ranges::any_of(
      s.of.voices, [&](auto v) { return engine::get_bit(s.scene.evidence[v].kinds[s.kind].covered, i); });
}

/// A zone without an area is a point, and one that a row names is covered: by every rule.
Result<std::vector<Extent>> extents_by_area(const Subject& s, const Task& task) {
  VP_TRY(const auto by_union, zone_shares(s.scene.ground(), s.kind, std::span(&s.of, 1), task));
  const ZoneShares& shares = by_union[0];
  std::vector<Extent> extents(s.places().size());
  for (std::size_t i = 0; i < extents.size(); ++i) {
    extents[i] = {engine::get_bit(s.official.bits.known, i), 0, 0, 1};
    const bool whole =
        named(s, i) || (!s.places().entries[i].area && engine::get_bit(s.official.bits.covered, i));
    if (whole) {
      extents[i].lower = extents[i].upper = 1;
    } else if (shares[i]) {
      extents[i].lower = extents[i].upper = shares[i]->first;
      extents[i].whole = shares[i]->second;
    }
  }
  return extents;
}

/// Zones at the point inside of them, as a place that is a point.
KindAnswer answer_at_centres(const Subject& s) {
  KindAnswer answer = s.official;
  for (std::size_t i = 0; i < s.places().size(); ++i) {
    const std::int32_t at = s.places().point[i];
    if (!s.places().entries[i].area || at < 0 || named(s, i)) continue;
    const std::size_t slot = s.scene.world.territories.slot(s.places().territory[i]);
    bool lit = false, judged = engine::get_bit(s.official.bits.known, i);
    for (const std::size_t v : s.of.voices) {
      const Voice& voice = s.scene.voices[v];
      for (std::size_t speaker = 0; speaker < voice.speakers.size(); ++speaker) {
        if (!voice.speakers[speaker].geometry || !voice.speakers[speaker].speaks[slot]) continue;
        judged = true;
        lit = lit || engine::get_bit(s.scene.lit[v][speaker], static_cast<std::size_t>(at));
      }
    }
    auto& bits = answer.bits;
    bits.covered[i >> 6] &= ~(std::uint64_t{1} << (i & 63));
    if (judged) engine::set_bit(bits.known, i);
    if (lit) engine::set_bit(bits.covered, i);
  }
  return answer;
}

std::vector<Figure> figures_of(const Subject& s, const KindAnswer& low, const KindAnswer& high,
                               std::string_view rule) {
  const World& world = s.scene.world;
  auto cells = count_places(world, s.kind, low, s.of, s.scene.evidence, {});
  const auto most = count_places(world, s.kind, high, s.of, s.scene.evidence, {});
  for (std::size_t slot = 0; slot < cells.size(); ++slot) {
    cells[slot].covered_upper = most[slot].covered;
    cells[slot].weight_covered_upper = most[slot].weight_covered;
    cells[slot].people_covered_upper = most[slot].people_covered_upper;
  }
  std::vector<Figure> figures;
  add_figures(s.scene, {s.places().kind, &s.of, "places", cells, {}, {}}, figures);
  for (auto& f : figures) {
    f.by_operators.clear();
    if (rule.empty()) continue;
    f.rule = rule;
    f.white = f.partly_dark = 0;  // words of the official rule
  }
  return figures;
}

/// The official one first.
Result<std::vector<std::vector<Figure>>> by_rule(const Subject& s, const Task& task) {
  std::vector<std::vector<Figure>> rules{figures_of(s, s.official, s.official, {})};
  const std::string& kind = s.places().kind;
  const bool homes = kind == "hamlet" || !is_place_kind(kind);
  if (!homes && !is_zone_kind(kind)) return rules;
  std::vector<std::uint8_t> evidence;
  std::vector<Extent> extents;
  if (homes) {
    extents = extents_by_homes(s, evidence);
  } else {
    VP_TRY(extents, extents_by_area(s, task));
  }
  for (const Rule& rule : kRules) {
    const std::string_view name = homes ? rule.homes : rule.area;
    if (name.empty()) continue;
    const auto [low, high] = answer_by(rule, extents, evidence);
    rules.push_back(figures_of(s, low, high, name));
    if (name != "any") continue;
    const KindAnswer centres = answer_at_centres(s);
    rules.push_back(figures_of(s, centres, centres, "centre_of_area"));
  }
  return rules;
}

bool wanted(const std::string& asked, std::string_view value) { return asked.empty() || asked == value; }

bool wanted(const SensitivityQuery& query, const Figure& f) {
  if (query.level.empty() && query.territory.empty()) return f.level == kWhole;
  return wanted(query.level, f.level) && wanted(query.territory, f.territory);
}

bool wanted_kind(const SensitivityQuery& query, const std::string& kind) {
  if (!query.kind.empty()) return query.kind == kind && kind != "household";
  return kind == "hamlet" || is_zone_kind(kind) || !is_place_kind(kind);
}

}  // namespace

Result<std::vector<RuleFigure>> sensitivity(const Inputs& inputs, const SensitivityQuery& query,
                                            const Task& task) {
  VP_TRY(const Scene scene, make_scene(inputs, task));
  std::vector<RuleFigure> found;
  for (std::size_t kind = 0; kind < scene.world.kinds.size(); ++kind) {
    if (!wanted_kind(query, scene.world.kinds[kind].kind)) continue;
    for (const Union& of : scene.unions) {
      if (!wanted(query.technology, of.technology) || !wanted(query.op, of.op)) continue;
      VP_CHECK(task.check());
      const auto everybody = std::ranges::find_if(
          scene.unions, [&](const Union& u) { return u.technology == of.technology && u.any(); });
      const HomeAnswer homes = answer_homes(scene.world, scene.homes, scene.evidence, of, *everybody);
      VP_TRY(const KindAnswer official, answer_kind(scene.ground(), kind, of, homes, task));
      VP_TRY(const auto rules, by_rule({scene, of, kind, homes, official}, task));
      for (std::size_t i = 0; i < rules.front().size(); ++i) {
        if (!wanted(query, rules.front()[i])) continue;
        for (const auto& figures : rules) found.push_back({figures[i], &figures == &rules.front()});
      }
    }
  }
  return found;
}

std::vector<RuleScore> rule_scores(const std::vector<RuleFigure>& figures, const Profile& profile,
                                   const std::string& level, const std::string& territory) {
  // By rule: the official figures, then those of the first other rule, and so on.
  std::vector<Assessment> by_rule;
  std::size_t rule = 0;
  for (const auto& [figure, official] : figures) {
    rule = official ? 0 : rule + 1;
    if (by_rule.size() <= rule) by_rule.resize(rule + 1);
    if (figure.op == kAny) by_rule[rule].figures.push_back(figure);
  }
  Profile with_extent = profile;
  std::erase_if(with_extent.targets, [&](const Target& target) {
    const Indicator* indicator = profile.indicator(target.indicator);
    return indicator == nullptr || std::ranges::none_of(figures, [&](const RuleFigure& f) {
             return f.figure.kind == indicator->kind && f.figure.technology == indicator->technology;
           });
  });
  std::vector<std::vector<ScoreRow>> rows;
  for (const auto& assessment : by_rule)
    rows.push_back(scorecard(assessment, with_extent, {}, level, territory));
  std::vector<RuleScore> scores;
  for (std::size_t i = 0; !rows.empty() && i < rows.front().size(); ++i) {
    for (const auto& of_rule : rows)
      scores.push_back({of_rule[i], &of_rule == &rows.front(), of_rule[i].status != rows.front()[i].status});
  }
  return scores;
}

}  // namespace vungphu::assess
