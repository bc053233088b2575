// signal-raster: cells and classes at or over a threshold.
#include <cmath>
#include <limits>

#include <gmock/gmock.h>

#include "unit/collectors/rows.hpp"

namespace vungphu::collectors {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using namespace test;

constexpr double kInfinite = std::numeric_limits<double>::infinity();
const float kNone = std::nanf("");

struct Reading : World {
  Signal signal{"rsrp", -110, {}};
  geo::RasterGrid grid{100, 100, {105, 0.001, 0, 10, 0, -0.001}};
  geo::Transformer wgs84 = *geo::Transformer::create("EPSG:4326", {});
  Context with_signal() const {
    Context context = World::context("5g");
    context.signal = &signal;
    context.raster = &grid;
    context.transformer = &wgs84;
    return context;
  }
  Collected block(std::vector<float> values, std::int64_t columns) const {
    Row row = row_of({});
    const auto lines = std::ssize(values) / columns;
    row.cells = {10, 20, columns, lines, std::move(values)};
    return collect("signal-raster", row, with_signal());
  }
  Collected area_of_class(const char* text) const {
    return collect("signal-raster", row_of({{"rsrp", text}}, an_area()), with_signal());
  }
};

TEST(SignalRaster, MakesRunsOfTheCellsAtOrOverTheThreshold) {
  const auto made = Reading().block({-120, -110, -90, kNone,  //
                                     -80, kNone, -80, -110.5F},
                                    4);
  EXPECT_EQ(made.claim().kind, ClaimKind::cells);
  EXPECT_THAT(made.claim().cells,
              ElementsAre(geo::CellRun{20, 11, 12}, geo::CellRun{21, 10, 10}, geo::CellRun{21, 12, 12}));
  EXPECT_TRUE(std::holds_alternative<geo::MultiPolygon>(made.claim().geometry));
  EXPECT_EQ(made.outcome.cells.cells, 8);
  EXPECT_EQ(made.outcome.cells.with_data, 6);
  EXPECT_EQ(made.outcome.cells.over, 4);
  EXPECT_THAT(made.findings, IsEmpty());
}

TEST(SignalRaster, LeavesOutBlocksWithoutACellAtTheThreshold) {
  const auto made = Reading().block({-120, kNone, -110.001F, -111}, 2);
  EXPECT_TRUE(made.outcome.filtered);
  EXPECT_THAT(made.outcome.claims, IsEmpty());
  EXPECT_EQ(made.outcome.cells.with_data, 3);
}

TEST(SignalRaster, ComparesInTheValuesOwnPrecision) {
  Reading reading;
  reading.signal.threshold = -109.9;
  EXPECT_EQ(reading.block({-109.9F}, 1).outcome.claims.size(), 1u);
}

TEST(SignalRaster, RefusesABlockThatDoesNotFitItsLattice) {
  Reading reading;
  Row row = row_of({});
  row.cells = {0, 0, 3, 3, {-90, -90}};
  EXPECT_THAT(collect("signal-raster", row, reading.with_signal()).codes(), ElementsAre("raster_block_bad"));
}

TEST(SignalRaster, CountsAClassThatIsWhollyAtOrOverTheThreshold) {
  const Reading reading;
  EXPECT_EQ(reading.area_of_class("-95 đến -85").claim().kind, ClaimKind::area);
  EXPECT_EQ(reading.area_of_class(">= -110").outcome.claims.size(), 1u);
  for (const char* below : {"< -110", "-120 đến -110"}) {
    EXPECT_TRUE(reading.area_of_class(below).outcome.filtered) << below;
    EXPECT_THAT(reading.area_of_class(below).findings, IsEmpty()) << below;
  }
  const auto cut = reading.area_of_class("-115 đến -105");
  EXPECT_TRUE(cut.outcome.filtered);
  EXPECT_THAT(cut.codes(), ElementsAre("signal_class_straddles"));
  EXPECT_THAT(reading.area_of_class("tốt").codes(), ElementsAre("signal_class_bad"));
}

TEST(SignalClass, IsReadAsPeopleWriteIt) {
  struct Case {
    const char* text;
    double low, high;
  };
  for (const Case& c : std::vector<Case>{{"-95 đến -85", -95, -85},
                                         {"-95 – -85 dBm", -95, -85},
                                         {"−95 … −85", -95, -85},
                                         {"[-95, -85)", -95, -85},
                                         {"-85 to -95", -95, -85},
                                         {"< -110", -kInfinite, -110},
                                         {"dưới -110", -kInfinite, -110},
                                         {">= -85 dBm", -85, kInfinite},
                                         {"≥ -85", -85, kInfinite},
                                         {"lớn hơn -85", -85, kInfinite},
                                         {"từ -85 trở lên", -85, kInfinite},
                                         {"-110 trở xuống", -kInfinite, -110},
                                         {"-95 <= RSRP < -85", -95, -85},
                                         {"-85 > x >= -95,5", -95.5, -85},
                                         {"từ -95 đến dưới -85", -95, -85},
                                         {"-95", -95, -95}}) {
    const auto made = parse_signal_class(c.text);
    ASSERT_TRUE(made) << c.text;
    EXPECT_EQ(made->low, c.low) << c.text;
    EXPECT_EQ(made->high, c.high) << c.text;
  }
  for (const char* bad : {"", "tốt", "-95-85", "> ", "-95 -85 -75", ">= -85 <= -95", "5G", "> -85 > -95"})
    EXPECT_FALSE(parse_signal_class(bad)) << bad;
}

struct Choice : World {
  LayerInfo layer;
  SignalAsked asked;
  Mapping mapping;
  Choice() {
    layer.name = "vung_phu";
    layer.geometry = "raster";
    layer.fields = {{"Band 1", "real", {}}};
    profile.signal_thresholds = {{"5g", "rsrp", "outdoor", -110, "a standard"}};
    asked = {&layer, "5G_SS-RSRP.tif", &profile, profile.technology("5g"), "outdoor", {}};
  }
  Choice(const Choice&) = delete;

