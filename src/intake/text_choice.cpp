// Which repair a layer's texts need: candidates are tried on the sample and scored as Vietnamese.
#include <algorithm>
#include <array>
#include <set>

#include "vungphu/base/encoding.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/intake/text.hpp"

#include "syllable.hpp"

namespace vungphu::intake {
namespace {

constexpr auto kMisreadings =
    std::to_array<std::string_view>({"utf-8-as-latin-1", "utf-8-as-windows-1252", "utf-8-as-cp437",
                                     "utf-8-as-cp850", "utf-8-as-windows-1258"});
constexpr auto kOld = std::to_array<std::string_view>({"tcvn3", "vni", "windows-1258"});

// Nine in ten: names of minorities and abroad are no syllables. A half: of TCVN3 read as Latin-1 about a
// quarter still looks like Vietnamese ("phè", "céng"), of Unicode nearly all.
constexpr double kTaken = 0.9, kStands = 0.5, kLikely = 0.7, kAhead = 0.2;
constexpr std::size_t kFewest = 3;

/// The different texts of a layer with anything beyond ASCII.
std::vector<std::string> evidence_of(const LayerInfo& layer) {
  constexpr std::size_t kEnough = 3000, kLongest = 400;
  std::set<std::string> seen;
  std::vector<std::string> texts;
  const auto take = [&](const std::string& text) {
    if (texts.size() < kEnough && text.size() <= kLongest && !is_ascii(text) && seen.insert(text).second)
      texts.push_back(text);
  };
  for (const FieldInfo& field : layer.fields) {
    take(field.name);
    for (const std::string& sample : field.samples) take(sample);
  }
  for (const RawFeature& row : layer.sample)
    for (const auto& value : row.fields)
      if (value) take(*value);
  return texts;
}

/// Parts words: ASCII but letters, and the punctuation that any language has.
bool parts_words(char32_t c) {
  constexpr std::u32string_view kPunctuation = U"\u00A0–—“”‘’„…°²³·•×±½§©®™€«»";
  if (c >= 0x80) return kPunctuation.find(c) != std::u32string_view::npos;
  return !((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'));
}

/// How much of what is beyond ASCII is spelled as Vietnamese, in different words.
struct Score {
  std::size_t syllables = 0, words = 0;
  double share() const { return words ? static_cast<double>(syllables) / static_cast<double>(words) : 0; }
};

Score score(const std::vector<std::string>& texts) {
  std::set<std::u32string> words;
  for (const std::string& text : texts) {
    const std::u32string points = code_points(nfc(text));
    for (auto begin = points.begin(); begin != points.end();) {
      const auto end = std::find_if(begin, points.end(), parts_words);
      if (std::any_of(begin, end, [](char32_t c) { return c >= 0x80; })) words.emplace(begin, end);
      begin = std::find_if_not(end, points.end(), parts_words);
    }
  }
  const auto good = std::count_if(words.begin(), words.end(), is_syllable);
  return {static_cast<std::size_t>(good), words.size()};
}

struct Trial {
  TextRepair repair;
  std::vector<std::string> texts;  ///< after it
  std::size_t converted = 0;       ///< texts that are of the encoding
  Score score;
};

Trial attempt(std::string_view name, const std::vector<std::string>& texts) {
  Trial made{.repair = *TextRepair::create(std::string(name)), .texts = {}, .converted = 0, .score = {}};
  for (const std::string& text : texts) {
    const auto converted = made.repair.convert(text);
    made.converted += converted && *converted != nfc(text);
    made.texts.push_back(converted ? *converted : nfc(text));
  }
  made.score = score(made.texts);
  return made;
}

/// The text that shows best what a repair does: the one of the most words, of those that fit a line.
TextTrial example_of(const TextRepair& repair, const std::vector<std::string>& texts) {
  constexpr std::size_t kLine = 60;
  TextTrial best{repair.name(), "", ""};
  for (const std::string& text : texts) {
    const std::string after = repair(text);
    if (after == text || text.size() > kLine || text.size() <= best.before.size()) continue;
    best.before = text;
    best.after = after;
  }
  if (!best.before.empty() || texts.empty()) return best;
  return {repair.name(), texts.front(), repair(texts.front())};
}

/// UTF-8 that was read as something else shows by its form: hardly any other text can be put back so.
std::optional<Trial> misread(const std::vector<std::string>& texts) {
  std::optional<Trial> best;
  for (const std::string_view name : kMisreadings) {
    Trial tried = attempt(name, texts);
    const bool some = 2 * tried.converted >= texts.size() && tried.converted > 0;
    const bool sure = tried.converted >= 2 || tried.score.syllables > 0;
    if (some && sure && (!best || tried.converted > best->converted)) best = std::move(tried);
  }
  return best;
}

bool in_form_c(const std::vector<std::string>& texts) {
  return std::all_of(texts.begin(), texts.end(), [](const std::string& text) { return nfc(text) == text; });
}

/// The repairs of fonts and code pages of old, best first.
std::vector<Trial> old_ones(const std::vector<std::string>& texts) {
  std::vector<Trial> trials;
  for (const std::string_view name : kOld) trials.push_back(attempt(name, texts));
  std::stable_sort(trials.begin(), trials.end(),
                   [](const Trial& a, const Trial& b) { return a.score.share() > b.score.share(); });
  return trials;
}

void choose_old(const std::vector<std::string>& texts, const Score& stands, TextChoice& choice) {
  const std::vector<Trial> trials = old_ones(texts);
  const Trial& best = trials.front();
  const bool alone = trials[1].score.share() + kAhead <= best.score.share();
  if (best.score.share() >= kTaken && best.score.syllables >= kFewest && stands.share() < kStands && alone) {
    choice.repair = best.repair;
    choice.doubtful.clear();
    return;
  }
  for (const Trial& trial : trials)
    if (trial.converted > 0 && trial.score.share() >= kLikely && trial.score.syllables > 0 &&
        stands.share() + kAhead <= trial.score.share())
      choice.doubtful.push_back(example_of(trial.repair, texts));
}

}  // namespace

Result<TextChoice> choose_text(const LayerInfo& layer, const std::string& asked) {
  const std::vector<std::string> texts = evidence_of(layer);
  TextChoice choice;
  if (!asked.empty()) {
    VP_TRY(choice.repair, TextRepair::create(asked));
    choice.example = example_of(choice.repair, texts);
    return choice;
  }
  if (layer.bytes) {
    VP_TRY(choice.repair, TextRepair::create("windows-1252"));
  } else if (!in_form_c(texts)) {
    VP_TRY(choice.repair, TextRepair::create("nfc"));
  }
  if (texts.empty()) return choice;
  const Trial stands = attempt(choice.repair.none() ? "nfc" : choice.repair.name(), texts);
  if (stands.score.share() < kTaken || layer.bytes) {
    if (const auto found = misread(texts))
      choice.repair = found->repair;
    else
      choose_old(texts, stands.score, choice);
  }
  if (!choice.repair.none()) choice.example = example_of(choice.repair, texts);
  return choice;
}

void tell(const TextChoice& choice, std::vector<Finding>& findings) {
  const auto args = [](const TextTrial& trial) -> Args {
    return {{"encoding", trial.name}, {"before", trial.before}, {"after", trial.after}};
  };
  if (choice.repair.name() == "nfc")
    findings.push_back({"text_composed", Severity::note, 0, "", "", {}});
  else if (!choice.repair.none() && !choice.example.before.empty())
    findings.push_back({"text_repaired", Severity::note, 0, "", choice.example.before, args(choice.example)});
  if (!choice.doubtful.empty()) {
    const TextTrial& first = choice.doubtful.front();
    Args said = args(first);
    said.emplace_back("name", first.name);
    findings.push_back({"text_doubtful", Severity::warning, 0, "", first.before, std::move(said)});
  }
}

}  // namespace vungphu::intake
