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

/// Meanings known to the program: code, name, parent, site, lon, lat, x, y, weight, demand, people, power,
/// status, reach, passed, total, connected, requested, requested_met, technology, operator, location_id,
/// down, up …
std::vector<std::string> meanings();

/// `given` are the pairs a person named ("code=Mã xã", several columns joined by '+'); they win, and a column
/// that does not exist is Error intake.no_such_column with the nearest names. The rest of `wanted` is guessed
/// in its order from the columns that are left: the folded name is a synonym, else it is one without words
/// that say nothing (years, "WGS84"). A meaning's own name is always a synonym. A guess takes a column for
/// one meaning only; where two columns fit equally, none is taken. Of two that fit a number (counts, x, y)
/// the one of numbers is taken, and x, y or a name of which words were left out want a sample that is one; a
/// name that is a synonym outright is believed, so that a word among counts is told in its row. `kind` is
/// what a list holds ("commune", "school"; empty: a submission): "Mã xã" is the code in a list of communes
/// and the parent in one of hamlets.
Result<Mapping> map_columns(const LayerInfo& layer, std::span<const std::string_view> wanted,
                            const Mapping& given, std::string_view kind = {});

/// Why a column was taken for a meaning: "given" by the person, by its "name", by "part" of its name (without
/// words that say nothing), or by its "values" among columns whose names fit equally. `kind` as above.
std::string evidence_of(const LayerInfo& layer, const ColumnUse& use, std::string_view kind = {});
/// How many columns of a layer have a name that only lists of `kind` use ("Mã trường": school).
int own_words(const LayerInfo& layer, std::string_view kind);

/// Reads "code=Mã xã" or "weight=Logements+Établissements". Error usage.column_use.
Result<ColumnUse> parse_column_use(std::string_view text);

/// The use of `meaning`; null where no column carries it.
const ColumnUse* find(const Mapping& mapping, std::string_view meaning);

}  // namespace vungphu::intake
