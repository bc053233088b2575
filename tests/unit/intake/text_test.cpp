#include "vungphu/intake/text.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <memory>
#include <random>
#include <sstream>

#include <gmock/gmock.h>
#include <iconv.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "vungphu/base/embedded.hpp"
#include "vungphu/base/encoding.hpp"
#include "vungphu/base/text.hpp"

#include "support/shared_data.hpp"

namespace vungphu::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

LayerInfo layer_of(const std::vector<std::string>& texts) {
  LayerInfo layer;
  layer.name = "data";
  layer.fields.push_back({.name = "Name", .type = "text", .samples = {}});
  for (const std::string& text : texts) {
    layer.sample.emplace_back();
    layer.sample.back().fields = {text};
  }
  return layer;
}

TextChoice chosen(const std::vector<std::string>& texts, bool bytes = false) {
  LayerInfo layer = layer_of(texts);
  layer.bytes = bytes;
  return *choose_text(layer, "");
}

std::string after(const TextChoice& choice, const std::string& text) { return choice.repair(text); }

// --- writers of each encoding, apart from the reader of them

std::string to_bytes(const std::string& text, const char* encoding) {
  const iconv_t converter = iconv_open(encoding, "UTF-8");
  std::string in = text, out(8 * text.size() + 8, '\0');
  char *from = in.data(), *to = out.data();
  std::size_t from_left = in.size(), to_left = out.size();
  const bool fine = iconv(converter, &from, &from_left, &to, &to_left) != static_cast<std::size_t>(-1) &&
                    iconv(converter, nullptr, nullptr, &to, &to_left) != static_cast<std::size_t>(-1);
  iconv_close(converter);
  if (!fine) return {};
  out.resize(static_cast<std::size_t>(to - out.data()));
  return out;
}

/// Bytes as one sees them who takes them for `encoding`, or for themselves where it has no such byte.
std::string seen_as(const std::string& bytes, const char* encoding) {
  std::string seen;
  for (const char byte : bytes)
    seen += from_encoding(std::string(1, byte), encoding)
                .value_or(utf8(std::u32string(1, static_cast<unsigned char>(byte))));
  return seen;
}

/// The letters of a font, written backwards from its table: the small letter where it has no capital.
std::string in_font(const std::string& text, const std::string& font) {
  static std::map<std::string, std::map<char32_t, std::u32string>> tables;
  auto& table = tables[font];
  if (table.empty()) {
    const auto json = nlohmann::json::parse(embedded_file("encodings/" + font + ".json"));
    for (const auto& [seen, letter] : json.at("letters").items())
      table[code_points(letter.get<std::string>()).front()] = code_points(seen);
  }
  std::u32string made;
  for (const char32_t c : code_points(nfc(text))) {
    const char32_t small = code_points(lower(utf8(std::u32string(1, c)))).front();
    if (const auto found = table.find(c); found != table.end()) {
      made += found->second;
    } else if (const auto other = table.find(small); c >= 0x80 && other != table.end()) {
      std::u32string capital;
      for (const char32_t part : other->second)
        capital += font == "vni" ? code_points(capitalised(utf8(std::u32string(1, part)))).front() : part;
      made += capital;
    } else {
      made += c;
    }
  }
  return utf8(made);
}

std::string in_nfd(const std::string& text) {
  // The writer's own decomposition: Windows-1258 knows only these five as marks, so it is enough for them.
  static const std::map<std::string, std::string> kMarks{
      {"à", "a\u0300"},       {"á", "a\u0301"},       {"ã", "a\u0303"}, {"ạ", "a\u0323"}, {"ả", "a\u0309"},
      {"ộ", "o\u0323\u0302"}, {"ế", "e\u0302\u0301"}, {"ị", "i\u0323"}, {"ư", "u\u031B"}};
  std::string made;
  for (const char32_t c : code_points(text)) {
    const std::string one = utf8(std::u32string(1, c));
    const auto found = kMarks.find(one);
    made += found == kMarks.end() ? one : found->second;
  }
  return made;
}

struct Writer {
  std::string name;  ///< of the repair that undoes it
  std::function<std::string(const std::string&)> write;
};
const std::vector<Writer>& writers() {
  static const std::vector<Writer> all{
      {"tcvn3", [](const std::string& text) { return in_font(text, "tcvn3"); }},
      {"vni", [](const std::string& text) { return in_font(text, "vni"); }},
      {"windows-1258",
       [](const std::string& text) { return seen_as(to_bytes(text, "windows-1258"), "iso-8859-1"); }},
      {"windows-1258",
       [](const std::string& text) { return seen_as(to_bytes(text, "windows-1258"), "windows-1252"); }},
      {"utf-8-as-latin-1", [](const std::string& text) { return seen_as(text, "iso-8859-1"); }},
      {"utf-8-as-windows-1252", [](const std::string& text) { return seen_as(text, "windows-1252"); }},
      {"utf-8-as-cp437", [](const std::string& text) { return seen_as(text, "cp437"); }},
      {"utf-8-as-windows-1258", [](const std::string& text) { return seen_as(text, "windows-1258"); }}};
  return all;
}

