// The province as it lies on paper: what differs from the world that it is drawn from.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "world.hpp"

namespace vungphu::demo {

/// Ends of the two half-years that are reported.
inline constexpr std::array<const char*, 2> kHalfYearEnds{"2025-06-30", "2025-12-31"};
inline constexpr const char* kLastOldDay = "2025-06-30";

struct Paper {
  World world;  ///< without household points; hamlets of the part that was cut off name their new commune
  std::size_t split = 0;     ///< of communes_old: a part of it went …
  std::size_t receiver = 0;  ///< … to this one of communes_new, of which the rest lies in another district

  const Province& province() const { return world.province; }
  std::size_t district_of(std::size_t hamlet) const {
    return world.communes[world.hamlets[hamlet].commune].district;
  }
  /// The hamlet of the old commune `of` that is nearest to a place.
  std::size_t hamlet_near(const Entry& place) const;
  bool has_id(std::size_t hamlet) const { return !world.province.hamlets[hamlet].code.empty(); }
};

/// Codes of hamlets are empty: they have none yet.
Paper make_paper(const Options& options, const Task& task);
/// Gives hamlets the ids under which they were imported; those of one name in one commune are told apart by
/// what else the list says of them.
void give_ids(Paper& paper, const std::vector<Entry>& imported);

Status write_paper_places(const Paper& paper, const std::string& folder, Feeds& feeds);
Status write_paper_fiber(const Paper& paper, const std::string& folder, Feeds& feeds);
Status write_paper_other(const Paper& paper, const std::string& folder, Feeds& feeds);

}  // namespace vungphu::demo
