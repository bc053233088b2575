#include "reader/frames.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "reader/messages.hpp"

namespace vungphu::reader {
namespace {

RawFeature sample() {
  RawFeature feature;
  feature.row = 7;
  feature.wkb = std::string("\x01\x00\x02", 3);
  feature.dropped_z = true;
  feature.fields = {"Ấp Tân Lộc", std::nullopt, ""};
  return feature;
}

TEST(Frames, AFeatureComesBackAsItWas) {
  std::string bytes;
  ASSERT_TRUE(append_feature(bytes, sample()));
  Frame frame;
  ASSERT_EQ(next_frame(bytes, frame), FrameState::whole);
  EXPECT_EQ(frame.type, FrameType::feature);
  EXPECT_EQ(frame.size(), bytes.size());
  const auto feature = parse_feature(frame.payload);
  ASSERT_TRUE(feature);
  EXPECT_EQ(feature->row, 7);
  EXPECT_TRUE(feature->dropped_z);
  EXPECT_EQ(feature->wkb, sample().wkb);
  EXPECT_EQ(feature->fields, sample().fields);
}

TEST(Frames, ABlockOfCellsComesBackAsItWasAndALieAboutItDoesNot) {
  RawFeature block;
  block.row = 3;
  block.cells = {256, 512, 2, 2, {1.5f, -95.0f, std::nanf(""), 0.0f}};
  std::string bytes;
  ASSERT_TRUE(append_feature(bytes, block));
  const std::string payload = bytes.substr(kFrameHead);
  const auto back = parse_feature(payload);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->cells.first_column, 256);
  EXPECT_EQ(back->cells.first_line, 512);
  EXPECT_EQ(back->cells.lines, 2);
  EXPECT_EQ(back->cells.values[1], -95.0f);
  EXPECT_TRUE(std::isnan(back->cells.values[2]));
  const std::size_t columns_at = payload.size() - 4 * 4 - 16;
  for (char lie : {'\0', '\3', '\xff'}) {
    std::string other = payload;
    other[columns_at] = lie;
    EXPECT_FALSE(parse_feature(other)) << int(lie);
    other[columns_at + 7] = lie;
    EXPECT_FALSE(parse_feature(other)) << int(lie);
  }
}

TEST(Messages, ALayerComesBackAsItWas) {
  LayerInfo layer;
  layer.geometry = "raster";
  layer.bytes = true;
  layer.raster = geo::RasterGrid{300, 200, {105, 0.001, 0, 10, 0, -0.001}};
  const auto back = parse_layer(to_json(layer));
  ASSERT_TRUE(back);
  EXPECT_TRUE(back->bytes);
  EXPECT_EQ(back->raster, layer.raster);
}

TEST(Frames, AFrameCutAnywhereNeedsMore) {
  std::string bytes;
  append_feature(bytes, sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Frame frame;
    EXPECT_EQ(next_frame(std::string_view(bytes).substr(0, size), frame), FrameState::needs_more) << size;
  }
}

TEST(Frames, AFeatureCutOrPaddedIsNotAFeature) {
  std::string bytes;
  append_feature(bytes, sample());
  const std::string payload = bytes.substr(kFrameHead);
  for (std::size_t size = 0; size < payload.size(); ++size)
    EXPECT_FALSE(parse_feature(std::string_view(payload).substr(0, size))) << size;
  EXPECT_FALSE(parse_feature(payload + "x"));
}

TEST(Frames, ALieAboutSizesIsBadAndReservesNothing) {
  Frame frame;
  EXPECT_EQ(next_frame(std::string("\xff\xff\xff\xff\x03", 5), frame), FrameState::bad);
  EXPECT_EQ(next_frame(std::string("\x00\x00\x00\x00\x00", 5), frame), FrameState::bad);
  EXPECT_EQ(next_frame(std::string("\x00\x00\x00\x00\x07", 5), frame), FrameState::bad);
  EXPECT_FALSE(parse_feature(std::string(13, '\0') + "\xfe\xff\xff\xff"));
}

TEST(Frames, SeveralFramesInARowAreTakenOneByOne) {
  std::string bytes;
  append_frame(bytes, FrameType::layer, "{}");
  append_frame(bytes, FrameType::done, "");
  Frame frame;
  ASSERT_EQ(next_frame(bytes, frame), FrameState::whole);
  EXPECT_EQ(frame.payload, "{}");
  ASSERT_EQ(next_frame(std::string_view(bytes).substr(frame.size()), frame), FrameState::whole);
  EXPECT_EQ(frame.type, FrameType::done);
}

TEST(Messages, ARequestComesBackAsItWas) {
  Request request{Job::read, "csv", "a/b.csv", {"Lớp 1", "\"mã\" = '01'"}, {}};
  request.limits.columns = 3;
  const auto back = parse_request(to_json(request));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->job, Job::read);
  EXPECT_EQ(back->member, "a/b.csv");
  EXPECT_EQ(back->options.where, "\"mã\" = '01'");
  EXPECT_EQ(back->options.layer, "Lớp 1");
  EXPECT_EQ(back->limits.columns, 3u);
}

TEST(Messages, AWorkerGivesOnlyErrorsOfTheReader) {
  EXPECT_TRUE(parse_error(to_json(Error{"reader.damaged", {{"detail", "x"}}})));
  EXPECT_FALSE(parse_error(to_json(Error{"usage.bad", {}})));
  EXPECT_FALSE(parse_error("{"));
  EXPECT_FALSE(parse_error("[1, 2]"));
  EXPECT_FALSE(parse_layer("{\"name\": 3}"));
  EXPECT_FALSE(parse_done("null"));
}

}  // namespace
}  // namespace vungphu::reader
