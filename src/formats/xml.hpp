// Text inside XML, for KML and for styles.
#pragma once

#include <string>
#include <string_view>

namespace vungphu::formats {

/// Escaped for elements and attributes; control characters, which XML cannot hold, are left out.
inline std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r') out += c;
    }
  }
  return out;
}

}  // namespace vungphu::formats
