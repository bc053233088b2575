#include "support.hpp"

namespace vungphu::formats::test {
namespace {

using FormatsXlsx = FormatsTest;

TEST_F(FormatsXlsx, Has_labels_texts_for_codes_and_real_numbers_and_dates) {
  ASSERT_TRUE(write(hamlets(), to("xlsx", path("g.xlsx")), hamlet_rows()));
  const Reread again = reread(path("g.xlsx"));
  ASSERT_TRUE(again.opened);
  EXPECT_EQ(again.layer, "gaps");
  EXPECT_EQ(again.fields,
            (std::vector<std::string>{"Mã", "Tên", "Số hộ", "Tỷ lệ", "Khoảng cách (m)",
                                      "Số liệu tính đến ngày", "Do cơ quan báo cáo",
                                      "Số doanh nghiệp cùng phủ", "Trạng thái", "Kinh độ", "Vĩ độ"}));
  EXPECT_EQ(again.types[0], "String");
  EXPECT_EQ(again.types[5], "Date");
  ASSERT_EQ(again.rows.size(), 2U);
  const auto& row = again.rows[0];
  EXPECT_EQ(row.at("Mã"), "00123");
  EXPECT_EQ(row.at("Tên"), "Ấp \"Rạch Gốc\"; Đông, A");
  EXPECT_EQ(std::stod(row.at("Số hộ")), 3e9);
  EXPECT_EQ(std::stod(row.at("Tỷ lệ")), 0.81349) << "whole precision, shown as 81,3 %";
  EXPECT_EQ(row.at("Số liệu tính đến ngày"), "2026/06/30");
  EXPECT_EQ(row.at("Trạng thái"), "đạt");
  EXPECT_EQ(row.at("Kinh độ"), "105.1234567");
  EXPECT_EQ(again.rows[1].at("Tên"), "<null>");
}

TEST_F(FormatsXlsx, Leaves_out_what_is_for_machines_and_keeps_notes_apart) {
  Schema schema = hamlets(GeometryKind::none);
  schema.title = "Chưa được phủ";
  schema.columns[1].only_machine = true;
  Output output = to("xlsx", path("g.xlsx"));
  output.notes = {"Lần tính 7."};
  ASSERT_TRUE(write(schema, output, hamlet_rows()));
  EXPECT_EQ(reread(path("g.xlsx")).fields.size(), 8U);
  const Reread notes = reread(path("g.xlsx"), "Ghi chú");
  EXPECT_EQ(notes.layer, "Ghi chú");
}

TEST_F(FormatsXlsx, Same_rows_same_bytes) {
  for (const char* name : {"a.xlsx", "b.xlsx"})
    ASSERT_TRUE(write(hamlets(), to("xlsx", path(name)), hamlet_rows()));
  EXPECT_EQ(bytes(path("a.xlsx")), bytes(path("b.xlsx")));
}

}  // namespace
}  // namespace vungphu::formats::test
