// The tables of commands.cpp as a CLI11 parser: the only file that includes it (it costs seconds).
#include <cctype>
#include <cstdlib>
#include <deque>
#include <exception>
#include <optional>
#include <sstream>
#include <thread>

#include <CLI/CLI.hpp>
#include <signal.h>
#include <unistd.h>

#include "vungphu/base/memory.hpp"
#include "vungphu/base/text.hpp"

#include "command.hpp"
#include "output.hpp"
#include "progress.hpp"
#include "report.hpp"

namespace vungphu::app {
namespace {

constexpr const char* kVersion = VUNGPHU_VERSION;

/// Where CLI11 puts what it reads: a switch, one value, or several. A vector would take all that follows.
struct Slot {
  const Option* option;
  bool given = false;
  std::string value;
  std::vector<std::string> values;
};
struct Bound {
  const Command* command;
  CLI::App* app;
  std::deque<Slot> slots;
};

std::string help_of_option(Lang lang, const Command& command, const Option& option) {
  std::string name(command.name);
  std::replace(name.begin(), name.end(), ' ', '.');
  std::string own = text_or_empty(lang, "help.option." + name + "." + std::string(option.name));
  return own.empty() ? text(lang, "help.option." + std::string(option.name)) : own;
}

std::string help_of_command(Lang lang, std::string_view name) {
  std::string key(name);
  std::replace(key.begin(), key.end(), ' ', '.');
  return text(lang, "help." + key);
}

void bind_option(Lang lang, Bound& bound, const Option& option) {
  Slot& slot = bound.slots.emplace_back(Slot{&option, false, {}, {}});
  const std::string help = help_of_option(lang, *bound.command, option);
  if (option.value.empty() && option.name.starts_with("--")) {
    bound.app->add_flag(std::string(option.name), slot.given, help);
    return;
  }
  const std::string name(option.name);
  CLI::Option* made = option.repeated
                          ? bound.app->add_option(name, slot.values, help)->expected(1)->take_all()
                          : bound.app->add_option(name, slot.value, help);
  made->type_name(std::string(option.value));
  if (option.required) made->required();
}

/// CLI11's own heads, in the person's language.
class HelpFormatter : public CLI::Formatter {
 public:
  explicit HelpFormatter(Lang lang) : options_(text(lang, "help.label.options")) {
    for (const char* word : {"Usage", "OPTIONS", "SUBCOMMAND", "SUBCOMMANDS", "Positionals", "REQUIRED"})
      label(word, text(lang, std::string("help.label.") + word));
  }
  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> options) const override {
    return CLI::Formatter::make_group(group == "Options" ? options_ : std::move(group), is_positional,
                                      std::move(options));
  }

  /// CLI11 pads by bytes.
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    std::string made = "  " + make_option_name(option, is_positional) + make_option_opts(option);
    const std::size_t width = display_width(made);
    if (width >= column_width_) made += "\n" + std::string(column_width_, ' ');
    if (width < column_width_) made.append(column_width_ - width, ' ');
    return made + make_option_desc(option) + "\n";
  }

 private:
  std::string options_;
};

/// The subcommand of a name with spaces, made on the way.
CLI::App* subcommand(CLI::App& root, std::string_view name, Lang lang) {
  CLI::App* at = &root;
  std::size_t from = 0;
  while (from <= name.size()) {
    const std::size_t end = std::min(name.find(' ', from), name.size());
    const std::string word(name.substr(from, end - from));
    const auto known = at->get_subcommands([&](const CLI::App* app) { return app->get_name() == word; });
    if (known.empty()) {
      at = at->add_subcommand(word, help_of_command(lang, name.substr(0, end)));
      at->group(text(lang, "help.label.subcommands"));
    } else {
      at = known.front();
    }
    from = end + 1;
  }
  return at;
}

/// --lang is looked at before the parser is built, since its help is in that language.
Lang language(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--lang=en" || (word == "--lang" && i + 1 < argc && std::string_view(argv[i + 1]) == "en"))
      return Lang::en;
  }
  return Lang::vi;
}

int usage(Lang lang, const std::string& key, const Args& args) {
  remark(text(lang, key, args));
  return kBadUsage;
}

