// Texts that came in the wrong letters: found out for a layer as a whole, and repaired (pure).
//
//   TextChoice choice = choose_text(layer, "");        // what the sample says
//   repair(layer, choice.repair);                      // names and samples of the layer
//   Preparer preparer(layer, mapping, crs, choice.repair);   // and every row
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/result.hpp"
#include "vungphu/model/finding.hpp"
#include "vungphu/model/raw.hpp"

namespace vungphu::intake {

/// How the texts of a layer become what their writer saw. Names:
///   ""                       nothing to do
///   "nfc"                    letters and their accents apart (NFD); nothing else
///   "tcvn3", "vni"           fonts of old (geodata/encodings), seen as Windows-1252
///   "utf-8-as-X"             UTF-8 that was read as X: latin-1, windows-1252, windows-1258, cp437, cp850
///   "windows-1258", "…"      an encoding of the C library, seen as Windows-1252
/// In all of them a character of U+0080 … U+00FF also stands for the byte of its number, as in layers of
/// which LayerInfo::bytes is set. Copies share their tables; calling is safe from any thread.
class TextRepair {
 public:
  TextRepair() = default;
  /// By name; "none" is "". Error intake.encoding_unknown.
  static Result<TextRepair> create(const std::string& name);

  /// The text in NFC; a text that is not of the encoding stays (a cell in Unicode among others).
  std::string operator()(std::string_view text) const;
  /// Nothing where the text is not of the encoding.
  std::optional<std::string> convert(std::string_view text) const;
  bool none() const { return name_.empty(); }
  const std::string& name() const { return name_; }

 private:
  struct Tables;
  static std::shared_ptr<const Tables> tables_of(const std::string& name);
  std::string name_;
  std::shared_ptr<const Tables> tables_;
};

/// A repair that was tried, with one text of the layer before and after it.
struct TextTrial {
  std::string name, before, after;
};
struct TextChoice {
  TextRepair repair;
  TextTrial example;                ///< of `repair`; empty texts where no text of the sample changes
  std::vector<TextTrial> doubtful;  ///< what it may be, best first, where nothing was applied for that
};

/// One repair for a layer. `asked` ("tcvn3", "none" …) wins; empty: from the names of the columns and the
/// sample. A repair is taken when at least nine of ten different words with letters beyond ASCII become
/// Vietnamese syllables by it, at least three do, fewer than half are ones as they stand, and no other repair
/// comes near; UTF-8 read as something else by its own form, in any language. Vietnamese in Unicode and the
/// accents of other languages are none of that, and stay. Layers of bytes that are no Vietnamese are
/// Windows-1252. O(sample). Error intake.encoding_unknown.
Result<TextChoice> choose_text(const LayerInfo& layer, const std::string& asked);

/// Repairs names, samples and sample rows.
void repair(LayerInfo& layer, const TextRepair& text);

/// What a person is told of a choice that was not asked for.
void tell(const TextChoice& choice, std::vector<Finding>& findings);

}  // namespace vungphu::intake
