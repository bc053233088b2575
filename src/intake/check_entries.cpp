#include <algorithm>
#include <unordered_map>

#include "vungphu/base/text.hpp"
#include "vungphu/intake/check.hpp"
#include "vungphu/intake/nearness.hpp"
#include "vungphu/model/kinds.hpp"

#include "codes.hpp"
#include "position.hpp"

namespace vungphu::intake {
namespace {

bool is_level(const Reference& reference, const std::string& kind) {
  return std::find(reference.levels.begin(), reference.levels.end(), kind) != reference.levels.end();
}

/// What the parent of an entry may be: any level; of a place but a hamlet also a hamlet. Only kinds that have
/// a list.
std::vector<std::string> parent_kinds(const Reference& reference, const std::string& kind) {
  std::vector<std::string> kinds(reference.levels.rbegin(), reference.levels.rend());
  if (is_place_kind(kind) && kind != "hamlet") kinds.insert(kinds.begin(), "hamlet");
  std::erase_if(kinds, [&](const std::string& k) { return k == kind || !reference.codes.contains(k); });
  return kinds;
}

struct Judge {
  const Reference& reference;
  const Checker checker;
  std::vector<Finding>& findings;
  bool said_no_parents = false;

  void tell(std::string_view code, Severity severity, std::int64_t row, std::string value, Args args = {}) {
    findings.push_back({std::string(code), severity, row, "", std::move(value), std::move(args)});
  }

  void parent(const Entry& entry, std::int64_t row) {
    if (entry.parent.empty()) return;
    const std::vector<std::string> kinds = parent_kinds(reference, entry.kind);
    if (kinds.empty()) {
      if (!said_no_parents) tell("parents_unchecked", Severity::note, 0, "");
      said_no_parents = true;
    } else if (!find_in(reference, kinds, entry.parent)) {
      const Finding unknown{"parent_unknown", Severity::warning, row, "", entry.parent, {}};
      findings.push_back(unknown);
      explain_unknown(reference, kinds, unknown, findings);
    }
  }

  /// Territories make the outline and are not held against it.
  void position(const Entry& entry, std::int64_t row) {
    if (is_level(reference, entry.kind) || (!entry.point && !entry.area)) return;
    const geo::Box box = entry.point ? geo::Box{*entry.point, *entry.point} : geo::bounds(*entry.area);
    const Checker::Place where = entry.point ? checker.place(*entry.point) : checker.place(box);
    if (where != Checker::Place::inside) {
      const std::string value = print_position(box.min);
      tell("outside_outline", Severity::warning, row, value);
      if (where == Checker::Place::swapped)
        tell("axes_swapped", Severity::warning, row, value);
      else
        checker.explain_outside(box.min, row, findings);
    } else if (entry.point) {
      belonging(entry, row);
    }
  }

  /// Position outranks a stated parent of the lowest level; that they disagree is said (DESIGN 3.3).
  void belonging(const Entry& entry, std::int64_t row) {
    const std::vector<std::string>& codes = reference.outline_codes;
    const auto stated = std::find(codes.begin(), codes.end(), entry.parent);
    if (entry.parent.empty() || stated == codes.end() || codes.size() != reference.outline.size()) return;
    if (geo::covers(reference.outline[static_cast<std::size_t>(stated - codes.begin())], *entry.point))
      return;
    if (const auto territory = checker.territory_at(*entry.point))
      tell("parent_disagrees", Severity::warning, row, entry.parent, {{"territory", codes[*territory]}});
  }
};

/// Positions of places, but for those that the list itself says are somebody else's.
void check_neighbours(const std::vector<Entry>& entries, const std::vector<std::int64_t>& rows,
                      std::vector<Finding>& findings) {
  std::vector<Located> named;
  std::vector<std::pair<geo::GridPoint, std::int64_t>> points;
  bool homes = false;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (!entry.point || !is_place_kind(entry.kind) || is_borrowed(entry.position)) continue;
    homes = entry.kind == "household";
    points.emplace_back(*entry.point, rows[i]);
    std::string key = homes ? std::string() : fold(entry.name);
    if (!key.empty()) named.push_back({std::move(key), entry.name, *entry.point, rows[i]});
  }
  check_near(std::move(named), findings);
  check_same_point(points, homes ? kMostHomesAtPoint : kMostPlacesAtPoint, findings);
}

}  // namespace

std::vector<std::size_t> check_entries(const std::vector<Entry>& entries,
                                       const std::vector<std::int64_t>& rows, const Reference& reference,
                                       std::vector<Finding>& findings, const Zones* zones) {
  std::vector<std::size_t> refused;
  std::unordered_map<std::string, std::size_t> keys;
  Judge judge{.reference = reference, .checker = Checker(reference, zones), .findings = findings};
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (entry.code.empty()) {
      judge.tell("code_missing", Severity::error, rows[i], "");
      refused.push_back(i);
      continue;
    }
    const auto [found, is_new] = keys.try_emplace(entry.kind + '\x1f' + code_key(entry.code, entry.site), i);
    if (!is_new) {
      judge.tell("duplicate_code", Severity::error, rows[i], entry.code,
                 {{"first", std::to_string(rows[found->second])}});
      refused.push_back(i);
      continue;
    }
    judge.parent(entry, rows[i]);
    judge.position(entry, rows[i]);
    check_ranges(entry, rows[i], findings);
  }
  check_names(entries, rows, findings);
  check_neighbours(entries, rows, findings);
  return refused;
}

}  // namespace vungphu::intake