  std::optional<Signal> made() {
    std::vector<Error> errors;
    const Signal signal = choose_signal(asked, mapping, errors);
    return errors.empty() ? std::optional(signal) : std::nullopt;
  }
  std::vector<std::string> asks() {
    std::vector<Error> errors;
    choose_signal(asked, mapping, errors);
    std::vector<std::string> codes;
    for (const Error& error : errors) codes.push_back(error.code);
    return codes;
  }
};

TEST(SignalChoice, TakesTheQuantityFromANameAndTheThresholdFromTheProfile) {
  Choice choice;
  const auto made = choice.made();
  ASSERT_TRUE(made);
  EXPECT_EQ(made->quantity, "rsrp");
  EXPECT_EQ(made->threshold, -110);
  EXPECT_EQ(made->source, "a standard");
  // Recorded as a mapping, which alone is enough to read the same again.
  choice.asked.file_name = "x.tif";
  EXPECT_EQ(choice.made()->quantity, "rsrp");
}

TEST(SignalChoice, PrefersWhatThePersonSays) {
  Choice choice;
  choice.mapping = {{"sinr", {"Band 1"}, false}};
  choice.asked.threshold = -3;
  const auto made = choice.made();
  EXPECT_EQ(made->quantity, "sinr");
  EXPECT_EQ(made->threshold, -3);
  EXPECT_EQ(made->source, "");
}

TEST(SignalChoice, AsksForWhatItDoesNotKnow) {
  Choice choice;
  choice.asked.environment = "indoor";
  EXPECT_THAT(choice.asks(), ElementsAre("collectors.threshold_needed"));
  choice.asked.threshold = 110;
  EXPECT_THAT(choice.asks(), ElementsAre("collectors.threshold_odd"));
  choice.mapping.clear();
  choice.asked.file_name = "5G.tif";
  EXPECT_THAT(choice.asks(), ElementsAre("collectors.quantity_needed"));
}

TEST(SignalChoice, AsksForQuantityAndThresholdTogetherWhereNoFigureOfTheProfileCanBeMeant) {
  Choice choice;
  choice.asked.file_name = "5G.tif";
  EXPECT_THAT(choice.asks(), ElementsAre("collectors.quantity_needed")) << "the profile has one for outdoors";
  choice.asked.environment = "indoor";
  EXPECT_THAT(choice.asks(), ElementsAre("collectors.quantity_needed", "collectors.threshold_needed"));
}

}  // namespace
}  // namespace vungphu::collectors
