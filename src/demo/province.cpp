#include <algorithm>

#include "vungphu/demo/demo.hpp"

#include "world.hpp"

namespace vungphu::demo {

World make_world(const Options& options, const Task& task, bool homes) {
  World world;
  world.options = options;
  world.options.households = std::max<std::int64_t>(1, options.households);
  Names names(options.seed);
  add_territories(world, names);
  add_hamlets(world, names);
  if (homes) add_households(world, task);
  add_facilities(world, names);
  return world;
}

Province make_province(const Options& options, const Task& task) {
  return make_world(options, task).province;
}

}  // namespace vungphu::demo