/// "vungphu submissions show": the deepest command that was understood.
std::string understood(const CLI::App& root) {
  std::string name = "vungphu";
  for (const CLI::App* at = &root; !at->get_subcommands().empty();) {
    at = at->get_subcommands().front();
    name += " " + at->get_name();
  }
  return name;
}

/// CLI11's own sentences are English; of them the names of options are kept.
std::string names_in(std::string_view sentence) {
  std::string names;
  std::istringstream words{std::string(sentence)};
  for (std::string word; words >> word;) {
    const bool option = word.starts_with("-");
    const bool positional =
        word.size() > 1 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (option || positional)
      names += (names.empty() ? "" : " ") + word.substr(0, word.find_last_not_of(":,.") + 1);
  }
  return names;
}

int usage_of(Lang lang, const CLI::ParseError& problem, const CLI::App& root) {
  std::string detail = names_in(problem.what());
  if (const std::string_view what = problem.what();
      detail.empty() && what.find(": ") != std::string_view::npos)
    detail = what.substr(what.find(": ") + 2);
  const Args args = {{"detail", detail}, {"command", understood(root)}};
  if (dynamic_cast<const CLI::RequiredError*>(&problem))
    return usage(lang, detail.empty() ? "error.usage.command" : "error.usage.required", args);
  if (dynamic_cast<const CLI::ExtrasError*>(&problem)) return usage(lang, "error.usage.extra", args);
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&problem))
    return usage(lang, "error.usage.value_missing", args);
  return usage(lang, "error.usage.other", args);
}

/// Ctrl-C and SIGTERM are waited for in a thread of their own, so that a stop is asked for outside of a
/// signal handler. The second one ends the program at once: the workspace is as it was either way, since
/// every change is one transaction.
class Interrupts {
 public:
  Interrupts() {
    sigemptyset(&set_);
    for (int signal : {SIGINT, SIGTERM, SIGUSR1}) sigaddset(&set_, signal);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of write(), not the end of the program
    waiter_ = std::thread([this] {
      int received = 0;
      while (sigwait(&set_, &received) == 0 && received != SIGUSR1) {
        if (source_.stop_requested()) std::_Exit(kInterrupted);
        source_.request_stop();
      }
    });
  }
  ~Interrupts() {
    pthread_kill(waiter_.native_handle(), SIGUSR1);
    waiter_.join();
  }
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;
  std::stop_token token() const { return source_.get_token(); }

 private:
  sigset_t set_;
  std::stop_source source_;
  std::thread waiter_;
};

