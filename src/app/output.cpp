#include "output.hpp"

#include <cstdio>
#include <filesystem>

#include <sys/ioctl.h>
#include <unistd.h>

#include "vungphu/base/text.hpp"
#include "vungphu/formats/text_layout.hpp"

#include "progress.hpp"

namespace vungphu::app {
namespace {

std::string format_of(const std::string& path) {
  const std::string extension = std::filesystem::path(path).extension().string();
  if (extension == ".geojsonl") return "geojsonseq";
  if (extension == ".shz" || path.ends_with(".shp.zip")) return "shp";
  if (extension == ".txt") return "table";
  return extension.empty() ? "table" : extension.substr(1);
}

}  // namespace

namespace {
std::size_t width_of(int stream) {
  winsize size{};
  if (isatty(stream) && ioctl(stream, TIOCGWINSZ, &size) == 0) return size.ws_col;
  return 0;
}
}  // namespace

std::size_t terminal_width() { return width_of(STDOUT_FILENO); }

std::string laid_out(std::string_view text, std::size_t width) {
  constexpr std::size_t kHang = 2, kNarrowest = 40;
  const std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
  text.remove_prefix(indent);
  const std::string hang(indent + kHang, ' ');
  const std::size_t room =
      width == 0 ? 0 : std::max(width, kNarrowest) - std::min(hang.size(), kNarrowest / 2);
  std::string made;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string_view paragraph = text.substr(from, end - from);
    const bool row = paragraph.starts_with(' ');
    for (const std::string& line : formats::wrap(paragraph, row ? 0 : room))
      made += (from == 0 && made.empty() ? std::string(indent, ' ') : "\n" + hang) + line;
    from = end + 1;
  }
  return made;
}

namespace {
/// A stream that nobody reads, or a full disk behind it, must not end the program with an exception.
void put_line(std::FILE* stream, const std::string& line) {
  clear_progress();
  const std::string whole = line + "\n";
  static_cast<void>(std::fwrite(whole.data(), 1, whole.size(), stream));
}
}  // namespace

void say(const std::string& line) { put_line(stdout, line); }
void remark(const std::string& line) { put_line(stderr, line); }
void say_prose(const std::string& text) { say(laid_out(text, terminal_width())); }
void remark_prose(const std::string& text) { remark(laid_out(text, width_of(STDERR_FILENO))); }

std::string format_asked(const Context& context) {
  const std::string path = context.arguments.text("-o,--output");
  return context.arguments.text("--format", path.empty() ? "table" : format_of(path));
}

Result<int> print(const Context& context, const service::Resource& resource) {
  formats::Output output;
  output.lang = context.lang;
  output.path = context.arguments.text("-o,--output");
  output.format = format_asked(context);
  output.width = terminal_width();
  output.pinned = resource.pinned;
  output.crs = context.arguments.text("--crs", "EPSG:4326");
  VP_TRY(const service::WriteReport report, service::write(resource, output));
  if (report.left_out > 0)
    remark(text(context.lang, "text.formats.left_out",
                {{"count", print_count(report.left_out, context.lang)}, {"path", output.path}}));
  for (const auto& [name, shorter] : report.shortened)
    remark(text(context.lang, "text.shortened", {{"name", name}, {"shorter", shorter}}));
  if (!output.path.empty()) remark(text(context.lang, "text.written", {{"path", output.path}}));
  return kDone;
}

}  // namespace vungphu::app
