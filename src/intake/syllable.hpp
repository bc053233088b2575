// Whether a word is spelled as Vietnamese syllables are.
#pragma once

#include <string_view>

namespace vungphu::intake {

/// True for one syllable in NFC, of any case, with at most one tone and that on the right letter: "xã",
/// "Nguyễn", "Lắk". By structure (onset, rhyme, tone), not by a dictionary.
bool is_syllable(std::u32string_view word);

}  // namespace vungphu::intake
