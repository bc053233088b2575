// Layers for maps: territories with their figures, places with their answers, claims. One way to make them
// serves `export`, `export package` and layers.gpkg.
#include <algorithm>
#include <map>
#include <set>

#include "vungphu/assess/positions.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/geo/outline.hpp"
#include "vungphu/model/kinds.hpp"

#include "current.hpp"
#include "group_units.hpp"
#include "layers.hpp"

namespace vungphu::service {
namespace {

using formats::Cell;
using formats::CellType;
using formats::Column;
using formats::GeometryKind;

/// Kinds whose figures a territory's row carries, each for every technology and set: "household_fiber" and so
/// on.
struct FigureColumns {
  std::vector<std::pair<std::string, std::string>> pairs;  ///< kind, technology
};

FigureColumns figure_columns(const Assessment& assessment) {
  FigureColumns made;
  for (const Figure& figure : assessment.figures) {
    if (figure.level != kWhole || figure.op != kAny) continue;
    std::pair<std::string, std::string> pair{figure.kind, figure.technology};
    if (std::find(made.pairs.begin(), made.pairs.end(), pair) == made.pairs.end())
      made.pairs.push_back(std::move(pair));
  }
  return made;
}

/// "4g+5g" is no name for a column.
std::string column_safe(std::string name) {
  std::replace(name.begin(), name.end(), '+', '_');
  return name;
}

using FigureKey = std::tuple<std::string, std::string, std::string>;  ///< territory, kind, technology

std::map<FigureKey, const Figure*> any_figures(const Assessment& assessment, const std::string& level) {
  std::map<FigureKey, const Figure*> found;
  for (const Figure& figure : assessment.figures)
    if (figure.level == level && figure.op == kAny)
      found[{figure.territory, figure.kind, figure.technology}] = &figure;
  return found;
}

void add_figure_columns(const FigureColumns& figures, Lang lang, std::vector<Column>& columns) {
  for (const auto& [kind, technology] : figures.pairs) {
    Column share = column(kind + "_" + column_safe(technology), CellType::percent);
    share.label = text(lang, "kind." + kind) + " – " + text(lang, "technology." + technology);
    columns.push_back(share);
  }
}

void add_figure_cells(const FigureColumns& figures, const std::map<FigureKey, const Figure*>& found,
                      const std::string& code, std::vector<Cell>& cells) {
  for (const auto& [kind, technology] : figures.pairs) {
    const auto it = found.find({code, kind, technology});
    cells.push_back(it == found.end() ? Cell() : share_cell(*it->second));
  }
}

/// A layer holds one kind of geometry, as Shapefile and QGIS want it: territories and zones areas, other
/// places points.
geo::Geometry area_of(const Entry& entry) {
  return entry.area ? geo::Geometry(*entry.area) : geo::Geometry();
}
geo::Geometry point_of(const Entry& entry) {
  if (entry.point) return geo::MultiPoint{{*entry.point}};
  return entry.area ? geo::Geometry(geo::MultiPoint{{geo::centre(*entry.area)}}) : geo::Geometry();
}

/// Hamlets have three states; the other kinds two.
const char* answer_word(const Answers& answers, std::size_t i, bool hamlet) {
  if (bit(answers.covered, i))
    return hamlet && !answers.partly.empty() && bit(answers.partly, i) ? "partly_dark" : "covered";
  if (!bit(answers.known, i)) return "no_data";
  return hamlet ? "white" : "uncovered";
}

formats::Style answer_style(const std::string& technology, bool hamlet, Lang lang) {
  formats::Style style{column_safe(technology), {}};
  auto add = [&](const char* word, const char* colour) {
    style.classes.push_back({word, text(lang, std::string("status.") + word), colour});
  };
  add("covered", "#1b7837");
  if (hamlet) add("partly_dark", "#f4a582");
  add(hamlet ? "white" : "uncovered", "#c51b7d");
  add("no_data", "#9e9e9e");
  return style;
}

/// Answers of one kind, for any operator, in the order of technologies.
std::vector<const Answers*> any_answers(const Assessment& assessment, const std::string& kind) {
  std::vector<const Answers*> found;
  for (const Answers& answers : assessment.answers)
    if (answers.kind == kind && answers.op == kAny) found.push_back(&answers);
  return found;
}

const PlaceSet* places_of(const Assessment& assessment, const std::string& kind) {
  for (const PlaceSet& set : assessment.places)
    if (set.kind == kind) return &set;
  return nullptr;
}

/// Areas of the lowest level by the unit of `level` that their parents lead to.
Result<std::map<std::string, std::vector<geo::MultiPolygon>>> areas_below(const store::Store& store,
                                                                          const Profile& profile,
                                                                          const std::string& level,
                                                                          Date date) {
  std::map<std::string, std::vector<geo::MultiPolygon>> areas;
  std::vector<std::map<std::string, std::string>> parents;  // of the levels between, upper to lower
  const auto own = std::find(profile.levels.begin(), profile.levels.end(), level);
  for (auto between = own + 1; between < profile.levels.end(); ++between) {
    const bool lowest = *between == profile.lowest_level();
    std::map<std::string, std::string> here;
    VP_CHECK(store.visit_entries(*between, date, [&](Entry&& entry) -> Status {
      if (!lowest) here.emplace(entry.code, entry.parent);
      if (!lowest || !entry.area) return {};
      std::string above = entry.parent;  // one step a level at most, so that it ends whatever the codes are
      for (auto up = parents.rbegin(); up != parents.rend(); ++up)
        if (auto known = up->find(above); known != up->end()) above = known->second;
      areas[above].push_back(std::move(*entry.area));
      return {};
    }));
    parents.push_back(std::move(here));
  }
  return areas;
}

/// A parent without polygon is the union of its children (DESIGN 3.3).
Result<geo::Geometry> drawn(const Entry& entry,
                            const std::map<std::string, std::vector<geo::MultiPolygon>>& below) {
  if (entry.area) return geo::Geometry(*entry.area);
  auto children = below.find(entry.code);
  if (children == below.end()) return geo::Geometry();
  std::vector<const geo::MultiPolygon*> parts;
  for (const geo::MultiPolygon& area : children->second) parts.push_back(&area);
  VP_TRY(geo::MultiPolygon whole, geo::outline_of(parts));
  return geo::Geometry(std::move(whole));
}

Result<std::vector<Entry>> entries_at(const store::Store& store, const std::string& kind, Date date) {
  std::vector<Entry> entries;
  VP_CHECK(store.visit_entries(kind, date, [&](Entry&& entry) -> Status {
    entries.push_back(std::move(entry));
    return {};
  }));
  return entries;
}

/// The places of a layer, and how good the position of each is: where it has none, what it would borrow.
struct Placed {
  std::vector<Entry> entries;
  std::vector<Position> quality;
};
Result<Placed> placed(const store::Store& store, const Assessment* assessment, const std::string& kind,
                      Date date) {
  Placed made;
  const PlaceSet* places = assessment ? places_of(*assessment, kind) : nullptr;
  if (!places) {
    VP_TRY(made.entries, entries_at(store, kind, date));
    for (const Entry& entry : made.entries) made.quality.push_back(assess::own_position(entry).quality);
    return made;
  }
  assess::Inputs inputs;
  VP_TRY(const Profile profile, store.profile());
  inputs.profile = &profile;
  inputs.as_of = date;
  inputs.vintage = assessment->vintage;
  VP_TRY(inputs.lists, store.lists());
  VP_TRY(std::vector<Change> changes, store.changes("hamlet"));
  for (Change& change : changes)
    if (change.date <= date) inputs.hamlet_changes.push_back(std::move(change));
  VP_TRY(inputs.entries[profile.lowest_level()],
         entries_at(store, profile.lowest_level(), assessment->vintage));
  VP_TRY(inputs.entries["hamlet"], entries_at(store, "hamlet", date));
  if (kind != "hamlet") {
    VP_TRY(inputs.entries[kind], entries_at(store, kind, date));
  }
  for (const assess::Standing& standing : assess::standings(inputs, *places))
    made.quality.push_back(standing.quality);
  made.entries = std::move(inputs.entries[kind]);
  return made;
}

GeometryKind kind_of(const geo::Geometry& geometry) {
  if (std::holds_alternative<geo::MultiPolygon>(geometry)) return GeometryKind::area;
  if (std::holds_alternative<geo::MultiLine>(geometry)) return GeometryKind::line;
  return std::holds_alternative<geo::MultiPoint>(geometry) ? GeometryKind::point : GeometryKind::none;
}

const char* claim_suffix(GeometryKind geometry) {
  switch (geometry) {
    case GeometryKind::area:
      return "_area";
    case GeometryKind::line:
      return "_line";
    case GeometryKind::point:
      return "_point";
    case GeometryKind::none:
      return "_row";
    case GeometryKind::any:
      break;
  }
  return "";
}

/// By submission the kinds of geometry of its claims, once they have been read: of four layers of claims most
/// have none of most submissions.
using KindsKnown = std::map<std::int64_t, std::set<GeometryKind>>;

MapLayer layer_of_claims(const store::Store& store, std::vector<Submission> submissions,
                         GeometryKind geometry, Lang lang, std::shared_ptr<KindsKnown> kinds_known) {
  MapLayer made;
  made.schema.name = std::string("claims") + claim_suffix(geometry);
  made.schema.geometry = geometry;
  made.schema.columns = {word_column("operator", "operator."),
                         word_column("technology", "technology."),
                         column("as_of", CellType::date),
                         column("submission", CellType::count),
                         column("row", CellType::count),
                         word_column("status", "status."),
                         column("reach_m", CellType::decimal),
                         column("code", CellType::code),
                         word_column("claim_kind", "claim."),
                         column("station", CellType::code),
                         word_column("environment", "environment."),
                         word_column("basis", "claim_basis."),
                         column("threshold", CellType::decimal),
                         column("passed", CellType::count),
                         column("area_km2", CellType::decimal)};
  made.schema.columns.back().decimals = 6;
  made.title = text(lang, "label.claims" + std::string(claim_suffix(geometry)));
  made.style.field = "operator";
  constexpr std::array<const char*, 7> kColours{"#d95f02", "#1f78b4", "#33a02c", "#6a3d9a",
                                                "#b15928", "#e31a1c", "#666666"};
  for (const Submission& submission : submissions) {
    auto& classes = made.style.classes;
    if (std::any_of(classes.begin(), classes.end(),
                    [&](const auto& known) { return known.value == submission.op; }))
      continue;
    classes.push_back({submission.op, submission.op, kColours[classes.size() % kColours.size()]});
  }
  made.produce = [&store, submissions = std::move(submissions), geometry,
                  kinds_known](formats::Writer& out) -> Status {
    constexpr double kMillimetres = 1000, kSquareMetres = 1e6;
    static const std::string kKinds[] = {"area", "reach", "row", "cells"};
    for (const Submission& submission : submissions) {
      const auto has = kinds_known->find(submission.id);
      if (has != kinds_known->end() && !has->second.contains(geometry)) continue;
      std::set<GeometryKind> kinds;
      VP_CHECK(store.visit_claims(submission.id, [&](Claim&& claim) -> Status {
        const auto* area = std::get_if<geo::MultiPolygon>(&claim.geometry);
        kinds.insert(kind_of(claim.geometry));
        if (geometry != GeometryKind::any && geometry != kind_of(claim.geometry)) return {};
        const Cell cells[] = {submission.op,
                              submission.technology,
                              iso(submission.as_of),
                              submission.id,
                              claim.row,
                              claim.status,
                              claim.kind == ClaimKind::reach
                                  ? Cell(static_cast<double>(claim.reach_mm) / kMillimetres)
                                  : Cell(),
                              text_cell(claim.code),
                              kKinds[static_cast<std::size_t>(claim.kind)],
                              claim.station ? text_cell(claim.station->code) : Cell(),
                              text_cell(submission.environment),
                              text_cell(submission.basis),
                              cell(submission.threshold),
                              cell(claim.counts.passed),
                              area ? Cell(geo::area_m2(*area) / kSquareMetres) : Cell()};
        return out.write(cells, claim.geometry);
      }));
      (*kinds_known)[submission.id] = std::move(kinds);
    }
    return {};
  };
  return made;
}

}  // namespace

std::vector<MapLayer> claim_layers(const store::Store& store, const std::vector<Submission>& submissions,
                                   Lang lang) {
  std::vector<MapLayer> made;
  const auto known = std::make_shared<KindsKnown>();
  for (GeometryKind geometry :
       {GeometryKind::area, GeometryKind::line, GeometryKind::point, GeometryKind::none})
    made.push_back(layer_of_claims(store, submissions, geometry, lang, known));
  return made;
}

MapLayer claim_layer(const store::Store& store, std::vector<Submission> submissions, GeometryKind geometry,
                     Lang lang) {
  return layer_of_claims(store, std::move(submissions), geometry, lang, std::make_shared<KindsKnown>());
}

MapLayer territory_layer(const store::Store& store, std::shared_ptr<const Assessment> assessment,
                         const std::string& level, Date date, Lang lang) {
  MapLayer made;
  made.schema.name = level;
  made.schema.geometry = GeometryKind::area;
  made.schema.columns = {column("code", CellType::code), column("name"), column("parent", CellType::code),
                         column("households", CellType::count)};
  const FigureColumns figures = assessment ? figure_columns(*assessment) : FigureColumns{};
  add_figure_columns(figures, lang, made.schema.columns);
  made.title = text(lang, "kind." + level);
  made.produce = [&store, assessment, level, date, figures](formats::Writer& out) -> Status {
    const auto found = assessment ? any_figures(*assessment, level) : std::map<FigureKey, const Figure*>{};
    VP_TRY(const Profile profile, store.profile());
    VP_TRY(const auto below, areas_below(store, profile, level, date));
    return store.visit_entries(level, date, [&](Entry&& entry) -> Status {
      std::vector<Cell> cells = {entry.code, text_cell(entry.name), text_cell(entry.parent),
                                 cell(entry.weight)};
      add_figure_cells(figures, found, entry.code, cells);
      VP_TRY(const geo::Geometry geometry, drawn(entry, below));
      return out.write(cells, geometry);
    });
  };
  return made;
}

MapLayer group_layer(const store::Store& store, std::shared_ptr<const Assessment> assessment, Date as_of,
                     Date vintage, Lang lang) {
  MapLayer made;
  made.schema.name = kGroup;
  made.schema.geometry = GeometryKind::area;
  made.schema.columns = {column("code", CellType::code), column("name"), column("straddles")};
  const FigureColumns figures = assessment ? figure_columns(*assessment) : FigureColumns{};
  add_figure_columns(figures, lang, made.schema.columns);
  made.title = text(lang, "kind.group");
  made.produce = [&store, assessment, as_of, vintage, figures](formats::Writer& out) -> Status {
    const std::string level(kGroup);
    const auto found = assessment ? any_figures(*assessment, level) : std::map<FigureKey, const Figure*>{};
    VP_TRY(const Profile profile, store.profile());
    VP_TRY(const std::vector<GroupUnits> groups, group_units(store, profile, as_of, vintage));
    if (groups.empty()) return {};
    std::map<std::string, geo::MultiPolygon> areas;
    VP_CHECK(store.visit_entries(groups.front().level, vintage, [&](Entry&& entry) -> Status {
      if (entry.area) areas.emplace(std::move(entry.code), std::move(*entry.area));
      return {};
    }));
    for (const GroupUnits& group : groups) {
      std::vector<const geo::MultiPolygon*> parts;
      for (const std::string& code : group.whole)
        if (const auto area = areas.find(code); area != areas.end()) parts.push_back(&area->second);
      geo::Geometry geometry;
      if (!parts.empty()) {
        VP_TRY(geo::MultiPolygon whole, geo::outline_of(parts));
        geometry = std::move(whole);
      }
      std::vector<Cell> cells = {group.code, text_cell(group.name), text_cell(join(group.part))};
      add_figure_cells(figures, found, group.code, cells);
      VP_CHECK(out.write(cells, geometry));
    }
    return {};
  };
  return made;
}

MapLayer place_layer(const store::Store& store, std::shared_ptr<const Assessment> assessment,
                     const std::string& kind, Date date, Lang lang) {
  MapLayer made;
  made.schema.name = kind;
  const bool zone = is_zone_kind(kind), hamlet = kind == "hamlet";
  made.schema.geometry = zone ? GeometryKind::area : GeometryKind::point;
  made.schema.columns = {column("code", CellType::code),
                         column("site", CellType::code),
                         column("name"),
                         column("parent", CellType::code),
                         column("territory", CellType::code),
                         column("households", CellType::count),
                         word_column("position", "position.")};
  const std::vector<const Answers*> answers =
      assessment ? any_answers(*assessment, kind) : std::vector<const Answers*>{};
  for (const Answers* one : answers) {
    Column status = word_column(column_safe(one->technology), status_words(one->technology));
    status.label = text(lang, "technology." + one->technology);
    made.schema.columns.push_back(status);
  }
  made.title = text(lang, "kind." + kind);
  if (!answers.empty()) made.style = answer_style(answers.front()->technology, hamlet, lang);
  made.produce = [&store, assessment, kind, date, answers, zone, hamlet](formats::Writer& out) -> Status {
    const PlaceSet* places = assessment ? places_of(*assessment, kind) : nullptr;
    VP_TRY(const Placed found, placed(store, assessment.get(), kind, date));
    for (std::size_t i = 0; i < found.entries.size(); ++i) {
      const Entry& entry = found.entries[i];
      // Places are told by their order: an equal digest has equal keys in equal order, whatever their ids.
      const bool told = places && i < places->ids.size();
      const std::int32_t territory = told ? places->territory[i] : -1;
      std::vector<Cell> cells = {
          entry.code,
          text_cell(entry.site),
          text_cell(entry.name),
          text_cell(entry.parent),
          territory < 0 ? Cell() : Cell(assessment->territories[static_cast<std::size_t>(territory)]),
          cell(entry.weight),
          std::string(name_of(found.quality[i]))};
      for (const Answers* one : answers)
        cells.push_back(told ? Cell(std::string(answer_word(*one, i, hamlet))) : Cell());
      VP_CHECK(out.write(cells, zone ? area_of(entry) : point_of(entry)));
    }
    return {};
  };
  return made;
}

}  // namespace vungphu::service
