// Files and workers that fail: an Error each, and nothing left behind.
#include <cerrno>

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include "gdal_maker.hpp"
#include "support.hpp"

namespace vungphu::test {
namespace {

constexpr auto kNoLayer = [](const LayerInfo&) { return Status{}; };
constexpr auto kNoRow = [](RawFeature&&) { return Status{}; };

class Hostile : public testing::Test {
 protected:
  void TearDown() override {
    reader::set_worker_program("/proc/self/exe");
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a worker was left behind";
    EXPECT_EQ(errno, ECHILD);
  }
  std::string make_gpkg() {
    const std::string path = folder_ / "a.gpkg";
    std::vector<MadeFeature> features(2000, {"POINT (1 2)", "x", 1, 1});
    make_file("GPKG", path, {{"a", 4326, features}});
    return path;
  }
  TempFolder folder_;
};

TEST_F(Hostile, ATruncatedGeoPackageIsRefused) {
  const std::string bytes = bytes_of(make_gpkg());
  for (std::size_t part : {10u, 50u, 90u}) {
    const auto table = read_file_at(folder_.write("cut.gpkg", bytes.substr(0, bytes.size() * part / 100)));
    EXPECT_FALSE(table) << part << "% of it was read";
  }
}

TEST_F(Hostile, ATruncatedGeoJsonOrFlatGeobufIsRefused) {
  const std::vector<MadeFeature> features(500, {"POINT (1 2)", "x", 1, 1});
  for (const auto& [driver, name] : {std::pair{"GeoJSON", "a.geojson"}, {"FlatGeobuf", "a.fgb"}}) {
    make_file(driver, folder_ / name, {{"a", 4326, features}});
    const std::string bytes = bytes_of(folder_ / name);
    const std::string cut = folder_.write(std::string("cut-") + name, bytes.substr(0, bytes.size() * 6 / 10));
    EXPECT_FALSE(read_file_at(cut)) << name;
  }
}

TEST_F(Hostile, AGeoPackageLeftInWalModeIsReadAndNotTouched) {
  std::string bytes = bytes_of(make_gpkg());
  bytes[18] = bytes[19] = 2;
  const std::string path = folder_.write("wal.gpkg", bytes);
  const auto table = read_file_at(path);
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_EQ(table->rows.size(), 2000u);
  EXPECT_EQ(bytes_of(path), bytes);
}

TEST_F(Hostile, AGeoPackageWithAForeignVirtualTableIsRefused) {
  const std::string path = make_gpkg();
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  for (const char* sql :
       {"CREATE TABLE other (a)", "PRAGMA writable_schema = 1",
        "UPDATE sqlite_master SET sql = 'CREATE/**/VIRTUAL TABLE other USING/*rtree(*/VirtualText"
        "(''/etc/passwd'')' WHERE name = 'other'"})
    ASSERT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
  sqlite3_close(database);
  const auto table = read_file_at(path, {"a", ""});
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().code, "reader.geopackage_unsafe");
  EXPECT_EQ(table.error().args[0].second, "other");
}

TEST_F(Hostile, ALinkedCrsIsNotFetched) {
  const auto table = read_file_at(folder_.write("a.geojson", R"({"type":"FeatureCollection",
    "crs":{"type":"link","properties":{"href":"http://127.0.0.1:9/crs","type":"ogcwkt"}},
    "features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}}]})"));
  EXPECT_FALSE(table);
}

TEST_F(Hostile, AnExcelBombIsRefusedBeforeItIsInflated) {
  const std::string path = folder_ / "a.xlsx";
  make_file("XLSX", path, {{"a", 0, {{"", std::string(20u << 20, 'x'), 1, 1}}}});
  EXPECT_EQ(error_code(read_file_at(path)), "reader.archive_bomb");
}

TEST_F(Hostile, AWorkerOutOfMemoryIsExplained) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers reserve terabytes: no limit of memory there";
#endif
  const std::string path = folder_.write("a.csv", "\xFF\xFE" + std::string(64u << 20, 'a'));
  const auto info = reader::describe({path, "csv", "", {.memory_bytes = 300u << 20}});
  EXPECT_EQ(error_code(info), "reader.worker_memory");
}

