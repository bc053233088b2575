// The rows that intake looks at before it reads a layer: few, and from all over it.
#include <gtest/gtest.h>
#include <ogr_api.h>

#include "gdal_maker.hpp"
#include "reader/data_set.hpp"
#include "support.hpp"

namespace vungphu::test {
namespace {

constexpr int kMany = 5000;

std::vector<MadeFeature> many_features() {
  std::vector<MadeFeature> features;
  for (int i = 0; i < kMany; ++i) {
    const std::string x = std::to_string(100 + i * 0.001);
    features.push_back({"LINESTRING (" + x + " 10,200 20,201 21)", std::string(500, 'x'), i, 0.5});
  }
  return features;
}

double first_x(const RawFeature& row) {
  OGRGeometryH point = nullptr;
  EXPECT_EQ(OGR_G_CreateFromWkb(row.wkb.data(), nullptr, &point, static_cast<int>(row.wkb.size())),
            OGRERR_NONE);
  EXPECT_EQ(OGR_G_GetGeometryType(point), wkbPoint);
  const double x = OGR_G_GetX(point, 0);
  OGR_G_DestroyGeometry(point);
  return x;
}

struct Case {
  std::string name, driver, file;
  std::vector<std::string> options = {};
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class RandomAccess : public testing::TestWithParam<Case> {};

TEST_P(RandomAccess, GivesASampleFromTheFirstFeatureToTheLast) {
  TempFolder folder;
  const std::string path = folder / GetParam().file;
  make_file(GetParam().driver, path, {{"phu", 4326, many_features()}}, GetParam().options);
  const auto info = describe_file_at(path);
  ASSERT_TRUE(info) << info.error().code;
  const auto& sample = info->layers.at(0).sample;
  ASSERT_EQ(sample.size(), kSampleRows);
  EXPECT_EQ(sample.front().row, 1);
  EXPECT_EQ(sample.back().row, kMany);
  EXPECT_EQ(sample[1].fields.at(0)->size(), 200u) << "long texts by their start";
  std::vector<double> xs;
  for (const RawFeature& row : sample) xs.push_back(first_x(row));
  EXPECT_NEAR(*std::min_element(xs.begin(), xs.end()), 100.0, 0.1);
  EXPECT_NEAR(*std::max_element(xs.begin(), xs.end()), 105.0, 0.1);
}

INSTANTIATE_TEST_SUITE_P(All, RandomAccess,
                         testing::Values(Case{"gpkg", "GPKG", "a.gpkg"},
                                         Case{"shp", "ESRI Shapefile", "a.shp"},
                                         Case{"fgb", "FlatGeobuf", "a.fgb"},
                                         Case{"tab", "MapInfo File", "a.tab"}),
                         [](const auto& each) { return each.param.name; });

TEST(Sample, OfATableIsEvenlySpread) {
  TempFolder folder;
  std::string csv = "mã,tên\n";
  for (int i = 0; i < kMany; ++i) csv += std::to_string(i) + ",Ấp " + std::to_string(i) + "\n";
  const auto info = describe_file_at(folder.write("a.csv", csv));
  ASSERT_TRUE(info);
  const auto& sample = info->layers.at(0).sample;
  ASSERT_LE(sample.size(), kSampleRows);
  ASSERT_GE(sample.size(), kSampleRows / 2);
  const std::int64_t step = sample[1].row - sample[0].row;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    EXPECT_EQ(sample[i].row, 2 + step * static_cast<std::int64_t>(i));
    EXPECT_EQ(sample[i].fields.at(0), std::to_string(sample[i].row - 2));
  }
  EXPECT_GT(sample.back().row + step, kMany);
}

TEST(Sample, OfAFewRowsIsAllOfThem) {
  TempFolder folder;
  const auto info = describe_file_at(folder.write("a.csv", "a,b\n1,x\n2,y,wide\n"));
  ASSERT_TRUE(info);
  const LayerInfo& layer = info->layers.at(0);
  ASSERT_EQ(layer.sample.size(), 2u);
  EXPECT_EQ(layer.sample[0].fields.size(), layer.fields.size());
  EXPECT_EQ(layer.sample[1].fields.back(), "wide");
}

TEST(Sample, GapsInTheIdsOfAGeoPackageAreNoGapsInTheSample) {
  TempFolder folder;
  const std::string path = folder / "a.gpkg";
  make_file("GPKG", path, {{"phu", 4326, many_features()}});
  run_sql(path, "DELETE FROM phu WHERE fid % 4 = 0 OR fid < 100");
  const auto info = describe_file_at(path);
  ASSERT_TRUE(info) << info.error().code;
  const auto& sample = info->layers.at(0).sample;
  EXPECT_GE(sample.size(), kSampleRows / 2);
  EXPECT_NEAR(first_x(sample.back()), 105.0, 0.1);
}

TEST(Sampler, KeepsAtMostTheNumberThatItMay) {
  reader::Sampler sampler;
  for (int i = 0; i < 1601; ++i)
    if (sampler.wants_next()) {
      RawFeature row;
      row.row = i;
      sampler.take(std::move(row));
    }
  const auto rows = std::move(sampler).rows();
  ASSERT_EQ(rows.size(), 101u);
  EXPECT_EQ(rows[1].row, 16);
  EXPECT_EQ(rows.back().row, 1600);
}

}  // namespace
}  // namespace vungphu::test
