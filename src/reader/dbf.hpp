// The records of a .dbf or of MapInfo's .dat, as far as their texts go. Pure, bounds-checked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text_coding.hpp"

namespace vungphu::reader {

/// Hands over the names of the columns and each record's fields of characters, without the blanks that fill
/// them up, until `visit` gives false. Nothing where the bytes are no such file. `characters` says which
/// columns are of characters, as the types in a .dat do not; where it is empty, the types do.
void each_dbf_text(std::string_view bytes, const std::vector<bool>& characters, const TextVisit& visit);
/// For the .dat of a .tab: which of its columns are of characters.
std::vector<bool> character_columns(std::string_view tab);
/// The byte of a .dbf that names its code page; 0 for none.
unsigned char dbf_language(std::string_view bytes);

}  // namespace vungphu::reader
