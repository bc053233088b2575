// Records of a workbook stream, and the texts in them. Pure.
// Sources: for BIFF8 [MS-XLS]; for BIFF5 OpenOffice.org's Documentation of the Microsoft Excel File Format.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/result.hpp"

namespace vungphu::reader {

/// The kinds of records that a table is made of.
enum BiffType : std::uint16_t {
  kFormula = 0x0006,
  kEof = 0x000A,
  kDate1904 = 0x0022,
  kFilePass = 0x002F,
  kContinue = 0x003C,
  kBoundSheet = 0x0085,
  kMulRk = 0x00BD,
  kRString = 0x00D6,
  kXf = 0x00E0,
  kSst = 0x00FC,
  kLabelSst = 0x00FD,
  kNumber = 0x0203,
  kLabel = 0x0204,
  kBoolErr = 0x0205,
  kString = 0x0207,
  kRk = 0x027E,
  kFormat = 0x041E,
  kBof = 0x0809,
};

/// What a substream holds, by its BOF.
enum BiffSubstream : std::uint16_t {
  kGlobals = 0x0005,
  kVbModule = 0x0006,
  kWorksheet = 0x0010,
  kChart = 0x0020,
  kMacroSheet = 0x0040,
};

/// No cell of Excel's holds a longer text. A file that says so lies, and would be amplified: thousands of
/// cells may name one text.
inline constexpr std::uint32_t kMostCharacters = 32'767;

struct BiffRecord {
  std::uint16_t type = 0;
  std::string_view data;
};

class BiffRecords {
 public:
  BiffRecords(std::string_view stream, std::size_t at) : stream_(stream), at_(at) {}

  /// False at the end of the bytes, also where the last record is cut.
  bool next(BiffRecord& record);
  /// `first`, and the CONTINUE records behind it, which are passed.
  std::vector<std::string_view> pieces(const BiffRecord& first);

 private:
  std::string_view stream_;
  std::size_t at_;
};

/// Reads on through the pieces of one record. What is not there reads as 0 and leaves failed() true.
class BiffCursor {
 public:
  explicit BiffCursor(std::vector<std::string_view> pieces) : pieces_(std::move(pieces)) {}

  std::uint32_t number(std::size_t size);
  /// A text of BIFF8 behind its count of characters: flags, then one or two bytes a character. Where it goes
  /// on in the next piece the flags stand again. Fonts and phonetics in it are passed over. An empty one at
  /// the end may lack its flags.
  std::string text(std::size_t characters);
  /// A text of BIFF5: bytes in the letters of the machine, each as the character of its number.
  std::string bytes(std::size_t count);
  bool at_end();
  bool failed() const { return failed_; }

 private:
  std::size_t rest() const { return piece_ < pieces_.size() ? pieces_[piece_].size() - at_ : 0; }
  void to_next_filled();
  void skip(std::uint64_t count);
  char32_t unit(bool wide);

  std::vector<std::string_view> pieces_;
  std::size_t piece_ = 0, at_ = 0;
  bool failed_ = false;
};

/// The Error of a workbook in which `detail` is not as it must be; a person is told that the file is damaged.
tl::unexpected<Error> damaged(std::string detail);

/// The number that an RK value packs into four bytes.
double number_of_rk(std::uint32_t rk);

}  // namespace vungphu::reader
