#include "vungphu/intake/columns.hpp"

#include <map>
#include <set>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "vungphu/base/embedded.hpp"
#include "vungphu/intake/entries.hpp"

#include "unit/intake/tables.hpp"

namespace vungphu::intake {
namespace {

using test::columns;
using test::table;
using test::use;
using Guess = std::map<std::string, std::string>;
using Words = std::vector<std::string_view>;

/// What is guessed for a list of `kind`, or with `wanted` for a submission.
Guess guess(const LayerInfo& layer, const std::string& kind, const Words& wanted = entry_meanings()) {
  Guess found;
  const auto mapping = map_columns(layer, wanted, {}, kind);
  if (mapping)
    for (const ColumnUse& u : *mapping) found[u.meaning] = u.columns.at(0);
  return found;
}

struct Example {
  std::string kind;
  std::vector<std::string> header;
  Guess expected;
};

class EntryColumns : public testing::TestWithParam<Example> {};
TEST_P(EntryColumns, AreFoundByTheirNames) {
  EXPECT_EQ(guess(columns(GetParam().header), GetParam().kind), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    OfPublicTables, EntryColumns,
    testing::Values(
        Example{"commune",
                {"STT", "Tên xã", "Mã xã", "Mã QH", "Dân số"},
                {{"code", "Mã xã"}, {"name", "Tên xã"}, {"parent", "Mã QH"}, {"people", "Dân số"}}},
        Example{"commune",
                {"ma_xa", "ten_xa", "ma_tinh", "ten_tinh"},
                {{"code", "ma_xa"}, {"name", "ten_xa"}, {"parent", "ma_tinh"}}},
        Example{"commune",
                {"Tỉnh Thành Phố", "Mã TP", "Quận Huyện", "Mã QH", "Phường Xã", "Mã PX"},
                {{"code", "Mã PX"}, {"name", "Phường Xã"}, {"parent", "Mã QH"}}},
        Example{"commune", {"maXa", "tenXa"}, {{"code", "maXa"}, {"name", "tenXa"}}},
        Example{"commune", {"code", "nom"}, {{"code", "code"}, {"name", "nom"}}},
        Example{"commune",
                {"Code commune", "Nom commune", "Code région", "Code département", "Siren EPCI",
                 "Commune rurale"},
                {{"code", "Code commune"}, {"name", "Nom commune"}}},
        Example{"district",
                {"maqh", "ten_huyen", "ma_tinh"},
                {{"code", "maqh"}, {"name", "ten_huyen"}, {"parent", "ma_tinh"}}},
        Example{"province", {"Code", "Name", "FullNameEn"}, {{"code", "Code"}, {"name", "Name"}}},
        Example{"hamlet",
                {"TT", "Mã xã", "Tên xã/phường", "Ấp/Khóm", "Tổng số hộ dân", "Tổng số nhân khẩu", "Vĩ độ",
                 "Kinh độ"},
                {{"parent", "Mã xã"},
                 {"name", "Ấp/Khóm"},
                 {"weight", "Tổng số hộ dân"},
                 {"people", "Tổng số nhân khẩu"},
                 {"lat", "Vĩ độ"},
                 {"lon", "Kinh độ"}}},
        Example{"hamlet",
                {"Mã ấp", "Thôn/Ấp", "Mã ĐVHC", "Số hộ năm 2025", "Số hộ có nhu cầu", "Có điện"},
                {{"code", "Mã ấp"},
                 {"name", "Thôn/Ấp"},
                 {"parent", "Mã ĐVHC"},
                 {"weight", "Số hộ năm 2025"},
                 {"demand", "Số hộ có nhu cầu"},
                 {"power", "Có điện"}}},
        Example{"school",
                {"Mã trường", "Tên trường", "Điểm trường", "Mã xã", "Kinh độ (WGS 84)", "Vĩ độ (WGS 84)"},
                {{"code", "Mã trường"},
                 {"name", "Tên trường"},
                 {"site", "Điểm trường"},
                 {"parent", "Mã xã"},
                 {"lon", "Kinh độ (WGS 84)"},
                 {"lat", "Vĩ độ (WGS 84)"}}},
        Example{"school",
                {"poi_id", "source_poi_id", "dataset_id", "lat", "lon", "poi_type", "poi_subtype",
                 "country_code", "is_connected", "has_electricity", "label"},
                {{"code", "poi_id"},
                 {"lat", "lat"},
                 {"lon", "lon"},
                 {"type", "poi_type"},
                 {"power", "has_electricity"},
                 {"name", "label"}}},
        Example{"hospital",
                {"MA_CSKCB", "Tên CSKCB", "Tọa độ"},
                {{"code", "MA_CSKCB"}, {"name", "Tên CSKCB"}, {"latlon", "Tọa độ"}}},
        Example{"agency",
                {"node_id", "name", "country", "longitude", "latitude", "infrastructure_type",
                 "operator_name", "node_status"},
                {{"code", "node_id"},
                 {"name", "name"},
                 {"lon", "longitude"},
                 {"lat", "latitude"},
                 {"type", "infrastructure_type"}}},
        Example{"household",
                {"Mã hộ", "Mã ấp", "X (m)", "Y (m)"},
                {{"code", "Mã hộ"}, {"parent", "Mã ấp"}, {"x", "X (m)"}, {"y", "Y (m)"}}},
        Example{"industrial_zone", {"Mã KCN", "Tên KCN"}, {{"code", "Mã KCN"}, {"name", "Tên KCN"}}},
        Example{"region", {"id", "name"}, {{"code", "id"}, {"name", "name"}}}));

TEST(ColumnsOfASubmission, TheFinestCodeIsTheKey) {
  EXPECT_EQ(guess(columns({"Mã xã", "Mã ấp", "Số hộ có hạ tầng"}), "", {"code", "passed"}),
            (Guess{{"code", "Mã ấp"}, {"passed", "Số hộ có hạ tầng"}}));
}

TEST(ColumnsOfASubmission, AFieldOfQuartersIsNotGuessedAsACount) {
  const auto arcep =
      table({"Code commune", "Champ", "T3 2017", "T1 2018"}, {{"29001", "Locaux Raccordables", "0", "5"}});
  EXPECT_EQ(guess(arcep.layer, "", {"code", "passed", "total"}), (Guess{{"code", "Code commune"}}));
}

TEST(ColumnsOfASubmission, ALengthIsNotAReach) {
  EXPECT_EQ(guess(columns({"line_id", "status", "operator_name", "from", "to", "distance"}), "",
                  {"reach", "status"}),
            (Guess{{"status", "status"}}));
}

TEST(ColumnsOfASubmission, CountsAndWishesAreToldApart) {
  const auto layer = columns({"Mã xã", "Tổng số hộ", "Số hộ có hạ tầng cáp quang", "Số hộ đang sử dụng",
                              "Số hộ có nhu cầu", "Số hộ có nhu cầu đã đáp ứng", "Số hộ nghèo"});
  EXPECT_EQ(guess(layer, "", {"code", "passed", "connected", "requested_met", "requested", "total"}),
            (Guess{{"code", "Mã xã"},
                   {"passed", "Số hộ có hạ tầng cáp quang"},
                   {"connected", "Số hộ đang sử dụng"},
                   {"requested", "Số hộ có nhu cầu"},
                   {"requested_met", "Số hộ có nhu cầu đã đáp ứng"},
                   {"total", "Tổng số hộ"}}));
}

TEST(ColumnsByValue, MarksAreNotCoordinates) {
  const auto marks = table({"x", "y"}, {{"có", "x"}});
  EXPECT_EQ(guess(marks.layer, "", {"x", "y"}), Guess{});
}

TEST(ColumnsByValue, AWordAmongCountsLeavesTheColumnWhatItsNameSays) {
  const Guess expected{{"code", "Mã ấp"}, {"passed", "Số hộ có hạ tầng"}};
  for (const auto& made : {table({"Mã ấp", "Số hộ có hạ tầng"}, {{"4500101", "nhiều"}, {"4500102", "3"}}),
                           table({"Mã ấp", "Số hộ có hạ tầng"}, {{"4500101", "nhiều"}})})
    EXPECT_EQ(guess(made.layer, "", {"code", "passed"}), expected);
}

TEST(ColumnsByValue, NumbersDecideBetweenTwoNamesForACountAndForANameWithWordsLeftOut) {
  const auto two = table({"Số hộ", "Tổng số hộ"}, {{"xem ghi chú", "12"}});
  EXPECT_EQ(guess(two.layer, "", {"total"}), (Guess{{"total", "Tổng số hộ"}}));
  const auto words = table({"Số hộ năm 2025"}, {{"đang rà soát"}});
  EXPECT_EQ(guess(words.layer, "", {"total"}), Guess{});
  const auto mixed = table({"Số hộ năm 2025"}, {{"đang rà soát"}, {"12"}});
  EXPECT_EQ(guess(mixed.layer, "", {"total"}), (Guess{{"total", "Số hộ năm 2025"}}));
}

TEST(ColumnsByValue, TwoThatFitEquallyAreBothLeft) {
  EXPECT_EQ(guess(columns({"Lat", "Latitude", "Kinh độ"}), "", {"lat", "lon"}), (Guess{{"lon", "Kinh độ"}}));
}

TEST(ColumnsGiven, WinAndNeedNotBeSpelledExactly) {
  const auto layer = columns({"Mã xã", "Mã trường", "Số hộ"});
  const auto mapping = map_columns(layer, Words{"code", "weight"}, {use("code", {"ma xa"})}, "school");
  ASSERT_TRUE(mapping);
  EXPECT_EQ(find(*mapping, "code")->columns, std::vector<std::string>{"Mã xã"});
  EXPECT_FALSE(find(*mapping, "code")->from_guess);
  EXPECT_TRUE(find(*mapping, "weight")->from_guess);
}

TEST(ColumnsGiven, MayBeSummedAndMayHaveAPlusInTheirName) {
  const auto layer = columns({"Logements", "Établissements", "4G+5G"});
  const auto mapping =
      map_columns(layer, Words{},
                  {*parse_column_use("weight=Logements+Établissements"), *parse_column_use("status=4G+5G")});
  ASSERT_TRUE(mapping);
  EXPECT_EQ(find(*mapping, "weight")->columns, (std::vector<std::string>{"Logements", "Établissements"}));
  EXPECT_EQ(find(*mapping, "status")->columns, std::vector<std::string>{"4G+5G"});
}

TEST(ColumnsGiven, AColumnThatIsNotThereIsRefusedWithTheNearest) {
  const auto mapping = map_columns(columns({"Mã xã", "Tên xã"}), Words{}, {use("code", {"Mã xa x"})});
  ASSERT_FALSE(mapping);
  EXPECT_EQ(mapping.error().code, "intake.no_such_column");
  EXPECT_THAT(text(Lang::en, mapping.error()), testing::HasSubstr("Mã xã"));
}

TEST(ColumnsGiven, AMeaningThatIsUnknownIsBadUsage) {
  const auto mapping = map_columns(columns({"a"}), Words{}, {use("pased", {"a"})});
  ASSERT_FALSE(mapping);
  EXPECT_EQ(mapping.error().code, "usage.no_such_meaning");
  EXPECT_THAT(text(Lang::vi, mapping.error()), testing::HasSubstr("passed"));
}

TEST(ColumnsGiven, AMeaningThatIsWantedIsKnownByItsOwnName) {
  EXPECT_EQ(guess(columns({"Indicator", "period"}), "", {"indicator", "period"}),
            (Guess{{"indicator", "Indicator"}, {"period", "period"}}));
}

TEST(ColumnsGiven, APairNeedsBothSides) {
  for (const char* text : {"", "code", "=Mã xã", "code=", "code=+"}) {
    const auto parsed = parse_column_use(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().code, "usage.column_use");
  }
}

RC_GTEST_PROP(ColumnsProperty, AGuessedColumnServesOneMeaningAndExists, ()) {
  static const std::vector<std::string> kPool{
      "Mã xã", "Tên xã", "code",  "id",    "name",  "Số hộ",  "lat",     "lon",    "x",
      "y",     "Tọa độ", "total", "Mã ấp", "Xã",    "Ấp",     "status",  "Mã",     "#",
      "",      "STT",    "nom",   "Mã QH", "Số hộ", "Dân số", "Mã ĐVHC", "Nhu cầu"};
  const auto header = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPool));
  const auto kind = *rc::gen::element<std::string>("", "commune", "hamlet", "school", "region");
  const auto layer = columns(header);
  const auto names = meanings();
  const Words wanted(names.begin(), names.end());
  const auto mapping = map_columns(layer, wanted, {}, kind);
  RC_ASSERT(mapping.has_value());
  std::multiset<std::string> used;
  for (const ColumnUse& u : *mapping) {
    RC_ASSERT(u.columns.size() == 1 && u.from_guess);
    RC_ASSERT(std::count(header.begin(), header.end(), u.columns[0]) >= 1);
    used.insert(u.columns[0]);
  }
  for (const std::string& column : used) RC_ASSERT(used.count(column) == 1);
}

}  // namespace
}  // namespace vungphu::intake
