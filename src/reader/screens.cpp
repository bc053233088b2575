#include "screens.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "archive.hpp"
#include "file_sets.hpp"
#include "little_endian.hpp"
#include "sniff.hpp"

namespace vungphu::reader {
namespace {

using namespace std::string_view_literals;

/// The end record of a zip: the last one, whose comment reaches to the end.
std::optional<std::size_t> find_end(std::string_view bytes) {
  constexpr std::size_t kSize = 22;
  const std::size_t at = bytes.rfind("PK\x05\x06"sv);
  if (at == bytes.npos || bytes.size() - at < kSize) return std::nullopt;
  return at;
}

/// The spans of a zip's entries, by its central directory. They must not share a byte: one block of data that
/// many entries name is how a small zip inflates without an end.
Status screen_spans(std::string_view bytes) {
  constexpr std::size_t kHead = 46, kLocalHead = 30;
  constexpr std::uint32_t kZip64 = 0xffffffff;
  const auto end = find_end(bytes);
  if (!end) return fail("reader.archive_damaged");
  std::size_t at = little_endian32(bytes, *end + 16);
  const auto unsafe = [] { return fail("reader.archive_unsafe", {{"member", "zip"}}); };
  if (at == kZip64) return unsafe();
  std::vector<std::pair<std::uint64_t, std::uint64_t>> spans;
  while (at + kHead <= bytes.size() && bytes.substr(at, 4) == "PK\x01\x02"sv) {
    const std::uint32_t packed = little_endian32(bytes, at + 20), offset = little_endian32(bytes, at + 42);
    if (packed == kZip64 || offset == kZip64) return unsafe();
    spans.emplace_back(offset, std::uint64_t{offset} + kLocalHead + packed);
    at += kHead + little_endian16(bytes, at + 28) + little_endian16(bytes, at + 30) +
          little_endian16(bytes, at + 32);
  }
  std::sort(spans.begin(), spans.end());
  for (std::size_t i = 1; i < spans.size(); ++i)
    if (spans[i].first < spans[i - 1].second) return unsafe();
  return {};
}

/// UTF-16 has every second byte zero where a keyword stands.
Status screen_xml(std::string_view bytes) {
  const bool wide = bytes.substr(0, 200).find('\0') != bytes.npos;
  std::string narrow;
  if (wide) {
    std::copy_if(bytes.begin(), bytes.end(), std::back_inserter(narrow), [](char c) { return c != '\0'; });
    bytes = narrow;
  }
  for (std::string_view keyword : {"<!DOCTYPE"sv, "<!ENTITY"sv})
    if (bytes.find(keyword) != bytes.npos) return fail("reader.xml_entities");
  return {};
}

Status screen_zip_bytes(std::string_view bytes) {
  VP_CHECK(screen_spans(bytes));
  VP_TRY(const std::vector<std::string> members, screen_zip(bytes));
  for (const std::string& member : members) {
    if (extension_of(member) != "kml") continue;
    VP_TRY(const std::string document, extract_member(bytes, member));
    VP_CHECK(screen_xml(document));
  }
  return {};
}

/// A `crs` that is to be fetched: {"type": "link", "properties": {"href": …}}.
bool is_link(std::string_view value) {
  const nlohmann::json crs = nlohmann::json::parse(value, nullptr, false);
  if (!crs.is_object()) return false;
  const auto type = crs.find("type");
  const bool named = type != crs.end() && (*type == "name" || *type == "EPSG" || *type == "epsg");
  const auto properties = crs.find("properties");
  return !named || (properties != crs.end() && properties->is_object() &&
                    (properties->contains("href") || properties->contains("url")));
}

/// Walks over JSON without keeping it.
class JsonWalk {
 public:
  explicit JsonWalk(std::string_view bytes) : bytes_(bytes) {}

  Status screen() {
    for (at_ = 0; at_ < bytes_.size(); ++at_) {
      const char c = bytes_[at_];
      if (c == '"') {
        const std::string_view key = take_string();
        if (depth_ == 1 && is_crs(key)) VP_CHECK(screen_crs());
      } else if (c == '{' || c == '[') {
        if (++depth_ > kDeepest) return fail("reader.json_deep");
      } else if (c == '}' || c == ']') {
        --depth_;
      }
    }
    return {};
  }

 private:
  static constexpr int kDeepest = 100;  // a GeoJSON takes eight, and what its properties hold a few more

