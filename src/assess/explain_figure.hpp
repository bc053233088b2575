// The machine behind explain_figure: one figure counted again and again with something taken out.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "vungphu/assess/explain.hpp"

#include "figures.hpp"
#include "scene.hpp"
#include "terms.hpp"

namespace vungphu::assess {

/// The figure that is asked for.
struct Asked {
  const Scene& scene;
  const Indicator& indicator;
  const Union& of;
  const Union& everybody;  ///< of the technology
  std::string level, territory;
  std::size_t kind = 0;     ///< of the world's kinds; their number for households of no list
  std::vector<char> slots;  ///< those of the territory

  bool households() const { return indicator.kind == "household"; }
};

/// Who speaks, what they say, and their homes each by itself: the scene's own, or with something taken out.
struct Said {
  std::vector<Voice> voices;
  std::vector<Evidence> evidence;
  std::vector<HomeAnswer> voice_homes;
};
/// As it is.
Said said_of(const Scene& scene);

/// What comes out of it. `things` only for kinds that are judged one by one (all but households).
struct Counted {
  Terms all;                  ///< of the territory
  std::vector<Terms> slots;   ///< by slot, all of them
  std::int64_t together = 0;  ///< what counts for several territories add to the sum of those asked for
  std::optional<KindAnswer> things;
};
Result<Counted> count(const Asked& asked, const Said& said, const Task& task);
/// Of things judged one by one, with other answers.
Counted count(const Asked& asked, const Said& said, KindAnswer answer);
/// The homes of the voices that `changed` names, for a commune's rule looks at them.
void renew_homes(const Asked& asked, std::size_t changed, Said& said);

/// By submission, and what is left.
struct Contributions {
  std::vector<Contribution> submissions;
  std::int64_t several = 0;
};
Result<Contributions> contributions(const Asked& asked, const Task& task);
Result<std::vector<BasisShare>> basis_shares(const Asked& asked, const Task& task);

/// The slots of a territory of a level, of "*" or "outside". Nothing when there is no such territory.
std::optional<std::vector<char>> slots_of(const Inputs& inputs, const Territories& territories,
                                          const std::string& level, const std::string& territory);

}  // namespace vungphu::assess
