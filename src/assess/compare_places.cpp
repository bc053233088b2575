// Which places are not what they were.
#include <algorithm>
#include <tuple>

#include "vungphu/assess/positions.hpp"
#include "vungphu/model/kinds.hpp"

#include "compare.hpp"
#include "world.hpp"

namespace vungphu::assess {
namespace {

/// One kind at one stage.
struct Side {
  const Stage* stage = nullptr;
  const std::vector<Entry>* entries = nullptr;
  const PlaceSet* places = nullptr;

  std::size_t size() const { return places == nullptr ? 0 : places->ids.size(); }
  const Entry& entry(std::size_t i) const { return (*entries)[i]; }
  std::size_t slot(std::size_t i) const {
    const std::int32_t territory = places->territory[i];
    return territory < 0 ? stage->assessment.territories.size() : static_cast<std::size_t>(territory);
  }
};

Side side_of(const Stage& stage, const std::string& kind) {
  Side side{&stage, nullptr, nullptr};
  const auto entries = stage.inputs.entries.find(kind);
  const auto places = std::ranges::find(stage.assessment.places, kind, &PlaceSet::kind);
  if (entries == stage.inputs.entries.end() || places == stage.assessment.places.end()) return side;
  side.entries = &entries->second;
  side.places = &*places;
  return side;
}

const Answers* answers_of(const Stage& stage, const Compared& of, std::string_view op) {
  const auto& all = stage.assessment.answers;
  const auto found = std::ranges::find_if(all, [&](const Answers& a) {
    return a.op == op && a.kind == of.kind && a.technology == of.technology;
  });
  return found == all.end() ? nullptr : &*found;
}

using Index = std::optional<std::size_t>;  ///< of a place at a stage; nothing where it is not on the list

std::string status_of(const Answers* answers, const std::string& kind, Index i) {
  if (!i) return {};
  if (answers == nullptr || !bit(answers->known, *i)) return "no_data";
  const bool hamlet = kind == "hamlet";
  if (!bit(answers->covered, *i)) return hamlet ? "white" : "uncovered";
  return hamlet && !answers->partly.empty() && bit(answers->partly, *i) ? "partly_dark" : "covered";
}

bool lit(const std::string& status) { return status == "covered" || status == "partly_dark"; }

std::string change_of(const std::string& from, const std::string& to) {
  if (from.empty()) return "listed";
  if (to.empty()) return "delisted";
  if (lit(to) && !lit(from)) return "gained";
  return lit(from) && !lit(to) ? "lost" : "changed";
}

/// One kind and technology at all stages.
class Changes {
 public:
  Changes(const Stages& stages, const Ends& ends, const Territories& then, const Territories& now,
          Compared of)
      : ends_(ends),
        levels_(stages.to->inputs.profile->levels),
        then_(then),
        now_(now),
        of_(std::move(of)),
        territory_(!is_place_kind(of_.kind)),
        from_(side_of(*stages.from, of_.kind)),
        boundaries_(side_of(*stages.boundaries, of_.kind)),
        lists_(side_of(*stages.lists, of_.kind)),
        to_(side_of(*stages.to, of_.kind)) {
    for (const Side* side : {&from_, &boundaries_, &lists_, &to_})
      answers_.push_back(answers_of(*side->stage, of_, kAny));
  }

  void add(std::vector<PlaceChange>& found) {
    std::size_t a = 0, b = 0;
    while (a < from_.size() || b < to_.size()) {
      const int order = a == from_.size() ? 1 : b == to_.size() ? -1 : compare_keys(a, b);
      if (order == 0 && (!territory_ || same_unit(from_.entry(a), to_.entry(b)))) {
        place(a++, b++, found);
        continue;
      }
      if (order <= 0) place(a++, {}, found);
      if (order >= 0) place({}, b++, found);
    }
  }

 private:
  int compare_keys(std::size_t a, std::size_t b) const {
    const Entry &x = from_.entry(a), &y = to_.entry(b);
    const auto key = [](const Entry& e) { return std::tie(e.code, e.site); };
    return key(x) < key(y) ? -1 : key(y) < key(x) ? 1 : 0;
  }

  /// Places keep their order while their list does; territories are those of the to-date from the second
  /// stage on.
  std::string status(std::size_t stage, Index a, Index b) const {
    const Index at = stage == 0 ? a : stage == 1 && !territory_ ? a : b;
    return status_of(answers_[stage], of_.kind, at);
  }

