// export: layers for other programs.
#include <filesystem>

#include "vungphu/formats/package.hpp"
#include "vungphu/service/resources.hpp"

#include "commands.hpp"
#include "options.hpp"
#include "output.hpp"

namespace vungphu::app {
namespace {

Result<int> export_package(const Context& context, const service::AssessmentQuery& of,
                           const store::Store& store) {
  const std::string path = context.arguments.text("-o,--output");
  VP_TRY(std::vector<formats::PackageLayer> layers,
         service::package_layers(store, context.arguments.has("--households"), of, context.lang));
  VP_TRY(Profile profile, store.profile());
  VP_CHECK(formats::write_package(path, layers, context.arguments.text("--crs", "EPSG:4326"), context.task,
                                  profile.pinned_operations));
  remark(text(context.lang, "text.written", {{"path", path}}));
  return kDone;
}

/// Flags of `gaps` mean nothing to another layer, and are not passed over in silence.
Status no_gap_flags(const Arguments& given, const std::string& layer) {
  for (std::string_view option : {"--kind", "--technology", "--within", "--operator", "--min-households",
                                  "--include-no-data", "--sort", "--limit"})
    if (given.has(option))
      return fail("usage.not_for_layer", {{"option", std::string(option)}, {"layer", layer}});
  return {};
}

}  // namespace

Result<int> export_layer(const Context& context) {
  const std::string layer = context.arguments.text("LAYER");
  VP_TRY(const service::AssessmentQuery of, assessment_query(context.arguments));
  VP_TRY(store::Store store, context.open(store::Access::read));
  if (layer == "package") {
    VP_CHECK(no_gap_flags(context.arguments, layer));
    const std::string format = context.arguments.text("--format", "gpkg");
    if (format != "gpkg") return fail("usage.package_format", {{"format", format}});
    if (!context.arguments.has("-o,--output")) return fail("formats.needs_file", {{"format", "package"}});
    return export_package(context, of, store);
  }
  if (layer == "gaps") {
    VP_TRY(assess::GapQuery query, gap_query(context.arguments));
    if (query.kind.empty() || query.technology.empty()) return fail("usage.gaps_need");
    VP_TRY(service::Resource resource, service::gaps(store, query, of, context.lang, context.task));
    return print(context, resource);
  }
  VP_CHECK(no_gap_flags(context.arguments, layer));
  if (layer == "household" && !context.arguments.has("--households")) return fail("usage.households");
  VP_TRY(service::Resource resource, service::export_layer(store, layer, of, context.lang, context.task));
  return print(context, resource);
}

}  // namespace vungphu::app
