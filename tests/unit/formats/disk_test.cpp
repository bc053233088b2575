#include <csignal>

#include <sys/resource.h>

#include "support.hpp"

namespace vungphu::formats::test {
namespace {

using FormatsDisk = FormatsTest;

constexpr const char* kFileFormats[] = {"table",      "json", "csv", "csv-excel", "xlsx", "geojson",
                                        "geojsonseq", "gpkg", "fgb", "shp",       "kml"};

/// While it lives, no file of this process grows beyond `bytes`: to a writer that is what a full disk is.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    old_handler_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit small{bytes, old_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallDisk() {
    setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, old_handler_);
  }

 private:
  rlimit old_{};
  void (*old_handler_)(int) = SIG_DFL;
};

Status write_many(const Output& output, int rows) {
  VP_TRY(auto out, open(hamlets(), output));
  auto cells = hamlet_rows()[0].cells;
  for (int i = 0; i < rows; ++i) {
    cells[0] = std::to_string(10'000 + i);
    cells[1] = std::to_string(i * 7919LL) + " ấp " + std::to_string(i);
    VP_CHECK(out->write(cells, point(105 + i * 1e-6, 9)));
  }
  return out->close();
}

TEST_F(FormatsDisk, A_full_disk_is_an_error_and_leaves_nothing) {
  for (const char* format : kFileFormats) {
    Status status;
    {
      const SmallDisk disk(96 * 1024);
      status = write_many(to(format, path(std::string("x.") + std::string(extension_of(format)))), 4'000);
    }
    EXPECT_FALSE(status) << format;
    EXPECT_TRUE(names().empty()) << format << ": " << names().front();
  }
}

TEST_F(FormatsDisk, A_writer_that_is_not_closed_leaves_nothing) {
  for (const char* format : kFileFormats) {
    {
      auto out = open(hamlets(), to(format, path(std::string("x.") + std::string(extension_of(format)))));
      ASSERT_TRUE(out) << format << " " << out.error().code;
      EXPECT_TRUE((*out)->write(hamlet_rows()[0].cells, hamlet_rows()[0].geometry)) << format;
      EXPECT_FALSE(std::filesystem::exists(path("x"))) << "no name before it is whole";
    }
    EXPECT_TRUE(names().empty()) << format;
  }
}

TEST_F(FormatsDisk, A_folder_that_is_not_there_is_said) {
  for (const char* format : kFileFormats) {
    const auto out = open(hamlets(), to(format, path("nowhere/x.shp")));
    ASSERT_FALSE(out) << format;
    EXPECT_EQ(out.error().code, "base.file_missing");
    EXPECT_NE(text(Lang::en, out.error()).find("nowhere"), std::string::npos);
  }
}

TEST_F(FormatsDisk, Same_rows_same_bytes) {
  for (const std::string format : kFileFormats) {
    const std::string extension = "." + std::string(extension_of(format));
    ASSERT_TRUE(write_many(to(format, path("a" + extension)), 50)) << format;
    ASSERT_TRUE(write_many(to(format, path("b" + extension)), 50)) << format;
    EXPECT_EQ(bytes(path("a" + extension)), bytes(path("b" + extension))) << format;
    if (format == "shp") {
      EXPECT_EQ(bytes(path("a.dbf")), bytes(path("b.dbf")));
    }
  }
}

TEST_F(FormatsDisk, Memory_does_not_grow_with_rows) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "a sanitizer keeps what is freed";
#endif
  const auto peak_kb = [] {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
  };
  for (const std::string format : kFileFormats) {
    if (format == "table") continue;  // measures its columns first, and says so
    const Output output = to(format, path("m." + std::string(extension_of(format))));
    ASSERT_TRUE(write_many(output, 2'000)) << format;  // what the libraries take once
    const long before = peak_kb();
    ASSERT_TRUE(write_many(output, 30'000)) << format;
    // A row is about 200 bytes: kept, 30,000 would be 6 MB and more.
    EXPECT_LT(peak_kb() - before, 4'000) << format;
  }
}

}  // namespace
}  // namespace vungphu::formats::test
