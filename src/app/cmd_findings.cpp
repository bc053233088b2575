// submissions findings, lists findings: what was found, and the file as it came with that beside its rows.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "vungphu/base/text.hpp"
#include "vungphu/service/findings.hpp"

#include "commands.hpp"
#include "output.hpp"
#include "report.hpp"

namespace vungphu::app {
namespace {

std::string counts_of(const std::vector<Finding>& findings, Lang lang) {
  const auto count = [&](Severity severity) {
    return print_count(std::ranges::count(findings, severity, &Finding::severity), lang);
  };
  return text(lang, "text.findings_counts",
              {{"errors", count(Severity::error)},
               {"warnings", count(Severity::warning)},
               {"notes", count(Severity::note)}});
}

Result<int> write(const Context& context, const store::Store& store, const service::FoundIn& found,
                  const std::string& path) {
  const Lang lang = context.lang;
  VP_TRY(const service::FindingsFile made,
         service::write_findings(store, found, format_asked(context), path, lang, context.task));
  remark(text(lang, "text.findings_written",
              {{"rows", print_count(made.rows, lang)}, {"marked", print_count(made.marked, lang)}}));
  if (made.without_geometry) remark(text(lang, "text.findings_no_geometry"));
  remark(text(lang, "text.written", {{"path", path}}));
  return kDone;
}

Result<int> findings_of(const Context& context,
                        Result<service::FoundIn> (*find)(const store::Store&, std::int64_t)) {
  VP_TRY(const std::optional<std::int64_t> id, context.arguments.count("ID"));
  const std::string path = context.arguments.text("-o,--output");
  if (path.empty()) VP_CHECK(check_report_format(context));
  VP_TRY(const store::Store store, context.open(store::Access::read));
  VP_TRY(const service::FoundIn found, find(store, id.value_or(0)));
  if (!path.empty()) return write(context, store, found, path);
  if (context.arguments.text("--format") == "json") {
    say(pretty({{"id", id.value_or(0)}, {"findings", json_of(found.findings, context.lang)}}));
    return kDone;
  }
  say(found.findings.empty() ? text(context.lang, "text.findings_none")
                             : counts_of(found.findings, context.lang));
  say_findings(context.lang, found.findings);
  return kDone;
}

}  // namespace

Result<int> submissions_findings(const Context& context) {
  return findings_of(context, service::found_in_submission);
}

Result<int> lists_findings(const Context& context) { return findings_of(context, service::found_in_list); }

}  // namespace vungphu::app
