// The tables of commands.cpp as a CLI11 parser: the only file that includes it (it costs seconds).
#include <fmt/format.h>
#include <signal.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <deque>
#include <thread>

#include "command.hpp"
#include "progress.hpp"

namespace vungphu::app {
namespace {

constexpr const char* kVersion = VUNGPHU_VERSION;

/// Where CLI11 puts what it reads.
struct Slot {
  const Option* option;
  std::vector<std::string> values;
  bool given = false;
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
  Slot& slot = bound.slots.emplace_back(Slot{&option, {}, false});
  const std::string help = help_of_option(lang, *bound.command, option);
  if (option.value.empty() && option.name.starts_with("--")) {
    bound.app->add_flag(std::string(option.name), slot.given, help);
    return;
  }
  CLI::Option* made = bound.app->add_option(std::string(option.name), slot.values, help);
  made->type_name(std::string(option.value));
  if (option.repeated)
    made->expected(1, CLI::detail::expected_max_vector_size)->allow_extra_args(option.name.starts_with("--"));
  else
    made->expected(1);
  if (option.required) made->required();
}

/// The subcommand of a name with spaces, made on the way.
CLI::App* subcommand(CLI::App& root, std::string_view name, Lang lang) {
  CLI::App* at = &root;
  std::size_t from = 0;
  while (from <= name.size()) {
    const std::size_t end = std::min(name.find(' ', from), name.size());
    const std::string word(name.substr(from, end - from));
    const auto known = at->get_subcommands([&](const CLI::App* app) { return app->get_name() == word; });
    at = known.empty() ? at->add_subcommand(word, help_of_command(lang, name.substr(0, end))) : known.front();
    from = end + 1;
  }
  return at;
}

/// --lang and $LANG are looked at before the parser is built, since its help is in that language.
Lang language(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--lang=en" || (word == "--lang" && i + 1 < argc && std::string_view(argv[i + 1]) == "en")) return Lang::en;
  }
  return Lang::vi;
}

int usage(Lang lang, const std::string& key, const Args& args) {
  fmt::print(stderr, "{}\n", text(lang, key, args));
  return kBadUsage;
}

int usage_of(Lang lang, const CLI::ParseError& problem, const CLI::App& app) {
  const std::string command = app.get_display_name().empty() ? "vungphu" : app.get_display_name();
  const Args args = {{"detail", problem.what()}, {"command", command}};
  if (dynamic_cast<const CLI::RequiredError*>(&problem)) return usage(lang, "error.usage.required", args);
  if (dynamic_cast<const CLI::ExtrasError*>(&problem)) return usage(lang, "error.usage.extra", args);
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&problem)) return usage(lang, "error.usage.value_missing", args);
  return usage(lang, "error.usage.other", args);
}

/// Ctrl-C and SIGTERM are waited for in a thread of their own, so that a stop is asked for outside of a signal handler.
/// The second one ends the program at once: the workspace is as it was either way, since every change is one transaction.
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

int report(const Result<int>& done, const Context& context) {
  clear_progress();
  if (done) return *done;
  if (done.error().code == "base.cancelled" || context.task.cancelled()) {
    fmt::print(stderr, "{}\n", text(context.lang, "error.base.cancelled"));
    return kInterrupted;
  }
  // An error of the reader knows bytes, not the name that the person gave them: it is put in front.
  std::string sentence = text(context.lang, done.error());
  for (const auto& [name, value] : done.error().args)
    if (name == "file" && sentence.find(value) == std::string::npos) sentence = value + ": " + sentence;
  fmt::print(stderr, "{}\n", sentence);
  return done.error().code.starts_with("usage.") ? kBadUsage : kBadData;
}

int run_bound(const Bound& bound, Context context) {
  for (const Slot& slot : bound.slots)
    if (slot.given || !slot.values.empty()) context.arguments.put(std::string(slot.option->name), slot.values);
  const Interrupts interrupts;
  context.task.stop = interrupts.token();
  context.task.report = progress_bar(context.lang);
  return report(bound.command->run(context), context);
}

}  // namespace

int run(int argc, char** argv) {
  const Lang lang = language(argc, argv);
  CLI::App root{text(lang, "help.program"), "vungphu"};
  root.fallthrough();
  root.require_subcommand(1);
  root.set_version_flag("--version", std::string("vungphu ") + kVersion, text(lang, "help.option.--version"));
  root.set_help_flag("-h,--help", text(lang, "help.option.--help"));
  root.set_help_all_flag("--help-all", text(lang, "help.option.--help-all"));
  std::string workspace, language_word;
  root.add_option("-w,--workspace", workspace, text(lang, "help.option.--workspace"))->type_name("DIR");
  root.add_option("--lang", language_word, text(lang, "help.option.--lang"))->type_name("vi|en")
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
  const char* named = std::getenv("VUNGPHU_WORKSPACE");
  context.workspace = !workspace.empty() ? workspace : named && *named ? named : ".";
  for (const Bound& bound : bounds)
    if (bound.app->parsed() && bound.app->get_subcommands().empty()) return run_bound(bound, std::move(context));
  return usage(lang, "error.usage.other", {{"detail", root.help()}, {"command", "vungphu"}});
}

}  // namespace vungphu::app