  /// The string that starts at `at_`, which then stands at its closing quote.
  std::string_view take_string() {
    const std::size_t begin = at_++;
    while (at_ < bytes_.size() && bytes_[at_] != '"') at_ += bytes_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_, bytes_.size());
    return bytes_.substr(begin, at_ - begin + 1);
  }

  static bool is_crs(std::string_view key) {
    constexpr std::size_t kLongest = 40;  // "crs", each letter escaped
    if (key.size() > kLongest) return false;
    return nlohmann::json::parse(key, nullptr, false) == "crs";
  }

  /// The object behind the key.
  Status screen_crs() const {
    const std::size_t begin = bytes_.find_first_not_of(" \t\r\n", std::min(at_ + 1, bytes_.size()));
    if (begin == bytes_.npos || bytes_[begin] != ':') return {};
    std::size_t end = begin + 1;
    int depth = 0;
    for (bool quoted = false; end < bytes_.size(); ++end) {
      const char c = bytes_[end];
      if (quoted && c == '\\') ++end;
      if (c == '"') quoted = !quoted;
      if (quoted) continue;
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && --depth <= 0) break;
      if (c == ',' && depth == 0) break;
    }
    if (end >= bytes_.size()) return {};  // not whole: GDAL says so
    constexpr std::size_t kLongest = 64 << 10;
    const std::string_view value = bytes_.substr(begin + 1, end - begin - (bytes_[end] == ',' ? 1 : 0));
    return value.size() > kLongest || is_link(value) ? Status(fail("reader.json_link")) : Status{};
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

Status screen_json(std::string_view bytes) { return JsonWalk(bytes).screen(); }

/// XML's characters by number ("&#95;" for "_") as the characters they are, where those are ASCII.
std::string without_numbers(std::string_view xml) {
  std::string plain;
  for (std::size_t i = 0; i < xml.size(); ++i) {
    const std::string_view rest = xml.substr(i);
    const bool hex = rest.starts_with("&#x") || rest.starts_with("&#X");
    unsigned code = 0;
    const std::size_t digits = hex ? 3 : 2, end = rest.find(';');
    const bool number = rest.starts_with("&#") && end < 16 &&
                        std::from_chars(rest.data() + digits, rest.data() + end, code, hex ? 16 : 10).ptr ==
                            rest.data() + end;
    plain.push_back(number && code < 128 ? static_cast<char>(code) : xml[i]);
    if (number) i += end;
  }
  return plain;
}

/// GDAL's own metadata in a TIFF may send the driver to overviews anywhere.
Status screen_tiff(std::string_view bytes) {
  constexpr std::string_view kStart = "<GDALMetadata", kEnd = "</GDALMetadata", kLink = "OVERVIEW_FILE";
  bool link = bytes.find(kLink) != bytes.npos;
  for (std::size_t at = bytes.find(kStart), end = 0; at < bytes.size() && !link;
       at = bytes.find(kStart, end)) {
    end = std::min(bytes.find(kEnd, at), bytes.size());
    const std::string_view metadata = bytes.substr(at, end - at);
    link = metadata.find("&#") != metadata.npos && without_numbers(metadata).find(kLink) != std::string::npos;
  }
  return link ? Status(fail("reader.raster_link")) : Status{};
}

struct Screen {
  bool (*is_kind)(std::string_view bytes);
  Status (*check)(std::string_view bytes);
};

Signature signature(std::string_view bytes) {
  constexpr std::size_t kHead = 4096;
  return sniff(bytes.substr(0, kHead));
}

bool is_tiff(std::string_view bytes) {
  for (std::string_view magic : {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv})
    if (bytes.starts_with(magic)) return true;
  return false;
}
/// With its byte order mark, XML in UTF-16 passes for text.
bool is_xml(std::string_view bytes) {
  return signature(bytes) == Signature::xml || bytes.starts_with("\xFF\xFE<\0"sv) ||
         bytes.starts_with("\xFE\xFF\0<"sv);
}

constexpr std::array kScreens{
    Screen{[](std::string_view bytes) { return signature(bytes) == Signature::zip; }, screen_zip_bytes},
    Screen{[](std::string_view bytes) { return signature(bytes) == Signature::json; }, screen_json},
    Screen{is_xml, screen_xml},
    Screen{is_tiff, screen_tiff},
};

}  // namespace

Status screen(std::string_view bytes) {
  for (const Screen& kind : kScreens)
    if (kind.is_kind(bytes)) return kind.check(bytes);
  return {};
}

}  // namespace vungphu::reader
