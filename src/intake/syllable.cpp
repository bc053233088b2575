#include "syllable.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>

namespace vungphu::intake {
namespace {

/// Each vowel by tone: none, grave, hook, tilde, acute, dot.
constexpr std::array<std::u32string_view, 12> kVowels{U"aàảãáạ", U"ăằẳẵắặ", U"âầẩẫấậ", U"eèẻẽéẹ",
                                                      U"êềểễếệ", U"iìỉĩíị", U"oòỏõóọ", U"ôồổỗốộ",
                                                      U"ơờởỡớợ", U"uùủũúụ", U"ưừửữứự", U"yỳỷỹýỵ"};
constexpr std::array<std::u32string_view, 12> kCapitals{U"AÀẢÃÁẠ", U"ĂẰẲẴẮẶ", U"ÂẦẨẪẤẬ", U"EÈẺẼÉẸ",
                                                        U"ÊỀỂỄẾỆ", U"IÌỈĨÍỊ", U"OÒỎÕÓỌ", U"ÔỒỔỖỐỘ",
                                                        U"ƠỜỞỠỚỢ", U"UÙỦŨÚỤ", U"ƯỪỬỮỨỰ", U"YỲỶỸÝỴ"};

/// Longest first, so that "ngh" is not "n". "qu" and "gi" take a vowel letter with them; k ends words of the
/// highlands' names.
constexpr auto kOnsets = std::to_array<std::u32string_view>(
    {U"ngh", U"ng", U"nh", U"ch", U"gh", U"gi", U"kh", U"kr", U"ph", U"qu", U"th", U"tr", U"b", U"c", U"d",
     U"đ",   U"g",  U"h",  U"k",  U"l",  U"m",  U"n",  U"p",  U"r",  U"s",  U"t",  U"v",  U"x", U""});

/// A nucleus, which of its letters may bear the tone, and which endings may follow.
struct Nucleus {
  std::u32string_view letters;
  std::string_view toned;    ///< positions, "0" or "01"
  std::u32string_view ends;  ///< parted by blanks; '-' is "none"
};
constexpr auto kNuclei = std::to_array<Nucleus>({
    {U"a", "0", U"- c ch k m n ng nh p t"},
    {U"ă", "0", U"c k m n ng p t"},
    {U"â", "0", U"c m n ng p t"},
    {U"e", "0", U"- c k m n ng p t"},
    {U"ê", "0", U"- ch k m n nh p t"},
    {U"i", "0", U"- ch m n nh p t k"},
    {U"o", "0", U"- c k m n ng p t"},
    {U"ô", "0", U"- c k m n ng p t"},
    {U"ơ", "0", U"- m n p t"},
    {U"u", "0", U"- c k m n ng p t"},
    {U"ư", "0", U"- c k m n ng t"},
    {U"y", "0", U"- t"},
    {U"ai", "0", U"-"},
    {U"ao", "0", U"-"},
    {U"au", "0", U"-"},
    {U"ay", "0", U"-"},
    {U"âu", "0", U"-"},
    {U"ây", "0", U"-"},
    {U"eo", "0", U"-"},
    {U"êu", "0", U"-"},
    {U"ia", "0", U"-"},
    {U"iu", "0", U"-"},
    {U"oi", "0", U"-"},
    {U"ôi", "0", U"-"},
    {U"ơi", "0", U"-"},
    {U"ua", "0", U"-"},
    {U"ui", "0", U"-"},
    {U"ưa", "0", U"-"},
    {U"ưi", "0", U"-"},
    {U"ưu", "0", U"-"},
    {U"iê", "1", U"c k m n ng p t"},
    {U"iêu", "1", U"-"},
    {U"yê", "1", U"m n ng t"},
    {U"yêu", "1", U"-"},
    {U"oa", "01", U"- c ch n ng nh t p m"},
    {U"oai", "1", U"-"},
    {U"oao", "1", U"-"},
    {U"oay", "1", U"-"},
    {U"oă", "1", U"c m n ng t"},
    {U"oe", "01", U"- n t"},
    {U"oeo", "1", U"-"},
    {U"oo", "01", U"c ng"},
    {U"uâ", "1", U"n ng t"},
    {U"uây", "1", U"-"},
    {U"uê", "1", U"- ch n nh"},
    {U"uô", "1", U"c m n ng t"},
    {U"uôi", "1", U"-"},
    {U"uơ", "1", U"-"},
    {U"uy", "01", U"- ch n nh p t"},
    {U"uya", "1", U"-"},
    {U"uyê", "2", U"n t"},
    {U"uyu", "1", U"-"},
    {U"ươ", "1", U"c m n ng p t k"},
    {U"ươi", "1", U"-"},
    {U"ươu", "1", U"-"},
});

constexpr int kAcute = 4, kDot = 5;

struct Letter {
  char32_t base;
  int tone;
};

const std::map<char32_t, Letter>& letters() {
  static const std::map<char32_t, Letter> known = [] {
    std::map<char32_t, Letter> made{{U'đ', {U'đ', 0}}, {U'Đ', {U'đ', 0}}};
    for (const auto& set : {kVowels, kCapitals})
      for (std::size_t v = 0; v < set.size(); ++v)
        for (std::size_t tone = 0; tone < set[v].size(); ++tone)
          made[set[v][tone]] = {kVowels[v][0], static_cast<int>(tone)};
    for (char32_t c = U'a'; c <= U'z'; ++c) {
      made.emplace(c, Letter{c, 0});
      made.emplace(c - U'a' + U'A', Letter{c, 0});
    }
    return made;
  }();
  return known;
}

/// A word without its tone; nothing where a letter is no Vietnamese one or two bear a tone.
struct Spelling {
  std::u32string base;
  int tone = 0;
  std::size_t at = 0;  ///< which letter bears it
};
std::optional<Spelling> spelling_of(std::u32string_view word) {
  Spelling made;
  for (const char32_t c : word) {
    const auto found = letters().find(c);
    if (found == letters().end()) return std::nullopt;
    if (found->second.tone != 0) {
      if (made.tone != 0) return std::nullopt;
      made.tone = found->second.tone;
      made.at = made.base.size();
    }
    made.base += found->second.base;
  }
  return made;
}

bool has_end(std::u32string_view ends, std::u32string_view end) {
  while (!ends.empty()) {
    const std::size_t length = std::min(ends.find(U' '), ends.size());
    if (ends.substr(0, length) == end) return true;
    ends.remove_prefix(std::min(length + 1, ends.size()));
  }
  return false;
}

/// Syllables that end in a stop bear an acute or a dot.
bool tone_fits_end(int tone, std::u32string_view end) {
  const bool stop = end == U"c" || end == U"ch" || end == U"k" || end == U"p" || end == U"t";
  return !stop || tone == kAcute || tone == kDot;
}

/// `rhyme` is what follows the onset, of which `skipped` letters are gone.
bool is_rhyme(std::u32string_view rhyme, const Spelling& spelling, std::size_t skipped) {
  const auto fits = [&](const Nucleus& nucleus) {
    if (!rhyme.starts_with(nucleus.letters)) return false;
    const std::u32string_view end = rhyme.substr(nucleus.letters.size());
    if (!has_end(nucleus.ends, end.empty() ? std::u32string_view(U"-") : end)) return false;
    if (!tone_fits_end(spelling.tone, end)) return false;
    if (spelling.tone == 0) return true;
    if (spelling.at < skipped) return false;
    const char position = static_cast<char>('0' + (spelling.at - skipped));
    return nucleus.toned.find(position) != std::string_view::npos;
  };
  return std::any_of(kNuclei.begin(), kNuclei.end(), fits);
}

}  // namespace

bool is_syllable(std::u32string_view word) {
  constexpr std::size_t kLongest = 7;  // "nghiêng"
  if (word.empty() || word.size() > kLongest) return false;
  const auto spelling = spelling_of(word);
  if (!spelling) return false;
  const std::u32string_view base = spelling->base;
  return std::any_of(kOnsets.begin(), kOnsets.end(), [&](std::u32string_view onset) {
    if (!base.starts_with(onset)) return false;
    // "gì", "gìn": the i of gi is the vowel too; of "qua" the u is none.
    if (is_rhyme(base.substr(onset.size()), *spelling, onset.size())) return true;
    return onset == U"gi" && is_rhyme(base.substr(1), *spelling, 1);
  });
}

}  // namespace vungphu::intake
