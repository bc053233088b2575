#include "vungphu/assess/scorecard.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "vungphu/base/text.hpp"
#include "vungphu/model/kinds.hpp"

#include "terms.hpp"
#include "threshold.hpp"

namespace vungphu::assess {
namespace {

struct Place {
  std::string level, territory, name;
};

/// Figures of "any" by what a target looks for.
using Key = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;
using Figures = std::map<Key, const Figure*>;

Figures figures_of_any(const Assessment& assessment) {
  Figures figures;
  for (const auto& f : assessment.figures) {
    if (f.op == kAny) figures.emplace(Key{f.kind, f.technology, f.level, f.territory}, &f);
  }
  return figures;
}

/// The territories asked for, in the order of the figures: each kind and technology has all of them.
std::vector<Place> places_asked(const Assessment& assessment, const Profile& profile,
                                const std::string& level, const std::string& territory) {
  if (level.empty() && territory.empty()) return {{std::string(kWhole), std::string(kWhole), {}}};
  std::vector<Place> places;
  const Figure* first = nullptr;
  for (const auto& f : assessment.figures) {
    if (f.op != kAny) continue;
    if (first == nullptr) first = &f;
    if (f.kind != first->kind || f.technology != first->technology) break;
    if (!level.empty() && f.level != level) continue;
    if (!territory.empty() && f.territory != territory) continue;
    // Outside of which level, where none is named: of the lowest, whose outside holds what no territory does.
    if (level.empty() && territory == kOutside && f.level != profile.lowest_level()) continue;
    // What cannot be placed has no total, so no target is held against it.
    if (f.territory == kUnplaced) continue;
    places.push_back({f.level, f.territory, f.name});
  }
  return places;
}

std::string status_of(const Terms& terms, const ScoreRow& row, bool count) {
  if (row.comparator.empty() || !row.threshold) return "tracked";
  // An indicator that is a count is compared as it is: as so many of a hundred.
  const std::int64_t total = count ? 100 : *terms.total;
  if (meets(terms.lower, total, row.comparator, *row.threshold)) return "met";
  return meets(terms.upper, total, row.comparator, *row.threshold) ? "undecided" : "not_met";
}

/// 10^decimals * 100 * covered / total, rounded half up.
Wide rounded(std::int64_t covered, std::int64_t total, Wide power) {
  return (2 * Wide{100} * covered * power + total) / (2 * Wide{total});
}

/// As many decimals as it takes that what is printed agrees with the status, and that all is printed for all
/// alone.
int decimals_for(const Terms& terms, const ScoreRow& row) {
  constexpr int kMost = 6;
  Wide power = 10;
  for (int decimals = 1; decimals < kMost; ++decimals, power *= 10) {
    const Wide low = rounded(terms.lower, *terms.total, power),
               high = rounded(terms.upper, *terms.total, power);
    bool agrees = true;
    for (const auto& [exact, printed] : {std::pair(terms.lower, low), std::pair(terms.upper, high)}) {
      agrees =
          agrees && (printed == 100 * power) == (exact == *terms.total) && (printed == 0) == (exact == 0);
      if (!row.threshold || row.comparator.empty()) continue;
      agrees = agrees && Threshold(*row.threshold).met_by(printed, power, row.comparator) ==
                             meets(exact, *terms.total, row.comparator, *row.threshold);
    }
    if (agrees) return decimals;
  }
  return kMost;
}

ScoreRow row_of(const Target& target, const Indicator& indicator, const Place& place) {
  ScoreRow row;
  row.level = place.level;
  row.territory = place.territory;
  row.territory_name = place.name;
  row.indicator = indicator.id;
  row.kind = indicator.kind;
  row.technology = indicator.technology;
  row.unit = row.measure = indicator.unit;
  row.comparator = target.comparator;
  row.threshold = target.threshold;
  row.deadline = target.deadline;
  row.decision = target.decision;
  row.status = "no_data";
  return row;
}

void hold_figure(const Figure& f, const Indicator& indicator, ScoreRow& row) {
  const Terms terms = terms_of(f, indicator.formula);
  const bool count = indicator.unit == "count";
  row.unit = terms.unit;
  row.rule = f.rule;
  row.basis = f.basis;
  row.list_date = f.list_date;
  row.no_data = terms.no_data;
  row.unknown = terms.unknown;
  row.denominator = terms.total;
  row.silent = f.silent;
  row.partly_silent = f.partly_silent;
  row.borrowed = f.borrowed;
  row.not_located = f.unlocated;
  row.refused = f.refused;
  row.straddles = f.straddles;
  if (!terms.judged) return;
  row.numerator = terms.lower;
  row.numerator_upper = terms.upper;
  if (indicator.formula == "not_white") row.partly_dark = f.partly_dark;
  if (!count && (!terms.total || *terms.total == 0)) return;
  if (count) {
    row.value = static_cast<double>(terms.lower);
    row.value_upper = static_cast<double>(terms.upper);
    row.decimals = 0;
  } else {
    row.value = 100.0 * static_cast<double>(terms.lower) / static_cast<double>(*terms.total);
    row.value_upper = 100.0 * static_cast<double>(terms.upper) / static_cast<double>(*terms.total);
    row.decimals = decimals_for(terms, row);
    row.uncovered = terms.proven_uncovered();
    if (row.threshold && !row.comparator.empty()) {
      row.missing_to_target = missing_to_target(terms.lower, *terms.total, row.comparator, *row.threshold);
    }
  }
  row.status = status_of(terms, row, count);
}

/// Who says so: the sources of the lists that the list's date is of.
std::string list_source(const ScoreRow& row, const Profile& profile, const std::vector<ListInfo>& lists) {
  std::set<std::string> sources;
  for (const auto& list : lists) {
    const bool counted =
        list.kind == row.kind ||
        (row.kind == "household" && (list.kind == "hamlet" || list.kind == profile.lowest_level()));
    if (counted && !list.source.empty() && iso(list.list_date) == row.list_date) sources.insert(list.source);
  }
  return join(std::vector<std::string>(sources.begin(), sources.end()), "; ");
}

/// The newest report for the place; for the whole one that names no territory, or the only one of the highest
/// level.
const Reported* newest_report(const std::vector<Reported>& reported, const Assessment& assessment,
                              const std::string& indicator, const Place& place) {
  std::string top;
  if (place.territory == kWhole) {
    std::vector<std::string_view> codes;
    for (const auto& f : assessment.figures) {
      if (f.level == kWhole || f.level == kGroup) continue;
      if (f.territory == kOutside || f.territory == kUnplaced) continue;
      if (f.level != assessment.figures[1].level || f.op != assessment.figures[1].op) break;
      codes.push_back(f.territory);
    }
    if (codes.size() == 1) top = codes.front();
  }
  const Reported* newest = nullptr;
  for (const auto& r : reported) {
    const bool whole =
        place.territory == kWhole && (r.territory.empty() || r.territory == kWhole || r.territory == top);
    if (r.indicator != indicator || !(whole || r.territory == place.territory)) continue;
    if (newest == nullptr || r.period >= newest->period) newest = &r;
  }
  return newest;
}

int decimals_of_report(const ScoreRow& row) {
  for (int decimals = 1; decimals < 6; ++decimals) {
    const double power = std::pow(10, decimals);
    const double printed = std::round(*row.value * power) / power;
    const auto compare = [&](double v) {
      return row.comparator == ">" ? v > *row.threshold : v >= *row.threshold;
    };
    if (!row.threshold || row.comparator.empty() || compare(printed) == compare(*row.value)) return decimals;
  }
  return 6;
}

void hold_report(const Reported* report, ScoreRow& row) {
  row.reported = true;
  row.rule = row.basis = "reported";
  const bool tracked = row.comparator.empty() || !row.threshold;
  if (report == nullptr) return;
  row.source = report->source;
  row.period = report->period;
  row.value = row.value_upper = report->value;
  constexpr double kMostExact = 9e15;  // below 2^53: a double that is whole is that whole number
  const auto whole = [](std::optional<double> v) {
    return v && *v == std::floor(*v) && std::abs(*v) < kMostExact
               ? std::optional(static_cast<std::int64_t>(*v))
               : std::nullopt;
  };
  row.numerator = row.numerator_upper = whole(report->numerator);
  row.denominator = whole(report->denominator);
  if (row.measure == "count" && report->value == std::floor(report->value)) {
    row.decimals = 0;
  } else {
    row.decimals = decimals_of_report(row);
  }
  if (tracked) {
    row.status = "tracked";
    return;
  }
  const bool met = row.comparator == ">" ? report->value > *row.threshold : report->value >= *row.threshold;
  row.status = met ? "met" : "not_met";
}

}  // namespace

std::vector<ScoreRow> scorecard(const Assessment& assessment, const Profile& profile,
                                const std::vector<Reported>& reported, const std::string& level,
                                const std::string& territory, const std::vector<ListInfo>& lists) {
  const Figures figures = figures_of_any(assessment);
  std::vector<ScoreRow> rows;
  for (const auto& place : places_asked(assessment, profile, level, territory)) {
    for (const auto& target : profile.targets) {
      const Indicator* indicator = profile.indicator(target.indicator);
      if (indicator == nullptr) continue;  // parse_profile refuses such a profile
      ScoreRow row = row_of(target, *indicator, place);
      row.profile = profile.id;
      if (indicator->formula == "reported") {
        hold_report(newest_report(reported, assessment, indicator->id, place), row);
      } else {
        const auto f =
            figures.find(Key{indicator->kind, indicator->technology, place.level, place.territory});
        if (f != figures.end()) {
          hold_figure(*f->second, *indicator, row);
          row.list_source = list_source(row, profile, lists);
        }
      }
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace vungphu::assess
