// `sites`: how many stations there are, by commune or operator, and how many of 5G for each of 4G.
#include <algorithm>

#include "vungphu/assess/sites.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/model/kinds.hpp"
#include "vungphu/service/use_cases.hpp"

#include "current.hpp"

namespace vungphu::service {
namespace {

using formats::Cell;
using formats::CellType;
using formats::Column;

/// The newest date that an accepted submission speaks of.
Result<Date> newest(const store::Store& store) {
  VP_TRY(const std::vector<Submission> all, store.submissions());
  Date date = kBeginning;
  for (const Submission& s : all)
    if (s.state == "accepted") date = std::max(date, s.as_of);
  return date;
}

Column ratio_column() {
  Column made = column("per_4g", CellType::decimal);
  made.decimals = 3;
  return made;
}

}  // namespace

Result<Resource> sites(const store::Store& store, const SitesQuery& query, Lang lang, const Task& task) {
  VP_TRY(const Profile profile, store.profile());
  VP_TRY(const Date last, newest(store));
  const Date date = query.as_of.value_or(last);
  VP_TRY(assess::Inputs inputs, inputs_in_force(store, profile, date, query.vintage));
  VP_CHECK(load_content(store, inputs, Loaded::for_figures, task));
  auto rows = std::make_shared<const std::vector<assess::SiteCount>>(
      assess::count_sites(inputs, {.by_commune = query.by_commune}));
  Resource made;
  made.head = "\"as_of\":\"" + iso(date) + "\",\"vintage\":\"" + iso(inputs.vintage) + "\"";
  if (rows->empty()) made.notes.push_back(text(lang, "text.sites_none"));
  made.notes.push_back(text(lang, "text.sites_note", {{"date", print_date(date, lang)}}));
  made.schema.name = "sites";
  made.schema.title = text(lang, query.by_commune ? "text.sites_by_commune" : "text.sites_by_operator");
  Column name = column("territory_name"), code = only_machine(column("territory", CellType::code));
  if (!query.by_commune) name.only_machine = true;
  made.schema.columns = {
      code,
      name,
      labelled(word_column("operator", "operator."), operator_labels(inputs.operators, lang)),
      word_column("technology", "technology."),
      column("stations", CellType::count),
      column("cells", CellType::count),
      column("planned_stations", CellType::count),
      column("stations_4g", CellType::count),
      ratio_column()};
  made.produce = [rows, lang](formats::Writer& out) -> Status {
    for (const assess::SiteCount& one : *rows) {
      const Cell ratio =
          one.of_4g ? Cell(static_cast<double>(one.stations) / static_cast<double>(*one.of_4g)) : Cell();
      const Cell cells[] = {one.territory, territory_name(one.territory, one.name, lang),
                            one.op,        one.technology,
                            one.stations,  one.cells,
                            one.planned,   cell(one.of_4g),
                            ratio};
      VP_CHECK(out.write(cells));
    }
    return {};
  };
  return made;
}

}  // namespace vungphu::service
