// What renaming, moving, merging and splitting make of hamlets.
#include <algorithm>
#include <array>

#include "vungphu/base/text.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/intake/hamlets.hpp"

namespace vungphu::intake {
namespace {

struct EventWord {
  std::string_view word, event;
};
/// Folded, as offices and this program write them.
constexpr auto kEventWords = std::to_array<EventWord>({{"rename", "rename"},
                                                       {"doiten", "rename"},
                                                       {"move", "move"},
                                                       {"chuyen", "move"},
                                                       {"chuyenxa", "move"},
                                                       {"dieuchinhdiagioi", "move"},
                                                       {"merge", "merge"},
                                                       {"nhap", "merge"},
                                                       {"sapnhap", "merge"},
                                                       {"hopnhat", "merge"},
                                                       {"split", "split"},
                                                       {"chia", "split"},
                                                       {"tach", "split"},
                                                       {"chiatach", "split"}});

Finding error(std::string_view code, const HamletEvent& event, std::string value, Args args = {}) {
  return {std::string(code), Severity::error, event.row, "", std::move(value), std::move(args)};
}

using Count = std::optional<std::int64_t>;
Count sum(Count a, Count b) { return a && b ? Count(*a + *b) : std::nullopt; }

/// The land of both, where both are drawn.
void join_areas(Entry& into, const Entry& from) {
  if (!into.area || !from.area) return;
  if (auto whole = geo::union_of({&*into.area, &*from.area})) into.area = *std::move(whole);
}

class Day {
 public:
  Day(const HamletDay& day, std::vector<Finding>& findings) : day_(day), findings_(findings) {}

  bool apply(const HamletEvent& event) {
    const bool split = event.event == "split";
    const Entry* hamlet =
        split && splitting_.contains(event.hamlet) ? &splitting_.at(event.hamlet) : in_force(event.hamlet);
    if (!hamlet) return refuse("event_hamlet_unknown", event, event.hamlet, {{"date", iso(event.date)}});
    if (!event.commune.empty() && !day_.communes.empty() && !day_.communes.contains(event.commune))
      return refuse("event_commune_unknown", event, event.commune, {{"date", iso(event.date)}});
    if (event.event == "merge") return merge(event, *hamlet);
    if (split) return divide(event, *hamlet);
    return change(event, *hamlet);
  }

  std::vector<Entry> versions() const {
    std::vector<Entry> all;
    for (const auto& [code, entry] : touched_) all.push_back(entry);
    return all;
  }

 private:
  /// As the events of the day so far have left it.
  const Entry* in_force(const std::string& code) const {
    if (const auto touched = touched_.find(code); touched != touched_.end())
      return touched->second.ended ? nullptr : &touched->second;
    const auto known = day_.hamlets.find(code);
    return known == day_.hamlets.end() ? nullptr : &known->second;
  }

  bool refuse(std::string_view code, const HamletEvent& event, std::string value, Args args = {}) {
    findings_.push_back(error(code, event, std::move(value), std::move(args)));
    return false;
  }
  bool lacks(const HamletEvent& event, std::string_view meaning) {
    return !refuse("event_incomplete", event, event.hamlet,
                   {{"event", event.event}, {"meaning", std::string(meaning)}});
  }
  /// A commune of old that lies in several of the day says no more where the hamlet lies.
  bool is_adrift(const HamletEvent& event, const std::string& code) const {
    return event.commune.empty() && day_.adrift.contains(code) && !touched_.contains(code);
  }

  void say(const HamletEvent& event, Entry& entry) const {
    if (!event.name.empty()) entry.name = event.name;
    if (!event.commune.empty()) entry.parent = event.commune;
    if (event.weight) entry.weight = event.weight;
  }

  bool change(const HamletEvent& event, const Entry& hamlet) {
    if (event.event == "rename" && event.name.empty()) return !lacks(event, "name");
    if (event.event == "move" && event.commune.empty()) return !lacks(event, "commune");
    if (is_adrift(event, event.hamlet)) return refuse("event_commune_needed", event, event.hamlet);
    Entry made = hamlet;
    say(event, made);
    touched_[event.hamlet] = std::move(made);
    return true;
  }

  /// The hamlet that the event makes: named and placed, of no size yet.
  std::optional<Entry> created(const HamletEvent& event, const std::string& commune) {
    if (event.name.empty()) return lacks(event, "name"), std::nullopt;
    if (commune.empty()) return lacks(event, "commune"), std::nullopt;
    Entry made;
    made.kind = "hamlet";
    made.code = event.into;
    made.name = event.name;
    made.parent = commune;
    return made;
  }

