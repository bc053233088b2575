#include "land_files.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include <fmt/format.h>

namespace vungphu::bench {
namespace {

constexpr std::size_t kPiece = 1 << 20;  // bytes gathered before they are written

/// Lines gathered into pieces; a program that cannot write its files ends.
class Lines {
 public:
  explicit Lines(const std::filesystem::path& file) : name_(file.string()), out_(file, std::ios::binary) {}
  ~Lines() {
    flush();
    out_.close();
    if (!out_) std::cerr << "cannot write " << name_ << '\n', std::exit(1);
  }
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  template <class... Values>
  void add(fmt::format_string<Values...> text, Values&&... values) {
    fmt::format_to(std::back_inserter(text_), text, std::forward<Values>(values)...);
    if (text_.size() > kPiece) flush();
  }

 private:
  void flush() {
    out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
  }

  std::string name_, text_;
  std::ofstream out_;
};

void add_ring(const geo::Path& ring, Lines& lines) {
  lines.add("(");
  for (const geo::GridPoint p : ring) lines.add("{} {},", p.x, p.y);
  lines.add("{} {})", ring.front().x, ring.front().y);
}

/// A POLYGON where there is one part: peers are not to pay for collections of one.
void add_wkt(const geo::MultiPolygon& area, Lines& lines) {
  const bool one = area.polygons.size() == 1;
  lines.add("{}", one ? "\"POLYGON" : "\"MULTIPOLYGON(");
  for (std::size_t i = 0; i < area.polygons.size(); ++i) {
    lines.add("{}", i > 0 ? ",(" : "(");
    const auto& rings = area.polygons[i].rings;
    for (std::size_t r = 0; r < rings.size(); ++r) {
      if (r > 0) lines.add(",");
      add_ring(rings[r], lines);
    }
    lines.add(")");
  }
  lines.add("{}\"\n", one ? "" : ")");
}

}  // namespace

void write_land(const Land& land, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  Lines homes(folder / "homes.csv"), communes(folder / "communes.csv"), claims(folder / "claims.csv");
  homes.add("id,x,y\n");
  for (std::size_t i = 0; i < land.homes.size(); ++i) {
    homes.add("{},{},{}\n", i, land.homes[i].x, land.homes[i].y);
  }
  communes.add("id,wkt\n");
  for (std::size_t i = 0; i < land.communes.size(); ++i) {
    communes.add("{},", i);
    add_wkt(land.communes[i], communes);
  }
  claims.add("id,layer,wkt\n");
  std::size_t id = 0;
  for (std::size_t layer = 0; layer < land.layers.size(); ++layer) {
    for (const auto& claim : land.layers[layer].claims) {
      claims.add("{},{},", id++, layer);
      add_wkt(claim, claims);
    }
  }
}

void write_answers(std::span<const std::int32_t> communes, std::span<const engine::Bitmap> layers,
                   const std::filesystem::path& file) {
  Lines lines(file);
  for (std::size_t i = 0; i < communes.size(); ++i) {
    unsigned mask = 0;
    for (std::size_t layer = 0; layer < layers.size(); ++layer) {
      mask |= static_cast<unsigned>(engine::get_bit(layers[layer], i)) << layer;
    }
    lines.add("{},{},{}\n", i, communes[i], mask);
  }
}

}  // namespace vungphu::bench