/// Names of the units of 2025, as they are and in capitals.
std::vector<std::string> unit_names() {
  std::ifstream file(test::shared_data("vietnam-units/address-2025-07.json"));
  std::vector<std::string> names;
  for (const auto& table : nlohmann::json::parse(file))
    if (table.contains("data"))
      for (const auto& row : table["data"])
        for (const char* column : {"name", "old_ward_name", "old_district_name", "old_province_name"})
          if (row.contains(column) && row[column].is_string())
            names.push_back(nfc(row[column].get<std::string>()));
  return names;
}

std::vector<std::string> some(const std::vector<std::string>& all, std::size_t count, std::mt19937& random) {
  std::vector<std::string> taken;
  for (std::size_t i = 0; i < count; ++i) taken.push_back(all[random() % all.size()]);
  return taken;
}

TEST(Text, NamesOfUnitsInEveryEncodingComeBack) {
  VP_NEED_SHARED_DATA("vietnam-units/address-2025-07.json");
  const std::vector<std::string> names = unit_names();
  ASSERT_GT(names.size(), 30'000u);
  std::mt19937 random(7);
  for (int round = 0; round < 30; ++round) {
    const std::vector<std::string> clean = some(names, 25, random);
    for (const Writer& writer : writers()) {
      std::vector<std::string> written;
      for (const std::string& name : clean) written.push_back(writer.write(name));
      const TextChoice choice = chosen(written);
      if (choice.repair.none())
        ADD_FAILURE() << writer.name << " not found: " << written[0] << "; " << written[1];
      for (std::size_t i = 0; i < clean.size(); ++i) {
        // TCVN3 has no capitals with tones.
        const bool font = writer.name == "tcvn3";
        ASSERT_EQ(font ? lower(after(choice, written[i])) : after(choice, written[i]),
                  font ? lower(clean[i]) : clean[i])
            << writer.name << " taken for " << choice.repair.name() << ": " << written[i];
      }
    }
  }
}

TEST(Text, VietnameseInUnicodeIsLeftAsItIs) {
  VP_NEED_SHARED_DATA("vietnam-units/address-2025-07.json");
  const std::vector<std::string> names = unit_names();
  std::mt19937 random(8);
  for (int round = 0; round < 400; ++round) {
    const std::vector<std::string> clean = some(names, 1 + random() % 40, random);
    const TextChoice choice = chosen(clean);
    ASSERT_TRUE(choice.repair.none()) << choice.repair.name() << ": " << join(clean);
    ASSERT_THAT(choice.doubtful, IsEmpty()) << choice.doubtful[0].name << ": " << join(clean);
  }
}

/// Every line or string of a file of shared data.
std::vector<std::string> lines_of(const std::string& relative) {
  std::ifstream file(test::shared_data(relative));
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!is_utf8(line)) continue;
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t end = std::min(line.find_first_of(",;\"", at), line.size());
      if (end > at) lines.push_back(line.substr(at, end - at));
      at = end + 1;
    }
  }
  return lines;
}

TEST(Text, AccentsOfOtherLanguagesAreLeftAsTheyAre) {
  for (const char* file :
       {"france/arcep-ftth-communes.csv", "france/arcep-communes.csv", "france/communes-29-finistere.geojson",
        "ibiza/points-of-interest.csv", "hanoi-hospitals/hanoi_hospitals_overpass.json"}) {
    if (!std::filesystem::exists(test::shared_data(file))) continue;
    std::vector<std::string> accented = lines_of(file);
    std::erase_if(accented, [](const std::string& line) {
      return std::all_of(line.begin(), line.end(),
                         [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    });
    if (accented.empty()) continue;
    std::mt19937 random(9);
    for (int round = 0; round < 200; ++round) {
      const std::vector<std::string> clean = some(accented, 1 + random() % 12, random);
      const TextChoice choice = chosen(clean);
      // Some names of OpenStreetMap have their accents apart.
      ASSERT_TRUE(choice.repair.none() || choice.repair.name() == "nfc")
          << file << ": " << choice.repair.name() << ": " << join(clean);
    }
  }
}

TEST(Text, FewWordsOfOtherLanguagesStayToo) {
  for (const std::vector<std::string>& clean :
       std::vector<std::vector<std::string>>{{"Thé", "Pré", "Né"},
                                             {"Évreux", "Saint-André", "Hérault", "Besançon"},
                                             {"España", "año", "Río Tinto", "José", "Cádiz", "León"},
                                             {"São Tomé", "Príncipe", "Guiné", "Luís"},
                                             {"Köln", "Düsseldorf", "Straße", "Göttingen"},
                                             {"Côte d'Ivoire", "Sénégal", "Bénin", "Gaô"},
                                             {"RSRP ≥ -95", "10°30'", "5 m²", "½"}})
    EXPECT_TRUE(chosen(clean).repair.none()) << chosen(clean).repair.name() << ": " << join(clean);
}

TEST(Text, TheSentenceOfACoordinatorInEachEncoding) {
  EXPECT_EQ(chosen({"Hµ Néi", "Thµnh phè H¶i Phßng", "HuyÖn B×nh Ch¸nh"}).repair.name(), "tcvn3");
  EXPECT_EQ(chosen({"Haø Noäi", "Thaønh phoá Haûi Phoøng", "Huyeän Bình Chaùnh"}).repair.name(), "vni");
  const TextChoice choice = chosen({"Quß║¡n Ba ─É├¼nh"});
  EXPECT_EQ(choice.repair.name(), "utf-8-as-cp437");
  EXPECT_EQ(choice.example.after, "Quận Ba Đình");
}

TEST(Text, CapitalsOfAFontOfCapitals) {
  const TextRepair repair = *TextRepair::create("tcvn3");
  EXPECT_EQ(repair("TØNH CÇN TH¥"), "TỈNH CẦN THƠ");
  EXPECT_EQ(repair("X· Hßa An, Êp 3"), "Xã Hòa An, ấp 3");
  EXPECT_EQ(repair("TæNG Sè hé"), "TỔNG Số hộ");
}

TEST(Text, MarksOfVniInEitherCase) {
  const TextRepair repair = *TextRepair::create("vni");
  EXPECT_EQ(repair("AÁp Ñoâng, aáp Taây"), "Ấp Đông, ấp Tây");
  EXPECT_EQ(repair("Aáp 4, XAÕ"), "Ấp 4, XÃ");
}

TEST(Text, FrenchReadAsLatin1IsPutBack) {
  const TextChoice choice = chosen({"DÃ©partement", "HÃ©rault", "BesanÃ§on"});
  EXPECT_EQ(choice.repair.name(), "utf-8-as-latin-1");
  EXPECT_EQ(after(choice, "HÃ©rault"), "Hérault");
}

TEST(Text, AccentsApartAreComposedAndToldAsThat) {
  const TextChoice choice = chosen({in_nfd("Hà Nội"), "Thành phố"});
  EXPECT_EQ(choice.repair.name(), "nfc");
  EXPECT_EQ(after(choice, in_nfd("Hà Nội")), "Hà Nội");
  std::vector<Finding> findings;
  tell(choice, findings);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].code, "text_composed");
}

