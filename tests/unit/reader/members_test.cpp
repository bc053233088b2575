// Archives of other kinds than zip, and data sets in them.
#include <array>

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include "gdal_maker.hpp"
#include "reader/archive.hpp"
#include "support.hpp"

namespace vungphu::test {
namespace {

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = ~0u;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0u);
  }
  return ~crc;
}

std::string little(std::uint32_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xFF);
  return text;
}

std::string rar_block(const std::string& rest) { return little(crc32(rest) & 0xFFFF, 2) + rest; }

/// A .rar of version 4 that holds one file as it is: no free tool writes one.
std::string stored_rar(const std::string& name, const std::string& content) {
  const auto size = static_cast<std::uint32_t>(content.size());
  const std::string head = little(size, 4) + little(size, 4) + std::string(1, '\3') +
                           little(crc32(content), 4) + little(0x58210000, 4) + "\x14" + "\x30" +
                           little(static_cast<std::uint32_t>(name.size()), 2) + little(0x81A4, 4) + name;
  return std::string("Rar!\x1A\x07\0", 7) +
         rar_block("\x73" + little(0, 2) + little(13, 2) + std::string(6, '\0')) +
         rar_block("\x74" + little(0x8000, 2) + little(static_cast<std::uint32_t>(head.size() + 7), 2) +
                   head) +
         content + rar_block("\x7B" + little(0x4000, 2) + little(7, 2));
}

void make_archive(const std::string& path, int format, bool gzip, const std::string& name,
                  const std::string& content) {
  archive* writer = archive_write_new();
  archive_write_set_format(writer, format);
  if (gzip) archive_write_add_filter_gzip(writer);
  ASSERT_EQ(archive_write_open_filename(writer, path.c_str()), ARCHIVE_OK);
  archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname(entry, name.c_str());
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
  archive_write_header(writer, entry);
  archive_write_data(writer, content.data(), content.size());
  archive_entry_free(entry);
  archive_write_close(writer);
  archive_write_free(writer);
}

const std::string kCsv = "code,name\n001,An\n002,Bo\n";

void expect_the_csv(const std::string& path) {
  const auto table = read_file_at(path);
  ASSERT_TRUE(table) << path << ": " << table.error().code;
  EXPECT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->at(1, "name"), "Bo");
}

TEST(Members, OfEveryKindOfArchiveAreRead) {
  TempFolder folder;
  make_archive(folder / "a.7z", ARCHIVE_FORMAT_7ZIP, false, "x/a.csv", kCsv);
  make_archive(folder / "a.tar", ARCHIVE_FORMAT_TAR, false, "x/a.csv", kCsv);
  make_archive(folder / "a.tar.gz", ARCHIVE_FORMAT_TAR, true, "x/a.csv", kCsv);
  folder.write("a.rar", stored_rar("a.csv", kCsv));
  for (const char* name : {"a.7z", "a.tar", "a.tar.gz", "a.rar"}) expect_the_csv(folder / name);
}

TEST(Members, ThatAreArchivesAreNotOpened) {
  TempFolder folder;
  make_archive(folder / "a.tar", ARCHIVE_FORMAT_TAR, false, "inner.zip", "PK\x03\x04");
  EXPECT_EQ(error_code(reader::pack(folder / "a.tar", folder.path())), "reader.archive_nested");
}

TEST(Members, OfAGeodatabaseFolderAreOneDataSet) {
  TempFolder folder;
  make_file("OpenFileGDB", folder / "phu.gdb", {{"phu", 4326, {{"POINT (1 2)", "x", 1, 1}}}});
  std::vector<reader::ZipPart> parts;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "phu.gdb"))
    parts.push_back({"gui/phu.gdb/" + entry.path().filename().string(), entry.path().string()});
  ASSERT_TRUE(reader::write_zip(folder / "phu.zip", parts));
  const auto table = read_file_at(folder / "phu.zip");
  ASSERT_TRUE(table) << table.error().code << testing::PrintToString(table.error().args);
  EXPECT_EQ(table->layer.name, "phu");
  EXPECT_EQ(table->rows.size(), 1u);
}

TEST(Members, ANoteBesideADataSetIsNone) {
  TempFolder folder;
  ASSERT_TRUE(reader::write_zip(folder / "a.zip", {{"a.csv", folder.write("a.csv", kCsv)},
                                                   {"readme.txt", folder.write("r.txt", "hello")}}));
  expect_the_csv(folder / "a.zip");
}

TEST(Refusals, SayWhatToExport) {
  TempFolder folder;
  const auto code = [&](const std::string& name, std::string_view bytes) {
    return error_code(describe_file_at(folder.write(name, bytes)));
  };
  EXPECT_EQ(code("a.dxf", "AC1032 a drawing"), "reader.dwg");
  EXPECT_EQ(code("a.tab", "!table\nDefinition Table\n File \"a.jpg\"\n Type \"RASTER\"\n"), "reader.picture");
  EXPECT_EQ(code("a.kml", "<?xml version=\"1.0\"?><kml><GroundOverlay/></kml>"), "reader.picture");
  EXPECT_EQ(code("b.kml", "<?xml version=\"1.0\"?><kml><NetworkLink/></kml>"), "reader.network_links");
  EXPECT_EQ(code("a.mdb", std::string_view("\0\1\0\0Standard Jet DB\0", 20)), "reader.access");
}

}  // namespace
}  // namespace vungphu::test