  bool inside(Index a, Index b) const {
    if (b) return ends_.to[to_.slot(*b)] != 0;
    return territory_ ? ends_.from[from_.slot(*a)] != 0 : ends_.to[boundaries_.slot(*a)] != 0;
  }

  void place(Index a, Index b, std::vector<PlaceChange>& found) const {
    if (!inside(a, b)) return;
    const std::string was = status(0, a, b), is = status(3, a, b);
    if (was == is) return;
    PlaceChange change;
    change.from = was;
    change.to = is;
    change.change = change_of(was, is);
    const std::string listed = status(2, a, b);
    change.step = listed != is ? "submissions" : status(1, a, b) != listed ? "lists" : "boundaries";
    // A place that comes or goes does so with its list, whatever else changes.
    if (!a || !b)
      change.step =
          territory_ && to_.stage->inputs.vintage != from_.stage->inputs.vintage ? "boundaries" : "lists";
    describe(a, b, change);
    change.operators = operators(a, b, change.change);
    found.push_back(std::move(change));
  }

  void describe(Index a, Index b, PlaceChange& change) const {
    const Side& side = b ? to_ : from_;
    const std::size_t i = b ? *b : *a;
    const Entry& entry = side.entry(i);
    change.kind = of_.kind;
    change.technology = of_.technology;
    change.code = entry.code;
    change.site = entry.site;
    change.name = entry.name;
    const Answers* answers = answers_[b ? 3 : 0];
    change.households = of_.kind == "household" ? entry.weight.value_or(1) : entry.weight;
    if (answers != nullptr && i < answers->homes.size() && answers->homes[i] >= 0)
      change.households = answers->homes[i];
    const Standing standing = own_position(entry);
    if (standing.proven()) change.point = standing.point;
    // A territory that is no more lies in none of today's: it is told by its own name, in those of its day.
    const bool gone = !b && territory_;
    const Territories& territories = gone ? then_ : now_;
    const std::size_t slot = b ? to_.slot(*b) : gone ? from_.slot(*a) : boundaries_.slot(*a);
    for (const std::string& name : levels_) {
      const Level* level = territories.level(name);
      const std::int32_t unit = level == nullptr || slot >= territories.size() ? -1 : level->of_lowest[slot];
      const Entry* holder = unit < 0 ? nullptr : level->units[static_cast<std::size_t>(unit)];
      change.territories.push_back(holder == nullptr ? std::string(kOutside) : holder->code);
      change.territory_names.push_back(holder == nullptr ? std::string() : holder->name);
    }
  }

  std::vector<std::string> operators(Index a, Index b, const std::string& change) const {
    std::vector<std::string> made;
    const auto covers = [&](const Side& side, const std::string& op, Index i) {
      const Answers* answers = i ? answers_of(*side.stage, of_, op) : nullptr;
      return answers != nullptr && bit(answers->covered, *i);
    };
    for (const Operator& op : to_.stage->inputs.operators) {
      const bool then = covers(from_, op.id, a), now = covers(to_, op.id, b);
      const bool gone = change == "lost" || change == "delisted";
      const bool counts = change == "changed" ? now : gone ? then && !now : now && !then;
      if (counts) made.push_back(op.id);
    }
    return made;
  }

  const Ends& ends_;
  const std::vector<std::string>& levels_;
  const Territories &then_, &now_;  ///< of the from-date and of the to-date
  Compared of_;
  bool territory_;
  Side from_, boundaries_, lists_, to_;
  std::vector<const Answers*> answers_;  ///< of the four stages
};

}  // namespace

bool same_unit(const Entry& a, const Entry& b) {
  if (a.id != 0 && a.id == b.id) return true;
  if (a.area || b.area) return a.area && b.area && geo::encode(*a.area) == geo::encode(*b.area);
  return a.name == b.name && a.parent == b.parent;
}

std::vector<PlaceChange> changed_places(const Stages& stages, const Ends& ends,
                                        const std::vector<Compared>& compared) {
  const Territories then = make_territories(stages.from->inputs), now = make_territories(stages.to->inputs);
  std::vector<PlaceChange> found;
  for (const Compared& of : compared) Changes(stages, ends, then, now, of).add(found);
  const auto key = [](const PlaceChange& c) {
    return std::tie(c.kind, c.technology, c.code, c.site, c.change);
  };
  std::ranges::sort(found, [&](const PlaceChange& a, const PlaceChange& b) {
    const std::int64_t x = a.households.value_or(-1), y = b.households.value_or(-1);
    return x != y ? x > y : key(a) < key(b);
  });
  return found;
}

}  // namespace vungphu::assess