TEST(Text, TooFewWordsAreADoubtNotARepair) {
  const TextChoice choice = chosen({"HuyÖn"});
  EXPECT_TRUE(choice.repair.none());
  ASSERT_FALSE(choice.doubtful.empty());
  EXPECT_EQ(choice.doubtful[0].name, "tcvn3");
  EXPECT_EQ(choice.doubtful[0].after, "Huyện");
  std::vector<Finding> findings;
  tell(choice, findings);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].code, "text_doubtful");
  EXPECT_EQ(findings[0].severity, Severity::warning);
}

TEST(Text, BytesThatAreNoVietnameseAreWindows1252) {
  const TextChoice choice = chosen({"caf\u00E9", "\u0093quoted\u0094", "\u0080 5"}, true);
  EXPECT_EQ(choice.repair.name(), "windows-1252");
  EXPECT_EQ(after(choice, "\u0093quoted\u0094"), "“quoted”");
  EXPECT_EQ(after(choice, "\u0080 5"), "€ 5");
}

TEST(Text, BytesOfTcvn3) {
  EXPECT_EQ(chosen({"Hµ Néi", "Thµnh phè H¶i Phßng", "HuyÖn B×nh Ch¸nh"}, true).repair.name(), "tcvn3");
}

TEST(Text, ACellInUnicodeAmongOthersStays) {
  const TextChoice choice = chosen({"Hµ Néi", "Thµnh phè H¶i Phßng", "HuyÖn B×nh Ch¸nh", "Tỉnh Bến Tre"});
  EXPECT_EQ(after(choice, "Tỉnh Bến Tre"), "Tỉnh Bến Tre");
}

TEST(Text, WhatIsAskedForWins) {
  const LayerInfo layer = layer_of({"Hà Nội", "HuyÖn"});
  EXPECT_EQ(choose_text(layer, "TCVN3")->repair.name(), "tcvn3");
  EXPECT_TRUE(choose_text(layer, "none")->repair.none());
  const auto unknown = choose_text(layer, "no-such-code");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, "intake.encoding_unknown");
  EXPECT_FALSE(choose_text(layer, "utf-8//IGNORE"));
}

TEST(Text, NamesAndSamplesOfALayerAreRepaired) {
  LayerInfo layer = layer_of({"Hµ Néi"});
  layer.fields[0].name = "Tªn x·";
  layer.fields[0].samples = {"Hµ Néi"};
  repair(layer, *TextRepair::create("tcvn3"));
  EXPECT_EQ(layer.fields[0].name, "Tên xã");
  EXPECT_EQ(layer.fields[0].samples[0], "Hà Nội");
  EXPECT_EQ(*layer.sample[0].fields[0], "Hà Nội");
}

RC_GTEST_PROP(Text, NothingMakesARepairFail, (std::vector<std::string> texts)) {
  const TextChoice choice = *choose_text(layer_of(texts), "");
  for (const std::string& text : texts) after(choice, text);
  for (const Writer& writer : writers())
    TextRepair::create(writer.name)->convert(texts.empty() ? "" : texts[0]);
}

}  // namespace
}  // namespace vungphu::intake
