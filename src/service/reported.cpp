// Reported indicators: what authorities say of themselves, on the same scorecard, marked.
#include <array>
#include <cmath>
#include <set>

#include "vungphu/base/text.hpp"
#include "vungphu/intake/columns.hpp"
#include "vungphu/model/kinds.hpp"
#include "vungphu/service/use_cases.hpp"

#include "reading.hpp"

namespace vungphu::service {
namespace {

constexpr std::array<std::string_view, 7> kWanted{"indicator", "territory",   "period", "value",
                                                  "numerator", "denominator", "source"};

std::string value_or_empty(const Row& row, std::string_view meaning) {
  const std::string* found = row.find(meaning);
  return found ? *found : std::string();
}

/// The number under `meaning`; an error finding and nothing where it is not one.
std::optional<double> number(const Row& row, std::string_view meaning, bool needed,
                             std::vector<Finding>& findings) {
  const std::string* text = row.find(meaning);
  auto column = row.columns.find(meaning);
  const std::string field = column == row.columns.end() ? std::string(meaning) : column->second;
  if (!text) {
    if (needed) findings.push_back({"value_missing", Severity::error, row.row, field, {}, {}});
    return std::nullopt;
  }
  std::optional<double> value = parse_decimal(*text);
  if (!value) findings.push_back({"not_a_number", Severity::error, row.row, field, *text, {}});
  return value;
}

std::optional<Reported> make_reported(const Row& row, const Profile& profile,
                                      const std::set<std::string>& codes, std::vector<Finding>& findings) {
  Reported made;
  made.indicator = value_or_empty(row, "indicator");
  const Indicator* indicator = profile.indicator(made.indicator);
  if (!indicator || indicator->formula != "reported") {
    std::vector<std::string> known;
    for (const Indicator& candidate : profile.indicators)
      if (candidate.formula == "reported") known.push_back(candidate.id);
    findings.push_back({"indicator_unknown",
                        Severity::error,
                        row.row,
                        "indicator",
                        made.indicator,
                        {{"nearest", join(nearest_names(made.indicator, known))}}});
    return std::nullopt;
  }
  const std::size_t before = findings.size();
  const std::optional<double> value = number(row, "value", true, findings);
  made.numerator = number(row, "numerator", false, findings);
  made.denominator = number(row, "denominator", false, findings);
  if (!value || findings.size() != before) return std::nullopt;
  made.value = *value;
  if (made.numerator && made.denominator && *made.denominator > 0 && indicator->unit == "percent") {
    constexpr double kRounding = 0.051;  // values are reported with one decimal
    const double computed = 100 * *made.numerator / *made.denominator;
    if (std::abs(computed - made.value) > kRounding)
      findings.push_back({"value_disagrees",
                          Severity::warning,
                          row.row,
                          "value",
                          *row.find("value"),
                          {{"computed", print_number(computed, 1, Lang::vi)}}});
  }
  made.territory = value_or_empty(row, "territory");
  if (made.territory.empty()) made.territory = kWhole;
  if (made.territory != kWhole && !codes.contains(made.territory)) {
    findings.push_back({"territory_unknown", Severity::error, row.row, "territory", made.territory, {}});
    return std::nullopt;
  }
  if (indicator->unit == "percent" && made.value > 100)
    findings.push_back({"over_100_percent", Severity::warning, row.row, "value", *row.find("value"), {}});
  made.period = value_or_empty(row, "period");
  made.source = value_or_empty(row, "source");
  return made;
}

}  // namespace

Result<ImportReport> import_reported(store::Store& store, const FileRequest& from, const Task& task) {
  VP_TRY(Profile profile, store.profile());
  VP_TRY(ScratchFolder scratch, ScratchFolder::create());
  VP_TRY(OpenedFile file, open_file(store, from, scratch, task));
  ImportReport report;
  ListInfo& list = report.list;
  list.kind = "reported";
  note_file(file, from, list);
  VP_TRY(list.mapping, intake::map_columns(file.layer, kWanted, from.mapping));
  for (std::string_view needed : {"indicator", "value"})
    if (!intake::find(list.mapping, needed))
      return fail("service.column_needed", {{"meaning", std::string(needed)}});
  VP_TRY(intake::CrsChoice crs,
         intake::choose_crs(file.layer, list.mapping, {}, profile.pinned_operations, {}));

  std::set<std::string> codes;
  VP_TRY(std::vector<ListInfo> lists, store.lists());
  for (const ListInfo& known : lists) {  // of any date: a report may be of a period before the units changed
    if (!profile.is_level(known.kind)) continue;
    VP_CHECK(store.visit_entries(known.kind, known.valid_from, [&](Entry&& entry) -> Status {
      codes.insert(entry.code);
      return {};
    }));
  }
  VP_TRY(const std::vector<GroupMember> members, store.groups(kEndOfTime));
  for (const GroupMember& member : members) codes.insert(member.group);
  std::vector<Reported> values;
  VP_TRY(RowCounts counts, read_rows(
                               file, from.where, list.mapping, crs,
                               [&](Row&& row) -> Status {
                                 if (auto made = make_reported(row, profile, codes, report.findings))
                                   values.push_back(*made);
                                 return {};
                               },
                               report.findings, task));
  list.read = counts.read;
  list.filtered = counts.filtered;
  list.imported = static_cast<std::int64_t>(values.size());
  list.refused = list.read - list.filtered - list.imported;
  if (values.empty()) return report;
  VP_CHECK(keep_bytes(store, file));
  VP_CHECK(store.add_reported(list, values, report.findings));
  VP_TRY(const std::vector<ListInfo> kept, store.lists());
  list.id = kept.back().id;  // by id, and this store is the only writer
  return report;
}

}  // namespace vungphu::service
