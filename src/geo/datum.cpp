#include "datum.hpp"

#include <array>
#include <cctype>
#include <cmath>

namespace vungphu::geo {
namespace {

constexpr const char* kWgs84 = "EPSG:4326";

/// "D_Vietnam_2000", "GCS_VN_2000" and "VN-2000" as "vietnam2000" and "vn2000": Esri's prefixes off, letters
/// and digits.
std::string folded_name(const PJ* object) {
  const char* name = object ? proj_get_name(object) : nullptr;
  std::string text = name ? name : "";
  for (const std::string_view prefix : {"GCS_", "D_"}) {
    if (text.starts_with(prefix)) text.erase(0, prefix.size());
  }
  std::string folded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) folded.push_back(static_cast<char>(std::tolower(byte)));
  }
  return folded;
}

std::array<double, 2> ellipsoid(PJ_CONTEXT* context, const PJ* crs) {
  std::array<double, 2> shape{};
  const Proj figure(proj_get_ellipsoid(context, crs));
  if (figure) proj_ellipsoid_get_parameters(context, figure.get(), &shape[0], nullptr, nullptr, &shape[1]);
  return shape;
}

/// Degrees from Greenwich, as the pinned operations expect.
bool plain_degrees(PJ_CONTEXT* context, const PJ* crs) {
  const Proj meridian(proj_get_prime_meridian(context, crs));
  const Proj system(proj_crs_get_coordinate_system(context, crs));
  double longitude = 0, meridian_unit = 0, unit = 0;
  if (!meridian || !system) return false;
  const bool known =
      proj_prime_meridian_get_parameters(context, meridian.get(), &longitude, &meridian_unit, nullptr) != 0 &&
      proj_cs_get_axis_info(context, system.get(), 0, nullptr, nullptr, nullptr, &unit, nullptr, nullptr,
                            nullptr) != 0;
  constexpr double kDegree = 0.017453292519943295;
  return known && longitude == 0 && std::abs(unit - kDegree) < 1e-12;
}

/// The same geographic CRS, or one that goes by its or its datum's name on an equal ellipsoid: Esri and
/// MapInfo write VN-2000 without any code.
bool same_datum(PJ_CONTEXT* context, const PJ* crs, const PJ* known) {
  if (!plain_degrees(context, crs)) return false;
  if (equivalent(context, crs, known)) return true;
  const auto shape = ellipsoid(context, crs), known_shape = ellipsoid(context, known);
  if (std::abs(shape[0] - known_shape[0]) > 1e-3 || std::abs(shape[1] - known_shape[1]) > 1e-6) return false;
  const Proj datum(proj_crs_get_datum_forced(context, crs));
  const Proj known_datum(proj_crs_get_datum_forced(context, known));
  for (const PJ* name : {crs, static_cast<const PJ*>(datum.get())}) {
    const std::string folded = folded_name(name);
    if (folded.empty()) continue;
    if (folded == folded_name(known) || folded == folded_name(known_datum.get())) return true;
  }
  return false;
}

Proj in_xy_order(PJ_CONTEXT* context, const PJ* operation) {
  return Proj(operation ? proj_normalize_for_visualization(context, operation) : nullptr);
}

/// Its code, else the pipeline as it is applied.
std::string describe(PJ_CONTEXT* context, const PJ* operation, const PJ* applied) {
  std::string code = code_of(operation);
  if (!code.empty()) return code;
  const char* pipeline = proj_as_proj_string(context, applied, PJ_PROJ_5, nullptr);
  return pipeline ? pipeline : proj_get_name(operation);
}

struct FactoryDeleter {
  void operator()(PJ_OPERATION_FACTORY_CONTEXT* f) const { proj_operation_factory_context_destroy(f); }
};

}  // namespace

std::optional<DatumStep> pinned_step(PJ_CONTEXT* context, const PJ* base, const PinnedOperations& pinned) {
  for (const auto& [code, operation] : pinned) {
    const Proj known = crs_of_code(context, code);
    if (!known || !same_datum(context, base, known.get())) continue;
    const Proj fixed = operation_of_code(context, operation);
    Proj usable = in_xy_order(context, fixed.get());
    return usable ? DatumStep{std::move(usable), operation} : DatumStep{};
  }
  const Proj wgs84 = crs_of_code(context, kWgs84);
  if (wgs84 && equivalent(context, base, wgs84.get())) return DatumStep{nullptr, "none"};
  return std::nullopt;
}

DatumStep step_without_grid(PJ_CONTEXT* context, const PJ* source) {
  const Proj wgs84 = crs_of_code(context, kWgs84);
  const std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, FactoryDeleter> factory(
      proj_create_operation_factory_context(context, nullptr));
  if (!factory || !wgs84) return {};
  proj_operation_factory_context_set_grid_availability_use(context, factory.get(),
                                                           PROJ_GRID_AVAILABILITY_IGNORED);
  proj_operation_factory_context_set_spatial_criterion(context, factory.get(),
                                                       PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
  proj_operation_factory_context_set_allow_ballpark_transformations(context, factory.get(), 0);
  const ProjList list(proj_create_operations(context, source, wgs84.get(), factory.get()));
  const int count = list ? proj_list_get_count(list.get()) : 0;
  for (int i = 0; i < count; ++i) {
    const Proj candidate(proj_list_get(context, list.get(), i));
    if (!candidate || proj_coordoperation_get_grid_used_count(context, candidate.get()) != 0) continue;
    if (proj_coordoperation_has_ballpark_transformation(context, candidate.get()) != 0) continue;
    Proj usable = in_xy_order(context, candidate.get());
    if (!usable) continue;
    std::string name = describe(context, candidate.get(), usable.get());
    return {std::move(usable), std::move(name)};
  }
  return {};
}

}  // namespace vungphu::geo
