#include "vungphu/geo/crs.hpp"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <utility>

#include "datum.hpp"
#include "proj.hpp"

namespace vungphu::geo {
namespace {

constexpr std::size_t kLongestDefinition = 64 * 1024;
constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

/// A definition comes out of a stranger's file: it must not make PROJ open files of the stranger's choice.
bool names_a_file(const std::string& definition) {
  std::string text = upper(definition);
  constexpr std::string_view kHarmless = "NADGRIDS=@NULL";
  for (std::size_t at = text.find(kHarmless); at != std::string::npos; at = text.find(kHarmless)) {
    text.erase(at, kHarmless.size());
  }
  for (const std::string_view word : {"GRIDS=", "INIT=", "FILE=", "PARAMETERFILE", "MODEL=", "CATALOG="}) {
    if (text.find(word) != std::string::npos) return true;
  }
  return false;
}

Error unknown_crs(const std::string& crs) {
  constexpr std::size_t kShown = 120;
  return Error{"geo.unknown_crs", {{"crs", crs.size() > kShown ? crs.substr(0, kShown) + "…" : crs}}};
}

bool is_geographic(PJ_TYPE type) {
  return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

/// The part of a CRS that lies in the plane: heights do not change where a point is. Null where there is
/// none.
Proj horizontal(PJ_CONTEXT* context, Proj crs) {
  if (crs && proj_get_type(crs.get()) == PJ_TYPE_COMPOUND_CRS) {
    crs.reset(proj_crs_get_sub_crs(context, crs.get(), 0));
  }
  if (crs && proj_get_type(crs.get()) != PJ_TYPE_BOUND_CRS) {
    crs.reset(proj_crs_demote_to_2D(context, nullptr, crs.get()));
  }
  return crs;
}

Result<Proj> open(PJ_CONTEXT* context, const std::string& definition) {
  if (definition.empty() || definition.size() > kLongestDefinition || names_a_file(definition)) {
    return tl::unexpected(unknown_crs(definition));
  }
  std::string text = definition;
  const bool proj_string = text.find("proj=") == 0 || text.find("+proj=") == 0;
  if (proj_string && text.find("type=crs") == std::string::npos) text += " +type=crs";
  Proj crs(proj_create(context, text.c_str()));
  if (crs && proj_is_crs(crs.get()) != 0) crs = horizontal(context, std::move(crs));
  if (!crs || proj_is_crs(crs.get()) == 0) return tl::unexpected(unknown_crs(definition));
  return crs;
}

/// The code whose definition this CRS equals. What a file says of itself is not trusted: labels are often
/// wrong.
std::string verified_code(PJ_CONTEXT* context, const PJ* crs) {
  const std::string own = code_of(crs);
  if (!own.empty()) {
    const Proj known = crs_of_code(context, own);
    if (known && equivalent(context, crs, known.get())) return own;
  }
  constexpr int kEqualButForItsName = 90;
  int* confidence = nullptr;
  const ProjList list(proj_identify(context, crs, "EPSG", nullptr, &confidence));
  std::string code;
  if (list && proj_list_get_count(list.get()) > 0 && confidence[0] >= kEqualButForItsName) {
    const Proj known(proj_list_get(context, list.get(), 0));
    if (known && equivalent(context, crs, known.get())) code = code_of(known.get());
  }
  proj_int_list_destroy(confidence);
  return code;
}

std::pair<double, double> apply(PJ* step, PJ_DIRECTION direction, std::pair<double, double> at) {
  if (step == nullptr) return at;
  const PJ_COORD result = proj_trans(step, direction, proj_coord(at.first, at.second, 0, 0));
  if (std::isfinite(result.xy.x) && std::isfinite(result.xy.y)) return {result.xy.x, result.xy.y};
  proj_errno_reset(step);
  return {kUndefined, kUndefined};
}

/// Splits "EPSG:4756" in two.
Proj from_database(PJ_CONTEXT* context, const std::string& code, PJ_CATEGORY category) {
  const std::size_t colon = code.find(':');
  if (colon == std::string::npos) return nullptr;
  return Proj(proj_create_from_database(context, code.substr(0, colon).c_str(),
                                        code.substr(colon + 1).c_str(), category, 0, nullptr));
}

}  // namespace

ProjContext make_context() {
  ProjContext context(proj_context_create());
  proj_log_func(context.get(), nullptr, [](void*, int, const char*) {});
  proj_log_level(context.get(), PJ_LOG_NONE);
  proj_context_set_enable_network(context.get(), 0);
  return context;
}

Proj crs_of_code(PJ_CONTEXT* context, const std::string& code) {
  return from_database(context, code, PJ_CATEGORY_CRS);
}

Proj operation_of_code(PJ_CONTEXT* context, const std::string& code) {
  return from_database(context, code, PJ_CATEGORY_COORDINATE_OPERATION);
}

std::string code_of(const PJ* object) {
  const char* authority = proj_get_id_auth_name(object, 0);
  const char* code = proj_get_id_code(object, 0);
  return authority && code ? std::string(authority) + ":" + code : std::string();
}

bool equivalent(PJ_CONTEXT* context, const PJ* a, const PJ* b) {
  return proj_is_equivalent_to_with_ctx(context, a, b, PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0;
}

struct Transformer::Impl {
  ProjContext context;  // first, so that it goes last
  Proj to_base;         // the projection undone, or the unit of degrees; null where there is nothing to undo
  Proj to_wgs84;        // the datum operation
  std::string crs;
  std::string name;
  std::string operation;
  bool projected = false;
  bool swapped = false;

  bool identity() const { return !to_base && !to_wgs84; }

  /// `bound` is the CRS with the shift that the file brings along, or null. A pinned datum, and WGS 84
  /// itself, outrank it.
  Status prepare(const PJ* source, const PJ* bound, const PinnedOperations& pinned) {
    const Proj base(proj_crs_get_geodetic_crs(context.get(), source));
    if (!base || !is_geographic(proj_get_type(base.get()))) return fail("geo.no_operation", {{"crs", crs}});
    std::optional<DatumStep> sure = pinned_step(context.get(), base.get(), pinned);
    const bool whole = !sure && bound != nullptr;
    DatumStep step = sure ? *std::move(sure) : step_without_grid(context.get(), whole ? bound : base.get());
    if (step.name.empty()) return fail("geo.no_operation", {{"crs", crs}});
    to_wgs84 = std::move(step.operation);
    operation = std::move(step.name);
    if (whole || !projected) return {};
    const Proj undo(proj_create_crs_to_crs_from_pj(context.get(), source, base.get(), nullptr, nullptr));
    to_base.reset(undo ? proj_normalize_for_visualization(context.get(), undo.get()) : nullptr);
    return to_base ? Status{} : fail("geo.no_operation", {{"crs", crs}});
  }
};

Result<Transformer> Transformer::create(const std::string& crs, const PinnedOperations& pinned) {
  auto impl = std::make_unique<Impl>();
  const std::string word = upper(crs);
  if (word == "EPSG:4326" || word == "OGC:CRS84") {
    impl->crs = word;
    impl->name = word == "EPSG:4326" ? "WGS 84" : "WGS 84 (CRS84)";
    impl->operation = "none";
    return Transformer(std::move(impl));
  }
  impl->context = make_context();
  PJ_CONTEXT* context = impl->context.get();
  VP_TRY(const Proj source, open(context, crs));
  const bool bound = proj_get_type(source.get()) == PJ_TYPE_BOUND_CRS;
  const Proj inner = bound ? horizontal(context, Proj(proj_get_source_crs(context, source.get()))) : nullptr;
  const PJ* plain = bound ? inner.get() : source.get();
  if (plain == nullptr) return tl::unexpected(unknown_crs(crs));
  impl->projected = !is_geographic(proj_get_type(plain));
  impl->name = proj_get_name(plain);
  impl->crs = verified_code(context, plain);
  if (impl->crs.empty()) impl->crs = impl->name == "unknown" ? crs : impl->name;
  VP_CHECK(impl->prepare(plain, bound ? source.get() : nullptr, pinned));
  if (impl->identity()) impl->crs = "EPSG:4326";
  return Transformer(std::move(impl));
}

std::pair<double, double> Transformer::to_wgs84(double x, double y) const {
  if (impl_->swapped) std::swap(x, y);
  if (impl_->identity()) return {x, y};
  if (!std::isfinite(x) || !std::isfinite(y)) return {kUndefined, kUndefined};
  return apply(impl_->to_wgs84.get(), PJ_FWD, apply(impl_->to_base.get(), PJ_FWD, {x, y}));
}

std::pair<double, double> Transformer::from_wgs84(double longitude, double latitude) const {
  std::pair<double, double> made{longitude, latitude};
  if (!impl_->identity()) {
    if (!std::isfinite(longitude) || !std::isfinite(latitude)) return {kUndefined, kUndefined};
    made = apply(impl_->to_base.get(), PJ_INV, apply(impl_->to_wgs84.get(), PJ_INV, made));
  }
  if (impl_->swapped) std::swap(made.first, made.second);
  return made;
}

bool Transformer::is_identity() const { return impl_->identity() && !impl_->swapped; }
void Transformer::swap_axes() { impl_->swapped = !impl_->swapped; }
bool Transformer::swapped() const { return impl_->swapped; }
const std::string& Transformer::crs() const { return impl_->crs; }
const std::string& Transformer::crs_name() const { return impl_->name; }
const std::string& Transformer::operation() const { return impl_->operation; }
bool Transformer::projected() const { return impl_->projected; }

Transformer::Transformer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Transformer::Transformer(Transformer&&) noexcept = default;
Transformer& Transformer::operator=(Transformer&&) noexcept = default;
Transformer::~Transformer() = default;

}  // namespace vungphu::geo
