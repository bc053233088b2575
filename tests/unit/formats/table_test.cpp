#include "vungphu/base/text.hpp"

#include "support.hpp"

namespace vungphu::formats::test {
namespace {

using FormatsTable = FormatsTest;

Schema coverage() {
  Schema schema{"coverage",
                "Hiện trạng theo kê khai",
                GeometryKind::none,
                {column("code", CellType::code), column("name", CellType::text),
                 column("technology", CellType::word, 0, "technology."), column("total", CellType::count),
                 column("covered", CellType::count), column("share", CellType::percent, 1),
                 column("as_of", CellType::date), column("status", CellType::word, 0, "status."),
                 column("digest", CellType::text)}};
  schema.columns.back().only_machine = true;
  return schema;
}

std::vector<Row> coverage_rows() {
  const auto row = [](const char* code, const char* name, Cell total, std::int64_t covered, Cell share,
                      const char* status) {
    return Row{{std::string(code), std::string(name), std::string("fiber"), total, covered, share,
                std::string("2026-06-30"), std::string(status), std::string("d1")},
               {}};
  };
  return {row("00123", "Xã Lương Thế Trân", std::int64_t{1'234'567}, 1'003'711, 0.813, "met"),
          row("00200", "Thị trấn Rạch Gốc và các ấp ven biển phía Đông Nam", std::int64_t{981}, 784,
              Number{0.79918, 2}, "not_met"),
          row("00301", "Xã Đất Mũi", Cell(), 0, Cell(), "no_data")};
}

TEST_F(FormatsTable, Reads_well_in_Vietnamese) {
  Output output = to("table");
  output.notes = {"Lần tính 7, số liệu tính đến ngày 30/06/2026."};
  output.width = 100;
  EXPECT_EQ(printed(coverage(), output, coverage_rows()), R"(Hiện trạng theo kê khai

                                                                         Số liệu
                                                                         tính đến
Mã     Tên                     Loại mạng    Tổng số   Được phủ    Tỷ lệ  ngày        Trạng thái
─────  ──────────────────────  ─────────  ─────────  ─────────  ───────  ──────────  ───────────────
00123  Xã Lương Thế Trân       cáp quang  1.234.567  1.003.711   81,3 %  30/06/2026  đạt
00200  Thị trấn Rạch Gốc và    cáp quang        981        784  79,92 %  30/06/2026  chưa đạt
       các ấp ven biển phía
       Đông Nam
00301  Xã Đất Mũi              cáp quang          –          0        –  30/06/2026  chưa có số liệu

Lần tính 7, số liệu tính đến ngày 30/06/2026.
)");
}

TEST_F(FormatsTable, Reads_well_in_English_and_is_not_squeezed_in_a_pipe) {
  Output output = to("table", "", Lang::en);
  EXPECT_EQ(printed(coverage(), output, coverage_rows()), R"(Hiện trạng theo kê khai

Code   Name                                                Technology      Total    Covered    Share  As of       Status
─────  ──────────────────────────────────────────────────  ──────────  ─────────  ─────────  ───────  ──────────  ───────
00123  Xã Lương Thế Trân                                   fiber       1,234,567  1,003,711   81.3 %  2026-06-30  met
00200  Thị trấn Rạch Gốc và các ấp ven biển phía Đông Nam  fiber             981        784  79.92 %  2026-06-30  not met
00301  Xã Đất Mũi                                          fiber               –          0        –  2026-06-30  no data
)");
}

TEST_F(FormatsTable, No_line_is_wider_than_the_terminal) {
  for (const std::size_t width : {80U, 100U, 120U}) {
    Output output = to("table");
    output.width = width;
    const std::string text = printed(coverage(), output, coverage_rows());
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = text.find('\n', start);
      EXPECT_LE(display_width(std::string_view(text).substr(start, end - start)), width);
      start = end + 1;
    }
  }
}

TEST_F(FormatsTable, Foreign_text_does_not_steer_the_terminal) {
  const Schema schema{"t", "", GeometryKind::none, {Column{.name = "name", .label = {}, .words = {}}}};
  const std::string text = printed(schema, to("table"), {{{std::string("a\x1b[2Jb\nc")}, {}}});
  EXPECT_NE(text.find("\na [2Jb c\n"), std::string::npos) << text;
}

TEST_F(FormatsTable, Says_that_there_are_no_rows) {
  EXPECT_EQ(printed(coverage(), to("table"), {}), "Hiện trạng theo kê khai\n\nKhông có dòng nào.\n");
}

}  // namespace
}  // namespace vungphu::formats::test
