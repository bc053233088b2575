// The tables of repairs, and how they are applied.
#include <algorithm>
#include <array>
#include <map>
#include <mutex>

#include <nlohmann/json.hpp>

#include "vungphu/base/embedded.hpp"
#include "vungphu/base/encoding.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/intake/text.hpp"

namespace vungphu::intake {
namespace {

constexpr std::string_view kMisread = "utf-8-as-";

/// "á" as "á" and "aù" as "á", in every mix of cases that fonts of old had: of a mark's case nothing follows.
std::map<std::u32string, char32_t> cased(const std::map<std::u32string, char32_t>& lower_case) {
  std::map<std::u32string, char32_t> made = lower_case;
  const auto upper = [](char32_t c) { return code_points(capitalised(utf8(std::u32string(1, c)))).front(); };
  for (const auto& [seen, letter] : lower_case) {
    const char32_t capital = upper(letter);
    std::u32string big = seen;
    big[0] = upper(big[0]);
    made.emplace(big, capital);
    if (seen.size() < 2) continue;
    std::u32string mixed = seen;
    mixed[1] = big[1] = upper(seen[1]);
    made.emplace(big, capital);
    made.emplace(mixed, letter);
  }
  return made;
}

// The files are ours and compiled in: a test reads them, so there is no way to fail here.
std::map<std::u32string, char32_t> font_table(const std::string& name) {
  const auto json = nlohmann::json::parse(embedded_file("encodings/" + name + ".json"));
  std::map<std::u32string, char32_t> table;
  for (const auto& [seen, letter] : json.at("letters").items())
    table.emplace(code_points(seen), code_points(letter.get<std::string>()).front());
  return name == "vni" ? cased(table) : table;
}

/// The byte of each character that `encoding` shows, and of U+0080 … U+00FF where the encoding has no such
/// character.
std::map<char32_t, char> bytes_shown_by(const std::string& encoding) {
  std::map<char32_t, char> table;
  for (int byte = 0x80; byte < 0x100; ++byte) {
    const auto shown = from_encoding(std::string(1, static_cast<char>(byte)), encoding);
    if (shown) table.emplace(code_points(*shown).front(), static_cast<char>(byte));
  }
  for (int byte = 0x80; byte < 0x100; ++byte)
    table.emplace(static_cast<char32_t>(byte), static_cast<char>(byte));
  return table;
}

/// Capitals of .VnTimeH are small letters in the file: a word whose other letters are capitals (two at
/// least) is one of capitals.
std::string with_capitals(const std::string& text) {
  constexpr int kEnough = 2;
  const std::u32string points = code_points(text);
  std::u32string made;
  for (std::size_t begin = 0; begin < points.size();) {
    const std::size_t end = std::min(points.find_first_of(U" -/,.;()", begin), points.size() - 1) + 1;
    const auto letters = std::u32string_view(points).substr(begin, end - begin);
    const auto upper =
        std::count_if(letters.begin(), letters.end(), [](char32_t c) { return c >= U'A' && c <= U'Z'; });
    const bool small =
        std::any_of(letters.begin(), letters.end(), [](char32_t c) { return c >= U'a' && c <= U'z'; });
    for (const char32_t c : letters)
      made += upper >= kEnough && !small && c >= 0x80
                  ? code_points(capitalised(utf8(std::u32string(1, c)))).front()
                  : c;
    begin = end;
  }
  return utf8(made);
}

}  // namespace

struct TextRepair::Tables {
  std::map<char32_t, char> bytes;              ///< of what is seen; unused for the fonts
  std::map<std::u32string, char32_t> letters;  ///< of fonts
  std::string encoding;                        ///< of the bytes; empty for fonts
  bool capitals = false;

  std::optional<std::string> bytes_of(std::string_view text) const {
    std::string made;
    for (const char32_t c : code_points(text)) {
      if (c < 0x80) {
        made += static_cast<char>(c);
        continue;
      }
      const auto found = bytes.find(c);
      if (found == bytes.end()) return std::nullopt;
      made += found->second;
    }
    return made;
  }

  /// Of a font: punctuation is that of Windows-1252, and so is what a letter beside it is not.
  std::optional<std::string> letters_of(std::string_view text) const {
    const std::u32string seen = code_points(text);
    std::u32string made;
    for (std::size_t i = 0; i < seen.size();) {
      if (seen[i] >= 0x80 && !bytes.contains(seen[i])) return std::nullopt;
      std::size_t taken = std::min<std::size_t>(2, seen.size() - i);
      auto found = letters.find(seen.substr(i, taken));
      if (found == letters.end()) found = letters.find(seen.substr(i, taken = 1));
      made += found == letters.end() ? seen[i] : found->second;
      i += taken;
    }
    const std::string decoded = utf8(made);
    return capitals ? with_capitals(decoded) : decoded;
  }
};

std::shared_ptr<const TextRepair::Tables> TextRepair::tables_of(const std::string& name) {
  // Made once: a submission tries all of them.
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<const Tables>> known;
  const std::lock_guard lock(mutex);
  if (const auto found = known.find(name); found != known.end()) return found->second;
  auto tables = std::make_shared<Tables>();
  const bool font = name == "tcvn3" || name == "vni";
  std::string shown_by = "windows-1252";
  if (font) {
    tables->letters = font_table(name);
    tables->capitals = name == "tcvn3";
  } else if (name.starts_with(kMisread)) {
    tables->encoding = "utf-8";
    shown_by = name.substr(kMisread.size());
    if (shown_by == "latin-1") shown_by = "iso-8859-1";
  } else {
    tables->encoding = name == "latin-1" ? "iso-8859-1" : name;
  }
  if ((!font && !knows_encoding(tables->encoding)) || !knows_encoding(shown_by)) return nullptr;
  tables->bytes = bytes_shown_by(shown_by);
  return known[name] = std::move(tables);
}

Result<TextRepair> TextRepair::create(const std::string& name) {
  TextRepair made;
  made.name_ = lower(trim(name));
  if (made.name_ == "none") made.name_.clear();
  if (made.none() || made.name_ == "nfc") return made;
  made.tables_ = tables_of(made.name_);
  if (!made.tables_) return fail("intake.encoding_unknown", {{"encoding", name}});
  return made;
}

std::optional<std::string> TextRepair::convert(std::string_view text) const {
  if (!tables_ || is_ascii(text)) return nfc(text);
  const std::string seen = nfc(text);
  if (!tables_->letters.empty()) {
    const auto letters = tables_->letters_of(seen);
    return letters ? std::optional(nfc(*letters)) : std::nullopt;
  }
  const auto bytes = tables_->bytes_of(seen);
  if (!bytes) return std::nullopt;
  const auto decoded = from_encoding(*bytes, tables_->encoding);
  return decoded ? std::optional(nfc(*decoded)) : std::nullopt;
}

std::string TextRepair::operator()(std::string_view text) const {
  if (none() || is_ascii(text)) return std::string(text);
  const auto converted = convert(text);
  return converted ? *converted : nfc(text);
}

void repair(LayerInfo& layer, const TextRepair& text) {
  if (text.none()) return;
  for (FieldInfo& field : layer.fields) {
    field.name = text(field.name);
    for (std::string& sample : field.samples) sample = text(sample);
  }
  for (RawFeature& row : layer.sample)
    for (auto& value : row.fields)
      if (value) *value = text(*value);
}

}  // namespace vungphu::intake
