#include "output.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <filesystem>

#include "progress.hpp"

namespace vungphu::app {
namespace {

std::size_t terminal_width() {
  winsize size{};
  if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) return size.ws_col;
  return 0;
}

std::string format_of(const std::string& path) {
  std::string extension = std::filesystem::path(path).extension().string();
  if (extension == ".geojsonl") return "geojsonseq";
  return extension.empty() ? "table" : extension.substr(1);
}

}  // namespace

void say(const std::string& line) {
  clear_progress();
  fmt::print("{}\n", line);
}

void remark(const std::string& line) {
  clear_progress();
  fmt::print(stderr, "{}\n", line);
}

Result<int> print(const Context& context, const service::Resource& resource) {
  formats::Output output;
  output.lang = context.lang;
  output.path = context.arguments.text("-o,--output");
  output.format = context.arguments.text("--format", output.path.empty() ? "table" : format_of(output.path));
  output.width = terminal_width();
  output.pinned = resource.pinned;
  output.crs = context.arguments.text("--crs", "EPSG:4326");
  VP_CHECK(service::write(resource, output));
  if (!output.path.empty()) remark(text(context.lang, "text.written", {{"path", output.path}}));
  return kDone;
}

}  // namespace vungphu::app
