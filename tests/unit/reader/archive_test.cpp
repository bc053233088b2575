// Zip files that mean harm.
#include "reader/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include "support.hpp"

namespace vungphu::test {
namespace {

/// A deflated zip of entries {name, content}; a name ending in "@" is a link.
std::string make_zip(const std::vector<std::pair<std::string, std::string>>& entries,
                     const char* options = nullptr) {
  std::string out(64u << 20, '\0');
  std::size_t used = 0;
  archive* writer = archive_write_new();
  archive_write_set_format_zip(writer);
  if (options) {
    archive_write_set_options(writer, options);
    archive_write_set_passphrase(writer, "secret");
  }
  archive_write_open_memory(writer, out.data(), out.size(), &used);
  for (const auto& [name, content] : entries) {
    archive_entry* entry = archive_entry_new();
    const bool link = name.ends_with('@');
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_filetype(entry, link ? AE_IFLNK : AE_IFREG);
    if (link) archive_entry_set_symlink(entry, "/etc/passwd");
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, link ? 0 : static_cast<la_int64_t>(content.size()));
    archive_write_header(writer, entry);
    if (!link) archive_write_data(writer, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  out.resize(used);
  return out;
}

TEST(Archive, FilesOfAGoodZipAreNamedAndRead) {
  const std::string zip = make_zip({{"a/b.txt", "nội dung"}, {"c.txt", ""}});
  const auto names = reader::screen_zip(zip);
  ASSERT_TRUE(names);
  EXPECT_EQ(*names, (std::vector<std::string>{"a/b.txt", "c.txt"}));
  EXPECT_EQ(reader::extract_member(zip, "a/b.txt").value(), "nội dung");
}

TEST(Archive, NamesThatLeadOutAreRefused) {
  for (const char* name : {"../a.shp", "a/../../b", "/etc/a", "a\\..\\b", "C:a", "link@"})
    EXPECT_EQ(error_code(reader::screen_zip(make_zip({{name, "x"}}))), "reader.archive_unsafe") << name;
  EXPECT_EQ(error_code(reader::screen_zip(make_zip({{"a", "x"}, {"a", "y"}}))), "reader.archive_unsafe");
}

TEST(Archive, BombsAreRefusedByRatioAndByNumber) {
  const std::string blank(32u << 20, '\0');
  EXPECT_EQ(error_code(reader::screen_zip(make_zip({{"a.dbf", blank}}))), "reader.archive_bomb");
  std::vector<std::pair<std::string, std::string>> many;
  for (int i = 0; i < 10'001; ++i) many.emplace_back(std::to_string(i), "");
  EXPECT_EQ(error_code(reader::screen_zip(make_zip(many))), "reader.archive_bomb");
}

TEST(Archive, ADirectoryThatLiesAboutSizesDoesNotHelpABomb) {
  std::string zip = make_zip({{"a.dbf", std::string(32u << 20, '\0')}});
  const std::size_t entry = zip.rfind("PK\x01\x02");
  ASSERT_NE(entry, zip.npos);
  for (std::size_t i = 0; i < 4; ++i) zip[entry + 24 + i] = i == 0 ? '\x10' : '\0';  // uncompressed size: 16
  EXPECT_FALSE(reader::screen_zip(zip) && reader::extract_member(zip, "a.dbf"));
}

TEST(Archive, APasswordIsAskedToBeRemoved) {
  EXPECT_EQ(error_code(reader::screen_zip(make_zip({{"a", "x"}}, "zip:encryption=aes256"))),
            "reader.archive_encrypted");
}

TEST(Archive, CutAnywhereIsDamagedOrRead) {
  const std::string zip = make_zip({{"a.shp", "0123456789"}, {"a.dbf", "abc"}});
  for (std::size_t size = 0; size < zip.size(); ++size) {
    const auto names = reader::screen_zip(std::string_view(zip).substr(0, size));
    EXPECT_TRUE(names || names.error().code.starts_with("reader.archive_")) << size;
  }
}

}  // namespace
}  // namespace vungphu::test