TEST_F(Hostile, AWorkerOutOfCpuTimeIsExplained) {
  std::string content = "mã,tên\n";
  for (int i = 0; i < 400'000; ++i) content += "0123456789,Ấp Tân Lộc\n";
  for (int i = 0; i < 3; ++i) content += content.substr(8);
  const std::string path = folder_.write("a.csv", content);
  const auto read = reader::read({path, "csv", "", {.cpu_seconds = 1}},
                                 {"", "\"tên\" LIKE '%không có%' OR \"mã\" LIKE '%9%8%'"}, kNoLayer, kNoRow);
  EXPECT_EQ(error_code(read), "reader.worker_time");
}

TEST_F(Hostile, AWorkerThatHangsIsEnded) {
  reader::set_worker_program(folder_.write("hang", "#!/bin/sh\nexec sleep 60\n"));
  std::filesystem::permissions(folder_ / "hang", std::filesystem::perms::owner_all);
  const std::string path = folder_.write("a.csv", "a,b\n1,x\n");
  EXPECT_EQ(error_code(reader::describe({path, "csv", "", {.wall_seconds = 1}})), "reader.worker_time");
}

TEST_F(Hostile, AWorkerThatDiesOrLiesIsAnError) {
  const std::string path = folder_.write("a.csv", "a,b\n1,x\n");
  for (const char* script : {"kill -9 $$", "exit 1", "exit 0", "exec 1>&-; exec sleep 60",
                             "printf 'lies, all of it, and long enough'",
                             "printf '\\000\\000\\000\\000\\004'", "printf '\\002\\000\\000\\000\\002{}'"}) {
    reader::set_worker_program(folder_.write("liar", std::string("#!/bin/sh\n") + script + "\n"));
    std::filesystem::permissions(folder_ / "liar", std::filesystem::perms::owner_all);
    EXPECT_EQ(error_code(reader::describe({path, "csv"})), "reader.worker_died") << script;
    EXPECT_EQ(error_code(reader::read({path, "csv"}, {}, kNoLayer, kNoRow)), "reader.worker_died") << script;
  }
}

TEST_F(Hostile, AWorkerThatCannotStartIsSaid) {
  reader::set_worker_program(folder_ / "none");
  EXPECT_EQ(error_code(reader::describe({folder_.write("a.csv", "a,b\n1,x\n"), "csv"})),
            "reader.worker_start");
}

TEST_F(Hostile, AnErrorOfACallbackEndsTheWorkerAndIsHandedOn) {
  int rows = 0;
  const auto read = reader::read({make_gpkg(), "gpkg"}, {}, kNoLayer, [&](RawFeature&&) -> Status {
    return ++rows < 10 ? Status{} : Status(fail("test.enough"));
  });
  EXPECT_EQ(error_code(read), "test.enough");
  EXPECT_EQ(rows, 10);
}

TEST_F(Hostile, AStopEndsTheWorker) {
  std::stop_source stop;
  Task task{{}, stop.get_token()};
  const auto read = reader::read(
      {make_gpkg(), "gpkg"}, {}, kNoLayer,
      [&](RawFeature&&) -> Status {
        stop.request_stop();
        return {};
      },
      task);
  EXPECT_EQ(error_code(read), "base.cancelled");
}

TEST_F(Hostile, AWhereThatIsTooLongIsRefused) {
  const auto read = reader::read({folder_.write("a.csv", "a,b\n1,x\n"), "csv"},
                                 {"", std::string(100'000, 'x')}, kNoLayer, kNoRow);
  EXPECT_EQ(error_code(read), "reader.request_too_long");
}

}  // namespace
}  // namespace vungphu::test