/// "512M", "6G", "6 GiB": of 1024 each; a number alone is megabytes.
std::optional<std::int64_t> memory_of(std::string_view size) {
  std::int64_t number = 0;
  std::size_t at = 0;
  for (; at < size.size() && size[at] >= '0' && size[at] <= '9' && number < 1'000'000'000; ++at)
    number = number * 10 + (size[at] - '0');
  std::string unit;
  for (const char c : size.substr(at))
    if (c != ' ') unit += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (unit.ends_with("IB")) unit.erase(unit.size() - 2);
  if (unit.size() > 1 && unit.ends_with("B")) unit.pop_back();
  const int shift = unit == "G" ? 30 : unit == "M" || unit.empty() ? 20 : unit == "K" ? 10 : -1;
  if (at == 0 || number <= 0 || shift < 0) return std::nullopt;
  return number << shift;
}

/// The sentence for a limit that was not kept to in time.
Error memory_exceeded() {
  return {"base.memory_exceeded", {{"limit", std::to_string(megabytes(*memory_limit()))}}};
}

int report(const Result<int>& done, const Context& context) {
  clear_progress();
  // Whatever failed for want of memory has said so in its own words, of which a person understands nothing.
  if (!done && memory_limit() && (memory_ran_out() || done.error().code == "base.out_of_memory")) {
    remark(text(context.lang, memory_exceeded()));
    return kBadData;
  }
  if (done) return *done;
  if (done.error().code == "base.closed_pipe") return kDone;  // the reader has seen enough (`| head`)
  if (done.error().code == "base.cancelled" || context.task.cancelled()) {
    remark(text(context.lang, "error.base.cancelled"));
    return kInterrupted;
  }
  // An error of the reader knows bytes, not the name that the person gave them: it is put in front.
  std::string sentence = sentence_of(context.lang, done.error());
  for (const auto& [name, value] : done.error().args)
    if (name == "file" && sentence.find(value) == std::string::npos) sentence = value + ": " + sentence;
  remark_prose(sentence);
  return done.error().code.starts_with("usage.") ? kBadUsage : kBadData;
}

int run_bound(const Bound& bound, Context context) {
  for (const Slot& slot : bound.slots)
    if (slot.given || !slot.value.empty() || !slot.values.empty())
      context.arguments.put(std::string(slot.option->name),
                            slot.values.empty() ? std::vector{slot.value} : slot.values);
  const Interrupts interrupts;  // before any limit: its thread needs a stack
  if (!context.memory.empty()) {
    const std::optional<std::int64_t> bytes = memory_of(context.memory);
    if (!bytes) return usage(context.lang, "error.usage.memory", {{"value", context.memory}});
    if (!limit_memory(*bytes)) return report(fail("base.memory_not_set"), context);
    // In a thread or a destructor that may not throw: the same words, and the workspace as it was.
    static const std::string last_words = text(context.lang, memory_exceeded()) + "\n";
    std::set_terminate([] {
      if (memory_ran_out()) {
        [[maybe_unused]] const auto written = ::write(STDERR_FILENO, last_words.data(), last_words.size());
        std::_Exit(kBadData);
      }
      std::abort();
    });
  }
  context.task.stop = interrupts.token();
  context.task.report = progress_bar(context.lang);
  // Exceptions of third parties stop at their modules; what gets past them all the same is told, not thrown
  // at the person.
  try {
    return report(bound.command->run(context), context);
  } catch (const std::exception& fault) {
    return report(fail("base.internal", {{"what", fault.what()}}), context);
  }
}

}  // namespace

int run(int argc, char** argv) {
  const Lang lang = language(argc, argv);
  CLI::App root{text(lang, "help.program"), "vungphu"};
  root.formatter(std::make_shared<HelpFormatter>(lang));
  root.fallthrough();
  root.require_subcommand(1);
  root.set_version_flag("--version", std::string("vungphu ") + kVersion, text(lang, "help.option.--version"));
  root.set_help_flag("-h,--help", text(lang, "help.option.--help"));
  root.set_help_all_flag("--help-all", text(lang, "help.option.--help-all"));
  std::string workspace, language_word, memory;
  root.add_option("-w,--workspace", workspace, text(lang, "help.option.--workspace"))->type_name("DIR");
  root.add_option("--memory", memory, text(lang, "help.option.--memory"))->type_name("SIZE");
  root.add_option("--lang", language_word, text(lang, "help.option.--lang"))
      ->type_name("vi|en")
      ->check(CLI::IsMember({"vi", "en"}));

  std::deque<Bound> bounds;
  for (const Command& command : commands()) {
    Bound& bound = bounds.emplace_back(Bound{&command, subcommand(root, command.name, lang), {}});
    bound.app->fallthrough();
    for (const Option& option : command.options) bind_option(lang, bound, option);
  }
  try {
    root.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    return root.exit(help);
  } catch (const CLI::CallForAllHelp& help) {
    return root.exit(help);
  } catch (const CLI::CallForVersion& version) {
    return root.exit(version);
  } catch (const CLI::ParseError& problem) {
    return usage_of(lang, problem, root);
  }

  Context context;
  context.lang = lang;
  context.memory = memory;
  const char* named = std::getenv("VUNGPHU_WORKSPACE");
  context.workspace = !workspace.empty() ? workspace : named && *named ? named : ".";
  for (const Bound& bound : bounds)
    if (bound.app->parsed() && bound.app->get_subcommands().empty())
      return run_bound(bound, std::move(context));
  // A group of commands, named without one of them.
  const std::string help = root.help();
  remark(help.substr(0, help.find_last_not_of('\n') + 1));
  return kBadUsage;
}

}  // namespace vungphu::app
