#include "vungphu/service/inspect.hpp"

#include <algorithm>

#include "vungphu/base/text.hpp"
#include "vungphu/collectors/collector.hpp"
#include "vungphu/intake/columns.hpp"
#include "vungphu/intake/entries.hpp"
#include "vungphu/model/kinds.hpp"
#include "vungphu/service/use_cases.hpp"

#include "reading.hpp"

namespace vungphu::service {
namespace {

void sort(std::vector<Fit>& fits) {
  std::stable_sort(fits.begin(), fits.end(), [](const Fit& a, const Fit& b) { return a.fit > b.fit; });
}

/// Kinds of list of whose own words the layer has some: "Mã trường" says school, "Mã" nothing.
std::vector<Fit> kinds_of(const LayerInfo& layer, const Profile& profile) {
  std::vector<std::string> kinds(kPlaceKinds.begin(), kPlaceKinds.end());
  kinds.insert(kinds.end(), profile.levels.begin(), profile.levels.end());
  std::vector<Fit> fits;
  for (const std::string& kind : kinds)
    if (const int own = intake::own_words(layer, kind); own > 0) fits.push_back({kind, own});
  sort(fits);
  return fits;
}

/// The columns as the best collector reads them, else as a list of the likeliest kind does.
Result<Mapping> map_layer(InspectedLayer& made, const FileRequest& request) {
  Mapping best;
  int best_fit = 0;
  for (const collectors::Collector& candidate : collectors::registry()) {
    VP_TRY(Mapping tried, intake::map_columns(made.layer, candidate.wanted, request.mapping));
    const int fit = candidate.fits(made.layer, tried);
    if (fit > 0) made.collectors.push_back({std::string(candidate.name), fit});
    if (fit <= best_fit) continue;
    best = std::move(tried);
    best_fit = fit;
  }
  sort(made.collectors);
  if (best_fit > 0) return best;
  const std::string kind = made.kinds.empty() ? "" : made.kinds.front().name;
  return intake::map_columns(made.layer, intake::entry_meanings(), request.mapping, kind);
}

intake::CrsGuess guess_of(const intake::CrsChoice& choice, const LayerInfo& layer, const Mapping& mapping,
                          const intake::Checker& outline) {
  const auto positions = intake::sample_positions(layer, mapping, choice.transformer);
  intake::CrsGuess own{.crs = choice.transformer.crs(),
                       .name = choice.transformer.crs_name(),
                       .swapped = choice.transformer.swapped(),
                       .inside = 0,
                       .tried = static_cast<std::int64_t>(positions.size()),
                       .next_m = {},
                       .first_m = {}};
  own.inside = std::count_if(positions.begin(), positions.end(), [&](const auto& point) {
    return point && outline.territory_at(*point).has_value();
  });
  return own;
}

void look_at_positions(InspectedLayer& made, const Mapping& mapping, const FileRequest& request,
                       const Profile& profile, const intake::Checker* outline) {
  made.positions = has_coordinates(made.layer, mapping);
  if (!made.positions) return;
  const auto read = [&](const intake::Checker* against) {
    return intake::choose_crs(made.layer, mapping, request.crs, profile.pinned_operations,
                              profile.crs_candidates, {request.axes, request.accept_guess, against});
  };
  if (const auto plain = read(nullptr)) {
    made.crs = recorded_crs(*plain, request.crs, made.layer, mapping);
    made.crs_name = plain->transformer.crs_name();
    if (outline) made.own = guess_of(*plain, made.layer, mapping, *outline);
  }
  if (const auto held = read(outline); !held) made.crs_problem = held.error();
  if (outline)
    made.guesses =
        intake::guess_crs(made.layer, mapping, profile.pinned_operations, profile.crs_candidates, *outline);
}

}  // namespace

Result<InspectReport> inspect(const store::Store* store, const Profile& profile, const FileRequest& request,
                              const Task& task) {
  VP_TRY(const ScratchFolder scratch, ScratchFolder::create());
  reader::Limits limits;
  if (store) {
    VP_TRY(limits, limits_of(store->folder()));
  }
  VP_TRY(const OpenedFile file, look_at(request, limits, scratch, task));
  InspectReport report{file.file_name, file.format, file.info.encoding, file.member, false, {}};
  Reference reference;
  if (store) {
    VP_TRY(reference, make_outline(*store, profile));
  }
  report.outline = !reference.outline.empty();
  const intake::Checker checker(reference);
  for (const LayerInfo& layer : file.info.layers) {
    if (!request.layer.empty() && layer.name != request.layer) continue;
    InspectedLayer made;
    made.layer = layer;
    VP_TRY(made.text, intake::choose_text(layer, request.text));
    intake::repair(made.layer, made.text.repair);
    made.kinds = kinds_of(made.layer, profile);
    VP_TRY(const Mapping mapping, map_layer(made, request));
    for (const ColumnUse& use : mapping) made.meanings.push_back({use, intake::evidence_of(made.layer, use)});
    look_at_positions(made, mapping, request, profile, report.outline ? &checker : nullptr);
    report.layers.push_back(std::move(made));
  }
  return report;
}

}  // namespace vungphu::service
