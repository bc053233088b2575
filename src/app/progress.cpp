#include "progress.hpp"

#include <chrono>
#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <unistd.h>

#include "vungphu/base/text.hpp"

namespace vungphu::app {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kWipe = "\r\x1b[K";
constexpr int kBarWidth = 24;
constexpr auto kEvery = std::chrono::milliseconds(100);

struct Bar {
  std::string stage;
  Clock::time_point began, drawn;
};

std::string line(const Bar& bar, std::string_view stage, std::uint64_t done, std::uint64_t total, Lang lang) {
  const double seconds = std::chrono::duration<double>(Clock::now() - bar.began).count();
  const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
  std::string drawn = text(lang, "progress." + std::string(stage));
  if (total > 0 && done <= total) {
    const int full = static_cast<int>(static_cast<double>(done) / static_cast<double>(total) * kBarWidth);
    drawn += " [";
    for (int i = 0; i < kBarWidth; ++i) drawn += i < full ? "█" : "·";
    drawn += fmt::format("] {}%", 100 * done / total);
  }
  drawn += fmt::format("  {}", print_count(static_cast<std::int64_t>(done), lang));
  if (seconds > 0.5) drawn += "  " + text(lang, "progress.rate", {{"rate", print_number(rate, 0, lang)}});
  if (seconds > 0.5 && rate > 0 && total > done)
    drawn += "  " + text(lang, "progress.left",
                         {{"seconds", print_number(static_cast<double>(total - done) / rate, 0, lang)}});
  return drawn;
}

}  // namespace

std::function<void(std::string_view, std::uint64_t, std::uint64_t)> progress_bar(Lang lang) {
  if (!isatty(STDERR_FILENO)) return {};
  auto bar = std::make_shared<Bar>();
  return [bar, lang](std::string_view stage, std::uint64_t done, std::uint64_t total) {
    const auto now = Clock::now();
    if (bar->stage != stage) {
      bar->stage = stage;
      bar->began = now;
    } else if (now - bar->drawn < kEvery) {
      return;
    }
    bar->drawn = now;
    std::fputs((std::string(kWipe) + line(*bar, stage, done, total, lang)).c_str(), stderr);
    std::fflush(stderr);
  };
}

void clear_progress() {
  if (isatty(STDERR_FILENO)) std::fputs(kWipe, stderr);
}

}  // namespace vungphu::app
