// init, backup, restore, check.
#include <nlohmann/json.hpp>

#include "vungphu/base/text.hpp"
#include "vungphu/service/use_cases.hpp"

#include "commands.hpp"
#include "output.hpp"
#include "report.hpp"

namespace vungphu::app {

Result<int> init(const Context& context) {
  VP_TRY(Profile profile, service::load_profile(context.arguments.text("--profile", "vn-province")));
  const std::string folder = context.arguments.text("DIR");
  VP_TRY(store::Store store, service::init(folder, profile));
  say(text(context.lang, "text.workspace_made", {{"folder", folder}, {"profile", profile.id}}));
  return kDone;
}

Result<int> backup(const Context& context) {
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_CHECK(store.backup(context.arguments.text("FILE"), context.task));
  say(text(context.lang, "text.backed_up", {{"file", context.arguments.text("FILE")}}));
  return kDone;
}

Result<int> restore(const Context& context) {
  const std::string folder = context.arguments.text("DIR");
  VP_CHECK(store::Store::restore(context.arguments.text("FILE"), folder, context.task));
  VP_TRY(store::Store store, store::Store::open(folder, store::Access::write));
  VP_CHECK(service::refresh_layers(store, context.task));
  say(text(context.lang, "text.restored", {{"folder", folder}}));
  return kDone;
}

Result<int> check(const Context& context) {
  VP_CHECK(check_report_format(context));
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(store::CheckReport report, store.check(context.task));
  const Lang lang = context.lang;
  if (context.arguments.text("--format") == "json") {
    nlohmann::ordered_json faults = nlohmann::ordered_json::array();
    for (const Error& fault : report.faults)
      faults.push_back({{"code", fault.code}, {"sentence", text(lang, fault)}});
    const nlohmann::ordered_json json = {{"blobs", report.blobs},
                                         {"lists", report.lists},
                                         {"submissions", report.submissions},
                                         {"assessments", report.assessments},
                                         {"audit_entries", report.audit_entries},
                                         {"faults", faults}};
    say(pretty(json));
    return report.faults.empty() ? kDone : kBadData;
  }
  say(text(lang, "text.checked",
           {{"blobs", print_count(report.blobs, lang)},
            {"lists", print_count(report.lists, lang)},
            {"submissions", print_count(report.submissions, lang)},
            {"assessments", print_count(report.assessments, lang)},
            {"audit", print_count(report.audit_entries, lang)}}));
  for (const Error& fault : report.faults) say("  " + text(lang, fault));
  say(text(lang, report.faults.empty() ? "text.check_good" : "text.check_bad"));
  return report.faults.empty() ? kDone : kBadData;
}

}  // namespace vungphu::app
