#include "paper.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "vungphu/geo/measure.hpp"

#include "feed.hpp"

namespace vungphu::demo {
namespace {

constexpr std::size_t kNamesakes = 4;
constexpr const char* kSharedName = "Ấp Kinh Mới";

/// The first commune that borders on another district, and what it borders on there.
void choose_split(Paper& paper) {
  const World& world = paper.world;
  const int columns = world.land.columns, cells = columns * world.land.rows;
  for (int c = 0; c < cells; ++c) {
    for (const int beside : {c % columns + 1 < columns ? c + 1 : c, c + columns < cells ? c + columns : c}) {
      const Commune &here = world.communes[static_cast<std::size_t>(c)],
                    &there = world.communes[static_cast<std::size_t>(beside)];
      if (here.town || here.district == there.district) continue;
      paper.split = static_cast<std::size_t>(c);
      paper.receiver = there.merged;
      return;
    }
  }
}

std::vector<std::size_t> hamlets_of(const World& world, std::size_t commune) {
  std::vector<std::size_t> found;
  for (std::size_t h = 0; h < world.hamlets.size(); ++h)
    if (world.hamlets[h].commune == commune) found.push_back(h);
  return found;
}

/// The second half of the hamlets of the commune that was split.
void move_hamlets(Paper& paper) {
  Province& province = paper.world.province;
  const std::vector<std::size_t> hamlets = hamlets_of(paper.world, paper.split);
  Entry &left = province.communes_new[paper.world.communes[paper.split].merged],
        &joined = province.communes_new[paper.receiver];
  for (std::size_t k = hamlets.size() / 2; k < hamlets.size(); ++k) {
    Entry& hamlet = province.hamlets[hamlets[k]];
    hamlet.parent = joined.code;
    *left.weight -= *hamlet.weight;
    *joined.weight += *hamlet.weight;
  }
}

/// Hamlets of one commune that people tell apart, and lists do not.
void share_a_name(Paper& paper) {
  std::size_t commune = 0;
  while (commune + 1 < paper.world.communes.size() &&
         (commune == paper.split || paper.world.communes[commune].town))
    ++commune;
  const std::vector<std::size_t> hamlets = hamlets_of(paper.world, commune);
  Province& province = paper.world.province;
  for (std::size_t k = 0; k < kNamesakes; ++k) {
    const std::string site = " (điểm " + province.hamlets[hamlets[k]].name + ")";
    for (Entry& school : province.schools)  // of the same commune: named after its hamlets
      if (school.name.ends_with(site) && paper.hamlet_near(school) == hamlets[k])
        school.name.replace(school.name.size() - site.size(), site.size(),
                            std::string(" (điểm ") + kSharedName + ")");
    province.hamlets_old[hamlets[k]].name = province.hamlets[hamlets[k]].name = kSharedName;
  }
}

void seat_communes(World& world) {
  for (std::size_t h = world.hamlets.size(); h-- > 0;)  // the first hamlet of each has the last word
    world.province.communes_new[world.communes[world.hamlets[h].commune].merged].point =
        world.hamlets[h].centre;
}

}  // namespace

std::size_t Paper::hamlet_near(const Entry& place) const {
  const geo::GridPoint at = place.point ? *place.point : geo::centre(*place.area);
  std::size_t nearest = 0;
  std::int64_t least = -1;
  for (std::size_t h = 0; h < world.hamlets.size(); ++h) {
    if (world.new_commune_of(world.hamlets[h]).code != place.parent) continue;
    const std::int64_t dx = world.hamlets[h].centre.x - at.x, dy = world.hamlets[h].centre.y - at.y;
    if (least >= 0 && dx * dx + dy * dy >= least) continue;
    least = dx * dx + dy * dy;
    nearest = h;
  }
  return nearest;
}

Paper make_paper(const Options& options, const Task& task) {
  Paper paper;
  paper.world = make_world(options, task, false);
  for (std::vector<Entry>* list : {&paper.world.province.hamlets_old, &paper.world.province.hamlets})
    for (Entry& hamlet : *list) hamlet.code.clear();
  choose_split(paper);
  move_hamlets(paper);
  share_a_name(paper);
  seat_communes(paper.world);
  return paper;
}

void give_ids(Paper& paper, const std::vector<Entry>& imported) {
  using Told = std::tuple<std::string, std::string, std::int64_t, std::int64_t>;
  const auto told = [](const Entry& e) {
    return Told(e.parent, e.name, e.weight.value_or(-1), e.people.value_or(-1));
  };
  std::multimap<Told, std::string> ids;
  for (const Entry& hamlet : imported) ids.emplace(told(hamlet), hamlet.code);
  for (std::size_t h = 0; h < paper.world.hamlets.size(); ++h) {
    const auto found = ids.find(told(paper.province().hamlets_old[h]));
    if (found == ids.end()) continue;
    paper.world.province.hamlets_old[h].code = paper.world.province.hamlets[h].code = found->second;
    ids.erase(found);
  }
}

Result<Feeds> write_paper_forms(const std::string& folder, const Options& options,
                                const std::vector<Entry>& hamlets, const Task& task) {
  VP_CHECK(task.check());
  Paper paper = make_paper(options, task);
  give_ids(paper, hamlets);
  Feeds feeds;
  VP_CHECK(write_paper_places(paper, folder, feeds));
  VP_CHECK(task.check());
  VP_CHECK(write_paper_fiber(paper, folder, feeds));
  VP_CHECK(task.check());
  VP_CHECK(write_paper_other(paper, folder, feeds));
  return feeds;
}

}  // namespace vungphu::demo
