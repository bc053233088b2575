// Layers: whatever changes came before, the picture is that of one made anew.
#include "vungphu/engine/layers.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "failing_memory.hpp"
#include "random_claims.hpp"

namespace vungphu::engine {
namespace {

using testing::Random;

/// A picture, and beside it what it should be of.
class Changing {
 public:
  explicit Changing(std::uint32_t seed) : random_(seed), box_(testing::random_box(random_)) {
    for (int i = random_.in(0, 4); i > 0; --i) {
      store_.areas.push_back(testing::wild_area(random_, box_));
      territories_.push_back(&store_.areas.back());
    }
    for (int i = random_.in(0, 30); i > 0; --i) points_.push_back(point());
    there_.assign(points_.size(), true);
    picture_ = std::make_unique<Layers>(Layers::make(points_, territories_, threads()).value());
  }

  void change() {
    switch (random_.in(0, 5)) {
      case 0:
        return add();
      case 1:
        return move();
      case 2:
        return remove();
      case 3:
        return set(random_.in(0, kLayers - 1), {});
      default:
        return set(random_.in(0, kLayers - 1), testing::random_claims(random_, box_, store_));
    }
  }

  void expect_as_anew() {
    std::vector<LayerPoint> left;
    std::vector<std::uint32_t> ids;
    for (std::uint32_t id = 0; id < points_.size(); ++id) {
      RC_ASSERT(picture_->holds(id) == there_[id]);
      if (there_[id]) left.push_back(points_[id]), ids.push_back(id);
    }
    Layers anew = Layers::make(left, territories_, threads()).value();
    for (int k = 0; k < kLayers; ++k) RC_ASSERT(anew.set_layer(kNumbers[k], claims_[k]).has_value());
    RC_ASSERT(picture_->counts() == anew.counts());
    RC_ASSERT(picture_->covered_by_any(0b101) == anew.covered_by_any(0b101));
    for (std::size_t i = 0; i < ids.size(); ++i) {
      RC_ASSERT(picture_->masks()[ids[i]] == anew.masks()[i]);
      RC_ASSERT(picture_->belonging()[ids[i]] == anew.belonging()[i]);
      const PointCovering at = picture_->at(left[i].at, left[i].key);
      RC_ASSERT(at.territory == anew.belonging()[i]);
      std::uint64_t mask = 0;
      for (const LayerCovering& layer : at.layers) mask |= std::uint64_t{1} << layer.layer;
      RC_ASSERT(mask == anew.masks()[i]);
    }
  }

 private:
  static constexpr int kLayers = 4;
  static constexpr std::array<int, kLayers> kNumbers{0, 1, 40, 63};

  unsigned threads() { return random_.in(0, 1) == 0 ? 1 : 3; }
  LayerPoint point() {
    return {testing::hard_point(random_, store_, box_), random_.in(-1, 9),
            random_.in(0, 1) == 0 ? kNoKey : random_.in(0, 25)};
  }
  std::vector<std::uint32_t> some_ids() {
    std::vector<std::uint32_t> ids;
    for (std::uint32_t id = 0; id < points_.size(); ++id) {
      if (there_[id] && random_.in(0, 4) == 0) ids.push_back(id);
    }
    return ids;
  }
  void add() {
    std::vector<LayerPoint> more;
    for (int i = random_.in(0, 8); i > 0; --i) more.push_back(point());
    RC_ASSERT(picture_->add(more).value() == points_.size());
    points_.insert(points_.end(), more.begin(), more.end());
    there_.resize(points_.size(), true);
  }
  void move() {
    const auto ids = some_ids();
    std::vector<LayerPoint> to;
    for (const std::uint32_t id : ids) to.push_back(points_[id] = point());
    RC_ASSERT(picture_->move(ids, to).has_value());
  }
  void remove() {
    const auto ids = some_ids();
    for (const std::uint32_t id : ids) there_[id] = false;
    picture_->remove(ids);
    picture_->remove(ids);
  }
  void set(int k, Claims claims) {
    claims_[static_cast<std::size_t>(k)] = claims;
    RC_ASSERT(picture_->set_layer(kNumbers[static_cast<std::size_t>(k)], std::move(claims)).has_value());
  }

