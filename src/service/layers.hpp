// Layers for maps, made once for `export`, `export package` and layers.gpkg.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "vungphu/formats/package.hpp"
#include "vungphu/model/assessment.hpp"
#include "vungphu/model/claim.hpp"
#include "vungphu/store/store.hpp"

namespace vungphu::service {

using MapLayer = formats::PackageLayer;

/// `store` must outlive the layer. Without an assessment the layers carry what the lists say and no answers.
MapLayer territory_layer(const store::Store& store, std::shared_ptr<const Assessment> assessment,
                         const std::string& level, Date date, Lang lang);
/// Groups in force at `as_of` as the union of the territories of `vintage` that lie wholly in each.
MapLayer group_layer(const store::Store& store, std::shared_ptr<const Assessment> assessment, Date as_of,
                     Date vintage, Lang lang);
MapLayer place_layer(const store::Store& store, std::shared_ptr<const Assessment> assessment,
                     const std::string& kind, Date date, Lang lang);
/// Claims of one kind of geometry (none: of rows by code), or of `any`.
MapLayer claim_layer(const store::Store& store, std::vector<Submission> submissions,
                     formats::GeometryKind geometry, Lang lang);
/// One layer for each kind of geometry, so that each can have a style.
std::vector<MapLayer> claim_layers(const store::Store& store, const std::vector<Submission>& submissions,
                                   Lang lang);

/// renew_layers for who has an assessment at hand, just stored: where it is the one that layers show, it is
/// not read back.
std::optional<Error> renew_layers(const store::Store& store, std::shared_ptr<const Assessment> made);

}  // namespace vungphu::service
