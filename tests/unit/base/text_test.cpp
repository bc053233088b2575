#include "vungphu/base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/base/encoding.hpp"

#include "unit/base/unicode.hpp"

namespace vungphu {
namespace {

// "Tiếng Việt" as one code point a letter, and as some systems and macOS file names have it: letters, then
// accents.
constexpr std::string_view kComposed = "Ti\u1EBFng Vi\u1EC7t";
constexpr std::string_view kDecomposed = "Tie\u0302\u0301ng Vie\u0323\u0302t";

TEST(Utf8, IsToldFromOtherBytes) {
  for (const std::string_view valid :
       {std::string_view(), std::string_view("abc"), kComposed, std::string_view("\0", 1)}) {
    EXPECT_TRUE(is_utf8(valid)) << valid;
  }
  EXPECT_TRUE(is_utf8("\xF4\x8F\xBF\xBF"));   // the last code point
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // beyond it
  EXPECT_FALSE(is_utf8("\xC0\x80"));          // NUL in two bytes
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // half of a surrogate pair
  EXPECT_FALSE(is_utf8("Vi\xEA"));            // cut off, or another code page
}

TEST(Encodings, NeverGiveWhatIsNotUnicode) {
  EXPECT_EQ(from_encoding("\xF4\x90\x80\x80", "utf-8"), std::nullopt);
  EXPECT_EQ(from_encoding("Vi\xC3\xAAn", "utf-8"), "Viên");
}

TEST(Nfc, ComposesVietnamese) {
  EXPECT_EQ(nfc(kDecomposed), kComposed);
  EXPECT_EQ(nfc(kComposed), kComposed);
}

TEST(Nfc, LeavesWhatIsNotUtf8Alone) { EXPECT_EQ(nfc("Vi\xEA\xF2t"), "Vi\xEA\xF2t"); }

TEST(Fold, DropsCaseAccentsAndPunctuation) {
  EXPECT_EQ(fold("Vĩ  độ (m)"), "vido");
  EXPECT_EQ(fold("vi_do"), "vido");
  EXPECT_EQ(fold("Ấp/Khóm"), "apkhom");
  EXPECT_EQ(fold("TỈNH\nTHÀNH PHỐ"), "tinhthanhpho");
  EXPECT_EQ(fold("Mã ĐVHC"), "madvhc");
  EXPECT_EQ(fold("Xã Lương Thế Trân"), "xaluongthetran");
  EXPECT_EQ(fold("Ưu đãi 50%"), "uudai50");
}

TEST(Fold, ReadsAnyFormOfDAsD) {
  EXPECT_EQ(fold("Đường đi"), "duongdi");
  EXPECT_EQ(fold("\u00D0i\u1EC7n \u00F0i\u1EC7n"), "diendien");  // Eth, which legacy fonts show as Đ
}

TEST(Fold, DoesNotCareHowAccentsAreCoded) { EXPECT_EQ(fold(kDecomposed), fold(kComposed)); }

TEST(Fold, DropsATrailingUnitButNoOtherParenthesis) {
  EXPECT_EQ(fold("X (m)"), "x");
  EXPECT_EQ(fold("Chiều dài ( KM )"), "chieudai");
  EXPECT_EQ(fold("Diện tích (km²)"), "dientich");
  EXPECT_EQ(fold("Số hộ (hộ) "), "soho");
  EXPECT_EQ(fold("Ấp 1 (A)"), "ap1a");
  EXPECT_EQ(fold("(m) X"), "mx");
}

TEST(Fold, KeepsLettersOfOtherScripts) { EXPECT_EQ(fold("Straße Ωmega"), "strasseωmega"); }

TEST(Trim, TakesOffEverySpaceThatTablesHold) {
  EXPECT_EQ(trim(" \t Ấp 1\r\n"), "Ấp 1");
  EXPECT_EQ(trim("\uFEFF\u00A0Ấp 1\u202F "), "Ấp 1");
  EXPECT_EQ(trim("   "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Lower, KnowsVietnamese) {
  EXPECT_EQ(lower("ĐẶC KHU PHÚ QUỐC"), "đặc khu phú quốc");
  EXPECT_EQ(lower("A\xFFZ"), "a\xFFz");
}

TEST(Capitalised, RaisesTheFirstLetterAlone) {
  EXPECT_EQ(capitalised("được phủ"), "Được phủ");
  EXPECT_EQ(capitalised("ấp"), "Ấp");
  EXPECT_EQ(capitalised("5G"), "5G");
  EXPECT_EQ(capitalised(""), "");
  EXPECT_EQ(capitalised("\xFF"), "\xFF");
}

TEST(Blank, IsWhatStandsForNoValue) {
  for (const char* blank : {"", "  ", "\u00A0", "-", " – ", "—", "<NA>", "NA", "N/A", "n/a", "null", "NULL",
                            "Unknown", "không rõ", "Không rõ", "kho\u0302ng ro\u0303"}) {
    EXPECT_TRUE(is_blank(blank)) << blank;
  }
  for (const char* value : {"0", "Na", "N", "--1", "không", "Ấp 1", "unknown operator of a long name"}) {
    EXPECT_FALSE(is_blank(value)) << value;
  }
}

RC_GTEST_PROP(TextProperty, FoldingTwiceIsFoldingOnce, ()) {
  const std::string folded = fold(*test::unicode_text());
  RC_ASSERT(fold(folded) == folded);
}

RC_GTEST_PROP(TextProperty, FoldingDoesNotSeeNormalForms, ()) {
  const std::string text = *test::unicode_text();
  RC_ASSERT(fold(nfc(text)) == fold(text));
}

RC_GTEST_PROP(TextProperty, NormalFormIsValidAndStays, ()) {
  const std::string text = *test::unicode_text();
  RC_ASSERT(is_utf8(text));
  RC_ASSERT(is_utf8(nfc(text)));
  RC_ASSERT(nfc(nfc(text)) == nfc(text));
}

RC_GTEST_PROP(TextProperty, AnyBytesAreSafe, (const std::string& bytes)) {
  RC_ASSERT(is_utf8(fold(bytes)));
  RC_ASSERT(trim(trim(bytes)) == trim(bytes));
  RC_ASSERT(lower(bytes).empty() == bytes.empty());
  RC_ASSERT(is_utf8(nfc(bytes)) == is_utf8(bytes));
}

}  // namespace
}  // namespace vungphu
