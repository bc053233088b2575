// demo: the made-up province in a new workspace.
#include "vungphu/service/use_cases.hpp"

#include "commands.hpp"
#include "output.hpp"

namespace vungphu::app {

Result<int> demo(const Context& context) {
  VP_TRY(std::optional<std::int64_t> seed, context.arguments.count("--seed"));
  VP_TRY(std::optional<std::int64_t> households, context.arguments.count("--households"));
  if (households && *households < 1)
    return fail("usage.demo_size", {{"value", context.arguments.text("--households")}});
  const std::string folder = context.arguments.text("DIR");
  service::DemoRequest request;
  request.seed = static_cast<std::uint64_t>(seed.value_or(1));
  request.households = households.value_or(request.households);
  request.paper = context.arguments.has("--paper");
  VP_CHECK(
      service::make_demo(folder, request, context.task, [](const std::string& line) { say("$ " + line); }));
  say(text(context.lang, "text.demo_made", {{"folder", folder}}));
  return kDone;
}

}  // namespace vungphu::app
