// A table from its bytes to claims: columns, rows, every collector.
#include "vungphu/base/embedded.hpp"
#include "vungphu/collectors/collector.hpp"
#include "vungphu/intake/check.hpp"
#include "vungphu/intake/columns.hpp"
#include "vungphu/intake/prepare.hpp"
#include "vungphu/model/profile.hpp"

#include "fuzz.hpp"
#include "reader/csv_records.hpp"

using namespace vungphu;

namespace {

struct Ground {
  Profile profile;
  Reference reference;
  Ground() {
    auto parsed = parse_profile(embedded_file("profiles/vn-province.json"));
    MUST(parsed);
    profile = *std::move(parsed);
    for (const char* code : {"32134", "32135"}) reference.codes["commune"][code].weight = 100;
    reference.codes["hamlet"]["32134001"] = {"Ấp 1", "32134", 40, geo::GridPoint{1050000000, 90000000}};
    reference.levels = {"province", "commune"};
  }
};

struct Read {
  LayerInfo layer;
  std::vector<RawFeature> rows;
};

Read read(std::string_view bytes) {
  reader::CsvRecords records(bytes, reader::find_separator(bytes));
  std::vector<reader::TableRow> all;
  for (reader::TableRow row; all.size() < 200 && records.next(row);)
    if (!reader::is_blank_row(row.cells)) all.push_back(row);
  const std::size_t window = std::min(all.size(), reader::kHeaderWindow);
  const auto header = reader::find_header({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(window)});
  std::size_t width = header.cells.size();
  for (const auto& row : all) width = std::max(width, row.cells.size());
  width = std::min<std::size_t>(width, 64);
  Read out;
  out.layer.name = "data";
  out.layer.geometry = "none";
  for (std::string& name : reader::column_names(header, width))
    out.layer.fields.push_back({std::move(name), "text", {}});
  for (auto& row : all) {
    if (row.number <= header.data_after) continue;
    RawFeature feature{.row = row.number, .wkb = {}, .fields = {}};
    feature.fields.resize(width);
    for (std::size_t i = 0; i < std::min(width, row.cells.size()); ++i) {
      auto& samples = out.layer.fields[i].samples;
      if (samples.size() < 5 && reader::is_filled(row.cells[i])) samples.push_back(row.cells[i]);
      if (!row.cells[i].empty()) feature.fields[i] = row.cells[i];
    }
    out.rows.push_back(std::move(feature));
  }
  out.layer.features = static_cast<std::int64_t>(out.rows.size());
  return out;
}

void collect(const Ground& ground, const collectors::Collector& collector, const Read& table) {
  const auto mapping = intake::map_columns(table.layer, collector.wanted, {});
  if (!mapping || collector.fits(table.layer, *mapping) == 0) return;
  const collectors::Context context{&ground.profile, &ground.reference, ground.profile.technology("fiber"),
                                    collector.default_reach_mm(ground.profile)};
  if (!collector.missing(*mapping, context).empty()) return;
  const auto crs = intake::choose_crs(table.layer, *mapping, "", ground.profile.pinned_operations,
                                      ground.profile.crs_candidates);
  if (!crs) return;
  intake::Preparer preparer(table.layer, *mapping, *crs);
  const intake::Checker checker(ground.reference);
  std::vector<Claim> claims;
  std::vector<Finding> findings;
  for (RawFeature feature : table.rows) {
    const std::size_t before = findings.size();
    const auto row = preparer.prepare(std::move(feature), findings);
    MUST(row || findings.size() > before);
    if (!row) continue;
    const std::size_t told = findings.size();
    collectors::Outcome outcome = collector.collect(*row, context, findings);
    MUST(!outcome.claims.empty() || outcome.filtered || findings.size() > told);
    for (Claim& claim : outcome.claims)
      if (checker.check(claim, findings)) claims.push_back(std::move(claim));
  }
  for (const std::size_t dropped : intake::check_submission(claims, findings)) MUST(dropped < claims.size());
}

}  // namespace

void fuzz(std::string_view bytes) {
  static const Ground ground;
  const Read table = read(bytes);
  for (const collectors::Collector& collector : collectors::registry()) collect(ground, collector, table);
}
