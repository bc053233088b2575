#include <nlohmann/json.hpp>

#include "support.hpp"

namespace vungphu::formats::test {
namespace {

using FormatsText = FormatsTest;

TEST_F(FormatsText, Json_has_names_codes_points_and_null) {
  Output output = to("json");
  output.head = "\"assessment\":{\"id\":7}";
  const auto json = nlohmann::json::parse(printed(hamlets(), output, hamlet_rows()));
  EXPECT_EQ(json["assessment"]["id"], 7);
  ASSERT_EQ(json["rows"].size(), 2U);
  const auto& row = json["rows"][0];
  EXPECT_EQ(row["code"], "00123");
  EXPECT_EQ(row["name"], "Ấp \"Rạch Gốc\"; Đông, A");
  EXPECT_EQ(row["households"], 3'000'000'000);
  EXPECT_EQ(row["share"], 0.81349);
  EXPECT_EQ(row["as_of"], "2026-06-30");
  EXPECT_EQ(row["reported"], true);
  EXPECT_EQ(row["by_operators"], (nlohmann::json{1, 2, 30}));
  EXPECT_EQ(row["status"], "met");
  EXPECT_EQ(row["longitude"], 105.1234567);
  EXPECT_EQ(row["latitude"], 9.0000001);
  const auto& unknown = json["rows"][1];
  EXPECT_TRUE(unknown["name"].is_null());
  EXPECT_EQ(unknown["households"], 0) << "zero is not nothing";
  EXPECT_EQ(unknown["share"], 0.79996) << "decimals are for print alone";
  EXPECT_TRUE(unknown["longitude"].is_null());
}

TEST_F(FormatsText, Lists_of_codes_are_arrays_in_json_and_one_cell_elsewhere) {
  const Schema schema{"t", "", GeometryKind::none, {column("silent", CellType::codes)}};
  const std::vector<Row> rows = {{{std::vector<std::string>{"fpt", "a\"b"}}, {}},
                                 {{std::vector<std::string>{}}, {}}};
  EXPECT_EQ(printed(schema, to("json"), rows),
            "{\"rows\":[\n{\"silent\":[\"fpt\",\"a\\\"b\"]},\n{\"silent\":[]}\n]}\n");
  EXPECT_EQ(printed(schema, to("csv"), {rows[0]}), "silent\n\"fpt;a\"\"b\"\n");
}

TEST_F(FormatsText, Print_calls_codes_by_their_labels_and_by_the_words_of_their_row) {
  Column op = column("operator", CellType::text), silent = column("silent", CellType::codes);
  op.labels = silent.labels = {{"fpt", "FPT Telecom"}, {"vnpt", "VNPT"}};
  const Schema schema{"t", "", GeometryKind::none, {op, silent, column("status", CellType::word)}};
  const std::vector<Row> rows = {
      {{std::string("vnpt, xyz"), std::vector<std::string>{"fpt", "vnpt"}, Word{"white", "status.fiber."}},
       {}}};
  EXPECT_EQ(
      printed(schema, to("json"), rows),
      "{\"rows\":[\n{\"operator\":\"vnpt, xyz\",\"silent\":[\"fpt\",\"vnpt\"],\"status\":\"white\"}\n]}\n");
  EXPECT_EQ(printed(schema, to("csv"), rows), "operator,silent,status\n\"vnpt, xyz\",fpt;vnpt,white\n");
  const std::string page = printed(schema, to("table"), rows);
  for (const char* said : {"VNPT, xyz", "FPT Telecom, VNPT", "chưa có cáp quang"})
    EXPECT_NE(page.find(said), std::string::npos) << page;
}

TEST_F(FormatsText, Json_without_rows_is_whole) {
  EXPECT_EQ(printed(hamlets(), to("json"), {}), "{\"rows\":[]}\n");
}

TEST_F(FormatsText, Csv_is_for_programs) {
  EXPECT_EQ(printed(hamlets(), to("csv"), hamlet_rows()),
            "code,name,households,share,distance_m,as_of,reported,by_operators,status,longitude,latitude\n"
            "00123,\"Ấp \"\"Rạch Gốc\"\"; Đông, A\",3000000000,0.81349,1234.5,2026-06-30,true,1;2;30,met,"
            "105.1234567,9.0000001\n"
            "00200,,0,0.79996,,,,,no_data,,\n");
}

TEST_F(FormatsText, Csv_tells_an_empty_text_from_nothing) {
  const Schema schema{
      "t", "", GeometryKind::none, {column("code", CellType::code), column("name", CellType::text)}};
  EXPECT_EQ(printed(schema, to("csv"), {{{std::string(), Cell()}, {}}}), "code,name\n\"\",\n");
}

TEST_F(FormatsText, Csv_for_Excel_keeps_accents_and_zeros_in_Vietnamese) {
  EXPECT_EQ(
      printed(hamlets(GeometryKind::none), to("csv-excel"), hamlet_rows()),
      "\xEF\xBB\xBF"
      "Mã;Tên;Số hộ;Tỷ lệ;Khoảng cách (m);Số liệu tính đến ngày;Do cơ quan báo cáo;Số doanh nghiệp cùng phủ;"
      "Trạng thái\r\n"
      "\"=\"\"00123\"\"\";\"Ấp \"\"Rạch Gốc\"\"; Đông, A\";3000000000;81,3%;1234;30/06/2026;có;\"1; 2; 30\";"
      "đạt\r\n"
      "\"=\"\"00200\"\"\";;0;79,996%;;;;;chưa có số liệu\r\n");
}

TEST_F(FormatsText, Csv_for_Excel_is_separated_by_commas_in_English) {
  const std::string text = printed(hamlets(), to("csv-excel", "", Lang::en), hamlet_rows());
  EXPECT_NE(text.find(",81.3%,"), std::string::npos) << text;
  EXPECT_NE(text.find(",2026-06-30,"), std::string::npos) << text;
  EXPECT_NE(text.find(",105.1234567,9.0000001\r\n"), std::string::npos) << text;
}

TEST_F(FormatsText, A_foreign_name_does_not_become_a_formula) {
  const Schema schema{"t", "", GeometryKind::none, {column("name", CellType::text)}};
  EXPECT_NE(printed(schema, to("csv-excel"), {{{std::string("=HYPERLINK(1)")}, {}}})
                .find("\"=\"\"=HYPERLINK(1)\"\"\""),
            std::string::npos);
}

TEST_F(FormatsText, An_area_without_a_column_of_its_own_is_given_by_a_point_inside) {
  const Schema schema{"t", "", GeometryKind::area, {column("code", CellType::code)}};
  const auto json =
      nlohmann::json::parse(printed(schema, to("json"), {{{std::string("1")}, holed_square(105, 9, 0.3)}}));
  const double x = json["rows"][0]["longitude"];
  const double y = json["rows"][0]["latitude"];
  EXPECT_TRUE(geo::covers(std::get<geo::MultiPolygon>(holed_square(105, 9, 0.3)), at(x, y)));
}

TEST_F(FormatsText, An_unknown_format_names_the_nearest) {
  const auto out = open(hamlets(), to("geojsn"));
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().code, "formats.unknown");
  EXPECT_NE(text(Lang::en, out.error()).find("geojson"), std::string::npos);
}

TEST_F(FormatsText, What_is_no_text_needs_a_file) {
  for (const char* format : {"xlsx", "gpkg", "fgb", "shp", "kml"}) {
    const auto out = open(hamlets(), to(format));
    ASSERT_FALSE(out) << format;
    EXPECT_EQ(out.error().code, "formats.needs_file");
  }
}

TEST_F(FormatsText, A_map_needs_geometry) {
  const auto out = open(hamlets(GeometryKind::none), to("geojson"));
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().code, "formats.no_geometry");
}

}  // namespace
}  // namespace vungphu::formats::test
