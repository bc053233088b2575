// The land as files for peers that are other programs: CSV with WKT, in grid units, so that every edge is
// exact for whoever computes in doubles.
#pragma once

#include <filesystem>
#include <span>

#include "vungphu/engine/engine.hpp"

#include "province.hpp"

namespace vungphu::bench {

/// homes.csv (id,x,y), communes.csv (id,wkt) and claims.csv (id,layer,wkt), with a heading each.
void write_land(const Land& land, const std::filesystem::path& folder);

/// `id,commune,mask`, without a heading, by id: the commune's id or -1, and bit i of the mask where layer i
/// covers the home.
void write_answers(std::span<const std::int32_t> communes, std::span<const engine::Bitmap> layers,
                   const std::filesystem::path& file);

}  // namespace vungphu::bench
