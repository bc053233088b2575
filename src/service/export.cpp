// `export`, and the layers.gpkg that stands in every workspace.
#include <algorithm>

#include "vungphu/assess/assess.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/model/kinds.hpp"
#include "vungphu/service/use_cases.hpp"

#include "current.hpp"
#include "layers.hpp"
#include "vintage.hpp"

namespace vungphu::service {
namespace {

std::vector<Submission> submissions_of(const assess::Inputs& inputs) {
  std::vector<Submission> found;
  for (const assess::Stated& stated : inputs.stated) found.push_back(stated.submission);
  return found;
}

/// A layer as a resource of its own.
Resource as_resource(MapLayer layer, std::string head) {
  Resource made;
  made.schema = std::move(layer.schema);
  made.head = std::move(head);
  made.produce = std::move(layer.produce);
  return made;
}

/// What layers are made of: an assessment, or nothing but lists and submissions.
struct Basis {
  std::shared_ptr<const Assessment> assessment;
  Date date = kEndOfTime, vintage = kEndOfTime;
  std::vector<Submission> submissions;
};

/// The assessment that is at hand, where it is the one that is meant and the workspace is still what it was
/// made of.
Result<std::optional<Basis>> basis_at_hand(const store::Store& store, const Profile& profile,
                                           std::shared_ptr<const Assessment> made) {
  const Result<std::int64_t> id = find_assessment_id(store, {});
  if (!made || !id || *id != made->id) return std::nullopt;
  VP_TRY(const assess::Inputs inputs, inputs_in_force(store, profile, made->as_of, made->vintage));
  if (assess::input_digest(inputs) != made->input_digest) return std::nullopt;
  return Basis{made, made->as_of, made->vintage, submissions_of(inputs)};
}

/// The assessment that is meant; layers without answers where there is none yet, and, where `stale_too`,
/// where the workspace is not what it was made of any more.
Result<Basis> basis(const store::Store& store, const Profile& profile, const AssessmentQuery& of,
                    bool stale_too) {
  Basis made;
  Result<Current> now = current(store, of, false, {});
  if (now) {
    made.date = now->assessment.as_of;
    made.vintage = now->assessment.vintage;
    made.submissions = submissions_of(now->inputs);
    made.assessment = std::make_shared<const Assessment>(std::move(now->assessment));
    return made;
  }
  const std::string& why = now.error().code;
  const bool none = why == "service.no_assessment" ||
                    (stale_too && (why == "service.assessment_stale" || why == "service.no_such_assessment"));
  if (!none || of.as_of || of.vintage) return tl::unexpected(std::move(now).error());
  VP_TRY(std::vector<Submission> all, store.submissions());
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  made.submissions = assess::availability(all, made.date, code_changes(lists, profile));
  return made;
}

Result<std::vector<std::string>> known_layers(const store::Store& store) {
  VP_TRY(Profile profile, store.profile());
  std::vector<std::string> names = profile.levels;
  names.insert(names.end(), kPlaceKinds.begin(), kPlaceKinds.end());
  names.emplace_back(kGroup);
  names.emplace_back("claims");
  return names;
}

Result<std::vector<MapLayer>> layers_on(const store::Store& store, const Profile& profile, const Basis& on,
                                        bool households, Lang lang) {
  VP_TRY(const std::vector<std::string> units, store.kinds_in_force(on.vintage));
  VP_TRY(const std::vector<std::string> kinds, store.kinds_in_force(on.date));
  std::vector<MapLayer> made;
  for (const std::string& kind : units)
    if (profile.is_level(kind)) made.push_back(territory_layer(store, on.assessment, kind, on.vintage, lang));
  VP_TRY(const std::vector<GroupMember> members, store.groups(on.date));
  if (!members.empty()) made.push_back(group_layer(store, on.assessment, on.date, on.vintage, lang));
  for (const std::string& kind : kinds)
    if (is_place_kind(kind) && (kind != "household" || households))
      made.push_back(place_layer(store, on.assessment, kind, on.date, lang));
  if (!on.submissions.empty())
    for (MapLayer& layer : claim_layers(store, on.submissions, lang)) made.push_back(std::move(layer));
  return made;
}

}  // namespace

Result<Resource> export_layer(const store::Store& store, const std::string& layer, const AssessmentQuery& of,
                              Lang lang, const Task& task) {
  VP_TRY(std::vector<std::string> names, known_layers(store));
  if (std::find(names.begin(), names.end(), layer) == names.end()) {
    return fail("service.layer_unknown", {{"layer", layer}, {"layers", join(names)}});
  }
  VP_TRY(Profile profile, store.profile());
  VP_TRY(const Basis on, basis(store, profile, of, false));
  VP_CHECK(task.check());
  MapLayer made = layer == "claims" ? claim_layer(store, on.submissions, formats::GeometryKind::any, lang)
                  : layer == kGroup ? group_layer(store, on.assessment, on.date, on.vintage, lang)
                  : profile.is_level(layer) ? territory_layer(store, on.assessment, layer, on.vintage, lang)
                                            : place_layer(store, on.assessment, layer, on.date, lang);
  Resource resource = as_resource(std::move(made), on.assessment ? head_of(*on.assessment) : std::string());
  resource.pinned = profile.pinned_operations;
  return resource;
}

Result<std::vector<formats::PackageLayer>> package_layers(const store::Store& store, bool households,
                                                          const AssessmentQuery& of, Lang lang) {
  VP_TRY(const Profile profile, store.profile());
  VP_TRY(const Basis on, basis(store, profile, of, true));
  return layers_on(store, profile, on, households, lang);
}

namespace {

Status write_layers(const store::Store& store, std::shared_ptr<const Assessment> made, const Task& task) {
  VP_TRY(const Profile profile, store.profile());
  VP_TRY(std::optional<Basis> on, basis_at_hand(store, profile, std::move(made)));
  if (!on) {
    VP_TRY(on, basis(store, profile, {}, true));
  }
  VP_TRY(const std::vector<MapLayer> layers, layers_on(store, profile, *on, false, Lang::vi));
  return formats::write_package(store.folder() + "/layers.gpkg", layers, "EPSG:4326", task);
}

}  // namespace

Status refresh_layers(const store::Store& store, const Task& task) {
  return write_layers(store, nullptr, task);
}

std::optional<Error> renew_layers(const store::Store& store) { return renew_layers(store, nullptr); }

std::optional<Error> renew_layers(const store::Store& store, std::shared_ptr<const Assessment> made) {
  if (Status done = write_layers(store, std::move(made), {}); !done) return std::move(done).error();
  return std::nullopt;
}

Result<WriteReport> write(const Resource& resource, formats::Output output) {
  if (output.head.empty()) output.head = resource.head;
  output.rows = resource.rows;
  if (output.notes.empty()) output.notes = resource.notes;
  VP_TRY(std::unique_ptr<formats::Writer> out, formats::open(resource.schema, output));
  VP_CHECK(resource.produce(*out));
  VP_CHECK(out->close());
  return WriteReport{static_cast<std::int64_t>(out->left_out()),
                     formats::shortened_names(resource.schema, output.format)};
}

}  // namespace vungphu::service
