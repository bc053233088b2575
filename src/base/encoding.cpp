#include "vungphu/base/encoding.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <memory>

#include <iconv.h>
#include <uchardet.h>

#include "vungphu/base/text.hpp"

#include "utf8.hpp"

namespace vungphu {
namespace {

/// An encoding that is known for sure, and the size of its unit: what is skipped where it is broken.
struct Sure {
  std::string_view mark;
  const char* name;
  std::size_t unit;
};

/// UTF-32 stands first: its little-endian mark starts as that of UTF-16 does.
constexpr std::array<Sure, 4> kMarks{{{std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE", 4},
                                      {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE", 4},
                                      {"\xFF\xFE", "UTF-16LE", 2},
                                      {"\xFE\xFF", "UTF-16BE", 2}}};
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

/// Converts with the C library. Broken input gives nothing when `skip` is 0, else U+FFFD for each `skip`
/// bytes.
std::optional<std::string> convert(std::string_view bytes, const char* encoding, std::size_t skip) {
  const iconv_t converter = iconv_open("UTF-8", encoding);
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  const std::unique_ptr<void, decltype(&iconv_close)> owned(converter, &iconv_close);

  std::string text;
  std::array<char, 16384> buffer;
  char* in = const_cast<char*>(bytes.data());  // POSIX forgot the const; iconv only reads
  std::size_t in_left = bytes.size();
  const auto step = [&](char** from, std::size_t* left) {
    char* out = buffer.data();
    std::size_t out_left = buffer.size();
    const bool whole = iconv(converter, from, left, &out, &out_left) != static_cast<std::size_t>(-1);
    const int why = whole ? 0 : errno;
    text.append(buffer.data(), out);
    return why;
  };
  while (in_left > 0) {
    const int why = step(&in, &in_left);
    if (why == 0 || why == E2BIG) continue;
    if (skip == 0) return std::nullopt;
    text += "\uFFFD";
    const std::size_t skipped = std::min(skip, in_left);
    in += skipped;
    in_left -= skipped;
  }
  if (step(nullptr, nullptr) != 0) return std::nullopt;  // a letter that waits for its accent
  return text;
}

/// UTF-16 without a mark: most letters of a table are ASCII, so every second byte is mostly NUL.
const char* unmarked_utf16(std::string_view bytes) {
  constexpr std::size_t kSample = 4096;
  const std::size_t pairs = std::min(bytes.size(), kSample) / 2;
  std::size_t first = 0;
  std::size_t second = 0;
  for (std::size_t i = 0; i < pairs; ++i) {
    if (bytes[2 * i] == '\0') ++first;
    if (bytes[2 * i + 1] == '\0') ++second;
  }
  const auto many = [pairs](std::size_t count) { return count > 0 && count * 3 >= pairs; };
  const auto few = [pairs](std::size_t count) { return count * 50 <= pairs; };
  if (many(second) && few(first)) return "UTF-16LE";
  if (many(first) && few(second)) return "UTF-16BE";
  return nullptr;
}

/// uchardet's word for the bytes, from the first that is not ASCII; empty when it has none.
std::string detected(std::string_view bytes) {
  constexpr std::size_t kEnough = std::size_t{1} << 20;
  const auto start =
      std::ranges::find_if(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const auto sample = bytes.substr(static_cast<std::size_t>(start - bytes.begin()), kEnough);
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}

struct Decoded {
  std::string text;
  std::string encoding;
};

Decoded decode(std::string_view bytes) {
  for (const Sure& sure : kMarks) {
    if (!bytes.starts_with(sure.mark)) continue;
    const auto rest = bytes.substr(sure.mark.size());
    if (auto text = convert(rest, sure.name, sure.unit)) return {*std::move(text), sure.name};
  }
  if (bytes.starts_with(kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());
  if (const char* name = unmarked_utf16(bytes)) {
    if (auto text = convert(bytes, name, 2)) return {*std::move(text), name};
  }
  if (is_utf8(bytes)) return {std::string(bytes), "UTF-8"};
  // Latin-1 knows every byte, so the search ends.
  for (const std::string& name : {detected(bytes), std::string("WINDOWS-1252"), std::string("ISO-8859-1")}) {
    if (name.empty()) continue;
    // What uchardet takes for UTF-8 may hold code points that are none, and the C library lets them through.
    if (auto text = convert(bytes, name.c_str(), 0); text && is_utf8(*text)) return {*std::move(text), name};
  }
  return {std::string(bytes), "UTF-8"};
}

/// iconv would take "…//TRANSLIT" for an order to lose letters.
bool is_name(const std::string& encoding) {
  return !encoding.empty() && std::ranges::all_of(encoding, [](unsigned char c) {
    return std::isalnum(c) || c == '-' || c == '_' || c == '.' || c == ':';
  });
}

}  // namespace

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

std::optional<std::string> from_encoding(std::string_view bytes, const std::string& encoding) {
  if (!is_name(encoding)) return std::nullopt;
  auto text = convert(bytes, encoding.c_str(), 0);
  // The C library writes code points beyond Unicode, too.
  return text && is_utf8(*text) ? std::move(text) : std::nullopt;
}

bool knows_encoding(const std::string& encoding) { return from_encoding("", encoding).has_value(); }

std::u32string code_points(std::string_view text) {
  constexpr char32_t kReplacement = 0xFFFD;
  std::u32string points;
  while (!text.empty()) {
    const auto point = take_code_point(text);
    points += point < 0 ? kReplacement : static_cast<char32_t>(point);
  }
  return points;
}

std::string utf8(std::u32string_view points) {
  std::string text;
  for (const char32_t point : points) append_code_point(text, static_cast<utf8proc_int32_t>(point));
  return text;
}

std::string to_utf8(std::string_view bytes, std::string* encoding) {
  Decoded decoded = decode(bytes);
  if (encoding != nullptr) *encoding = std::move(decoded.encoding);
  return std::move(decoded.text);
}

}  // namespace vungphu
