// What the ledger holds: submissions, lists, operators.
#include <set>

#include "vungphu/assess/assess.hpp"
#include "vungphu/base/text.hpp"

#include "current.hpp"
#include "vintage.hpp"

namespace vungphu::service {
namespace {

using formats::Cell;
using formats::CellType;
using formats::Column;

std::string written(const Mapping& mapping) {
  std::vector<std::string> uses;
  for (const ColumnUse& use : mapping) uses.push_back(use.meaning + "=" + join(use.columns, "+"));
  return join(uses, "; ");
}

Cell date_cell(Date date) { return date == kBeginning ? Cell() : Cell(iso(date)); }

}  // namespace

Result<Resource> submissions(const store::Store& store, Lang lang) {
  VP_TRY(std::vector<Submission> all, store.submissions());
  VP_TRY(const std::vector<Operator> operators, store.operators());
  Resource made;
  made.schema.name = "submissions";
  made.schema.title = text(lang, "text.submissions_title");
  made.schema.columns = {column("id", CellType::count),
                         labelled(word_column("operator", "operator."), operator_labels(operators, lang)),
                         word_column("technology", "technology."),
                         column("as_of", CellType::date),
                         column("part"),
                         only_machine(column("scope")),
                         column("file"),
                         only_machine(column("format")),
                         only_machine(column("sha256")),
                         only_machine(column("member")),
                         only_machine(column("layer")),
                         only_machine(column("where")),
                         only_machine(column("crs")),
                         only_machine(column("operation")),
                         only_machine(column("axes")),
                         only_machine(column("text")),
                         only_machine(column("mapping")),
                         only_machine(column("collector")),
                         only_machine(column("unit")),
                         only_machine(column("reach_m", CellType::decimal)),
                         only_machine(column("threshold", CellType::decimal)),
                         only_machine(word_column("environment", "environment.")),
                         only_machine(word_column("basis", "claim_basis.")),
                         column("read", CellType::count),
                         column("accepted", CellType::count),
                         column("refused", CellType::count),
                         column("filtered", CellType::count),
                         only_machine(column("operational", CellType::count)),
                         only_machine(column("planned", CellType::count)),
                         only_machine(column("unknown", CellType::count)),
                         column("passed", CellType::count),
                         only_machine(column("connected", CellType::count)),
                         word_column("state", "status."),
                         column("in_force", CellType::flag),
                         word_column("why", "why."),
                         only_machine(column("replay_of", CellType::count)),
                         only_machine(column("submitted_at"))};
  VP_TRY(const Profile profile, store.profile());
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  std::set<std::int64_t> in_force;
  for (const Submission& s : assess::availability(all, kEndOfTime, code_changes(lists, profile)))
    in_force.insert(s.id);
  made.produce = [all = std::move(all), in_force](formats::Writer& out) -> Status {
    constexpr double kMillimetres = 1000;
    for (const Submission& s : all) {
      const Cell reach = s.reach_mm ? Cell(static_cast<double>(*s.reach_mm) / kMillimetres) : Cell();
      const Cell cells[] = {s.id,
                            s.op,
                            s.technology,
                            date_cell(s.as_of),
                            s.part,
                            join(s.scope, ", "),
                            s.file_name,
                            s.format,
                            s.sha256,
                            text_cell(s.member),
                            text_cell(s.layer),
                            text_cell(s.where),
                            text_cell(s.crs),
                            text_cell(s.operation),
                            text_cell(s.axes),
                            text_cell(s.text),
                            text_cell(written(s.mapping)),
                            s.collector,
                            s.unit,
                            reach,
                            cell(s.threshold),
                            text_cell(s.environment),
                            text_cell(s.basis),
                            s.read,
                            s.accepted,
                            s.refused,
                            s.filtered,
                            s.operational,
                            s.planned,
                            s.unknown,
                            s.passed,
                            cell(s.connected),
                            s.state,
                            in_force.contains(s.id),
                            text_cell(s.why),
                            s.replay_of ? Cell(s.replay_of) : Cell(),
                            s.submitted_at};
      VP_CHECK(out.write(cells));
    }
    return {};
  };
  return made;
}

Result<Resource> lists(const store::Store& store, Lang lang) {
  VP_TRY(std::vector<ListInfo> all, store.lists());
  Resource made;
  made.schema.name = "lists";
  made.schema.title = text(lang, "text.lists_title");
  made.schema.columns = {column("id", CellType::count),
                         word_column("kind", "kind."),
                         column("source"),
                         column("list_date", CellType::date),
                         column("valid_from", CellType::date),
                         only_machine(column("codes_as_of", CellType::date)),
                         only_machine(column("replaces", CellType::flag)),
                         only_machine(column("updates", CellType::flag)),
                         column("file"),
                         only_machine(column("sha256")),
                         only_machine(column("member")),
                         only_machine(column("mapping")),
                         only_machine(column("crs")),
                         only_machine(column("operation")),
                         only_machine(column("axes")),
                         only_machine(column("text")),
                         column("read", CellType::count),
                         column("imported", CellType::count),
                         column("refused", CellType::count),
                         column("filtered", CellType::count),
                         only_machine(column("imported_at"))};
  made.produce = [all = std::move(all)](formats::Writer& out) -> Status {
    for (const ListInfo& l : all) {
      const Cell cells[] = {l.id,
                            l.kind,
                            text_cell(l.source),
                            date_cell(l.list_date),
                            date_cell(l.valid_from),
                            l.codes_as_of ? date_cell(*l.codes_as_of) : Cell(),
                            l.replaces,
                            l.updates,
                            text_cell(l.file_name),
                            text_cell(l.sha256),
                            text_cell(l.member),
                            text_cell(written(l.mapping)),
                            text_cell(l.crs),
                            text_cell(l.operation),
                            text_cell(l.axes),
                            text_cell(l.text),
                            l.read,
                            l.imported,
                            l.refused,
                            l.filtered,
                            l.imported_at};
      VP_CHECK(out.write(cells));
    }
    return {};
  };
  return made;
}

Result<Resource> operators(const store::Store& store, Lang lang) {
  VP_TRY(std::vector<Operator> all, store.operators());
  Resource made;
  made.schema.name = "operators";
  made.schema.title = text(lang, "text.operators_title");
  made.schema.columns = {column("id"), column("name"), column("brands")};
  made.produce = [all = std::move(all)](formats::Writer& out) -> Status {
    for (const Operator& o : all) {
      const Cell cells[] = {o.id, o.name, text_cell(join(o.brands, ", "))};
      VP_CHECK(out.write(cells));
    }
    return {};
  };
  return made;
}

Result<Resource> assessments(const store::Store& store, Lang lang) {
  VP_TRY(std::vector<Assessment> all, store.assessments());
  Resource made;
  made.schema.name = "assessments";
  made.schema.title = text(lang, "text.assessments_title");
  made.schema.columns = {column("id", CellType::count),
                         column("as_of", CellType::date),
                         column("vintage", CellType::date),
                         column("profile"),
                         column("method"),
                         column("input_digest"),
                         only_machine(column("result_digest")),
                         column("made_at")};
  made.produce = [all = std::move(all)](formats::Writer& out) -> Status {
    for (const Assessment& a : all) {
      const Cell cells[] = {a.id,     date_cell(a.as_of), date_cell(a.vintage), a.profile,
                            a.method, a.input_digest,     a.result_digest,      a.made_at};
      VP_CHECK(out.write(cells));
    }
    return {};
  };
  return made;
}

}  // namespace vungphu::service
