// Targets against time: what stored assessments and reports of earlier dates say of them.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

#include "vungphu/assess/scorecard.hpp"
#include "vungphu/model/kinds.hpp"

namespace vungphu::assess {
namespace {

constexpr std::string_view kMet = "met";

/// A row of another date's scorecard that speaks of the same target of the same territory.
using Key = std::tuple<std::string, Date, std::string, std::string>;
Key key_of(const ScoreRow& row) { return {row.indicator, row.deadline, row.level, row.territory}; }

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  return end.ec == std::errc() && end.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// The last day of "2025", "2025-Q2", "2025-06" or "2025-06-30".
std::optional<Date> last_day(std::string_view period) {
  if (const auto date = parse_iso_date(period)) return date;
  const auto year = whole_number(period.substr(0, std::min<std::size_t>(4, period.size())));
  if (period.size() < 4 || !year || *year < 1) return std::nullopt;
  std::optional<int> month = 12;
  if (period.size() == 7 && period[4] == '-') {
    month = whole_number(period.substr(5));
    if (period[5] == 'Q') {
      month = whole_number(period.substr(6));
      if (month) *month *= 3;
    }
  } else if (period.size() != 4) {
    return std::nullopt;
  }
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  return std::chrono::year{*year} / std::chrono::month{static_cast<unsigned>(*month)} / std::chrono::last;
}

/// By day, so that of several of one day the last one given stands.
using History = std::map<Key, std::map<Date, std::string>>;

void note(const std::vector<ScoreRow>& rows, bool reported, Date day, const std::vector<Key>& only,
          History& history) {
  const std::set<Key> wanted(only.begin(), only.end());
  for (const ScoreRow& row : rows) {
    if (row.reported == reported && wanted.contains(key_of(row))) history[key_of(row)][day] = row.status;
  }
}

}  // namespace

std::string timing_of(const std::vector<StatusAt>& found, Date deadline) {
  if (deadline == kBeginning || found.empty()) return {};
  const StatusAt& now = found.back();
  if (now.status == "tracked") return {};
  const auto first = std::ranges::find(found, kMet, &StatusAt::status);
  if (first != found.end()) return first->as_of <= deadline ? "in_time" : "late";
  if (now.as_of < deadline) return "open";
  return now.status == "not_met" ? "missed" : "undecided";
}

std::optional<Date> met_since(const std::vector<StatusAt>& found) {
  std::optional<Date> since;
  for (auto at = found.rbegin(); at != found.rend() && at->status == kMet; ++at) since = at->as_of;
  return since;
}

void add_timing(std::vector<ScoreRow>& rows, const Assessment& now, const std::vector<Assessment>& earlier,
                const Profile& profile, const std::vector<Reported>& reported, const std::string& level,
                const std::string& territory) {
  std::vector<Key> keys;
  for (const ScoreRow& row : rows) keys.push_back(key_of(row));
  History history;
  for (const Assessment& past : earlier) {
    const bool same_units = past.vintage == now.vintage || (level.empty() && territory.empty());
    if (past.as_of >= now.as_of || !same_units) continue;
    note(scorecard(past, profile, {}, level, territory), false, past.as_of, keys, history);
  }
  note(rows, false, now.as_of, keys, history);
  std::map<std::string, std::vector<Reported>> periods;
  for (const Reported& report : reported) periods[report.period].push_back(report);
  for (const auto& [period, reports] : periods) {
    const auto day = last_day(period);
    if (!day) continue;
    // Only those of that period that were reported: the others are not known, which is no status of theirs.
    std::vector<ScoreRow> then = scorecard(now, profile, reports, level, territory);
    std::erase_if(then, [](const ScoreRow& row) { return row.status == "no_data"; });
    note(then, true, *day, keys, history);
  }
  for (ScoreRow& row : rows) {
    std::vector<StatusAt> found;
    for (const auto& [day, status] : history[key_of(row)]) found.push_back({day, status});
    if (row.reported && !found.empty() && found.back().as_of < now.as_of) {
      // A report of an earlier day says nothing of how it was at a deadline that has come since.
      const bool stands = found.back().status == kMet || found.back().as_of >= row.deadline;
      found.push_back({now.as_of, stands ? found.back().status : "undecided"});
    }
    row.timing = timing_of(found, row.deadline);
    row.met_since = met_since(found);
  }
}

}  // namespace vungphu::assess
