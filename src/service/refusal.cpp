#include "refusal.hpp"

#include <algorithm>
#include <array>

#include "vungphu/base/catalogue.hpp"
#include "vungphu/model/finding.hpp"

namespace vungphu::service {
namespace {

/// A request's fault is told at once to whoever typed it; of a file's the sender must be told, perhaps days
/// later and by another person: that is why it is kept.
constexpr auto kTable = std::to_array<FaultRow>({
    // What was typed is not there, or means nothing.
    {"reader.file_missing", Fault::request, {}},         // no file, no submission
    {"reader.not_a_file", Fault::request, {}},           // a folder has no bytes to keep
    {"reader.no_archive", Fault::request, {}},           // --member
    {"reader.member_unknown", Fault::request, {}},       // --member
    {"reader.layer_unknown", Fault::request, {}},        // --layer
    {"service.layer_missing", Fault::request, {}},       // --layer
    {"reader.bad_where", Fault::request, {}},            // --where
    {"reader.request_too_long", Fault::request, {}},     // --where, --layer
    {"intake.no_such_column", Fault::request, {}},       // --map
    {"intake.encoding_unknown", Fault::request, {}},     // --encoding
    {"service.operator_unknown", Fault::request, {}},    // --operator
    {"service.technology_unknown", Fault::request, {}},  // --technology
    {"service.technology_is_set", Fault::request, {}},   // --technology
    {"service.not_mobile", Fault::request, {}},          // --environment, --basis of a fixed network
    {"service.collector_unknown", Fault::request, {}},   // --collector
    {"collectors.mobile_needed", Fault::request, {}},    // --collector, of a fixed network
    {"service.threshold_unused", Fault::request, {}},    // --threshold
    {"collectors.threshold_odd", Fault::request, {}},    // --threshold
    {"service.scope_unknown", Fault::request, {}},       // --scope
    {"service.scope_ambiguous", Fault::request, {}},     // --scope
    {"service.scope_group_empty", Fault::request, {}},   // --scope
    {"service.same_submission", Fault::request, {}},     // kept already, under the number that is told

    // Another machine, or this one mended, would read the file.
    {"reader.worker_start", Fault::machine, {}},
    {"reader.no_sandbox", Fault::machine, {}},
    {"reader.limits_not_json", Fault::machine, {}},
    {"reader.limits_unknown", Fault::machine, {}},
    {"reader.limits_value", Fault::machine, {}},
    {"geo.bad_blob", Fault::machine, {}},  // the workspace's own bytes

    // The sender knows; the same file with the answer is read.
    {"reader.archive_several", Fault::question, "--member"},
    {"reader.layer_needed", Fault::question, "--layer"},
    {"service.layer_needed", Fault::question, "--layer"},
    {"service.collector_ambiguous", Fault::question, "--collector"},
    {"service.no_collector", Fault::question, "--map/--collector"},
    {"collectors.beam_needed", Fault::question, "--map"},
    {"collectors.quantity_needed", Fault::question, "--map"},
    {"collectors.reach_needed", Fault::question, "--reach"},
    {"collectors.threshold_needed", Fault::question, "--threshold"},
    {"intake.crs_needed", Fault::question, "--crs"},
    {"intake.crs_choose", Fault::question, "--crs"},
    {"intake.crs_doubtful", Fault::question, "--crs"},
    {"intake.crs_implausible", Fault::question, "--crs"},
    {"geo.unknown_crs", Fault::question, "--crs"},   // the file's own
    {"geo.no_operation", Fault::question, "--crs"},  // the file's own
    {"service.would_replace", Fault::question, "--supersede/--scope/--part"},
    {"service.would_shrink", Fault::question, "--supersede/--scope/--part"},

    // Only another file helps.
    {"reader.file_empty", Fault::file, {}},
    {"reader.unknown_format", Fault::file, {}},
    {"reader.not_the_format", Fault::file, {}},
    {"reader.old_excel", Fault::file, {}},
    {"reader.excel_name", Fault::file, {}},
    {"reader.encrypted", Fault::file, {}},
    {"reader.html_table", Fault::file, {}},
    {"reader.word", Fault::file, {}},
    {"reader.pdf", Fault::file, {}},
    {"reader.dwg", Fault::file, {}},
    {"reader.dgn", Fault::file, {}},
    {"reader.access", Fault::file, {}},
    {"reader.picture", Fault::file, {}},
    {"reader.network_links", Fault::file, {}},
    {"reader.tab_of_tabs", Fault::file, {}},
    {"reader.part_missing", Fault::file, {}},
    {"reader.no_layers", Fault::file, {}},
    {"service.no_layer", Fault::file, {}},
    {"reader.not_readable", Fault::file, {}},
    {"reader.damaged", Fault::file, {}},
    {"reader.open_quote", Fault::file, {}},
    {"reader.archive_damaged", Fault::file, {}},
    {"reader.archive_bomb", Fault::file, {}},
    {"reader.archive_unsafe", Fault::file, {}},
    {"reader.archive_encrypted", Fault::file, {}},
    {"reader.archive_nothing", Fault::file, {}},
    {"reader.archive_nested", Fault::file, {}},
    {"reader.archive_kind", Fault::file, {}},
    {"reader.geopackage_unsafe", Fault::file, {}},
    {"reader.xml_entities", Fault::file, {}},
    {"reader.json_deep", Fault::file, {}},
    {"reader.json_link", Fault::file, {}},
    {"reader.raster_link", Fault::file, {}},
    {"reader.raster_too_large", Fault::file, {}},
    {"reader.raster_without_place", Fault::file, {}},
    {"reader.grid_classes", Fault::file, {}},
    {"reader.row_too_large", Fault::file, {}},
    {"reader.too_many_rows", Fault::file, {}},
    {"reader.too_many_vertices", Fault::file, {}},
    {"reader.too_many_columns", Fault::file, {}},
    {"reader.too_many_layers", Fault::file, {}},
    {"reader.worker_time", Fault::file, {}},       // budgets are for files of a fair size
    {"reader.worker_memory", Fault::file, {}},     // likewise
    {"reader.worker_forbidden", Fault::file, {}},  // no honest file asks for it
    {"reader.worker_died", Fault::file, {}},       // of what it read, as far as is known
    {"geo.bad_wkb", Fault::file, {}},
    {"geo.bad_lattice", Fault::file, {}},
    {"geo.long_edge", Fault::file, {}},
    {"geo.not_finite", Fault::file, {}},
    {"geo.not_repairable", Fault::file, {}},
    {"geo.off_world", Fault::file, {}},
    {"geo.overlay_failed", Fault::file, {}},
});

constexpr std::string_view kCrsFlag = "--crs";

const FaultRow* row_of(std::string_view code) {
  const auto row = std::ranges::find(kTable, code, &FaultRow::code);
  return row == kTable.end() ? nullptr : &*row;
}

void refuse(SubmitReport& report, std::string_view why) {
  report.submission.state = "refused";
  report.submission.why = why;
  report.supersedes.clear();
}

Finding told(std::string_view code, const Error& error) {
  return {std::string(code),
          Severity::error,
          0,
          {},
          error.code,
          {{"vi", text(Lang::vi, error)}, {"en", text(Lang::en, error)}}};
}

/// The flags, for the finding's remedy.
std::string answer_of(const Error& question) {
  std::string flags(row_of(question.code)->answer);
  const auto options = std::ranges::find(question.args, "options", &Args::value_type::first);
  if (options != question.args.end() && options->second.find("--axes") != std::string::npos)
    flags += " --axes";
  return flags;
}

}  // namespace

std::span<const FaultRow> fault_table() { return kTable; }

Fault fault_of(const Error& error, const Submission& how) {
  const FaultRow* row = row_of(error.code);
  if (!row) return Fault::machine;
  const bool answered = row->answer == kCrsFlag && !how.crs.empty();
  return answered ? Fault::request : row->fault;
}

Status only_questions(const std::vector<Error>& errors, const Submission& how) {
  for (const Error& error : errors)
    if (fault_of(error, how) != Fault::question) return tl::unexpected(error);
  return {};
}

void ask(SubmitReport& report, const std::vector<Error>& questions) {
  refuse(report, "answer_needed");
  std::vector<Finding> found;
  for (const Error& question : questions) {
    found.push_back(told(report.submission.why, question));
    found.back().args.emplace_back("answer", answer_of(question));
  }
  report.findings.insert(report.findings.begin(), found.begin(), found.end());
}

void refuse_file(SubmitReport& report, const Error& why) {
  refuse(report, "file_refused");
  report.findings.insert(report.findings.begin(), told(report.submission.why, why));
}

}  // namespace vungphu::service
