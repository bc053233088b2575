#include "text_coding.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "vungphu/base/encoding.hpp"
#include "vungphu/base/text.hpp"

namespace vungphu::reader {
namespace {

/// Believed in no case: see the head of text_coding.hpp.
constexpr std::array<std::string_view, 9> kSayNothing{
    "CP1252", "CP1258", "CP437", "CP850", "CP858", "ISO-8859-1", "ISO-8859-15", "US-ASCII", "NEUTRAL"};

constexpr std::pair<std::string_view, std::string_view> kMapInfoNames[] = {
    {"WINDOWSLATIN1", "CP1252"},
    {"WINDOWSLATIN2", "CP1250"},
    {"WINDOWSARABIC", "CP1256"},
    {"WINDOWSCYRILLIC", "CP1251"},
    {"WINDOWSGREEK", "CP1253"},
    {"WINDOWSHEBREW", "CP1255"},
    {"WINDOWSTURKISH", "CP1254"},
    {"WINDOWSBALTICRIM", "CP1257"},
    {"WINDOWSTRADCHINESE", "CP950"},
    {"WINDOWSKOREAN", "CP949"},
    {"WINDOWSSIMPCHINESE", "CP936"},
    {"WINDOWSJAPANESE", "CP932"},
    {"WINDOWSTHAI", "CP874"},
    {"WINDOWSVIETNAMESE", "CP1258"},
    {"CODEPAGE437", "CP437"},
    {"CODEPAGE850", "CP850"},
    {"CODEPAGE852", "CP852"},
    {"CODEPAGE855", "CP855"},
    {"CODEPAGE857", "CP857"},
    {"CODEPAGE860", "CP860"},
    {"CODEPAGE866", "CP866"},
    {"CODEPAGE874", "CP874"},
    {"LICS", "NEUTRAL"},
    {"LMBCS", "NEUTRAL"},
};

constexpr std::pair<unsigned char, std::string_view> kLanguages[] = {
    {0x13, "CP932"},  {0x7B, "CP932"},  {0x4D, "CP936"},  {0x7A, "CP936"},  {0x4E, "CP949"},
    {0x79, "CP949"},  {0x4F, "CP950"},  {0x78, "CP950"},  {0x50, "CP874"},  {0x7C, "CP874"},
    {0xC8, "CP1250"}, {0xC9, "CP1251"}, {0xCA, "CP1254"}, {0xCB, "CP1253"}, {0x7D, "CP1255"},
    {0x7E, "CP1256"}, {0xCC, "CP1257"}, {0x26, "CP866"},  {0x65, "CP866"},
};

std::string upper_ascii(std::string_view text) {
  std::string upper(text);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; });
  return upper;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool fits(const std::string& charset, std::string_view text) {
  if (is_ascii(text)) return true;
  if (charset == "UTF-8") return is_utf8(text) || is_utf8(without_cut_character(text));
  return from_encoding(text, charset) || from_encoding(text.substr(0, text.size() - 1), charset);
}

}  // namespace

std::string one_to_one(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 4);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text.push_back(c);
    } else {
      text.push_back(static_cast<char>(0xC0 | byte >> 6));
      text.push_back(static_cast<char>(0x80 | (byte & 0x3F)));
    }
  }
  return text;
}

std::string_view without_cut_character(std::string_view text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if ((byte & 0xC0) == 0x80) continue;
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    return length > back ? text.substr(0, text.size() - back) : text;
  }
  return text;
}

std::string charset_of_claim(std::string_view claim) {
  std::string name = upper_ascii(trim(claim.substr(0, claim.find('\0'))));
  for (const auto& [mapinfo, charset] : kMapInfoNames)
    if (name == mapinfo) name = charset;
  for (std::string_view prefix : {"ANSI ", "OEM ", "WINDOWS-", "WINDOWS", "CP"})
    if (name.starts_with(prefix) && is_digits(std::string_view(name).substr(prefix.size())))
      name.erase(0, prefix.size());
  if (name == "UTF8" || name == "65001") name = "UTF-8";
  if (is_digits(name))
    name = name.starts_with("8859") && name.size() > 4 ? "ISO-8859-" + name.substr(4) : "CP" + name;
  if (std::find(kSayNothing.begin(), kSayNothing.end(), name) != kSayNothing.end()) return {};
  return name;
}

std::string_view claim_of_language(unsigned char language) {
  for (const auto& [byte, charset] : kLanguages)
    if (byte == language) return charset;
  return {};
}

TextCoding choose_coding(std::string_view claim, const std::function<void(const TextVisit&)>& each_text) {
  for (const std::string& charset : {std::string("UTF-8"), std::string(claim)}) {
    if (charset.empty()) continue;
    bool all = true;
    each_text([&](std::string_view text) { return all = fits(charset, text); });
    if (all) return {charset, false, true};
  }
  return {{}, true};
}

std::string decoded(const TextCoding& coding, std::string raw) {
  if (is_ascii(raw)) return raw;
  if (coding.bytes) return one_to_one(raw);
  if (coding.charset == "UTF-8") {
    if (is_utf8(raw)) return raw;
    const std::string_view start = without_cut_character(raw);
    return is_utf8(start) ? std::string(start) : one_to_one(raw);
  }
  for (std::size_t cut : {0u, 1u})
    if (auto text = from_encoding(std::string_view(raw).substr(0, raw.size() - cut), coding.charset))
      return *text;
  return one_to_one(raw);
}

}  // namespace vungphu::reader
