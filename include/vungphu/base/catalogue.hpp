// The one catalogue of what a person reads, in Vietnamese and English.
//
// Entries live in geodata/catalogue/*.json (one file a module, all merged), are compiled into the program and
// look so:
//   {"error.reader.file_missing": {"vi": "Không tìm thấy tệp {path}. …", "en": "File {path} was not found.
//   …"}}
// Key families: error.<code>, finding.<code> and finding.<code>.fix (what to do), label.<word> (table heads,
// words of DESIGN section 2), kind.<place kind or level>, technology.<id>, indicator.<id>, status.<word>,
// rule.<word>, basis.<word>, unit.<word>, progress.<stage>, text.<anything printed>. Thread rule: reading is
// safe from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/result.hpp"

namespace vungphu {

enum class Lang { vi, en };

/// The entry `key` in `lang` with {named} placeholders filled from `args`. A placeholder without a value is
/// left as it is, and values are not looked into again; an unknown key gives the key itself (a test finds
/// those before a user does).
std::string text(Lang lang, std::string_view key, const Args& args = {});
/// As `text`, but empty when the key is unknown.
std::string text_or_empty(Lang lang, std::string_view key, const Args& args = {});
bool has_text(std::string_view key);
std::vector<std::string> catalogue_keys();

/// The sentence of an Error.
inline std::string text(Lang lang, const Error& error) {
  return text(lang, "error." + error.code, error.args);
}

}  // namespace vungphu
