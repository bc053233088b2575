#include "sniff.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace vungphu::reader {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  Signature signature;
};

constexpr std::array kMagics{
    Magic{"PK\x03\x04"sv, Signature::zip},
    Magic{"PK\x05\x06"sv, Signature::zip},
    Magic{"\xD0\xCF\x11\xE0"sv, Signature::ole},
    Magic{"\x09\x00\x04\x00"sv, Signature::bare_excel},  // Excel 2.0, 3.0, 4.0
    Magic{"\x09\x02\x06\x00"sv, Signature::bare_excel},
    Magic{"\x09\x04\x06\x00"sv, Signature::bare_excel},
    Magic{"\x09\x08\x08\x00"sv, Signature::bare_excel},  // what web pages wrote
    Magic{"\x09\x08\x10\x00"sv, Signature::bare_excel},
    Magic{"SQLite format 3\0"sv, Signature::sqlite},
    Magic{"fgb\x03"sv, Signature::flatgeobuf},
    Magic{"\x00\x00\x27\x0A"sv, Signature::shapefile},
    Magic{"%PDF"sv, Signature::pdf},
    Magic{"Rar!\x1A\x07"sv, Signature::rar},
    Magic{"7z\xBC\xAF\x27\x1C"sv, Signature::seven_zip},
    Magic{"\x1F\x8B"sv, Signature::gzip},
    Magic{"II*\0"sv, Signature::tiff},
    Magic{"MM\0*"sv, Signature::tiff},
    Magic{"II+\0"sv, Signature::tiff},
    Magic{"MM\0+"sv, Signature::tiff},
    Magic{"HGPC"sv, Signature::vertical_mapper},
    Magic{"AC10"sv, Signature::dwg},
    Magic{"\x08\x09\xFE\x02"sv, Signature::dgn},
    Magic{"\xC8\x09\xFE\x02"sv, Signature::dgn},
    Magic{"\x00\x01\x00\x00Standard Jet DB"sv, Signature::access},
    Magic{"\x00\x01\x00\x00Standard ACE DB"sv, Signature::access},
};

constexpr std::size_t kTarMark = 257;

std::string start_of_text(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  // A sequence of JSON texts may start each with a record separator.
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n\x1E"), head.size()));
  std::string start(head.substr(0, 1024));
  std::transform(start.begin(), start.end(), start.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return start;
}

bool is_html(std::string_view start) {
  if (!start.starts_with('<')) return false;
  for (std::string_view tag : {"<html", "<!doctype html", "<table", "<body"})
    if (start.find(tag) != start.npos) return true;
  return false;
}

bool is_json(std::string_view start) {
  if (!start.starts_with('{')) return false;
  const std::size_t next = start.find_first_not_of(" \t\r\n", 1);
  return next == start.npos || start[next] == '"' || start[next] == '}';
}

}  // namespace

Signature sniff(std::string_view head) {
  for (const Magic& magic : kMagics)
    if (head.starts_with(magic.bytes)) return magic.signature;
  if (head.size() > kTarMark && head.substr(kTarMark).starts_with("ustar")) return Signature::tar;
  const bool utf16 = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  if (utf16) return Signature::text;
  if (head.find('\0') != head.npos) return Signature::binary;
  const std::string start = start_of_text(head);
  if (is_html(start)) return Signature::html;
  if (start.starts_with("<?xml") || start.starts_with("<kml")) return Signature::xml;
  if (is_json(start)) return Signature::json;
  if (start.starts_with("!table")) return Signature::mapinfo;
  return Signature::text;
}

bool is_archive(Signature signature) {
  return signature == Signature::zip || signature == Signature::rar || signature == Signature::seven_zip ||
         signature == Signature::tar || signature == Signature::gzip;
}

std::string_view name_of(Signature signature) {
  switch (signature) {
    case Signature::text:
      return "TXT";
    case Signature::json:
      return "JSON";
    case Signature::xml:
      return "XML";
    case Signature::html:
      return "HTML";
    case Signature::zip:
      return "ZIP";
    case Signature::ole:
      return "Microsoft Office 97-2003";
    case Signature::bare_excel:
      return "Excel";
    case Signature::sqlite:
      return "SQLite/GeoPackage";
    case Signature::flatgeobuf:
      return "FlatGeobuf";
    case Signature::shapefile:
      return "Shapefile";
    case Signature::mapinfo:
      return "MapInfo TAB";
    case Signature::pdf:
      return "PDF";
    case Signature::rar:
      return "RAR";
    case Signature::seven_zip:
      return "7z";
    case Signature::tar:
      return "TAR";
    case Signature::gzip:
      return "gzip";
    case Signature::tiff:
      return "TIFF";
    case Signature::vertical_mapper:
      return "Vertical Mapper";
    case Signature::dwg:
      return "DWG";
    case Signature::dgn:
      return "DGN";
    case Signature::access:
      return "Microsoft Access";
    case Signature::binary:
      break;
  }
  return "nhị phân/binary";
}

}  // namespace vungphu::reader
