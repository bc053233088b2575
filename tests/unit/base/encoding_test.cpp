#include <gtest/gtest.h>
#include <iconv.h>
#include <rapidcheck/gtest.h>

#include "vungphu/base/text.hpp"

#include "unit/base/unicode.hpp"

namespace vungphu {
namespace {

constexpr std::string_view kTable =
    "STT;Tên xã;Ấp/Khóm;Số hộ\n"
    "1;Xã Lương Thế Trân;Ấp Cái Rắn A;215\n"
    "2;Xã Đất Mũi;Khóm Đường Kéo;1.034\n"
    "3;Phường Tân Thành;Khóm Bảy;87\n";

/// `text` as another program would have written it.
std::string written_in(const char* encoding, std::string_view text) {
  const iconv_t converter = iconv_open(encoding, "UTF-8");
  std::string bytes(text.size() * 4 + 16, '\0');
  char* in = const_cast<char*>(text.data());
  char* out = bytes.data();
  std::size_t in_left = text.size();
  std::size_t out_left = bytes.size();
  EXPECT_EQ(iconv(converter, &in, &in_left, &out, &out_left), 0u) << encoding;
  iconv_close(converter);
  bytes.resize(bytes.size() - out_left);
  return bytes;
}

std::string encoding_of(std::string_view bytes) {
  std::string encoding;
  to_utf8(bytes, &encoding);
  return encoding;
}

TEST(ToUtf8, LeavesUtf8AndTakesItsMarkOff) {
  EXPECT_EQ(to_utf8(kTable), kTable);
  EXPECT_EQ(to_utf8("\xEF\xBB\xBF" + std::string(kTable)), kTable);
  EXPECT_EQ(encoding_of(kTable), "UTF-8");
  EXPECT_EQ(to_utf8(""), "");
  EXPECT_EQ(encoding_of(""), "UTF-8");
}

TEST(ToUtf8, ReadsUtf16WithAndWithoutAMark) {
  for (const char* encoding : {"UTF-16LE", "UTF-16BE"}) {
    const std::string mark = written_in(encoding, "\uFEFF");
    const std::string bytes = written_in(encoding, kTable);
    EXPECT_EQ(to_utf8(mark + bytes), kTable);
    EXPECT_EQ(to_utf8(bytes), kTable);
    EXPECT_EQ(encoding_of(mark + bytes), encoding);
    EXPECT_EQ(encoding_of(bytes), encoding);
  }
}

TEST(ToUtf8, GivesUtf8WhateverTheBytes) {
  // uchardet calls it UTF-8, and it holds a code point that is none.
  EXPECT_TRUE(is_utf8(to_utf8(std::string_view("X\0\xF6\x80\xAF\x90<:Z-2.0", 13))));
}

TEST(ToUtf8, ReadsUtf32WithItsMark) {
  EXPECT_EQ(to_utf8(written_in("UTF-32LE", "\uFEFF" + std::string(kTable))), kTable);
  EXPECT_EQ(to_utf8(written_in("UTF-32BE", "\uFEFF" + std::string(kTable))), kTable);
}

TEST(ToUtf8, MarksWhatIsBrokenInUtf16AndGoesOn) {
  using std::string_literals::operator""s;
  EXPECT_EQ(to_utf8("\xFF\xFE"s + "A\0\0\xDC"
                                  "B\0"s),
            "A\uFFFDB");                                 // half of a surrogate pair
  EXPECT_EQ(to_utf8("\xFF\xFE"s + "A\0B"s), "A\uFFFD");  // cut in the middle of a letter
}

TEST(ToUtf8, ReadsVietnameseOfWindows) {
  const std::string bytes = written_in("WINDOWS-1258", kTable);
  EXPECT_EQ(encoding_of(bytes), "WINDOWS-1258");
  EXPECT_EQ(nfc(to_utf8(bytes)), kTable);
}

TEST(ToUtf8, ReadsWesternEuropeanTables) {
  constexpr std::string_view kFrench =
      "code;libellé;débit\n29001;Argol;élevé\n29002;Arzano;très élevé\n29003;Audierne;à vérifier après "
      "réception\n";
  EXPECT_EQ(to_utf8(written_in("WINDOWS-1252", kFrench)), kFrench);
}

TEST(ToUtf8, DoesNotBelieveAUtf8MarkBeforeOtherBytes) {
  EXPECT_TRUE(is_utf8(to_utf8("\xEF\xBB\xBF" + written_in("WINDOWS-1258", kTable))));
}

RC_GTEST_PROP(ToUtf8Property, AnyBytesBecomeUtf8, (const std::string& bytes)) {
  std::string encoding;
  RC_ASSERT(is_utf8(to_utf8(bytes, &encoding)));
  RC_ASSERT(!encoding.empty());
}

RC_GTEST_PROP(ToUtf8Property, MarkedUtf16OfAnyTextComesBack, ()) {
  const std::string text = "a" + *test::unicode_text();
  RC_ASSERT(to_utf8(written_in("UTF-16LE", "\uFEFF" + text)) == text);
}

}  // namespace
}  // namespace vungphu
