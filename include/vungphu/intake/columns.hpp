// Which column means what: from names (geodata/synonyms.json) and, where names leave it open, from values.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/result.hpp"
#include "vungphu/model/raw.hpp"
#include "vungphu/model/row.hpp"

namespace vungphu::intake {

/// Meanings known to the program: code, name, parent, site, lon, lat, x, y, weight, demand, people, power, status, reach,
/// passed, total, connected, requested, requested_met, technology, operator, location_id, down, up …
std::vector<std::string> meanings();

/// `given` are the pairs a person named ("code=Mã xã", several columns joined by '+'); they win, and a column that does
/// not exist is Error intake.no_such_column with the nearest names. The rest of `wanted` is guessed: exact folded synonym first, then synonyms
/// that the name contains; a column serves one meaning; where two columns fit equally, none is taken.
Result<Mapping> map_columns(const LayerInfo& layer, std::span<const std::string_view> wanted, const Mapping& given);

/// Reads "code=Mã xã" or "weight=Logements+Établissements".
Result<ColumnUse> parse_column_use(std::string_view text);

const ColumnUse* find(const Mapping& mapping, std::string_view meaning);

}  // namespace vungphu::intake
