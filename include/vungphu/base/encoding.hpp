// Encodings by name, and code points: what the repair of texts needs (intake/text.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vungphu {

bool is_ascii(std::string_view text);

/// Bytes of a named encoding ("windows-1258", "gb18030": names of the C library) as UTF-8; nothing where they
/// are not of it, or where the name is not known. Windows-1258 may come decomposed: see nfc().
std::optional<std::string> from_encoding(std::string_view bytes, const std::string& encoding);
/// Whether from_encoding() knows the name.
bool knows_encoding(const std::string& encoding);

/// The code points of a text; U+FFFD for each byte that is not UTF-8.
std::u32string code_points(std::string_view text);
/// A text of code points.
std::string utf8(std::u32string_view points);

}  // namespace vungphu
