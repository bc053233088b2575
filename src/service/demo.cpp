// The demo province: the same steps a department would take, each told as the command that does it.
#include "vungphu/demo/demo.hpp"

#include <filesystem>

#include "vungphu/intake/columns.hpp"
#include "vungphu/service/use_cases.hpp"

namespace vungphu::service {
namespace {

using Columns = std::vector<std::pair<std::string, std::string>>;

Result<Mapping> mapping_of(const Columns& columns) {
  Mapping mapping;
  for (const auto& [meaning, names] : columns) {
    VP_TRY(ColumnUse use, intake::parse_column_use(meaning + "=" + names));
    mapping.push_back(std::move(use));
  }
  return mapping;
}

std::string quoted(const std::string& word) {
  const bool plain = !word.empty() && word.find_first_of(" ()'\"\t$&|;<>*?") == std::string::npos;
  return plain ? word : "\"" + word + "\"";
}

void option(std::string& line, const std::string& name, const std::string& value) {
  if (!value.empty()) line += " " + name + " " + quoted(value);
}

Status import_feed(store::Store& store, const std::string& feeds, const demo::ListFeed& feed,
                   const Task& task, const std::function<void(const std::string&)>& told) {
  std::string line = "vungphu places import feeds/" + feed.file;
  option(line, "--kind", feed.kind);
  for (const auto& [meaning, names] : feed.columns) option(line, "--" + meaning, names);
  option(line, "--crs", feed.crs);
  option(line, "--valid-from", feed.valid_from);
  option(line, "--list-date", feed.list_date);
  option(line, "--source", feed.source);
  if (feed.replace) line += " --replace";
  told(line);
  ImportRequest request;
  request.from.file = feeds + "/" + feed.file;
  request.from.crs = feed.crs;
  VP_TRY(request.from.mapping, mapping_of(feed.columns));
  request.kind = feed.kind;
  request.source = feed.source;
  request.list_date = parse_iso_date(feed.list_date);
  request.valid_from = parse_iso_date(feed.valid_from);
  request.replaces = feed.replace;
  VP_TRY(ImportReport report, import_list(store, request, task));
  if (report.list.id == 0) return fail("service.demo_refused", {{"file", feed.file}});
  return {};
}

Status map_feed(store::Store& store, const std::string& feeds, const demo::MapFeed& feed, const Task& task,
                const std::function<void(const std::string&)>& told) {
  std::string line = "vungphu territories map feeds/" + feed.file;
  option(line, "--valid-from", feed.valid_from);
  option(line, "--source", feed.source);
  told(line);
  MapRequest request;
  request.from.file = feeds + "/" + feed.file;
  request.valid_from = parse_iso_date(feed.valid_from).value_or(kBeginning);
  request.source = feed.source;
  VP_TRY(ImportReport report, import_mapping(store, request, task));
  if (report.list.id == 0) return fail("service.demo_refused", {{"file", feed.file}});
  return {};
}

Status group_feed(store::Store& store, const std::string& feeds, const demo::GroupFeed& feed,
                  const Task& task, const std::function<void(const std::string&)>& told) {
  std::string line = "vungphu groups import feeds/" + feed.file;
  option(line, "--source", feed.source);
  told(line);
  GroupRequest request;
  request.from.file = feeds + "/" + feed.file;
  request.source = feed.source;
  VP_TRY(ImportReport report, import_groups(store, request, task));
  if (report.list.id == 0) return fail("service.demo_refused", {{"file", feed.file}});
  return {};
}

Status submit_feed(store::Store& store, const std::string& feeds, const demo::SubmissionFeed& feed,
                   const Task& task, const std::function<void(const std::string&)>& told) {
  std::string line = "vungphu submit feeds/" + feed.file;
  option(line, "--operator", feed.op);
  option(line, "--technology", feed.technology);
  option(line, "--as-of", feed.as_of);
  option(line, "--collector", feed.collector);
  option(line, "--part", feed.part);
  option(line, "--crs", feed.crs);
  option(line, "--codes-as-of", feed.codes_as_of);
  for (const auto& [meaning, names] : feed.columns) option(line, "--map", meaning + "=" + names);
  if (feed.reach_m > 0) option(line, "--reach", std::to_string(feed.reach_m));
  if (feed.supersede) line += " --supersede";
  told(line);
  SubmitRequest request;
  request.from.file = feeds + "/" + feed.file;
  request.from.crs = feed.crs;
  VP_TRY(request.from.mapping, mapping_of(feed.columns));
  request.op = feed.op;
  request.technology = feed.technology;
  request.as_of = parse_iso_date(feed.as_of).value_or(kBeginning);
  request.collector = feed.collector;
  request.part = feed.part;
  request.codes_as_of = parse_iso_date(feed.codes_as_of);
  if (feed.reach_m > 0) request.reach_m = static_cast<double>(feed.reach_m);
  request.supersede = feed.supersede;
  VP_TRY(SubmitReport report, submit(store, request, task));
  if (report.submission.state != "accepted") return fail("service.demo_refused", {{"file", feed.file}});
  return {};
}

struct Filler {
  store::Store& store;
  const std::string& feeds;  ///< folder
  const Task& task;
  const std::function<void(const std::string&)>& told;