  Random random_;
  geo::Box box_;
  testing::ClaimsStore store_;
  std::vector<const geo::MultiPolygon*> territories_;
  std::vector<LayerPoint> points_;
  std::vector<bool> there_;
  std::array<Claims, kLayers> claims_;
  std::unique_ptr<Layers> picture_;
};

/// Ten sequences a property's run, so a thousand in all.
RC_GTEST_PROP(Layers, AfterAnyChangesThePictureIsThatOfOneMadeAnew, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint32_t>();
  for (std::uint32_t i = 0; i < 10; ++i) {
    Changing changing(seed + i);
    for (int change = 0; change < 12; ++change) changing.change();
    changing.expect_as_anew();
  }
}

geo::MultiPolygon square(std::int32_t x, std::int32_t y, std::int32_t size) {
  return {{{{{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}}}}}};
}

TEST(Layers, CountsByTerritoryAndMaskAndOperatorsOnce) {
  const geo::MultiPolygon west = square(0, 0, 100), east = square(100, 0, 100), left = square(0, 0, 50),
                          low = square(0, 0, 10);
  std::vector<LayerPoint> points{{{5, 5}, 2}, {{40, 40}, 3}, {{90, 90}, 4}, {{100, 9}, 5, 7}, {{500, 9}, 6}};
  Layers picture = Layers::make(points, {&west, &east}, 1).value();
  ASSERT_TRUE(picture.set_layer(0, {.areas = {&left}}));
  ASSERT_TRUE(picture.set_layer(1, {.areas = {&low}}));
  ASSERT_TRUE(picture.set_layer(2, {.areas = {&low}, .keys = {7}}));
  EXPECT_EQ(picture.counts(),
            (std::vector<MaskCount>{
                {-1, 0, 1, 6}, {0, 0, 1, 4}, {0, 0b1, 1, 3}, {0, 0b100, 1, 5}, {0, 0b111, 1, 2}}));
  EXPECT_EQ(picture.covered_by_any(0b110),
            (std::vector<CoveredCount>{{{2, 7}, {4, 14}}, {{}, {}}, {{}, {1, 6}}}));
  const std::vector<std::uint64_t> operators{0b011, 0b100};
  const auto histogram = picture.by_operators(operators);
  EXPECT_EQ(histogram[0], (std::vector<Count>{{1, 4}, {2, 8}, {1, 2}}));
  EXPECT_EQ(histogram[2], (std::vector<Count>{{1, 6}, {}, {}}));
}

TEST(Layers, BelongingIncludesTheOneUnitRule) {
  const geo::MultiPolygon a = square(10, 0, 10), b = square(0, 0, 8);
  Layers picture =
      Layers::make(std::vector<LayerPoint>{{{9, 4}}, {{8, 4}}, {{21, 4}}, {{22, 4}}}, {&a, &b}, 1).value();
  EXPECT_EQ(picture.belonging()[0], 0);
  EXPECT_EQ(picture.belonging()[1], 1);
  EXPECT_EQ(picture.belonging()[2], 0);
  EXPECT_EQ(picture.belonging()[3], -1);
  EXPECT_EQ(picture.at({9, 4}).territory, 0);
}

TEST(Layers, ManyPointsAddedAtOnceAreTheSameAsOneByOne) {
  Random random(11);
  const geo::Box box{{1'050'000'000, 100'000'000}, {1'050'900'000, 100'900'000}};
  testing::ClaimsStore store;
  std::vector<LayerPoint> points;
  for (int i = 0; i < 4; ++i) store.areas.push_back(testing::valid_area(random, random.point(box), 300'000));
  const std::vector<const geo::MultiPolygon*> territories{&store.areas[0], &store.areas[1]};
  for (int i = 0; i < 25'000; ++i) points.push_back({testing::hard_point(random, store, box), 1, i % 50});
  Layers at_once = Layers::make({}, territories, 2).value(),
         in_parts = Layers::make({}, territories, 2).value();
  for (int k = 0; k < 3; ++k) {
    const Claims claims = testing::random_claims(random, box, store);
    ASSERT_TRUE(at_once.set_layer(k, claims));
    ASSERT_TRUE(in_parts.set_layer(k, claims));
  }
  ASSERT_TRUE(at_once.add(points));
  ASSERT_TRUE(in_parts.add(std::span(points).first(12'000)));
  ASSERT_TRUE(in_parts.add(std::span(points).subspan(12'000)));
  EXPECT_EQ(at_once.counts(), in_parts.counts());
  EXPECT_TRUE(std::ranges::equal(at_once.masks(), in_parts.masks()));
  EXPECT_TRUE(std::ranges::equal(at_once.belonging(), in_parts.belonging()));
}

TEST(Layers, AnIdOfNoPointIsPassedOverAndOfTwoPlacesTheLastHolds) {
  const geo::MultiPolygon west = square(0, 0, 100), east = square(100, 0, 100);
  Layers picture =
      Layers::make(std::vector<LayerPoint>{{{5, 5}}, {{6, 6}}, {{7, 7}}}, {&west, &east}, 1).value();
  ASSERT_TRUE(picture.set_layer(0, {.areas = {&east}}));
  picture.remove(std::vector<std::uint32_t>{2, 900, 2});
  const std::vector<std::uint32_t> ids{0, 2, 900, 0, 1, 0};
  const std::vector<LayerPoint> to{{{500, 5}, 2}, {{8, 8}, 3}, {{9, 9}, 4},
                                   {{7, 7}, 5},   {{8, 8}, 6}, {{150, 5}, 7}};
  ASSERT_TRUE(picture.move(ids, to));
  EXPECT_EQ(picture.counts(), (std::vector<MaskCount>{{0, 0, 1, 6}, {1, 1, 1, 7}}));
  EXPECT_EQ(picture.masks()[0], 1U);
  EXPECT_FALSE(picture.holds(2));
  EXPECT_FALSE(picture.holds(900));
}

TEST(Layers, AMoveThatChangesWeightsAloneIsCounted) {
  const geo::MultiPolygon all = square(0, 0, 100);
  Layers picture = Layers::make(std::vector<LayerPoint>{{{5, 5}, 2}, {{6, 6}, 3}}, {&all}, 1).value();
  ASSERT_TRUE(picture.move(std::vector<std::uint32_t>{0}, std::vector<LayerPoint>{{{5, 5}, 20}}));
  EXPECT_EQ(picture.counts(), (std::vector<MaskCount>{{0, 0, 2, 23}}));
}

/// All that a picture says, of its points and of some places.
struct Said {
  explicit Said(const Layers& picture)
      : masks(picture.masks().begin(), picture.masks().end()),
        belonging(picture.belonging().begin(), picture.belonging().end()),
        counts(picture.counts()) {
    for (std::uint32_t id = 0; id <= masks.size(); ++id) holds.push_back(picture.holds(id));
    for (std::int32_t x = 5; x < 800; x += 60) {
      const PointCovering at = picture.at({x, 5}, 4);
      places.push_back(at.territory);
      for (const LayerCovering& layer : at.layers) {
        places.push_back(layer.layer);
        places.insert(places.end(), layer.claims.areas.begin(), layer.claims.areas.end());
        places.push_back(layer.claims.by_key);
      }
    }
  }
  friend bool operator==(const Said&, const Said&) = default;

  std::vector<std::uint64_t> masks;
  std::vector<std::int32_t> belonging;
  std::vector<MaskCount> counts;
  std::vector<bool> holds;
  std::vector<std::int64_t> places;
};

/// A picture of 700 territories with a point each, so that any change makes the table of counts grow.
struct Wide {
  Wide() {
    std::vector<const geo::MultiPolygon*> pointers;
    for (std::int32_t i = 0; i < 700; ++i) territories.push_back(square(i * 20, 0, 10));
    for (const auto& territory : territories) pointers.push_back(&territory);
    for (std::int32_t i = 0; i < 500; ++i) points.push_back({{i * 20 + 5, 5}, 1, i % 7});
    picture = std::make_unique<Layers>(Layers::make(points, pointers, 1).value());
    EXPECT_TRUE(picture->set_layer(0, {.areas = {&half}}));
    picture->remove(std::vector<std::uint32_t>{3});
  }
  geo::MultiPolygon half = square(0, 0, 300), all = square(0, 0, 14'000);
  std::vector<geo::MultiPolygon> territories;
  std::vector<LayerPoint> points;
  std::unique_ptr<Layers> picture;
};

/// Makes the change with ever more memory, until it goes well: nothing must have changed before.
template <class Change>
void expect_all_or_nothing(const Change& change) {
  Wide wide;
  const Said before(*wide.picture);
  int failed = 0;
  for (bool made = false; !made; failed += made ? 0 : 1) {
    try {
      const testing::FailingMemory memory(failed);
      change(wide);
      made = true;
    } catch (const std::bad_alloc&) {
    }
    ASSERT_TRUE(made || Said(*wide.picture) == before) << failed;
  }
  EXPECT_GT(failed, 5);
  EXPECT_FALSE(Said(*wide.picture) == before);
}

TEST(Layers, AChangeThatRunsOutOfMemoryLeavesThePictureAsItWas) {
  expect_all_or_nothing([](Wide& wide) {
    if (!wide.picture->set_layer(5, {.areas = {&wide.all}, .keys = {4}})) std::abort();
  });
  expect_all_or_nothing([](Wide& wide) {
    std::vector<LayerPoint> more;
    for (std::int32_t i = 0; i < 700; ++i) more.push_back({{i * 20 + 5, 5}, 3, 4});
    if (!wide.picture->add(more)) std::abort();
  });
  expect_all_or_nothing([](Wide& wide) {
    std::vector<std::uint32_t> ids;
    std::vector<LayerPoint> to;
    for (std::uint32_t id = 0; id < 500; ++id) {
      ids.push_back(id), to.push_back({{static_cast<std::int32_t>(id + 200) * 20 + 5, 5}, 2, 4});
    }
    if (!wide.picture->move(ids, to)) std::abort();
  });
}

/// A task that is asked to stop before it has begun (0), or when it tells for the nth time how far it is.
Task stopping_at(int report) {
  std::stop_source source;
  if (report == 0) source.request_stop();
  const auto stop = [source, left = report](auto, auto, auto) mutable {
    if (--left == 0) source.request_stop();
  };
  return {stop, source.get_token()};
}

TEST(Layers, AChangeThatIsCancelledLeavesThePictureAsItWas) {
  Wide wide;
  Layers& picture = *wide.picture;
  const Said before(picture);
  const auto expect_cancelled = [&](const auto& result) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, "base.cancelled");
    EXPECT_TRUE(Said(picture) == before);
  };
  for (const int report : {0, 1, 2}) {
    expect_cancelled(picture.set_layer(0, {.areas = {&wide.all}, .keys = {4}}, stopping_at(report)));
  }
  expect_cancelled(picture.set_layer(1, {.keys = {4}}, stopping_at(0)));
  for (const std::size_t points : {500, 30'000}) {
    std::vector<std::uint32_t> ids;
    std::vector<LayerPoint> to;
    for (std::size_t i = 0; i < points; ++i) {
      ids.push_back(static_cast<std::uint32_t>(i % 500));
      to.push_back({{static_cast<std::int32_t>(i % 14'000), 5}, 2, 4});
    }
    // Few points are one stage and done at its second report; many are joined with the territories, then
    // with each layer.
    for (int report = 0; report <= (points == 500 ? 1 : 3); ++report) {
      expect_cancelled(picture.add(to, stopping_at(report)));
      expect_cancelled(picture.move(ids, to, stopping_at(report)));
    }
  }
  ASSERT_TRUE(picture.set_layer(0, {.areas = {&wide.all}}));
  EXPECT_FALSE(Said(picture) == before);
}

}  // namespace
}  // namespace vungphu::engine
