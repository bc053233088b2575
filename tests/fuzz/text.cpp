// Text as it arrives: encodings, normal forms, numbers.
#include "vungphu/base/text.hpp"

#include <cmath>

#include "fuzz.hpp"

using namespace vungphu;

void fuzz(std::string_view bytes) {
  std::string encoding;
  const std::string text = to_utf8(bytes, &encoding);
  MUST(is_utf8(text) && !encoding.empty());
  const std::string composed = nfc(text);
  MUST(is_utf8(composed) && nfc(composed) == composed);
  const std::string folded = fold(text);
  MUST(fold(folded) == folded && fold(composed) == folded);
  MUST(trim(trim(text)) == trim(text));
  MUST(is_utf8(lower(text)) && is_utf8(capitalised(text)));
  (void)display_width(text);
  (void)is_blank(text);
  (void)parse_count(text);
  if (const auto value = parse_decimal(text)) MUST(std::isfinite(*value));
  // The same on bytes that nobody has made UTF-8.
  (void)fold(bytes);
  (void)nfc(bytes);
  (void)lower(bytes);
  (void)trim(bytes);
}