  bool merge(const HamletEvent& event, const Entry& hamlet) {
    if (event.into == event.hamlet) return refuse("event_into_itself", event, event.hamlet);
    Entry target;
    if (const Entry* known = in_force(event.into)) {
      if (is_adrift(event, event.into)) return refuse("event_commune_needed", event, event.into);
      target = *known;
    } else {
      std::optional<Entry> made = created(event, event.commune);
      if (!made) return false;
      made->weight = made->demand = made->people = 0;  // to which the sources are added
      made->power = hamlet.power;
      made->area = hamlet.area;
      target = *std::move(made);
    }
    target.weight = weighed_.contains(event.into) ? target.weight : sum(target.weight, hamlet.weight);
    target.demand = sum(target.demand, hamlet.demand);
    target.people = sum(target.people, hamlet.people);
    if (target.power != hamlet.power) target.power.reset();
    if (!in_force(event.into))
      target.position = hamlet.area ? hamlet.position : Position::none;
    else
      join_areas(target, hamlet);
    say(event, target);
    if (event.weight) weighed_.insert(event.into);
    Entry gone = hamlet;
    gone.ended = true;
    touched_[event.hamlet] = std::move(gone);
    touched_[event.into] = std::move(target);
    return true;
  }

  bool divide(const HamletEvent& event, const Entry& source) {
    const Entry hamlet = source;
    const bool stays = event.into == event.hamlet;
    Entry part;
    const Entry* known = stays ? &hamlet : in_force(event.into);
    if (known) {
      if (is_adrift(event, event.into)) return refuse("event_commune_needed", event, event.into);
      part = *known;
    } else {
      if (is_adrift(event, event.hamlet)) return refuse("event_commune_needed", event, event.hamlet);
      std::optional<Entry> made = created(event, event.commune.empty() ? hamlet.parent : event.commune);
      if (!made) return false;
      part = *std::move(made);
      part.power = hamlet.power;
    }
    // What a part of it was is not known of what is left, nor of what took it in, but for what is said.
    part.weight.reset();
    part.demand.reset();
    part.people.reset();
    part.area.reset();
    if (!part.point) part.position = Position::none;
    say(event, part);
    if (splitting_.emplace(event.hamlet, hamlet).second) {
      Entry gone = hamlet;
      gone.ended = true;
      touched_[event.hamlet] = std::move(gone);
    }
    part.ended = false;
    touched_[event.into] = std::move(part);
    return true;
  }

  const HamletDay& day_;
  std::vector<Finding>& findings_;
  std::map<std::string, Entry> touched_, splitting_;
  std::set<std::string> weighed_;  ///< whose weight after a merge the file itself gives
};

/// The value under `meaning`, "" where there is none.
std::string value_of(const Row& row, std::string_view meaning) {
  const std::string* found = row.find(meaning);
  return found ? *found : std::string();
}

}  // namespace

std::vector<std::string_view> event_meanings() {
  return {"event", "into", "commune", "date", "decision", "code", "name", "weight"};
}

std::optional<HamletEvent> make_event(const Row& row, std::vector<Finding>& findings) {
  HamletEvent made{.row = row.row,
                   .event = {},
                   .hamlet = value_of(row, "code"),
                   .into = value_of(row, "into"),
                   .name = value_of(row, "name"),
                   .commune = value_of(row, "commune"),
                   .weight = {},
                   .date = kBeginning,
                   .decision = value_of(row, "decision")};
  const std::size_t before = findings.size();
  const auto tell = [&](std::string_view code, std::string_view meaning, Args args = {}) {
    const auto column = row.columns.find(meaning);
    findings.push_back({std::string(code), Severity::error, row.row,
                        column == row.columns.end() ? "" : column->second, value_of(row, meaning),
                        std::move(args)});
  };
  const std::string word = fold(value_of(row, "event"));
  const auto known = std::ranges::find(kEventWords, word, &EventWord::word);
  if (known == kEventWords.end()) {
    tell("event_unclear", "event");
  } else {
    made.event = known->event;
    const auto lacks = [&](std::string_view meaning) {
      tell("event_incomplete", "code", {{"event", made.event}, {"meaning", std::string(meaning)}});
    };
    if (made.hamlet.empty()) lacks("code");
    if (made.into.empty() && (made.event == "merge" || made.event == "split")) lacks("into");
    if (!row.find("date")) lacks("date");
  }
  if (const std::string* date = row.find("date")) {
    const auto read = parse_any_date(*date);
    if (!read) tell("event_date_unclear", "date");
    made.date = read.value_or(kBeginning);
  }
  if (const std::string* weight = row.find("weight")) {
    made.weight = parse_count(*weight);
    if (!made.weight || *made.weight < 0 || *made.weight > kMostCounted) tell("count_bad", "weight");
  }
  return findings.size() == before ? std::optional(std::move(made)) : std::nullopt;
}

HamletsApplied apply_events(std::span<const HamletEvent> events, const HamletDay& day,
                            std::vector<Finding>& findings) {
  HamletsApplied applied;
  Day state(day, findings);
  for (const HamletEvent& event : events) {
    if (!state.apply(event)) continue;
    const bool same = event.event == "rename" || event.event == "move";
    applied.changes.push_back({.list = 0,
                               .kind = "hamlet",
                               .event = event.event,
                               .from = event.hamlet,
                               .to = same ? event.hamlet : event.into,
                               .date = event.date,
                               .decision = event.decision});
  }
  applied.versions = state.versions();
  return applied;
}

}  // namespace vungphu::intake
