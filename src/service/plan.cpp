#include "plan.hpp"

#include <array>

#include "vungphu/base/text.hpp"
#include "vungphu/intake/columns.hpp"

#include "reference.hpp"
#include "refusal.hpp"

namespace vungphu::service {
namespace {

/// By which a table's coordinate system can be asked for while nothing else is known of it.
constexpr auto kPositions = std::to_array<std::string_view>({"lon", "lat", "x", "y", "latlon"});

/// The collector named, else the one that fits best; its mapping goes into `mapping`.
Result<const collectors::Collector*> choose_collector(const LayerInfo& layer, const Technology& technology,
                                                      const std::string& named, const Mapping& given,
                                                      Mapping& mapping) {
  std::vector<std::string> names;
  const collectors::Collector* best = nullptr;
  int best_fit = 0;
  std::vector<std::string> equals;
  for (const collectors::Collector& candidate : collectors::registry()) {
    names.emplace_back(candidate.name);
    if (!named.empty() && candidate.name != named) continue;
    if (named.empty() && candidate.mobile && !technology.is_mobile()) continue;
    VP_TRY(Mapping tried, intake::map_columns(layer, candidate.wanted, given));
    const int fit = named.empty() ? candidate.fits(layer, tried) : 1;
    if (fit > 0 && fit == best_fit) equals.emplace_back(candidate.name);
    if (fit <= best_fit) continue;
    best = &candidate;
    best_fit = fit;
    equals = {std::string(candidate.name)};
    mapping = std::move(tried);
  }
  if (best && equals.size() == 1) return best;
  if (best) return fail("service.collector_ambiguous", {{"collectors", join(equals)}});
  if (!named.empty())
    return fail("service.collector_unknown",
                {{"collector", named}, {"nearest", join(nearest_names(named, names))}});
  return fail("service.no_collector", {{"collectors", join(names)}});
}

bool names_codes(const LayerInfo& layer, const Mapping& mapping) {
  return layer.geometry == "none" && (intake::find(mapping, "code") || intake::find(mapping, "location_id"));
}

/// Where a network is received and what claims come from is recorded of mobile ones alone.
Status check_mobile(const Technology& technology, const Submission& info) {
  if (technology.is_mobile()) return {};
  for (const auto& [flag, value] :
       {std::pair("--environment", &info.environment), std::pair("--basis", &info.basis)})
    if (!value->empty()) return fail("service.not_mobile", {{"flag", flag}, {"technology", technology.id}});
  return {};
}

/// Of a collector of signals: the quantity, the threshold and the lattice, recorded in `info`.
Status settle_signal(const OpenedFile& file, const Profile& profile, Plan& plan, Submission& info,
                     std::vector<Error>& open) {
  if (!plan.collector->signal) {
    if (!info.threshold) return {};
    return fail("service.threshold_unused", {{"collector", info.collector}});
  }
  const collectors::SignalAsked asked{&file.layer,     file.file_name,   &profile,
                                      plan.technology, info.environment, info.threshold};
  const std::size_t before = open.size();
  plan.signal = collectors::choose_signal(asked, info.mapping, open);
  if (open.size() == before) info.threshold = plan.signal.threshold;
  info.raster = file.layer.raster;
  return {};
}

}  // namespace

Result<Operator> operator_asked(const store::Store& store, const std::string& asked) {
  VP_TRY(std::vector<Operator> operators, store.operators());
  if (const Operator* found = find_operator(operators, asked)) return *found;
  std::vector<std::string> known;
  for (const Operator& candidate : operators) known.push_back(candidate.id);
  return fail("service.operator_unknown",
              {{"operator", asked}, {"nearest", join(nearest_names(asked, known))}});
}

Result<const Technology*> find_technology(const Profile& profile, const std::string& asked) {
  std::vector<std::string> known;
  for (const Technology& candidate : profile.technologies)
    if (!candidate.is_set()) known.push_back(candidate.id);
  const Technology* found = profile.technology(asked);
  if (found && found->is_set())
    return fail("service.technology_is_set", {{"technology", asked}, {"members", join(found->members)}});
  if (!found)
    return fail("service.technology_unknown",
                {{"technology", asked}, {"nearest", join(nearest_names(asked, known))}});
  return found;
}

collectors::Context context_of(const Profile& profile, const Plan& plan, const Submission& info) {
  collectors::Context context;
  context.profile = &profile;
  context.reference = &plan.reference;
  context.technology = plan.technology;
  context.reach_mm = info.reach_mm;
  context.signal = plan.collector->signal ? &plan.signal : nullptr;
  return context;
}

Result<Plan> make_plan(const store::Store& store, const Profile& profile, const OpenedFile& file,
                       const SubmitRequest& request, Submission& info, std::vector<Error>& open) {
  Plan plan;
  VP_TRY(plan.technology, find_technology(profile, info.technology));
  VP_CHECK(check_mobile(*plan.technology, info));
  auto collector =
      choose_collector(file.layer, *plan.technology, request.collector, request.from.mapping, info.mapping);
  if (collector) {
    plan.collector = *collector;
    info.collector = plan.collector->name;
    // A replay reads the columns that were read, though more could be guessed today.
    if (info.replay_of != 0)
      std::erase_if(info.mapping, [&](const ColumnUse& use) {
        return intake::find(request.from.mapping, use.meaning) == nullptr;
      });
    if (info.part.empty()) info.part = info.collector;
    if (!info.reach_mm) info.reach_mm = plan.collector->default_reach_mm(profile);
  } else {
    VP_CHECK(only_questions({collector.error()}, info));
    open.push_back(std::move(collector).error());
    VP_TRY(info.mapping, intake::map_columns(file.layer, kPositions, request.from.mapping));
  }
  VP_TRY(plan.reference,
         make_reference(store, profile, code_date(info), names_codes(file.layer, info.mapping)));
  if (!plan.collector) return plan;
  for (Error& error : plan.collector->missing(info.mapping, context_of(profile, plan, info)))
    open.push_back(std::move(error));
  VP_CHECK(settle_signal(file, profile, plan, info, open));
  return plan;
}

}  // namespace vungphu::service
