// What the bytes of a layer's texts are, decided over the whole layer. Worker only.
//
// A claim (.cpg, a .dbf's language byte, MapInfo's charset) is believed where the bytes could contradict it
// and do not. UTF-8 needs no claim. Latin-1 and the code pages of Windows and DOS that software writes by
// default fit any bytes, and Windows-1258 fits those of TCVN3 and VNI as well: such claims say nothing, and
// the bytes are handed on one to one (LayerInfo::bytes) for intake to find out.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace vungphu::reader {

struct TextCoding {
  std::string charset = "UTF-8";  ///< of iconv; empty where `bytes`
  bool bytes = false;
  bool claimed = false;  ///< `charset` was decided on the layer, not taken from its format
};

/// Each byte as the character of its number, U+0000 to U+00FF.
std::string one_to_one(std::string_view bytes);
/// Without the first bytes of a character whose others did not fit into its field.
std::string_view without_cut_character(std::string_view text);

/// A claim by iconv's name: "ANSI 1251", "cp1251", "1251" and "WindowsCyrillic" give "CP1251"; empty for a
/// claim that says nothing.
std::string charset_of_claim(std::string_view claim);
/// That of a .dbf's language byte.
std::string_view claim_of_language(unsigned char language);

using TextVisit = std::function<bool(std::string_view)>;  ///< false ends it
/// `each_text` hands over every text of the layer. `claim` as charset_of_claim() gives it.
TextCoding choose_coding(std::string_view claim, const std::function<void(const TextVisit&)>& each_text);

/// A text as UTF-8. Where one text of a layer is not what the others are, it comes one to one.
std::string decoded(const TextCoding& coding, std::string raw);

}  // namespace vungphu::reader