  Status take(const demo::Feeds& given) {
    for (const demo::ListFeed& feed : given.lists) VP_CHECK(import_feed(store, feeds, feed, task, told));
    for (const std::string& level : given.closed_levels) {
      told("vungphu places close --kind " + level + " --valid-from " + given.closed_from);
      VP_TRY(ImportReport closed,
             close_kind(store, level, parse_iso_date(given.closed_from).value_or(kBeginning), {}));
      static_cast<void>(closed);
    }
    for (const demo::MapFeed& feed : given.maps) VP_CHECK(map_feed(store, feeds, feed, task, told));
    for (const demo::GroupFeed& feed : given.groups) VP_CHECK(group_feed(store, feeds, feed, task, told));
    for (const demo::SubmissionFeed& feed : given.submissions)
      VP_CHECK(submit_feed(store, feeds, feed, task, told));
    return {};
  }

  /// Whoever fills in a form takes the ids of hamlets from here.
  Result<std::vector<Entry>> hamlets(Date since) {
    std::vector<Entry> found;
    VP_CHECK(store.visit_entries("hamlet", since, [&](Entry&& entry) -> Status {
      found.push_back(std::move(entry));
      return {};
    }));
    return found;
  }
};

Status fill_demo(const std::string& folder, const DemoRequest& request, const Task& task,
                 const std::function<void(const std::string&)>& told) {
  VP_TRY(Profile profile, load_profile("vn-province"));
  told("vungphu init " + quoted(folder));
  VP_TRY(store::Store store, init(folder, profile));
  const std::string feeds_folder = folder + "/feeds";
  const demo::Options options{request.seed, request.households};
  Filler filler{store, feeds_folder, task, told};
  if (!request.paper) {
    VP_TRY(demo::Feeds feeds, demo::write_feeds(feeds_folder, options, task));
    return filler.take(feeds);
  }
  VP_TRY(demo::Feeds lists, demo::write_paper_lists(feeds_folder, options, task));
  VP_CHECK(filler.take(lists));
  VP_TRY(std::vector<Entry> hamlets,
         filler.hamlets(parse_iso_date(lists.lists.back().valid_from).value_or(kBeginning)));
  VP_TRY(demo::Feeds forms, demo::write_paper_forms(feeds_folder, options, hamlets, task));
  return filler.take(forms);
}

}  // namespace

Status make_demo(const std::string& folder, const DemoRequest& request, const Task& task,
                 const std::function<void(const std::string&)>& told) {
  std::error_code failed;
  const bool was_there = std::filesystem::exists(folder, failed);
  Status made = fill_demo(folder, request, task, told);
  // A province that was broken off is of no use, and only this call has put anything into its folder.
  if (!made && !was_there) std::filesystem::remove_all(folder, failed);
  return made;
}

}  // namespace vungphu::service
