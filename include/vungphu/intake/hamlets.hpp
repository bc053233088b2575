// Hamlets through time: ids that stay, and what events make of them. Pure.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/model/change.hpp"
#include "vungphu/model/entry.hpp"
#include "vungphu/model/finding.hpp"
#include "vungphu/model/row.hpp"

namespace vungphu::intake {

/// A hamlet that is in force. `unit` is the code of the commune that it lies in, as the new list has codes
/// (its own parent's may be of another date); empty: in none that is known.
struct KnownHamlet {
  Entry entry;
  std::string unit;
};

/// Gives the hamlets of a list that came without a code (`uncoded[i]`; entries[i].code is then make_entry's)
/// the id that stays with them. One that is in force in the same commune under the same folded name keeps its
/// own, whatever was added or corrected; of several of the same name the one at the same position and with
/// the same weight, at the same position, with the same weight, else in order: where that leaves a choice,
/// the warning hamlet_paired_by_order says so. The others get make_entry's id, or, where that is taken, one
/// of the same parts and an ordinal. Namesakes in one commune are noted (hamlet_same_name). O(n log n).
void settle_hamlet_ids(std::vector<Entry>& entries, const std::vector<std::int64_t>& rows,
                       const std::vector<bool>& uncoded, std::span<const KnownHamlet> known,
                       std::vector<Finding>& findings);

/// One row of a file of events.
struct HamletEvent {
  std::int64_t row = 0;
  std::string event;          ///< rename, move, merge, split
  std::string hamlet, into;   ///< codes
  std::string name, commune;  ///< what it is called, and where it lies, from then on
  std::optional<std::int64_t> weight;
  Date date = kBeginning;
  std::string decision;
};
/// Meanings that a file of events may have, and the pseudo-kind under which their synonyms stand.
std::vector<std::string_view> event_meanings();
inline constexpr std::string_view kEventsKind = "hamlet_events";
/// The event, or nothing with error findings: event_unclear, event_incomplete (what it lacks),
/// event_date_unclear, count_bad.
std::optional<HamletEvent> make_event(const Row& row, std::vector<Finding>& findings);

/// What is known on the day of events: hamlets in force (by code, parents as codes of that day), communes in
/// force (empty: not checked), and hamlets whose commune of old lies in several of that day, so that an event
/// has to name it.
struct HamletDay {
  std::map<std::string, Entry> hamlets;
  std::set<std::string> communes, adrift;
};
struct HamletsApplied {
  std::vector<Entry> versions;  ///< whole new ones of all that events touched, by code; ended ones too
  std::vector<Change> changes;  ///< one for each event that was applied, in their order
};
/// Applies events of one date in their order. A merge: the hamlet ends, and `into` (in force, or new with
/// name and commune) weighs what the file says, else the sum where all are known, else nobody knows. A split:
/// the hamlet ends, unless a row has it as `into`; each `into` that is new gets its given name (needed),
/// commune (else the hamlet's) and weight. An event that cannot be applied is an error finding:
/// event_incomplete, event_hamlet_unknown, event_commune_unknown, event_commune_needed, event_into_itself.
HamletsApplied apply_events(std::span<const HamletEvent> events, const HamletDay& day,
                            std::vector<Finding>& findings);

}  // namespace vungphu::intake
